//! Firing: what becomes of due times. Any node may do it, at any time, as often as it likes: each due time of a schedule
//! gets one outcome for each scan, and at most one run.
//!
//! Due schedules are taken in batches, a transaction each. On PostgreSQL a batch holds locks on its schedules that other
//! nodes step over, so that nodes share the work instead of waiting for each other; what a node that dies had taken
//! comes free with its transaction. What a batch needs to know is read at once, and what it decides is written at once: next
//! due times, outcomes and runs in the same transaction. The unique index over (schedule, scan, due) stands behind it: a due
//! time that has its outcome already fails the batch, whose schedules are then fired one by one with a look before each.

use std::collections::HashSet;
use std::sync::Arc;

use model::run::{Run, Trigger};
use model::scan::Scan;
use model::schedule::{Occurrence, OccurrenceOutcome, Schedule, WaitsFor};
use model::{OrganizationId, ScheduleId, Timestamp};
use recurrence::Recurrence;
use serde_json::json;

use super::batch::Batch;
use super::due::{Due, Verdict};
use super::start::{Attached, Attempt};
use crate::audit::{self, Entry};
use crate::ctx::Services;
use crate::runs;
use crate::{Error, Result};

/// What one look at the clock brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fired {
    /// Runs queued on time, or after a wait.
    pub started: u64,
    /// Runs queued late.
    pub caught_up: u64,
    /// Due times that wait from now on.
    pub deferred: u64,
    /// Due times folded into a later one.
    pub coalesced: u64,
    /// Due times that start nothing.
    pub skipped: u64,
    /// When the next look is worth it; `None` if no schedule is waiting.
    pub next_due: Option<Timestamp>,
}

impl Fired {
    /// Everything that was decided on.
    pub const fn total(&self) -> u64 {
        self.runs() + self.deferred + self.coalesced + self.skipped
    }

    /// How many runs were queued.
    const fn runs(&self) -> u64 {
        self.started + self.caught_up
    }
}

/// When what could not be decided on is looked at again, in seconds.
const RETRY_SECONDS: i64 = 5;
/// Schedules of one transaction: enough to make its end cheap for each, few enough that no other writer waits long.
pub(super) const BATCH: u32 = 50;
/// How far the clocks of nodes may differ. A decision further ahead was made by a clock that was wrong.
const SKEW_SECONDS: i64 = 60;

/// Fires every schedule that is due at `now`, and what has waited long enough. Called by a ticker on every node.
///
/// # Errors
/// When the database cannot be reached. A schedule that cannot be fired is logged and left for a later look.
pub async fn fire_due(services: &Arc<Services>, now: Timestamp) -> Result<Fired> {
    let mut fired = Fired::default();
    let mut tx = services.db.read().await?;
    let ahead = store::schedules::ahead(&mut tx, now.plus_seconds(SKEW_SECONDS), BATCH).await?;
    let waiting = store::occurrences::any_waiting(&mut tx, now).await?;
    let due = store::schedules::next_due(&mut tx).await?.is_some_and(|at| at <= now);
    drop(tx);
    if !ahead.is_empty() {
        set_clocks_right(services, &ahead, now).await?;
    }
    // What is due first: what waits up to this very moment is folded into it, as previews say.
    if due {
        fire_all(services, now, &mut fired).await?;
    }
    if waiting || fired.total() > 0 {
        super::wait::settle_all(services, now, &mut fired).await?;
    }
    if fired.runs() > 0 {
        services.wake.runs.notify_one();
    }
    let mut tx = services.db.read().await?;
    // What is still due failed, or another node has it: not to be looked at in a hot loop.
    let again = |at: Timestamp| if at <= now { now.plus_seconds(RETRY_SECONDS) } else { at };
    let due = store::schedules::next_due(&mut tx).await?;
    let waits = store::occurrences::next_look(&mut tx).await?;
    fired.next_due = due.into_iter().chain(waits).map(again).min();
    Ok(fired)
}

async fn fire_all(services: &Arc<Services>, now: Timestamp, fired: &mut Fired) -> Result<()> {
    let mut seen = HashSet::new();
    loop {
        let mut firing = Firing::begin(services, now).await?;
        let due = store::schedules::take_due(&mut firing.tx, now, BATCH).await?;
        let fresh = due.iter().filter(|schedule| seen.insert((schedule.id, schedule.next_due))).count();
        if fresh == 0 {
            return Ok(());
        }
        if let Err(error) = firing.fire_batch(&due, fired).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a batch of schedules is fired one by one"
            );
            for schedule in &due {
                fire_alone(services, schedule.id, now, fired).await?;
            }
        }
    }
}

/// Fires a schedule whose batch failed. One that fails alone, too, is put off.
async fn fire_alone(
    services: &Arc<Services>,
    id: ScheduleId,
    now: Timestamp,
    fired: &mut Fired,
) -> Result<()> {
    let mut firing = Firing::begin(services, now).await?;
    firing.careful = true;
    let Some(schedule) = store::schedules::take_one(&mut firing.tx, now, id).await? else { return Ok(()) };
    let Err(error) = firing.fire_batch(&[schedule], fired).await else { return Ok(()) };
    tracing::error!(schedule.id = %id, error = &error as &dyn std::error::Error, "could not fire a schedule");
    put_off(services, id, now).await
}

