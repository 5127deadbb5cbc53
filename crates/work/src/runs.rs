//! Moves every run along: queued → started → finishing up, the ways out of it, and into and out of blackouts.

use std::time::Duration;

use app::Services;
use fabric::Fabric;
use jobs::EnqueueOptions;
use model::Timestamp;
use model::run::{Run, RunState};
use store::units::UnitTally;
use tokio_util::sync::CancellationToken;

use crate::admission::{self, Admission};
use crate::finish::{self, FinishRun};
use crate::holds::{Holds, Outlook};
use crate::{Control, TICK, WorkError, chain, dispatch, pauses, rest, units};

/// Looks after runs until the process ends.
pub(crate) async fn run(control: Control, stop: CancellationToken) {
    let nudge = &control.services.wake.runs;
    while let Err(error) = control.begin().await {
        tracing::error!("taking back units of the last process: {}", chain(&error));
        if !rest(nudge, TICK, &stop).await {
            return;
        }
    }
    let mut outlook = Outlook::default();
    loop {
        match watchful_tick(&control, &mut outlook).await {
            Ok(next) => outlook = next,
            // What was known of blackouts still counts.
            Err(error) => tracing::error!("looking after runs: {}", chain(&error)),
        }
        let longest = outlook.next().map_or(TICK, |at| left(&control.services, at).min(TICK));
        if !rest(nudge, longest, &stop).await {
            return;
        }
    }
}

/// A tick, however long it takes; meanwhile too the runs whose blackout begins are stopped, to the millisecond and
/// without the database. What the tick then sees is written down by the next one.
async fn watchful_tick(control: &Control, outlook: &mut Outlook) -> Result<Outlook, WorkError> {
    let tick = tick(&control.services, &control.fabric);
    tokio::pin!(tick);
    loop {
        for run in outlook.begun(control.services.env.now()) {
            control.fabric.stop(run);
        }
        let sleep = outlook.begins.first().map_or(TICK, |(at, _)| left(&control.services, *at));
        tokio::select! {
            done = &mut tick => return done,
            () = tokio::time::sleep(sleep) => {}
        }
    }
}

/// How long it is until an instant.
fn left(services: &Services, at: Timestamp) -> Duration {
    let micros = at.micros().saturating_sub(services.env.now().micros());
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

pub(crate) async fn take_back(services: &Services) -> Result<(), WorkError> {
    let mut tx = services.db.write().await?;
    let now = services.env.now();
    let units = store::units::reset_dispatched(&mut tx, now).await?;
    store::runs::reset_active(&mut tx, now).await?;
    tx.commit().await?;
    if units > 0 {
        tracing::info!(units, "units of the last process are handed out again");
    }
    Ok(())
}

/// One look at every run that has not ended, then at what can be handed out.
pub(crate) async fn tick(services: &Services, fabric: &Fabric) -> Result<Outlook, WorkError> {
    let mut tx = services.db.read().await?;
    let mut active = store::runs::active(&mut tx).await?;
    let holds = Holds::read(services, &mut tx, &active).await?;
    drop(tx);
    pauses::hold_back(services, fabric, &holds, &mut active).await?;
    begin_waiting(services, &holds, &active).await;
    for run in active.iter().filter(|run| !waits(run)) {
        if let Err(error) = step(services, fabric, &holds, run).await {
            tracing::error!(run = %run.id, "moving the run along: {}", chain(&error));
        }
    }
    units::take_back_silent(services, fabric).await?;
    dispatch::hand_out(services, fabric, &holds).await?;
    Ok(holds.outlook(&active))
}

/// Whether nothing of a run is out and it is to begin, or to go on.
fn waits(run: &Run) -> bool {
    matches!(run.state, RunState::Queued | RunState::Resuming)
}

/// Begins the runs that wait, in turn, as far as blackouts and limits let them; the others say what they wait for.
async fn begin_waiting(services: &Services, holds: &Holds, active: &[Run]) {
    let mut admission = Admission::of(services.settings.runs, active);
    let mut waiting: Vec<(&Run, String)> = Vec::new();
    for run in admission.in_turn(active.iter().filter(|run| waits(run))) {
        if let Some(why) = holds.why(run).or_else(|| admission.admit(run).err().map(str::to_owned)) {
            waiting.push((run, why));
        } else if let Err(error) = move_to(services, run, RunState::Started, None).await {
            tracing::error!(run = %run.id, "beginning the run: {}", chain(&error));
        }
    }
    if let Err(error) = say(services, &waiting).await {
        tracing::error!("saying what runs wait for: {}", chain(&error));
    }
}

/// Says why runs are as they are, where that is new.
pub(crate) async fn say(services: &Services, said: &[(&Run, String)]) -> Result<(), WorkError> {
    let new: Vec<_> = said.iter().filter(|(run, why)| run.reason.as_deref() != Some(why)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let mut tx = services.db.write().await?;
    for (run, why) in new {
        store::runs::set_reason(&mut tx, run, Some(why)).await?;
    }
    Ok(tx.commit().await?)
}

async fn step(services: &Services, fabric: &Fabric, holds: &Holds, run: &Run) -> Result<(), WorkError> {
    match run.state {
        RunState::Started => started(services, fabric, run).await,
        RunState::Canceling | RunState::Pausing => {
            fabric.stop(run.id);
            drained(services, run).await
        }
        RunState::FinishingUp => finish_soon(services, run).await,
        RunState::Paused => pauses::paused(services, holds, run).await,
        // Has been seen to; waits for a person; or has ended, which `active` does not return.
        RunState::Queued
        | RunState::Resuming
        | RunState::UnderReview
        | RunState::Canceled
        | RunState::Completed
        | RunState::CompletedInvalid
        | RunState::Failed => Ok(()),
    }
}

/// A step that nobody else took in between; a lost race is seen again at the next look.
pub(crate) async fn move_to(
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
        // The next step need not wait for a tick.
        services.wake.runs.notify_one();
    }
    Ok(())
}

async fn tally(services: &Services, run: &Run) -> Result<UnitTally, WorkError> {
    let mut tx = services.db.read().await?;
    Ok(store::units::tally(&mut tx, run.organization, run.id).await?)
}

async fn started(services: &Services, fabric: &Fabric, run: &Run) -> Result<(), WorkError> {
    if let Some(why) = admission::out_of_time(services, run) {
        // What is out comes back as waiting and is given up at the next look.
        fabric.stop(run.id);
        let mut tx = services.db.write().await?;
        store::units::give_up_waiting(&mut tx, run.organization, run.id, &why, services.env.now()).await?;
        tx.commit().await?;
    }
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
    let mut tx = services.db.read().await?;
    let has = jobs::is_open::<FinishRun>(&mut tx, &finish_key(run)).await?;
    drop(tx);
    if has {
        return Ok(());
    }
    let mut tx = services.db.write().await?;
    enqueue(&mut tx, services, run).await?;
    Ok(tx.commit().await?)
}

fn finish_key(run: &Run) -> String {
    format!("finish:{}", run.id)
}

async fn enqueue(tx: &mut store::Tx, services: &Services, run: &Run) -> Result<(), WorkError> {
    let job = FinishRun { organization: run.organization, run: run.id };
    let options = EnqueueOptions {
        organization: Some(run.organization),
        dedup_key: Some(finish_key(run)),
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
