//! Scans of web applications and APIs: the runs of their targets. A target has one scan definition, so that clients of
//! the DAST dialect never see it.

use auth::Permission;
use model::report::Report;
use model::web::Endpoint;
use model::{RunId, TargetId, Timestamp};
use serde_json::json;

use crate::input::Fields;
use crate::runs::{self, BlackoutLeave, Cause, StartOptions, Wish};
use crate::{Ctx, Error, Filter, ListQuery, Page, Result, audit, input, scans, targets};

pub use store::web_runs::WebRun;

/// The longest text that a client may keep with a scan, in characters.
const MAX_USER_DATA: usize = 4096;
/// The most addresses of a partial scan.
const MAX_SCOPES: usize = 200;
/// Days that [`days`] tells.
const DAYS: u32 = 1000;

/// The caller's scans. Columns: `status`, `id`, `target`, `label`, `scan_profile`, `search`, `started_from`, `started_to`,
/// `completed_from`, `completed_to`; ordered by `created`, `changed`, `started`, `completed`, `status`, `id`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<WebRun>> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::web_runs::list(&mut tx, ctx.organization(), ctx.product(), query).await?)
}

/// The scans of a target. Columns as for [`list`].
pub async fn of_target(ctx: &Ctx, target: TargetId, query: &ListQuery) -> Result<Page<WebRun>> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    targets::find(&mut tx, ctx, target).await?;
    let mut query = query.clone();
    query.filters.retain(|filter| filter.column != "target");
    query.filters.push(Filter { column: "target".to_owned(), pattern: target.to_string() });
    Ok(store::web_runs::list(&mut tx, ctx.organization(), ctx.product(), &query).await?)
}

/// One scan; of that target, if one is named.
pub async fn show(ctx: &Ctx, target: Option<TargetId>, id: RunId) -> Result<WebRun> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, target, id).await
}

/// The days on which scans of a target were asked for, newest first.
pub async fn days(ctx: &Ctx, target: TargetId) -> Result<Vec<(Timestamp, u64)>> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    targets::find(&mut tx, ctx, target).await?;
    Ok(store::web_runs::days(&mut tx, ctx.organization(), target, DAYS).await?)
}

/// Scans a target now.
pub async fn start(ctx: &Ctx, target: TargetId, options: StartOptions) -> Result<WebRun> {
    let mut started = start_many(ctx, &[(target, options)]).await?;
    started.pop().ok_or_else(|| Error::internal("a scan that was started is gone"))
}

/// Scans targets now, all or none.
pub async fn start_many(ctx: &Ctx, wanted: &[(TargetId, StartOptions)]) -> Result<Vec<WebRun>> {
    ctx.principal.require(Permission::ScanStart)?;
    let ids: Vec<TargetId> = wanted.iter().map(|(target, _)| *target).collect();
    input::bulk(&ids)?;
    wanted.iter().try_for_each(|(_, options)| check(options))?;
    let mut tx = ctx.write().await?;
    let mut started = Vec::with_capacity(wanted.len());
    for (target, options) in wanted {
        let leave = options.blackouts.granted_anyhow(ctx)?;
        let scan = scan_of(&mut tx, ctx, *target).await?;
        let cause = Cause::Person(ctx.principal.actor());
        let mut run =
            runs::prepare(&mut tx, &ctx.services, &scan, cause, options.clone()).await.map_err(said_here)?;
        let mut detail =
            json!({"run": run.id, "name": run.shown_name(Some(&scan)), "scan_profile": run.plan.profile.id});
        runs::note_leave(&mut detail, leave.as_ref());
        run.ignore_blackout = leave;
        runs::queue(&mut tx, &ctx.services, &run).await?;
        audit::record(&mut tx, ctx, "scan.start", "scan", scan.id, detail).await?;
        started.push(WebRun { run, stack: Vec::new(), stages: Vec::new() });
    }
    tx.commit().await?;
    ctx.services.wake.runs.notify_one();
    Ok(started)
}

/// Why a scan cannot start, without the scan definition that clients never see.
fn said_here(error: Error) -> Error {
    match error {
        Error::Conflict(refused) if refused.code == "already_running" => {
            Error::conflict("base", refused.code, "a scan of this target is already running")
        }
        other => other,
    }
}

/// Bounds what a client sends along with a start.
fn check(options: &StartOptions) -> Result<()> {
    let mut fields = Fields::default();
    if options.user_data.as_ref().is_some_and(|text| text.chars().count() > MAX_USER_DATA) {
        fields.add("user_data", "too_long", format!("is longer than {MAX_USER_DATA} characters"));
    }
    if options.reduced_scopes.len() > MAX_SCOPES {
        fields.add("reduced_scopes", "too_long", format!("must be at most {MAX_SCOPES}"));
    }
    let odd =
        |url: &&String| url.len() > 2048 || !(url.starts_with("http://") || url.starts_with("https://"));
    if let Some(url) = options.reduced_scopes.iter().find(odd) {
        let shown: String = url.chars().take(64).collect();
        fields.add("reduced_scopes", "invalid", format!("\"{shown}\" is not an http or https URL"));
    }
    fields.finish()
}