async fn put_off(services: &Services, id: ScheduleId, now: Timestamp) -> Result<()> {
    let mut tx = services.db.write().await?;
    store::schedules::put_off(&mut tx, id, now.plus_seconds(RETRY_SECONDS)).await?;
    Ok(tx.commit().await?)
}

/// Schedules that a clock far ahead of `now` has moved on come back to their next due time. What was decided on keeps its
/// outcome and does not fire again.
async fn set_clocks_right(services: &Services, ahead: &[Schedule], now: Timestamp) -> Result<()> {
    let mut tx = services.db.write().await?;
    for schedule in ahead {
        match recurrence_of(schedule) {
            Ok(rule) => store::schedules::set_back(&mut tx, schedule, rule.next_after(now), now).await?,
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::error!(schedule.id = %schedule.id, error, "could not set a schedule back");
            }
        }
    }
    tx.commit().await?;
    tracing::warn!(schedules = ahead.len(), "the clock was set back: schedules are due by the new time");
    Ok(())
}

/// The rule of a stored schedule.
pub(super) fn recurrence_of(schedule: &Schedule) -> Result<Recurrence> {
    // Stored rules were checked when they came in: one that fails now is a defect or another version's.
    Recurrence::new(&schedule.first_time, &schedule.timezone, &schedule.rule).map_err(Error::internal)
}

/// A transaction of firing.
pub(super) struct Firing<'a> {
    pub(super) services: &'a Arc<Services>,
    pub(super) tx: store::Tx,
    pub(super) now: Timestamp,
    /// What it knows.
    pub(super) batch: Batch,
    /// A run was stopped for the sake of another.
    pub(super) stopped: bool,
    /// Whether each due time is looked up before it is decided on.
    careful: bool,
    fired: Fired,
    /// Schedules with their next due times, to be written.
    moved: Vec<(Schedule, Option<Timestamp>)>,
    /// Runs to be written.
    runs: Vec<Run>,
    /// Outcomes of due times to be written, which had none.
    rows: Vec<Occurrence>,
    /// Entries of the audit trail. They are written last: each locks its organization's chain, and whoever holds that must
    /// not wait for a scan.
    entries: Vec<Entry>,
}

impl<'a> Firing<'a> {
    pub(super) async fn begin(services: &'a Arc<Services>, now: Timestamp) -> Result<Self> {
        Ok(Self {
            services,
            tx: services.db.write().await?,
            now,
            batch: Batch::default(),
            stopped: false,
            careful: false,
            fired: Fired::default(),
            moved: Vec::new(),
            runs: Vec::new(),
            rows: Vec::new(),
            entries: Vec::new(),
        })
    }

    /// Decides on all due times of schedules; nothing of it lasts if anything fails.
    async fn fire_batch(mut self, due: &[Schedule], fired: &mut Fired) -> Result<()> {
        self.batch = Batch::read(&mut self.tx, due, None, self.now).await?;
        for schedule in due {
            self.fire(schedule).await?;
        }
        self.end(fired).await
    }

    /// Writes runs and outcomes: before anybody asks for what was decided in this transaction, and at its end.
    pub(super) async fn write(&mut self) -> Result<()> {
        let (runs, rows) = (std::mem::take(&mut self.runs), std::mem::take(&mut self.rows));
        runs::queue_all(&mut self.tx, self.services, Trigger::Schedule, &runs).await?;
        Ok(store::occurrences::insert_all(&mut self.tx, &rows).await?)
    }

    /// Makes it last, and tells those who go on from there.
    pub(super) async fn end(mut self, fired: &mut Fired) -> Result<()> {
        self.write().await?;
        let moved: Vec<_> = self.moved.iter().map(|(schedule, next)| (schedule, *next)).collect();
        store::schedules::advance(&mut self.tx, &moved, self.now).await?;
        audit::append_all(&mut self.tx, &self.services.env, std::mem::take(&mut self.entries)).await?;
        self.tx.commit().await?;
        let Fired { started, caught_up, deferred, coalesced, skipped, .. } = self.fired;
        // The first runs need not wait for the last schedule; nor need each batch have all runs looked at.
        let first = fired.runs() == 0 && started + caught_up > 0;
        fired.started += started;
        fired.caught_up += caught_up;
        fired.deferred += deferred;
        fired.coalesced += coalesced;
        fired.skipped += skipped;
        if first || self.stopped {
            self.services.wake.runs.notify_one();
        }
        Ok(())
    }

