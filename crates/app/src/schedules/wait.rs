//! Due times that wait: for a blackout to end, or for a run. A waiting due time has its outcome already and keeps its one
//! row; here it gets its run, moves with a blackout that was changed, is folded into a later one, or is given up.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use model::schedule::{CatchUp, Occurrence, OccurrenceOutcome, Schedule, WaitsFor};
use model::{OccurrenceId, ScanId, ScheduleId, Timestamp};

use super::batch::Batch;
use super::fire::{BATCH, Fired, Firing};
use super::start::Attempt;
use crate::Result;
use crate::ctx::Services;

/// When one that could not be settled is looked at again, in seconds.
const RETRY_SECONDS: i64 = 5;

/// Settles every due time that has waited long enough.
pub(super) async fn settle_all(services: &Arc<Services>, now: Timestamp, fired: &mut Fired) -> Result<()> {
    let mut seen = HashSet::new();
    loop {
        let mut firing = Firing::begin(services, now).await?;
        let rows = store::occurrences::take_waiting(&mut firing.tx, now, BATCH).await?;
        let fresh = rows.iter().filter(|row| seen.insert(row.id)).count();
        if fresh == 0 {
            return Ok(());
        }
        if let Err(error) = firing.settle_batch(&rows, fired).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "due times that waited are settled one by one"
            );
            for row in &rows {
                settle_alone(services, row.id, now, fired).await?;
            }
        }
    }
}

async fn settle_alone(
    services: &Arc<Services>,
    id: OccurrenceId,
    now: Timestamp,
    fired: &mut Fired,
) -> Result<()> {
    let mut firing = Firing::begin(services, now).await?;
    let Some(row) = store::occurrences::take_one(&mut firing.tx, id).await? else { return Ok(()) };
    let Err(error) = firing.settle_batch(std::slice::from_ref(&row), fired).await else { return Ok(()) };
    tracing::error!(occurrence.id = %id, error = &error as &dyn std::error::Error,
        "could not settle a due time that waited");
    let mut tx = services.db.write().await?;
    let later = Occurrence { waits_until: Some(now.plus_seconds(RETRY_SECONDS)), ..row };
    store::occurrences::settle(&mut tx, &later).await?;
    Ok(tx.commit().await?)
}

impl Firing<'_> {
    async fn settle_batch(mut self, rows: &[Occurrence], fired: &mut Fired) -> Result<()> {
        let ids: Vec<ScheduleId> = rows.iter().map(|row| row.schedule).collect();
        let schedules = store::schedules::many(&mut self.tx, &ids).await?;
        let held: HashSet<ScanId> = rows.iter().filter_map(|row| row.scan).collect();
        self.batch = Batch::read(&mut self.tx, &schedules, Some(&held), self.now).await?;
        let schedules: HashMap<_, _> = schedules.iter().map(|schedule| (schedule.id, schedule)).collect();
        for row in rows {
            // Another one of this batch may have been its end.
            let waiting = self.batch.waiting(row.schedule, row.scan);
            if let Some(row) = waiting.iter().find(|waits| waits.id == row.id).cloned() {
                let schedule = schedules.get(&row.schedule).copied();
                self.settle(schedule.filter(|schedule| schedule.organization == row.organization), row)
                    .await?;
            }
        }
        self.end(fired).await
    }

    async fn settle(&mut self, schedule: Option<&Schedule>, mut row: Occurrence) -> Result<()> {
        let Some(schedule) = schedule.filter(|schedule| schedule.enabled) else {
            return self.give_up(row, "the schedule was switched off while it waited").await;
        };
        if let Some(newer) = self.newer(schedule, &row) {
            return self.fold(row, newer).await;
        }
        let attached = self.batch.attached(schedule.id);
        let Some(attached) = attached.iter().find(|attached| Some(attached.scan.id) == row.scan) else {
            return self.give_up(row, "the scan does not use this schedule any more").await;
        };
        let late = row.outcome == OccurrenceOutcome::CaughtUp;
        match self.attempt(schedule, attached, (row.id, row.due), late).await? {
            Attempt::Run(run) => {
                row.run = Some(run.id);
                (row.waits, row.waits_until) = (None, None);
                if self.change(&row).await? {
                    self.count(&row);
                    self.start(schedule.id, &attached.scan, *run);
                }
                Ok(())
            }
            Attempt::Wait(what, until, reason) => {
                row.wait(row.outcome, what, until, reason);
                self.change(&row).await.map(drop)
            }
            Attempt::Skip(reason) => self.give_up(row, &reason).await,
        }
    }

    /// A later due time that waits for the same scan, if one is to start in its place.
    fn newer(&self, schedule: &Schedule, row: &Occurrence) -> Option<Timestamp> {
        if each_runs(schedule, row) {
            return None;
        }
        let last = self.batch.waiting(row.schedule, row.scan).last()?;
        Some(last.due).filter(|last| *last > row.due)
    }

    /// Folds what waits into a due time that starts, or waits itself.
    pub(super) async fn fold_earlier(&mut self, schedule: &Schedule, into: &Occurrence) -> Result<()> {
        let waiting = self.batch.waiting(into.schedule, into.scan);
        let earlier = waiting.iter().filter(|row| row.due < into.due && !each_runs(schedule, row));
        for row in earlier.cloned().collect::<Vec<_>>() {
            self.fold(row, into.due).await?;
        }
        Ok(())
    }

    async fn fold(&mut self, mut row: Occurrence, into: Timestamp) -> Result<()> {
        row.outcome = OccurrenceOutcome::Coalesced;
        row.reason = Some(format!("waited; folded into the due time of {into}"));
        self.close(row).await
    }

    async fn give_up(&mut self, mut row: Occurrence, reason: &str) -> Result<()> {
        row.outcome = OccurrenceOutcome::Skipped;
        row.reason = Some(reason.to_owned());
        self.close(row).await
    }

    async fn close(&mut self, mut row: Occurrence) -> Result<()> {
        (row.waits, row.waits_until) = (None, None);
        if self.change(&row).await? {
            self.count(&row);
        }
        Ok(())
    }
}

/// Whether a due time that waits has a run of its own coming, whatever comes after it: only where each is to be caught up,
/// and then only in its turn behind a run. Of those that a blackout holds the last one starts.
fn each_runs(schedule: &Schedule, row: &Occurrence) -> bool {
    schedule.catch_up == CatchUp::All && row.waits == Some(WaitsFor::Run)
}
