//! Into and out of pauses: blackouts that begin and end, and people who do not come back.

use app::Services;
use fabric::Fabric;
use model::run::{HeldBy, Hold, Run, RunState};
use model::unit::LogLevel;

use crate::WorkError;
use crate::holds::{Holds, Pause};
use crate::runs::{move_to, say};

const NOBODY_RESUMED: &str = "paused for 7 days, and nobody resumed it";

/// Takes the runs that a blackout holds out of the hands of workers: first their units, then in the database, all in one
/// transaction. Until that is written nothing is handed out.
pub(crate) async fn hold_back(
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

/// Resumes what a blackout held, when it has ended; ends what a person paused and nobody resumed.
pub(crate) async fn paused(services: &Services, holds: &Holds, run: &Run) -> Result<(), WorkError> {
    let Some(hold) = run.hold else { return Ok(()) };
    if hold.by == HeldBy::Blackout {
        return match holds.why(run) {
            Some(why) => say(services, &[(run, why)]).await,
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
