//! Runs: executions of a scan. The `/v2` dialect calls them histories.

mod control;
mod ledger;
mod plan;

use auth::Permission;
use model::organization::Organization;
use model::run::{Run, RunState, Trigger};
use model::scan::Scan;
use model::target::Target;
use model::unit::Lane;
use model::web::Narrowing;
use model::{OccurrenceId, RunId, ScanId, SeverityCounts, UserId};
use serde_json::json;

use crate::ctx::Services;
use crate::{Ctx, Error, ListQuery, Page, Result, audit, scans, web_targets};

pub use control::{BlackoutLeave, STOCK_REASON, Wish, give_up, held_until, pause, resume, stop};
pub(crate) use control::{move_on, note_leave};
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
    /// Whether blackout periods hold this run.
    pub blackouts: BlackoutLeave,
    /// How far the run is narrowed.
    pub narrowing: NarrowingWish,
}

/// How far a run is to be narrowed. What is absent is as the target says for scans that a person asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NarrowingWish {
    /// To what is new or changed.
    pub incremental: Option<bool>,
    /// To the addresses that the target names.
    pub reduced_scope: Option<bool>,
    /// To recorded sequences.
    pub crawl_sequences_only: Option<bool>,
}

impl NarrowingWish {
    fn over(self, target: &web_targets::Options) -> Narrowing {
        Narrowing {
            incremental: self.incremental.unwrap_or(target.incremental),
            reduced_scope: self.reduced_scope.unwrap_or(target.reduced_scope),
            crawl_sequences_only: self.crawl_sequences_only.unwrap_or(target.crawl_sequences_only),
        }
    }
}

impl From<Narrowing> for NarrowingWish {
    fn from(exactly: Narrowing) -> Self {
        let Narrowing { incremental, reduced_scope, crawl_sequences_only } = exactly;
        Self {
            incremental: Some(incremental),
            reduced_scope: Some(reduced_scope),
            crawl_sequences_only: Some(crawl_sequences_only),
        }
    }
}

/// Starts a scan: a queued run with its units. Refused while another run of the scan has not ended, and where a host
/// lies outside the organization's allowed ranges.
pub async fn start(ctx: &Ctx, scan: ScanId) -> Result<Run> {
    start_with(ctx, scan, StartOptions::default()).await
}

/// Starts a scan as [`start`] does, with options for this one run.
pub async fn start_with(ctx: &Ctx, scan: ScanId, options: StartOptions) -> Result<Run> {
    ctx.principal.require(Permission::ScanStart)?;
    let leave = options.blackouts.granted(ctx)?;
    let mut tx = ctx.write().await?;
    let scan = scans::find(&mut tx, ctx, scan).await?;
    let cause = Cause::Person(ctx.principal.actor());
    let mut run = prepare(&mut tx, &ctx.services, &scan, cause, options).await?;
    let mut detail = json!({"run": run.id, "name": scan.name});
    note_leave(&mut detail, leave.as_ref());
    run.ignore_blackout = leave;
    queue(&mut tx, &ctx.services, &run).await?;
    audit::record(&mut tx, ctx, "scan.start", "scan", scan.id, detail).await?;
    tx.commit().await?;
    ctx.services.wake.runs.notify_one();
    Ok(run)
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
    let target = store::targets::get(tx, scan.organization, scan.product, scan.target).await?;
    let organization = store::organizations::get(tx, scan.organization).await?;
    ready(tx, services, (scan, target, organization), cause, options).await
}

/// The same for a scan that is held and has no run that goes on, with its target and organization as they were read.
///
/// # Errors
/// As [`prepare`].
pub(crate) async fn ready(
    tx: &mut store::Tx,
    services: &Services,
    (scan, target, organization): (&Scan, Option<Target>, Option<Organization>),
    cause: Cause,
    options: StartOptions,
) -> Result<Run> {
    let target = target.ok_or_else(|| Error::conflict("target_id", "gone", "the target is gone"))?;
    let organization = organization.ok_or_else(|| Error::not_found("organization", scan.organization))?;
    let plan = plan::make(tx, services, (scan, target, organization), options).await?;
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
    queue_all(tx, services, run.trigger, std::slice::from_ref(run)).await
}

/// Stores prepared runs of one kind, each of another scan, with their units.
pub(crate) async fn queue_all(
    tx: &mut store::Tx,
    services: &Services,
    trigger: Trigger,
    runs: &[Run],
) -> Result<()> {
    // Runs that a person started overtake scheduled ones.
    let lane = match trigger {
        Trigger::Manual => Lane::User,
        Trigger::Schedule => Lane::Scheduled,
    };
    store::runs::insert_all(tx, runs).await?;
    store::units::insert_planned(tx, &services.env, lane, runs).await?;
    Ok(())
}
