//! Firing: what becomes of due times. Any node may do it, at any time, as often as it likes: each due time of a schedule
//! gets one outcome for each scan, and at most one run.
//!
//! A schedule is advanced first, by comparing and setting its next due time. Whoever loses that race leaves; whoever
//! wins records the outcomes and queues the runs in the same transaction. The unique index over (schedule, scan, due)
//! stands behind it.

use std::collections::HashSet;

use model::run::Run;
use model::scan::Scan;
use model::schedule::{CatchUp, Occurrence, OccurrenceOutcome, Schedule};
use model::{OccurrenceId, Timestamp};
use serde_json::json;

use crate::audit::{self, Entry};
use crate::ctx::Services;
use crate::runs::{self, Cause};
use crate::schedules::timing;
use crate::{Error, Result};

/// What one look at the clock brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fired {
    /// Runs queued on time.
    pub started: u64,
    /// Runs queued late.
    pub caught_up: u64,
    /// Due times folded into a later one.
    pub coalesced: u64,
    /// Due times that start nothing.
    pub skipped: u64,
    /// When the next look is worth it; `None` if no schedule is waiting.
    pub next_due: Option<Timestamp>,
}

/// Schedules taken at once.
const BATCH: u32 = 1000;
/// A due time fired later than this counts as caught up, in seconds.
const ON_TIME_SECONDS: i64 = 60;
/// The most missed due times of one schedule that leave a row each. Older ones are counted into the oldest row's reason.
const MAX_MISSED: usize = 100;
/// The most steps that are walked through a rule to find missed due times: over eleven years of hours.
const MAX_STEPS: usize = 100_000;

/// Fires every schedule that is due at `now`. Called by a ticker on every node.
///
/// # Errors
/// When the database cannot be reached. A schedule that cannot be fired is logged and left for the next look.
pub async fn fire_due(services: &Services, now: Timestamp) -> Result<Fired> {
    let mut fired = Fired::default();
    let mut seen = HashSet::new();
    loop {
        let mut tx = services.db.read().await?;
        let due = store::schedules::due(&mut tx, now, BATCH).await?;
        drop(tx);
        let fresh: Vec<Schedule> = due.into_iter().filter(|s| seen.insert((s.id, s.next_due))).collect();
        // What comes back unchanged waits for something, or another node has it.
        if fresh.is_empty() {
            break;
        }
        for schedule in &fresh {
            if let Err(error) = fire_one(services, schedule, now, &mut fired).await {
                tracing::error!(schedule.id = %schedule.id, error = &error as &dyn std::error::Error,
                    "could not fire a schedule");
            }
        }
    }
    let mut tx = services.db.read().await?;
    fired.next_due = store::schedules::next_due(&mut tx).await?;
    if fired.started + fired.caught_up > 0 {
        services.wake.runs.notify_one();
    }
    Ok(fired)
}

async fn fire_one(services: &Services, schedule: &Schedule, now: Timestamp, fired: &mut Fired) -> Result<()> {
    let mut counts = *fired;
    let mut tx = services.db.write().await?;
    let scans = store::scans::of_schedule(&mut tx, schedule.organization, schedule.id).await?;
    let mut due = Due::of(schedule, now)?;
    let grace = services.settings.catch_up_grace_seconds;
    if schedule.catch_up == CatchUp::All && due.keep_one(grace, now) && any_running(&mut tx, &scans).await? {
        // Every due time is to run, one after another: this one waits for the run before it.
        return Ok(());
    }
    let Some(from) = schedule.next_due else { return Ok(()) };
    if !store::schedules::advance(&mut tx, schedule.id, from, due.next).await? {
        return Ok(());
    }
    for (at, verdict) in due.verdicts(schedule.catch_up, grace, now) {
        if scans.is_empty() {
            let row = row(services, schedule, None, at, &Outcome::skipped("no scan uses this schedule"));
            record(&mut tx, &row, &mut counts).await?;
        }
        for scan in &scans {
            fire_scan(&mut tx, services, schedule, scan, at, &verdict, &mut counts).await?;
        }
    }
    tx.commit().await?;
    *fired = counts;
    Ok(())
}

