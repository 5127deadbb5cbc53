//! What goes on by itself: due schedules start runs, runs hand out units, messages come in, runs end, reports are made.
//!
//! Each loop looks at the database, does what is due and sleeps until it is nudged or a second has passed. A nudge that
//! is lost costs that second and nothing else. No loop has state that a restart would miss: what a run needs next is
//! read off its rows. Deliberately absent: decisions about who may do what (room `app`) and contact with targets (room
//! `engine`).
//!
//! What moves a run out of each state, and why a crash at any point does not leave it there:
//!
//! | State | Moved by | After a crash |
//! |---|---|---|
//! | `queued`, `resuming` | the next tick, when no blackout holds the run and the limits leave room; until then its reason says what it waits for | the same tick of the next process |
//! | `started` | the tick that finds no unit waiting or out | units that were out wait again ([`Control::begin`]); a message that was not stored was not counted, so its unit is not done |
//! | `started`, a blackout begins | stopped in memory at that very instant, `pausing` at the tick that follows | the first tick of the next process, before anything is handed out |
//! | `started`, longer than it may be | what is out is stopped, what waits is given up, and it ends with what it has | time without a process does not count |
//! | `started`, worker dead or wedged | the watchdog: fifteen silent minutes are one of three attempts | the same; units that only wait for a worker are not silent |
//! | `started`, messages refused by the database | the unit is taken back after six tries, an attempt | the same |
//! | `canceling`, `pausing` | the tick that finds no unit out; the fabric itself answers for units that no worker has | units that were out wait again, so the first tick ends it |
//! | `finishing_up` | its job, which the step into this state stores with it; after eight failed or panicking tries the run has failed | the lease of the job runs out and it is claimed anew; a run without a living job gets one at every tick |
//! | `paused` by a blackout | the tick that finds none that holds it | the same; an edit that was made meanwhile counts |
//! | `paused` by a person | a person; after seven days outside blackouts it is canceled | what counted is stored, the rest is counted from the windows |
//! | `under_review` | a person | nothing is under way |
//!
//! Every step is one transaction that names the state it leaves, so two processes cannot take it twice. What remains: a
//! worker that goes on talking without ever ending, or in spite of a stop, keeps its run open.

mod admission;
mod control;
mod dispatch;
mod finish;
mod holds;
mod housekeeping;
mod ingest;
mod ledger;
mod pauses;
mod reports;
mod runs;
mod schedules;
mod units;

use std::sync::Arc;
use std::time::Duration;

use app::Services;
use app::error::chain;
use fabric::Fabric;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub use control::Control;

/// The longest that a loop sleeps without looking.
const TICK: Duration = Duration::from_secs(1);

/// What can go wrong in a loop. It is logged, and the loop tries again.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The database.
    #[error("the database did not do what was asked")]
    Db(#[from] store::DbError),
    /// A use-case.
    #[error("a use-case failed")]
    App(#[from] app::Error),
    /// A report could not be made.
    #[error("the report could not be made")]
    Report(#[from] report::ReportError),
}

/// Starts every loop of the control plane.
pub fn spawn(tasks: &mut JoinSet<()>, services: &Arc<Services>, fabric: &Fabric, stop: &CancellationToken) {
    let control = Control::new(services.clone(), fabric.clone());
    tasks.spawn(ingest::run(control.clone(), stop.clone()));
    tasks.spawn(runs::run(control, stop.clone()));
    tasks.spawn(schedules::run(services.clone(), stop.clone()));
    tasks.spawn(housekeeping::run(services.clone(), stop.clone()));
    tasks.spawn(run_jobs(services.clone(), stop.clone()));
}

/// What jobs work with.
#[derive(Clone)]
struct Desk {
    services: Arc<Services>,
    /// A PDF needs up to 240 MB while it is laid out: one at a time.
    pdf: Arc<Semaphore>,
}

/// Runs control-plane jobs until the process ends.
async fn run_jobs(services: Arc<Services>, stop: CancellationToken) {
    runner(&services).run_woken_by(stop, &services.wake.jobs).await;
}

/// Everything that jobs of this process can be.
fn runner(services: &Arc<Services>) -> jobs::Runner<Desk> {
    let desk = Desk { services: services.clone(), pdf: Arc::new(Semaphore::new(1)) };
    jobs::Runner::new(services.db.clone(), services.env.clone(), desk)
        .register_claim::<finish::FinishRun, _>(finish::handle)
        .register::<app::jobs::WriteReport, _>(reports::handle)
}

/// Sleeps until nudged, a tick has passed or the process ends; whether to go on.
async fn rest(nudge: &Notify, longest: Duration, stop: &CancellationToken) -> bool {
    tokio::select! {
        () = nudge.notified() => true,
        () = tokio::time::sleep(longest) => true,
        () = stop.cancelled() => false,
    }
}
