//! Starting the run of a due time, or deciding why it does not start now: blackouts, a run that goes on, what cannot be
//! scanned as things are.

use std::sync::Arc;

use model::run::Run;
use model::scan::Scan;
use model::schedule::{CatchUp, RunOverlap, Schedule, WaitsFor};
use model::{OccurrenceId, Timestamp};
use recurrence::Blackouts;

use super::fire::Firing;
use crate::runs::{self, Cause, StartOptions, Wish};
use crate::{Ctx, Error, Result};

/// A scan that a schedule starts.
#[derive(Debug, Clone)]
pub(super) struct Attached {
    pub(super) scan: Scan,
    pub(super) options: StartOptions,
    pub(super) blackouts: Arc<Blackouts>,
}

/// What an attempt to start comes to.
pub(super) enum Attempt {
    /// The run to be stored.
    Run(Box<Run>),
    /// It waits.
    Wait(WaitsFor, Timestamp, String),
    /// It does not start.
    Skip(String),
}

/// Why a due time waits, or waited: until when and by which blackouts.
pub(crate) fn held(blackouts: &Blackouts, at: Timestamp, until: Timestamp) -> String {
    // A spread start may be what lies in the blackout, not the due time.
    let why = if blackouts.covers(at) { blackouts.why(at) } else { blackouts.why(until.plus_micros(-1)) };
    let why: Vec<String> = why.iter().take(3).map(|label| format!("\"{label}\"")).collect();
    format!("held by a blackout until {}: {}", until.iso_millis(), why.join(", "))
}

impl Firing<'_> {
    /// Tries to start a scan for a due time. One that is `late` under the policy to catch up all waits for any run.
    pub(super) async fn attempt(
        &mut self,
        schedule: &Schedule,
        attached: &Attached,
        (id, due): (OccurrenceId, Timestamp),
        late: bool,
    ) -> Result<Attempt> {
        let Attached { scan, options, blackouts } = attached;
        if blackouts.covers(self.now) {
            return Ok(match blackouts.free_from(self.now) {
                Some(until) => Attempt::Wait(WaitsFor::Blackout, until, held(blackouts, self.now, until)),
                None => Attempt::Skip("the blackouts that hold now do not end".to_owned()),
            });
        }
        if schedule.catch_up == CatchUp::All && self.batch.queue_before(schedule.id, scan.id, due) {
            let reason = "waits for earlier due times to have their runs".to_owned();
            return Ok(Attempt::Wait(WaitsFor::Run, self.now, reason));
        }
        if self.batch.is_busy(scan.id) {
            // It may be one that this batch has made.
            self.write().await?;
            if let Some(active) =
                store::runs::active_of_scan(&mut self.tx, scan.organization, scan.id).await?
                && let Some(attempt) = self.overlap(schedule, scan, active, late).await?
            {
                return Ok(attempt);
            }
        }
        let (target, organization) = self.batch.whose(scan);
        let subject = (scan, target, organization);
        match runs::ready(&mut self.tx, self.services, subject, Cause::Schedule(id), options.clone()).await {
            Ok(run) => Ok(Attempt::Run(Box::new(run))),
            Err(Error::Conflict(refused)) => Ok(Attempt::Skip(refused.detail)),
            Err(refused @ (Error::Invalid(_) | Error::NotFound { .. })) => {
                Ok(Attempt::Skip(refused.to_string()))
            }
            Err(other) => Err(other),
        }
    }

    /// What a run that goes on means for the next one; `None` if it is out of the way.
    async fn overlap(
        &mut self,
        schedule: &Schedule,
        scan: &Scan,
        mut active: Run,
        late: bool,
    ) -> Result<Option<Attempt>> {
        let waits = |what: &str| {
            let reason = format!("waits for the run {} ({}) to {what}", active.id, active.state);
            Some(Attempt::Wait(WaitsFor::Run, self.now, reason))
        };
        if late && schedule.catch_up == CatchUp::All {
            return Ok(waits("end"));
        }
        match schedule.overlap_policy {
            RunOverlap::Skip => {
                let name = &scan.name;
                let detail = format!("scan \"{name}\" already has the run {} ({})", active.id, active.state);
                Ok(Some(Attempt::Skip(detail)))
            }
            RunOverlap::Queue => Ok(waits("end")),
            RunOverlap::CancelRunning => {
                let waits = waits("stop");
                let ctx = Ctx::internal(self.services.clone(), scan.organization, scan.product);
                match runs::move_on(&mut self.tx, &ctx, &mut active, Wish::Cancel, None).await {
                    Ok(()) => {
                        self.stopped = true;
                        Ok(waits.filter(|_| !active.state.is_terminal()))
                    }
                    // It is at its very end, or has just moved on: its end is near.
                    Err(Error::Conflict(_)) => Ok(waits),
                    Err(other) => Err(other),
                }
            }
        }
    }
}