    async fn fire(&mut self, schedule: &Schedule) -> Result<()> {
        let recurrence = recurrence_of(schedule)?;
        let due = Due::of(schedule, &recurrence, self.now);
        self.moved.push((schedule.clone(), due.next));
        let attached = self.batch.attached(schedule.id);
        if attached.is_empty() {
            for due in &due.times {
                let mut row = self.row(schedule, None, due.instant);
                row.reason = Some("no scan uses this schedule".to_owned());
                if !self.is_decided(&row).await? {
                    self.record(row);
                }
            }
        }
        let grace = self.services.settings.catch_up_grace_seconds;
        for attached in &attached {
            let parts = (&recurrence, attached.blackouts.as_ref());
            for (at, verdict) in due.verdicts(schedule, parts, grace, self.now) {
                self.decide(schedule, attached, at, verdict).await?;
            }
        }
        Ok(())
    }

    /// Decides on one due time for one scan.
    async fn decide(
        &mut self,
        schedule: &Schedule,
        attached: &Attached,
        at: Timestamp,
        verdict: Verdict,
    ) -> Result<()> {
        let mut row = self.row(schedule, Some(&attached.scan), at);
        // Somebody else decided on this due time, or a clock that was set back since: their outcome stands.
        if self.is_decided(&row).await? {
            return Ok(());
        }
        let mut run = None;
        match verdict {
            Verdict::Coalesce(reason) => {
                row.outcome = OccurrenceOutcome::Coalesced;
                row.reason = Some(reason);
            }
            Verdict::Skip(reason) => row.reason = Some(reason),
            Verdict::Wait { until, reason } => {
                row.wait(OccurrenceOutcome::Deferred, WaitsFor::Blackout, until, reason);
            }
            Verdict::Fire { late } => {
                let started = if late { OccurrenceOutcome::CaughtUp } else { OccurrenceOutcome::Started };
                match self.attempt(schedule, attached, (row.id, at), late).await? {
                    Attempt::Run(prepared) => {
                        row.outcome = started;
                        row.run = Some(prepared.id);
                        run = Some(prepared);
                    }
                    Attempt::Wait(what, until, reason) => {
                        // Missed and waiting for its turn is still caught up, held by a blackout it is deferred.
                        let caught_up = late && what == WaitsFor::Run;
                        let word =
                            if caught_up { OccurrenceOutcome::CaughtUp } else { OccurrenceOutcome::Deferred };
                        row.wait(word, what, until, reason);
                    }
                    Attempt::Skip(reason) => row.reason = Some(reason),
                }
            }
        }
        if row.waits.is_some() || row.run.is_some() {
            self.fold_earlier(schedule, &row).await?;
        }
        self.record(row);
        if let Some(run) = run {
            self.start(schedule.id, &attached.scan, *run);
        }
        Ok(())
    }

    /// Has a prepared run stored.
    pub(super) fn start(&mut self, schedule: ScheduleId, scan: &Scan, run: Run) {
        self.entries.push(Entry {
            organization: scan.organization,
            actor: None,
            action: "scan.start",
            subject_kind: "scan",
            subject_id: scan.id.to_string(),
            detail: json!({"run": run.id, "name": run.shown_name(Some(scan)), "schedule": schedule}),
            request_id: None,
        });
        self.batch.starts(scan.id);
        self.runs.push(run);
    }

    /// Whether a due time has its outcome, where that is not left to the index.
    async fn is_decided(&mut self, row: &Occurrence) -> Result<bool> {
        Ok(self.careful && store::occurrences::exists(&mut self.tx, row).await?)
    }

    /// Has an outcome stored.
    fn record(&mut self, row: Occurrence) {
        self.count(&row);
        if row.waits.is_some() {
            self.batch.waits(&row);
        }
        self.rows.push(row);
    }

    /// Changes the outcome of a due time that waited, stored or to be stored; whether it still waited.
    pub(super) async fn change(&mut self, row: &Occurrence) -> Result<bool> {
        if row.waits.is_some() {
            self.batch.waits(row);
        } else {
            self.batch.settled(row);
        }
        if let Some(new) = self.rows.iter_mut().find(|new| new.id == row.id) {
            *new = row.clone();
            return Ok(true);
        }
        Ok(store::occurrences::settle(&mut self.tx, row).await?)
    }

    /// Counts what a due time came to.
    pub(super) fn count(&mut self, row: &Occurrence) {
        let fired = &mut self.fired;
        let count = match row.outcome {
            _ if row.waits.is_some() => &mut fired.deferred,
            OccurrenceOutcome::Started | OccurrenceOutcome::Deferred => &mut fired.started,
            OccurrenceOutcome::CaughtUp => &mut fired.caught_up,
            OccurrenceOutcome::Coalesced => &mut fired.coalesced,
            OccurrenceOutcome::Skipped => &mut fired.skipped,
        };
        *count += 1;
    }

    /// A due time that starts nothing, until more is known.
    fn row(&self, schedule: &Schedule, scan: Option<&Scan>, due: Timestamp) -> Occurrence {
        let organization: OrganizationId = schedule.organization;
        Occurrence {
            id: self.services.env.id(),
            organization,
            schedule: schedule.id,
            scan: scan.map(|scan| scan.id),
            due,
            outcome: OccurrenceOutcome::Skipped,
            reason: None,
            run: None,
            waits: None,
            waits_until: None,
            decided_at: self.services.env.now(),
        }
    }
}