/// Cancels, pauses or resumes a scan. Asking twice is fine.
pub async fn control(ctx: &Ctx, target: Option<TargetId>, id: RunId, wish: Wish) -> Result<WebRun> {
    control_with(ctx, target, id, wish, &BlackoutLeave::default()).await
}

/// Resumes a scan. Inside a blackout it is then held by that and goes on by itself when it ends, unless leave to
/// ignore blackouts is asked for.
pub async fn resume(ctx: &Ctx, target: Option<TargetId>, id: RunId, asked: &BlackoutLeave) -> Result<WebRun> {
    control_with(ctx, target, id, Wish::Resume, asked).await
}

async fn control_with(
    ctx: &Ctx,
    target: Option<TargetId>,
    id: RunId,
    wish: Wish,
    asked: &BlackoutLeave,
) -> Result<WebRun> {
    ctx.principal.require(Permission::ScanStart)?;
    let leave = asked.granted_anyhow(ctx)?;
    let mut tx = ctx.write().await?;
    let mut found = find(&mut tx, ctx, target, id).await?;
    runs::move_on(&mut tx, ctx, &mut found.run, wish, leave).await?;
    tx.commit().await?;
    ctx.services.wake.runs.notify_one();
    Ok(found)
}

/// Cancels, pauses or resumes scans. Those that have ended meanwhile are left alone, unless all have. What is asked
/// for about blackouts is for those who resume.
pub async fn control_many(
    ctx: &Ctx,
    ids: &[RunId],
    wish: Wish,
    asked: &BlackoutLeave,
) -> Result<Vec<WebRun>> {
    ctx.principal.require(Permission::ScanStart)?;
    let leave = asked.granted_anyhow(ctx)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    let (mut out, mut refused) = (Vec::with_capacity(ids.len()), None);
    for id in ids {
        let mut found = find(&mut tx, ctx, None, id).await?;
        match runs::move_on(&mut tx, ctx, &mut found.run, wish, leave.clone()).await {
            Ok(()) => out.push(found),
            Err(error @ Error::Conflict(_)) => refused = Some(error),
            Err(other) => return Err(other),
        }
    }
    if let (true, Some(error)) = (out.is_empty(), refused) {
        return Err(error);
    }
    tx.commit().await?;
    ctx.services.wake.runs.notify_one();
    Ok(out)
}

/// The addresses of a scan, piece by piece: those from a position on, at most `limit`; `all` includes the rejected ones.
pub async fn endpoints(ctx: &Ctx, id: RunId, all: bool, from: u32, limit: u32) -> Result<Vec<Endpoint>> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::run_endpoints::page(&mut tx, ctx.organization(), id, all, from, limit).await?)
}

/// A page of the addresses of a scan, with how many there are.
pub async fn endpoint_page(
    ctx: &Ctx,
    (target, id): (TargetId, RunId),
    all: bool,
    (page, length): (u32, u32),
) -> Result<Page<Endpoint>> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, Some(target), id).await?;
    let total = store::run_endpoints::count(&mut tx, ctx.organization(), id, all).await?;
    let offset = u64::from(page.max(1) - 1) * u64::from(length);
    let items =
        store::run_endpoints::nth_page(&mut tx, ctx.organization(), id, all, (offset, length)).await?;
    Ok(Page { items, total })
}

/// The report of a scan that has ended, for somebody who may have files of it made.
pub async fn report(ctx: &Ctx, target: Option<TargetId>, id: RunId) -> Result<Report> {
    ctx.principal.require(Permission::ReportWrite)?;
    let mut tx = ctx.read().await?;
    let run = find(&mut tx, ctx, target, id).await?.run;
    let filter = Filter { column: "run_id".to_owned(), pattern: run.id.to_string() };
    let query = ListQuery { filters: vec![filter], ..ListQuery::default() };
    let found = store::reports::list(&mut tx, ctx.organization(), ctx.product(), &query).await?;
    found.items.into_iter().next().ok_or_else(|| {
        Error::conflict(
            "base",
            "not_ready",
            "the scan has no report: it has not ended yet, or it did not end well",
        )
    })
}

/// The run if the caller may see it.
pub(crate) async fn find(
    tx: &mut store::Tx,
    ctx: &Ctx,
    target: Option<TargetId>,
    id: RunId,
) -> Result<WebRun> {
    let run = store::web_runs::get(tx, ctx.organization(), ctx.product(), id).await?;
    run.filter(|run| target.is_none_or(|target| run.run.target == target))
        .ok_or_else(|| Error::not_found("scan", id))
}

/// The scan definition of a target that the caller may see.
pub(crate) async fn scan_of(tx: &mut store::Tx, ctx: &Ctx, target: TargetId) -> Result<model::scan::Scan> {
    targets::find(tx, ctx, target).await?;
    let scan = store::web_runs::scan_of_target(tx, ctx.organization(), ctx.product(), target).await?;
    let scan = scan.ok_or_else(|| {
        Error::conflict("base", "no_scan", "the target has no scan definition, make the target again")
    })?;
    scans::find(tx, ctx, scan).await
}