/// Decides on one due time for one scan.
async fn fire_scan(
    tx: &mut store::Tx,
    services: &Services,
    schedule: &Schedule,
    scan: &Scan,
    at: Timestamp,
    verdict: &Verdict,
    counts: &mut Fired,
) -> Result<()> {
    let id: OccurrenceId = services.env.id();
    let mut run = None;
    let outcome = match verdict {
        Verdict::Coalesce(reason) => {
            Outcome { word: OccurrenceOutcome::Coalesced, reason: Some(reason.clone()) }
        }
        Verdict::Skip(reason) => Outcome::skipped(reason.clone()),
        Verdict::Fire { late } => match runs::prepare(tx, services, scan, Cause::Schedule(id)).await {
            Ok(prepared) => {
                run = Some(prepared);
                let word = if *late { OccurrenceOutcome::CaughtUp } else { OccurrenceOutcome::Started };
                Outcome { word, reason: None }
            }
            Err(refused @ (Error::Conflict(_) | Error::Invalid(_))) => Outcome::skipped(refused.to_string()),
            Err(other) => return Err(other),
        },
    };
    let mut row = row(services, schedule, Some(scan), at, &outcome);
    row.id = id;
    row.run = run.as_ref().map(|run| run.id);
    // Somebody else decided on this due time: their outcome stands.
    if !record(tx, &row, counts).await? {
        return Ok(());
    }
    match run {
        Some(run) => start(tx, services, schedule, scan, &run).await,
        None => Ok(()),
    }
}

async fn start(
    tx: &mut store::Tx,
    services: &Services,
    schedule: &Schedule,
    scan: &Scan,
    run: &Run,
) -> Result<()> {
    runs::queue(tx, services, run).await?;
    let entry = Entry {
        organization: scan.organization,
        actor: None,
        action: "scan.start",
        subject_kind: "scan",
        subject_id: scan.id.to_string(),
        detail: json!({"run": run.id, "name": scan.name, "schedule": schedule.id}),
        request_id: None,
    };
    audit::append(tx, &services.env, entry).await
}

/// Stores an outcome. Whether it was the first for its due time.
async fn record(tx: &mut store::Tx, row: &Occurrence, counts: &mut Fired) -> Result<bool> {
    if !store::occurrences::insert_new(tx, row).await? {
        return Ok(false);
    }
    let count = match row.outcome {
        OccurrenceOutcome::Started => &mut counts.started,
        OccurrenceOutcome::CaughtUp => &mut counts.caught_up,
        OccurrenceOutcome::Coalesced => &mut counts.coalesced,
        OccurrenceOutcome::Skipped | OccurrenceOutcome::Deferred => &mut counts.skipped,
    };
    *count += 1;
    Ok(true)
}

fn row(
    services: &Services,
    schedule: &Schedule,
    scan: Option<&Scan>,
    due: Timestamp,
    outcome: &Outcome,
) -> Occurrence {
    Occurrence {
        id: services.env.id(),
        organization: schedule.organization,
        schedule: schedule.id,
        scan: scan.map(|scan| scan.id),
        due,
        outcome: outcome.word,
        reason: outcome.reason.clone(),
        run: None,
        decided_at: services.env.now(),
    }
}

