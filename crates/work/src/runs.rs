//! Moves every run along: queued → started → finishing up, and the ways out of it.

use app::Services;
use fabric::Fabric;
use jobs::EnqueueOptions;
use model::run::{Run, RunState};
use store::units::UnitTally;
use tokio_util::sync::CancellationToken;

use crate::finish::{self, FinishRun};
use crate::{Control, TICK, WorkError, chain, dispatch, rest, units};

/// Looks after runs until the process ends.
pub(crate) async fn run(control: Control, stop: CancellationToken) {
    let nudge = &control.services.wake.runs;
    while let Err(error) = control.begin().await {
        tracing::error!("taking back units of the last process: {}", chain(&error));
        if !rest(nudge, TICK, &stop).await {
            return;
        }
    }
    loop {
        if let Err(error) = control.tick().await {
            tracing::error!("looking after runs: {}", chain(&error));
        }
        if !rest(nudge, TICK, &stop).await {
            return;
        }
    }
}

pub(crate) async fn take_back(services: &Services) -> Result<(), WorkError> {
    let mut tx = services.db.write().await?;
    let units = store::units::reset_dispatched(&mut tx, services.env.now()).await?;
    tx.commit().await?;
    if units > 0 {
        tracing::info!(units, "units of the last process are handed out again");
    }
    Ok(())
}

/// One look at every run that has not ended, then at what can be handed out.
pub(crate) async fn tick(services: &Services, fabric: &Fabric) -> Result<(), WorkError> {
    let mut tx = services.db.read().await?;
    let active = store::runs::active(&mut tx).await?;
    drop(tx);
    for run in active {
        if let Err(error) = step(services, fabric, &run).await {
            tracing::error!(run = %run.id, "moving the run along: {}", chain(&error));
        }
    }
    units::take_back_silent(services, fabric).await?;
    dispatch::hand_out(services, fabric).await
}

async fn step(services: &Services, fabric: &Fabric, run: &Run) -> Result<(), WorkError> {
    match run.state {
        RunState::Queued => move_to(services, run, RunState::Started, None).await,
        RunState::Resuming => move_to(services, run, RunState::Started, None).await,
        RunState::Started => started(services, run).await,
        RunState::Canceling | RunState::Pausing => {
            fabric.stop(run.id);
            drained(services, run).await
        }
        RunState::FinishingUp => finish_soon(services, run).await,
        // Waits for a person; or has ended, which `active` does not return.
        RunState::Paused
        | RunState::UnderReview
        | RunState::Canceled
        | RunState::Completed
        | RunState::CompletedInvalid
        | RunState::Failed => Ok(()),
    }
}

/// A step that nobody else took in between; a lost race is seen again at the next look.
async fn move_to(
    services: &Services,
    run: &Run,
    to: RunState,
    reason: Option<&str>,
) -> Result<(), WorkError> {
    let mut tx = services.db.write().await?;
    let now = services.env.now();
    let moved =
        store::runs::transition(&mut tx, run.organization, run.id, (run.state, to), reason, now).await?;
    tx.commit().await?;
    if moved {
        tracing::info!(run = %run.id, from = %run.state, to = %to, "run moved");
    }
    Ok(())
}

async fn tally(services: &Services, run: &Run) -> Result<UnitTally, WorkError> {
    let mut tx = services.db.read().await?;
    Ok(store::units::tally(&mut tx, run.organization, run.id).await?)
}

async fn started(services: &Services, run: &Run) -> Result<(), WorkError> {
    let tally = tally(services, run).await?;
    if tally.progress > run.progress {
        let mut tx = services.db.write().await?;
        // 1000 is for a run that has ended.
        store::runs::set_progress(&mut tx, run.organization, run.id, tally.progress.min(999)).await?;
        tx.commit().await?;
    }
    if !tally.is_over() {
        return Ok(());
    }
    let mut tx = services.db.write().await?;
    let step = (run.state, RunState::FinishingUp);
    let now = services.env.now();
    if store::runs::transition(&mut tx, run.organization, run.id, step, None, now).await? {
        enqueue(&mut tx, services, run).await?;
        tx.commit().await?;
        services.wake.jobs.notify_one();
    }
    Ok(())
}

/// A run in its last stage always has its job: the key keeps a second one away.
async fn finish_soon(services: &Services, run: &Run) -> Result<(), WorkError> {
    let mut tx = services.db.write().await?;
    enqueue(&mut tx, services, run).await?;
    tx.commit().await?;
    Ok(())
}

async fn enqueue(tx: &mut store::Tx, services: &Services, run: &Run) -> Result<(), WorkError> {
    let job = FinishRun { organization: run.organization, run: run.id };
    let options = EnqueueOptions {
        organization: Some(run.organization),
        dedup_key: Some(format!("finish:{}", run.id)),
        ..EnqueueOptions::default()
    };
    jobs::enqueue(tx, &services.env, &job, options).await?;
    Ok(())
}

/// Ends or pauses a run whose units have all come back.
async fn drained(services: &Services, run: &Run) -> Result<(), WorkError> {
    if tally(services, run).await?.dispatched > 0 {
        return Ok(());
    }
    match run.state {
        RunState::Pausing => move_to(services, run, RunState::Paused, run.reason.as_deref()).await,
        _ => finish::canceled(services, run).await,
    }
}
