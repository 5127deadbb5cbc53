//! Moves every run along: queued → started → finishing up, the ways out of it, and into and out of blackouts.

use std::time::Duration;

use app::Services;
use fabric::Fabric;
use jobs::EnqueueOptions;
use model::Timestamp;
use model::run::{HeldBy, Hold, Run, RunState};
use model::unit::LogLevel;
use store::units::UnitTally;
use tokio_util::sync::CancellationToken;

use crate::admission::Admission;
use crate::finish::{self, FinishRun};
use crate::holds::{Holds, Outlook, Pause};
use crate::{Control, TICK, WorkError, chain, dispatch, rest, units};

/// How much longer than its profile says a run of a web application may take before the control plane ends it: the engine
/// looks at the clock between two checks and ends by itself.
const GRACE_SECONDS: i64 = 15 * 60;
const NOBODY_RESUMED: &str = "paused for 7 days, and nobody resumed it";

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
    hold_back(services, fabric, &holds, &mut active).await?;
    let mut admission = Admission::of(services.settings.runs, &active);
    for run in admission.in_turn(active.iter().filter(|run| waits(run))) {
        if let Err(error) = begin(services, &holds, &mut admission, run).await {
            tracing::error!(run = %run.id, "beginning the run: {}", chain(&error));
        }
    }
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

/// Takes the runs that a blackout holds out of the hands of workers: first their units, then in the database, all in one
/// transaction. Until that is written nothing is handed out.
async fn hold_back(
    services: &Services,
    fabric: &Fabric,
    holds: &Holds,
    active: &mut [Run],
) -> Result<(), WorkError> {
    let mut held: Vec<(&mut Run, RunState, String)> = Vec::new();
    for run in active {
        let to = match run.state {
            RunState::Started => RunState::Pausing,
            RunState::Resuming => RunState::Paused,
            _ => continue,
        };
        if let Some(why) = holds.why(run) {
            fabric.stop(run.id);
            held.push((run, to, why));
        }
    }
    if held.is_empty() {
        return Ok(());
    }
    let now = services.env.now();
    let mut tx = services.db.write().await?;
    for (run, to, why) in &mut held {
        if store::runs::hold(&mut tx, run, *to, (HeldBy::Blackout, why), now).await? {
            store::run_log::note(&mut tx, run.id, LogLevel::Info, why, now).await?;
            tracing::info!(run = %run.id, from = %run.state, to = %to, "{why}");
            run.state = *to;
            run.hold = Some(Hold::new(HeldBy::Blackout, now));
            run.reason = Some(why.clone());
        }
    }
    tx.commit().await?;
    // They are to be seen drained soon, not at the next tick.
    services.wake.runs.notify_one();
    Ok(())
}

/// Begins a run that waits, or says what it waits for.
async fn begin(
    services: &Services,
    holds: &Holds,
    admission: &mut Admission,
    run: &Run,
) -> Result<(), WorkError> {
    let why = holds.why(run).or_else(|| admission.admit(run).err().map(str::to_owned));
    match why {
        Some(why) => say(services, run, &why).await,
        None => move_to(services, run, RunState::Started, None).await,
    }
}

/// Says why a run is as it is, where that is new.
async fn say(services: &Services, run: &Run, why: &str) -> Result<(), WorkError> {
    if run.reason.as_deref() == Some(why) {
        return Ok(());
    }
    let mut tx = services.db.write().await?;
    store::runs::set_reason(&mut tx, run, Some(why)).await?;
    tx.commit().await?;
    Ok(())
}

async fn step(services: &Services, fabric: &Fabric, holds: &Holds, run: &Run) -> Result<(), WorkError> {
    match run.state {
        RunState::Started => started(services, fabric, run).await,
        RunState::Canceling | RunState::Pausing => {
            fabric.stop(run.id);
            drained(services, run).await
        }
        RunState::FinishingUp => finish_soon(services, run).await,
        RunState::Paused => paused(services, holds, run).await,
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

/// Resumes what a blackout held, when it has ended; ends what a person paused and nobody resumed.
async fn paused(services: &Services, holds: &Holds, run: &Run) -> Result<(), WorkError> {
    let Some(hold) = run.hold else { return Ok(()) };
    if hold.by == HeldBy::Blackout {
        return match holds.why(run) {
            Some(why) => say(services, run, &why).await,
            None => {
                note(services, run, "the blackout has ended").await?;
                move_to(services, run, RunState::Resuming, None).await
            }
        };
    }
    match holds.pause(run, hold) {
        Pause::Goes => Ok(()),
        Pause::Counted(micros) => {
            let mut tx = services.db.write().await?;
            store::runs::count_hold(&mut tx, run, micros, services.env.now()).await?;
            Ok(tx.commit().await?)
        }
        Pause::Over => {
            if app::runs::give_up(services, run, NOBODY_RESUMED).await? {
                tracing::warn!(run = %run.id, "{NOBODY_RESUMED}: it was canceled");
            }
            Ok(())
        }
    }
}

async fn note(services: &Services, run: &Run, message: &str) -> Result<(), WorkError> {
    let mut tx = services.db.write().await?;
    store::run_log::note(&mut tx, run.id, LogLevel::Info, message, services.env.now()).await?;
    Ok(tx.commit().await?)
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
    if let Some(why) = out_of_time(services, run) {
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

/// Why a run may not go on, if it has run for longer than it may; pauses do not count.
fn out_of_time(services: &Services, run: &Run) -> Option<String> {
    let own = run.plan.profile.web.as_ref().map(|web| i64::from(web.max_run_time_s) + GRACE_SECONDS);
    let all = services.settings.runs.longest_seconds;
    let longest = own.into_iter().chain((all > 0).then_some(all)).min()?;
    let spent = run.active_for(services.env.now()) / 1_000_000;
    (spent > longest).then(|| format!("the longest time of a run, {longest} s, was reached"))
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
