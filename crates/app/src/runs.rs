//! Runs: executions of a scan. The `/v2` dialect calls them histories.

mod ledger;
mod plan;

use auth::Permission;
use model::run::{Run, RunState, Trigger};
use model::scan::Scan;
use model::unit::Lane;
use model::{OccurrenceId, RunId, ScanId, SeverityCounts, UserId};
use serde_json::json;

use crate::ctx::Services;
use crate::{Ctx, Error, ListQuery, Page, Result, audit, scans};

pub use ledger::{Numbered, coverage, log};
pub use store::coverage::CoverageRow;
pub use store::run_log::LogLine;

/// The runs of a scan, newest first unless sorted. Columns: `status`, `started_at`, `finished_at`, `created_at`.
pub async fn list(ctx: &Ctx, scan: ScanId, query: &ListQuery) -> Result<Page<Run>> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    scans::find(&mut tx, ctx, scan).await?;
    Ok(store::runs::list_of_scan(&mut tx, ctx.organization(), ctx.product(), scan, query).await?)
}

/// One run of a scan.
pub async fn show(ctx: &Ctx, scan: ScanId, id: RunId) -> Result<Run> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    scans::find(&mut tx, ctx, scan).await?;
    let run = store::runs::get(&mut tx, ctx.organization(), ctx.product(), id).await?;
    run.filter(|run| run.scan == scan).ok_or_else(|| Error::not_found("run", id))
}

/// What one start of a scan does differently. Only scans of web applications and APIs know more than the profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartOptions {
    /// Another profile than the scan's.
    pub profile: Option<String>,
    /// What the client wants to read again with the run.
    pub user_data: Option<String>,
    /// Only these addresses.
    pub reduced_scopes: Vec<String>,
    /// Blackout periods do not hold this run.
    pub ignore_blackout_period: bool,
}

/// Starts a scan: a queued run with its units. Refused while another run of the scan has not ended, and where a host
/// lies outside the organization's allowed ranges.
pub async fn start(ctx: &Ctx, scan: ScanId) -> Result<Run> {
    start_with(ctx, scan, StartOptions::default()).await
}

/// Starts a scan as [`start`] does, with options for this one run.
pub async fn start_with(ctx: &Ctx, scan: ScanId, options: StartOptions) -> Result<Run> {
    ctx.principal.require(Permission::ScanStart)?;
    let mut tx = ctx.write().await?;
    let scan = scans::find(&mut tx, ctx, scan).await?;
    let cause = Cause::Person(ctx.principal.actor());
    let run = prepare(&mut tx, &ctx.services, &scan, cause, options).await?;
    queue(&mut tx, &ctx.services, &run).await?;
    audit::record(&mut tx, ctx, "scan.start", "scan", scan.id, json!({"run": run.id, "name": scan.name}))
        .await?;
    tx.commit().await?;
    ctx.services.wake.runs.notify_one();
    Ok(run)
}

/// Stops the running run of a scan: a queued or paused one is canceled at once, a started one drains first. Asking
/// twice is fine: a run that is being canceled already is returned as it is.
pub async fn stop(ctx: &Ctx, scan: ScanId) -> Result<Run> {
    ctx.principal.require(Permission::ScanStart)?;
    let mut tx = ctx.write().await?;
    let scan = scans::find(&mut tx, ctx, scan).await?;
    let Some(mut run) = store::runs::active_of_scan(&mut tx, scan.organization, scan.id).await? else {
        return Err(Error::conflict("base", "not_running", format!("scan \"{}\" is not running", scan.name)));
    };
    let Some(next) = stopped(run.state) else { return Ok(run) };
    let reason = "stopped on request";
    let step = (run.state, next);
    if !store::runs::transition(&mut tx, run.organization, run.id, step, Some(reason), ctx.now()).await? {
        let detail = format!("the run {} has just moved on from \"{}\", try again", run.id, run.state);
        return Err(Error::conflict("base", "moved_on", detail));
    }
    run.state = next;
    run.reason = Some(reason.to_owned());
    run.finished_at = next.is_terminal().then(|| ctx.now());
    audit::record(&mut tx, ctx, "scan.stop", "scan", scan.id, json!({"run": run.id, "name": scan.name}))
        .await?;
    tx.commit().await?;
    ctx.services.wake.runs.notify_one();
    Ok(run)
}

/// The state that a stop leads to; `None` if it is being stopped already.
fn stopped(state: RunState) -> Option<RunState> {
    [RunState::Canceled, RunState::Canceling].into_iter().find(|&next| {
        // A run that is being drained must not jump to its end: units are still out.
        state != RunState::Canceling && state.may_become(next)
    })
}

/// What a run starts from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cause {
    /// A person asked (or the platform itself, without one).
    Person(Option<UserId>),
    /// A schedule was due.
    Schedule(OccurrenceId),
}

/// A run of the scan as it would start now: checked, not yet stored. The caller authorises.
///
/// # Errors
/// A conflict or a wrong field when the scan cannot start as things are.
pub(crate) async fn prepare(
    tx: &mut store::Tx,
    services: &Services,
    scan: &Scan,
    cause: Cause,
    options: StartOptions,
) -> Result<Run> {
    store::scans::lock(tx, scan.organization, scan.id).await?;
    if let Some(active) = store::runs::active_of_scan(tx, scan.organization, scan.id).await? {
        let detail = format!("scan \"{}\" already has the run {} ({})", scan.name, active.id, active.state);
        return Err(Error::conflict("base", "already_running", detail));
    }
    let plan = plan::make(tx, services, scan, options).await?;
    let (trigger, started_by, occurrence) = match cause {
        Cause::Person(user) => (Trigger::Manual, user, None),
        Cause::Schedule(due) => (Trigger::Schedule, None, Some(due)),
    };
    Ok(Run {
        id: services.env.id(),
        organization: scan.organization,
        product: scan.product,
        scan: scan.id,
        target: scan.target,
        state: RunState::Queued,
        reason: None,
        trigger,
        started_by,
        occurrence,
        progress: 0,
        plan,
        counts: SeverityCounts::default(),
        compliance: None,
        hosts_up: 0,
        created_at: services.env.now(),
        started_at: None,
        finished_at: None,
        hold: None,
        ignore_blackout: None,
        active_since: None,
        active_micros: 0,
    })
}

/// Stores a prepared run with its units.
pub(crate) async fn queue(tx: &mut store::Tx, services: &Services, run: &Run) -> Result<()> {
    // Runs that a person started overtake scheduled ones.
    let lane = match run.trigger {
        Trigger::Manual => Lane::User,
        Trigger::Schedule => Lane::Scheduled,
    };
    store::runs::insert(tx, run).await?;
    store::units::insert_all(tx, &services.env, (run.organization, run.id), lane, &run.plan.units()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_leads_only_where_the_state_machine_lets_it() {
        for &state in RunState::ALL {
            let next = stopped(state);
            assert!(next.is_none_or(|next| state.may_become(next)), "{state}");
        }
        assert_eq!(stopped(RunState::Queued), Some(RunState::Canceled));
        assert_eq!(stopped(RunState::Paused), Some(RunState::Canceled));
        assert_eq!(stopped(RunState::Started), Some(RunState::Canceling));
        assert_eq!(stopped(RunState::Canceling), None);
    }
}
