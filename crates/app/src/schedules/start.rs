//! Starting the run of a due time, or deciding why it does not start now: blackouts, a run that goes on, what cannot be
//! scanned as things are.

use model::run::Run;
use model::scan::Scan;
use model::schedule::{CatchUp, RunOverlap, Schedule, WaitsFor};
use model::{OccurrenceId, Timestamp};
use recurrence::Blackouts;

use super::fire::Firing;
use crate::runs::{self, Cause, StartOptions, Wish};
use crate::{Ctx, Error, Result, scheduled_scans, web_targets};

/// A scan that a schedule starts.
#[derive(Debug)]
pub(super) struct Attached {
    pub(super) scan: Scan,
    pub(super) options: StartOptions,
    pub(super) blackouts: Blackouts,
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
    /// What a schedule starts: the scans that use it, and the scan of the target that it is a scheduled scan of.
    pub(super) async fn attached(&mut self, schedule: &Schedule) -> Result<Vec<Attached>> {
        let organization = schedule.organization;
        let mut found = Vec::new();
        for scan in store::scans::of_schedule(&mut self.tx, organization, schedule.id).await? {
            found.push((scan, StartOptions::default()));
        }
        let scheduled = store::scheduled_scans::of_schedule(&mut self.tx, organization, schedule.id).await?;
        for (id, options) in scheduled {
            if let Some(scan) = store::scans::get_any(&mut self.tx, organization, id).await? {
                let target =
                    store::blackouts::target_options(&mut self.tx, organization, scan.target).await?;
                let target = target.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
                found.push((
                    scan,
                    scheduled_scans::start_options(options, &web_targets::Options::read(&target)),
                ));
            }
        }
        let mut attached = Vec::with_capacity(found.len());
        for (scan, options) in found {
            let held = (organization, scan.target, Some(schedule.id));
            let blackouts = self.holding.of(&mut self.tx, held).await?;
            attached.push(Attached { scan, options, blackouts });
        }
        Ok(attached)
    }

    /// Tries to start a scan for a due time. One that is `late` under the policy to catch up all waits for any run.
    pub(super) async fn attempt(
        &mut self,
        schedule: &Schedule,
        attached: &Attached,
        id: OccurrenceId,
        late: bool,
    ) -> Result<Attempt> {
        let Attached { scan, options, blackouts } = attached;
        if blackouts.covers(self.now) {
            return Ok(match blackouts.free_from(self.now) {
                Some(until) => Attempt::Wait(WaitsFor::Blackout, until, held(blackouts, self.now, until)),
                None => Attempt::Skip("the blackouts that hold now do not end".to_owned()),
            });
        }
        store::scans::lock(&mut self.tx, scan.organization, scan.id).await?;
        if let Some(active) = store::runs::active_of_scan(&mut self.tx, scan.organization, scan.id).await?
            && let Some(attempt) = self.overlap(schedule, scan, active, late).await?
        {
            return Ok(attempt);
        }
        let cause = Cause::Schedule(id);
        match runs::prepare(&mut self.tx, self.services, scan, cause, options.clone()).await {
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
