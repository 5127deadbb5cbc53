//! What keeps runs from running at a moment: blackouts, and people. What it says is enforced by [`crate::runs`].

use std::collections::HashMap;
use std::sync::Arc;

use app::Services;
use app::blackouts::{self, Blackouts, Held};
use model::run::{HeldBy, Hold, Run, RunState};
use model::{RunId, Timestamp};
use store::Tx;

use crate::WorkError;

/// How long a person may leave a run paused, in microseconds; time inside blackouts does not count.
const LONGEST_PAUSE: i64 = 7 * 24 * 3600 * 1_000_000;
/// How far the count of a pause is carried on at a time, in microseconds. What is counted once is not counted anew when
/// somebody edits a blackout later.
const COUNT_EVERY: i64 = 3600 * 1_000_000;
/// Blackouts of one stretch that is counted; more than there can be in an hour.
const MOST_INTERVALS: usize = 10_000;

/// The blackouts of the runs that they may hold, at one moment.
pub(crate) struct Holds {
    now: Timestamp,
    by_run: HashMap<RunId, Arc<Blackouts>>,
}

/// Until when things may stay as they are, as far as blackouts are concerned.
#[derive(Debug, Default)]
pub(crate) struct Outlook {
    /// When the next blackout of a running run begins, soonest first.
    pub(crate) begins: Vec<(Timestamp, RunId)>,
    /// When the next blackout that holds a run ends.
    pub(crate) end: Option<Timestamp>,
}

impl Outlook {
    /// The next instant at which something is due.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.begins.first().map(|(at, _)| *at).into_iter().chain(self.end).min()
    }

    /// Takes the runs whose blackout has begun.
    pub(crate) fn begun(&mut self, now: Timestamp) -> Vec<RunId> {
        let count = self.begins.partition_point(|(at, _)| *at <= now);
        self.begins.drain(..count).map(|(_, run)| run).collect()
    }
}

/// What is counted of a person's pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pause {
    /// Nothing to be written down yet.
    Goes,
    /// So many microseconds count, up to now.
    Counted(i64),
    /// Nobody resumed it in time.
    Over,
}

impl Holds {
    /// Reads the blackouts of runs that have not ended.
    pub(crate) async fn read(services: &Services, tx: &mut Tx, runs: &[Run]) -> Result<Self, WorkError> {
        let now = services.env.now();
        let schedules = store::runs::schedules_of_active(tx).await?;
        let held: Vec<(RunId, Held)> = runs
            .iter()
            .filter(|run| matters(run))
            .map(|run| (run.id, (run.organization, run.target, schedules.get(&run.id).copied())))
            .collect();
        let wanted: Vec<Held> = held.iter().map(|(_, held)| *held).collect();
        // Freezes that were over an hour ago still count for what a pause adds up.
        let after = now.plus_micros(-2 * COUNT_EVERY);
        let found = blackouts::holding_many(tx, &wanted, after).await?;
        let by_run = held.into_iter().map(|(run, _)| run).zip(found);
        Ok(Self { now, by_run: by_run.filter(|(_, blackouts)| !blackouts.is_empty()).collect() })
    }

    /// Why a run may not run now.
    pub(crate) fn why(&self, run: &Run) -> Option<String> {
        app::runs::held_until(self.of(run)?, self.now)
    }

    /// Whether a blackout holds a run at an instant: a look may take long, and one may begin meanwhile.
    pub(crate) fn dark(&self, run: &Run, at: Timestamp) -> bool {
        self.of(run).is_some_and(|blackouts| blackouts.covers(at))
    }

    /// What is due when, for these runs.
    pub(crate) fn outlook(&self, runs: &[Run]) -> Outlook {
        let mut outlook = Outlook::default();
        for run in runs {
            if run.hold.is_some_and(|hold| hold.by == HeldBy::Person) {
                continue;
            }
            let Some(blackouts) = self.of(run) else { continue };
            if let Some(begin) = blackouts.next_begin(self.now).filter(|_| !blackouts.covers(self.now)) {
                outlook.begins.push((begin, run.id));
            } else if let Some(end) = blackouts.free_from(self.now).filter(|end| *end > self.now) {
                outlook.end = outlook.end.into_iter().chain([end]).min();
            }
        }
        outlook.begins.sort_unstable();
        outlook
    }

    /// What is to be written down of a pause.
    pub(crate) fn pause(&self, run: &Run, hold: Hold) -> Pause {
        let stretch = self.now.micros().saturating_sub(hold.mark.micros()).max(0);
        let dark: i64 = self.by_run.get(&run.id).map_or(0, |blackouts| {
            let intervals = blackouts.intervals(hold.mark, self.now, MOST_INTERVALS);
            intervals.iter().map(|dark| dark.end.micros().saturating_sub(dark.start.micros())).sum()
        });
        let counted = hold.counted.saturating_add(stretch.saturating_sub(dark).max(0));
        if counted >= LONGEST_PAUSE {
            Pause::Over
        } else if stretch >= COUNT_EVERY {
            Pause::Counted(counted)
        } else {
            Pause::Goes
        }
    }

    /// The blackouts that hold a run; none hold one that has leave to go on in them.
    fn of(&self, run: &Run) -> Option<&Blackouts> {
        self.by_run.get(&run.id).map(Arc::as_ref).filter(|_| run.ignore_blackout.is_none())
    }
}

/// Whether blackouts decide anything about a run in its state.
fn matters(run: &Run) -> bool {
    match run.state {
        RunState::Queued | RunState::Started | RunState::Resuming | RunState::Paused => true,
        RunState::Pausing => run.hold.is_some_and(|hold| hold.by == HeldBy::Blackout),
        RunState::FinishingUp
        | RunState::Canceling
        | RunState::UnderReview
        | RunState::Canceled
        | RunState::Completed
        | RunState::CompletedInvalid
        | RunState::Failed => false,
    }
}
