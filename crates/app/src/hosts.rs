//! Hosts: of the organization across runs, and as one scan saw them.

use std::collections::HashMap;

use auth::Permission;
use model::run::{HostSummary, Run, RunState};
use model::{HostId, ScanId, TargetId};
use store::list::MAX_FILTERS;

use crate::{Ctx, Error, Filter, ListQuery, Order, Page, Result, Sort, scans};

pub use store::hosts::KnownHost;

/// A host as the newest run of a scan saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanHost {
    /// Id of the host across runs.
    pub id: HostId,
    /// What the run saw.
    pub summary: HostSummary,
}

/// The organization's hosts. Columns: `host`, `address`, `target_id`, `run_id`, `id`, `severity`, `last_seen`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<KnownHost>> {
    ctx.principal.require(Permission::HostRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::hosts::list(&mut tx, ctx.organization(), ctx.product(), query).await?)
}

/// One host.
pub async fn show(ctx: &Ctx, id: HostId) -> Result<KnownHost> {
    ctx.principal.require(Permission::HostRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, id).await
}

/// Hosts with the most grave open findings first. Columns as for [`list`].
pub async fn most_vulnerable(ctx: &Ctx, query: &ListQuery) -> Result<Page<KnownHost>> {
    let mut query = query.clone();
    query.sort = Some(Sort { column: "severity".to_owned(), order: Order::Desc });
    list(ctx, &query).await
}

/// Hosts as the newest run of a scan that has begun saw them. Columns: `host`, `address`.
pub async fn of_scan(ctx: &Ctx, scan: ScanId, query: &ListQuery) -> Result<Page<ScanHost>> {
    ctx.principal.require(Permission::HostRead)?;
    let mut tx = ctx.read().await?;
    let Some(run) = newest_begun(&mut tx, ctx, scan).await? else {
        return Ok(Page { items: Vec::new(), total: 0 });
    };
    let page = store::hosts::list_of_run(&mut tx, ctx.organization(), run.id, query).await?;
    let ids = ids(&mut tx, ctx, run.target, &page.items).await?;
    // A host that ingest is just storing has no id yet: the next look shows it.
    let view = |summary: HostSummary| ids.get(&summary.host).map(|&id| ScanHost { id, summary });
    Ok(Page { items: page.items.into_iter().filter_map(view).collect(), total: page.total })
}

/// One host of a scan.
pub async fn show_of_scan(ctx: &Ctx, scan: ScanId, id: HostId) -> Result<ScanHost> {
    ctx.principal.require(Permission::HostRead)?;
    let mut tx = ctx.read().await?;
    let run = newest_begun(&mut tx, ctx, scan).await?.ok_or_else(|| Error::not_found("host", id))?;
    let known = find(&mut tx, ctx, id).await?;
    let filter = Filter { column: "host".to_owned(), pattern: known.host.clone() };
    let query = ListQuery { filters: vec![filter], ..ListQuery::default() };
    let page = store::hosts::list_of_run(&mut tx, ctx.organization(), run.id, &query).await?;
    let summary = page.items.into_iter().find(|s| s.host == known.host && known.target == run.target);
    summary.map(|summary| ScanHost { id, summary }).ok_or_else(|| Error::not_found("host", id))
}

/// The newest run of a scan that is no longer queued: a run that waits has nothing to show yet.
pub(crate) async fn newest_begun(tx: &mut store::Tx, ctx: &Ctx, scan: ScanId) -> Result<Option<Run>> {
    let scan = scans::find(tx, ctx, scan).await?;
    let newest = ListQuery { per_page: 5, ..ListQuery::default() };
    let runs = store::runs::list_of_scan(tx, scan.organization, scan.product, scan.id, &newest).await?;
    Ok(runs.items.into_iter().find(|run| run.state != RunState::Queued && run.started_at.is_some()))
}

async fn find(tx: &mut store::Tx, ctx: &Ctx, id: HostId) -> Result<KnownHost> {
    store::hosts::get(tx, ctx.organization(), ctx.product(), id)
        .await?
        .ok_or_else(|| Error::not_found("host", id))
}

/// The ids behind host labels of a target.
async fn ids(
    tx: &mut store::Tx,
    ctx: &Ctx,
    target: TargetId,
    hosts: &[HostSummary],
) -> Result<HashMap<String, HostId>> {
    let mut out = HashMap::new();
    for chunk in hosts.chunks(MAX_FILTERS - 1) {
        let mut filters = vec![Filter { column: "target_id".to_owned(), pattern: target.to_string() }];
        filters.extend(chunk.iter().map(|h| Filter { column: "host".to_owned(), pattern: h.host.clone() }));
        let query = ListQuery { per_page: store::list::MAX_PER_PAGE, filters, ..ListQuery::default() };
        let known = store::hosts::list(tx, ctx.organization(), ctx.product(), &query).await?;
        out.extend(known.items.into_iter().map(|host| (host.host, host.id)));
    }
    Ok(out)
}