async fn any_running(tx: &mut store::Tx, scans: &[Scan]) -> Result<bool> {
    for scan in scans {
        if store::runs::active_of_scan(tx, scan.organization, scan.id).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

struct Outcome {
    word: OccurrenceOutcome,
    reason: Option<String>,
}

impl Outcome {
    fn skipped(reason: impl Into<String>) -> Self {
        Self { word: OccurrenceOutcome::Skipped, reason: Some(reason.into()) }
    }
}

/// The due times of a schedule up to now.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Due {
    /// Ascending; the newest [`MAX_MISSED`].
    times: Vec<Timestamp>,
    /// How many older ones there were.
    older: usize,
    /// The first one after now.
    next: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    Fire { late: bool },
    Coalesce(String),
    Skip(String),
}

impl Due {
    fn of(schedule: &Schedule, now: Timestamp) -> Result<Self> {
        let mut times = std::collections::VecDeque::new();
        let (mut older, mut next) = (0, schedule.next_due);
        for _ in 0..MAX_STEPS {
            let Some(at) = next.filter(|at| *at <= now) else { break };
            times.push_back(at);
            if times.len() > MAX_MISSED {
                times.pop_front();
                older += 1;
            }
            next = timing::next_after(schedule, at)?;
        }
        if next.is_some_and(|at| at <= now) {
            next = timing::next_after(schedule, now)?;
        }
        Ok(Self { times: times.into(), older, next })
    }

    /// Keeps the times that are too late and the oldest that is not, and leaves the others for later looks. Whether
    /// there is one that is not too late.
    fn keep_one(&mut self, grace_seconds: i64, now: Timestamp) -> bool {
        let Some(first) = self.times.iter().position(|at| now <= at.plus_seconds(grace_seconds)) else {
            return false;
        };
        self.next = self.times.get(first + 1).copied().or(self.next);
        self.times.truncate(first + 1);
        true
    }

    fn verdicts(&self, policy: CatchUp, grace_seconds: i64, now: Timestamp) -> Vec<(Timestamp, Verdict)> {
        let Some(&newest) = self.times.last() else { return Vec::new() };
        let one = |&at: &Timestamp| {
            let late = now > at.plus_seconds(ON_TIME_SECONDS);
            let too_late = now > at.plus_seconds(grace_seconds);
            let verdict = match policy {
                CatchUp::None if late => Verdict::Skip("missed; the schedule catches nothing up".to_owned()),
                CatchUp::Latest if at != newest => Verdict::Coalesce(self.into_text(at, newest)),
                _ if too_late => Verdict::Skip(format!("missed by more than {} hours", grace_seconds / 3600)),
                CatchUp::Latest | CatchUp::None | CatchUp::All => Verdict::Fire { late },
            };
            (at, verdict)
        };
        self.times.iter().map(one).collect()
    }

    fn into_text(&self, at: Timestamp, newest: Timestamp) -> String {
        if self.older > 0 && self.times.first() == Some(&at) {
            format!("missed, with {} earlier ones; folded into {newest}", self.older)
        } else {
            format!("missed; folded into {newest}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);
    const HOUR: i64 = 3600;

    /// Due times so many seconds ago, oldest first, and one letter for what becomes of each.
    #[track_caller]
    fn check(policy: CatchUp, ago: &[i64], expect: &str) {
        let times = ago.iter().map(|s| NOW.plus_seconds(-s)).collect();
        let due = Due { times, older: 0, next: None };
        let got: String = due
            .verdicts(policy, 24 * HOUR, NOW)
            .into_iter()
            .map(|(_, verdict)| match verdict {
                Verdict::Fire { late: false } => 's',
                Verdict::Fire { late: true } => 'l',
                Verdict::Coalesce(_) => 'c',
                Verdict::Skip(_) => '-',
            })
            .collect();
        assert_eq!(got, expect, "{policy} {ago:?}");
    }

    #[test]
    fn missed_times_follow_the_policy() {
        check(CatchUp::Latest, &[], "");
        check(CatchUp::Latest, &[0], "s");
        check(CatchUp::Latest, &[60], "s");
        check(CatchUp::Latest, &[61], "l");
        check(CatchUp::Latest, &[3 * HOUR, 2 * HOUR, HOUR], "ccl");
        check(CatchUp::Latest, &[24 * HOUR], "l");
        check(CatchUp::Latest, &[24 * HOUR + 1], "-");
        check(CatchUp::Latest, &[HOUR, 5], "cs");
        check(CatchUp::None, &[2 * HOUR, HOUR, 5], "--s");
        check(CatchUp::None, &[HOUR], "-");
        check(CatchUp::All, &[25 * HOUR, 2 * HOUR, 5], "-ls");
    }

    #[test]
    fn with_catch_up_all_one_time_is_taken_after_another() {
        let at = |ago: i64| NOW.plus_seconds(-ago);
        let times = vec![at(30 * HOUR), at(2 * HOUR), at(HOUR)];
        let mut due = Due { times, older: 0, next: Some(at(-HOUR)) };
        assert!(due.keep_one(24 * HOUR, NOW));
        assert_eq!(due, Due { times: vec![at(30 * HOUR), at(2 * HOUR)], older: 0, next: Some(at(HOUR)) });
        let mut old = Due { times: vec![at(30 * HOUR)], older: 0, next: None };
        assert!(!old.keep_one(24 * HOUR, NOW));
    }
}
