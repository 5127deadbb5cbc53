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
use crate::runs::{self, Cause, StartOptions};
use crate::schedules::due::{Due, Verdict};
use crate::{Error, Result, scheduled_scans};

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

/// When a schedule that could not be fired is looked at again, in seconds.
const RETRY_SECONDS: i64 = 5;
/// Schedules taken at once.
const BATCH: u32 = 1000;
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
    // One that is still due waits for a run to end, or failed: not to be looked at in a hot loop.
    let again = |at: Timestamp| if at <= now { now.plus_seconds(RETRY_SECONDS) } else { at };
    fired.next_due = store::schedules::next_due(&mut tx).await?.map(again);
    if fired.started + fired.caught_up > 0 {
        services.wake.runs.notify_one();
    }
    Ok(fired)
}

async fn fire_one(services: &Services, schedule: &Schedule, now: Timestamp, fired: &mut Fired) -> Result<()> {
    let mut counts = *fired;
    let mut tx = services.db.write().await?;
    let scans = scans_of(&mut tx, schedule).await?;
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
            fire_scan(&mut tx, services, schedule, scan, (at, &verdict), &mut counts).await?;
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
    (scan, options): &(Scan, StartOptions),
    (at, verdict): (Timestamp, &Verdict),
    counts: &mut Fired,
) -> Result<()> {
    let id: OccurrenceId = services.env.id();
    let mut run = None;
    let outcome = match verdict {
        Verdict::Coalesce(reason) => {
            Outcome { word: OccurrenceOutcome::Coalesced, reason: Some(reason.clone()) }
        }
        Verdict::Skip(reason) => Outcome::skipped(reason.clone()),
        Verdict::Fire { late } => {
            match runs::prepare(tx, services, scan, Cause::Schedule(id), options.clone()).await {
                Ok(prepared) => {
                    run = Some(prepared);
                    let word = if *late { OccurrenceOutcome::CaughtUp } else { OccurrenceOutcome::Started };
                    Outcome { word, reason: None }
                }
                Err(Error::Conflict(refused)) => Outcome::skipped(refused.detail),
                Err(refused @ Error::Invalid(_)) => Outcome::skipped(refused.to_string()),
                Err(other) => return Err(other),
            }
        }
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

/// What a schedule starts: the scans that use it, and the scan of the target that it is a scheduled scan of.
async fn scans_of(tx: &mut store::Tx, schedule: &Schedule) -> Result<Vec<(Scan, StartOptions)>> {
    let scans = store::scans::of_schedule(tx, schedule.organization, schedule.id).await?;
    let mut out: Vec<_> = scans.into_iter().map(|scan| (scan, StartOptions::default())).collect();
    for (id, options) in store::scheduled_scans::of_schedule(tx, schedule.organization, schedule.id).await? {
        if let Some(scan) = store::scans::get_any(tx, schedule.organization, id).await? {
            out.push((scan, scheduled_scans::start_options(options)));
        }
    }
    Ok(out)
}

async fn any_running(tx: &mut store::Tx, scans: &[(Scan, StartOptions)]) -> Result<bool> {
    for (scan, _) in scans {
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
