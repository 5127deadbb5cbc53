//! Findings of web applications and APIs, and what people decide about them. Findings that only inform are not listed: the
//! DAST dialect has no word for them.

mod decide;
mod log;

use std::collections::HashMap;
use std::sync::Arc;

use auth::Permission;
use model::definition::Definition;
use model::label::Label;
use model::{FindingId, RunId, TargetId};

use crate::{Ctx, Error, Filter, ListQuery, Page, Result, targets};

pub use decide::{FindingChange, LabelRef, update, update_many};
pub use log::{LogEntry, log};
pub use store::findings::WebFinding;

/// A finding by its target and its number there.
pub type FindingRef = (TargetId, i64);

/// A finding with what a reader wants next to it.
#[derive(Debug, Clone)]
pub struct WebFindingView {
    /// The finding.
    pub found: WebFinding,
    /// Its definition; `None` if this version of the program knows it no more.
    pub definition: Option<Arc<Definition>>,
    /// The runs that saw it, newest first.
    pub runs: Vec<RunId>,
    /// Its labels.
    pub labels: Vec<Label>,
}

/// The caller's findings. Columns: `state` (`notfixed`, `fixed`, `invalid`, `accepted`), `threat`, `target`, `id`, `number`,
/// `assignee`, `new`, `scan`, `label`, `target_label`, `every_target_label`, `definition`, `search`, `lastfound_from`,
/// `lastfound_to`, `changed_from`, `changed_to`; ordered by `last_found`, `created_at`, `changed`, `severity`, `state`,
/// `definition`, `id`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<WebFindingView>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    page(&mut tx, ctx, query).await
}

/// The findings of a target: those that are not fixed, unless the query names states or scans. Columns as for [`list`].
pub async fn of_target(ctx: &Ctx, target: TargetId, query: &ListQuery) -> Result<Page<WebFindingView>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    targets::find(&mut tx, ctx, target).await?;
    let mut query = query.clone();
    let filter = |column: &str, pattern: &str| Filter { column: column.into(), pattern: pattern.into() };
    query.filters.retain(|f| f.column != "target");
    query.filters.push(filter("target", &target.to_string()));
    if !query.filters.iter().any(|f| matches!(f.column.as_str(), "state" | "scan" | "id" | "number")) {
        query.filters.extend(["notfixed", "invalid", "accepted"].map(|state| filter("state", state)));
    }
    page(&mut tx, ctx, &query).await
}

/// One finding.
pub async fn show(ctx: &Ctx, finding: FindingRef) -> Result<WebFindingView> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let found = find(&mut tx, ctx, finding).await?;
    view(&mut tx, ctx, found).await
}

/// The ids of those of the findings that there are.
pub async fn resolve(ctx: &Ctx, wanted: &[FindingRef]) -> Result<Vec<FindingId>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let mut known = Vec::new();
    for &finding in wanted.iter().take(crate::input::MAX_BULK) {
        match find(&mut tx, ctx, finding).await {
            Ok(found) => known.push(found.finding.id),
            Err(Error::NotFound { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(known)
}

/// Which of the findings that are to be decided on are not there.
pub async fn unknown(ctx: &Ctx, wanted: &[FindingRef]) -> Result<Vec<FindingRef>> {
    ctx.principal.require(Permission::FindingWrite)?;
    let mut tx = ctx.read().await?;
    let mut unknown = Vec::new();
    for &finding in wanted.iter().take(crate::input::MAX_BULK) {
        match find(&mut tx, ctx, finding).await {
            Ok(_) => {}
            Err(Error::NotFound { .. }) => unknown.push(finding),
            Err(other) => return Err(other),
        }
    }
    Ok(unknown)
}

async fn find(tx: &mut store::Tx, ctx: &Ctx, (target, number): FindingRef) -> Result<WebFinding> {
    store::findings::web_by_number(tx, ctx.organization(), ctx.product(), (target, number))
        .await?
        .ok_or_else(|| Error::not_found("finding", number))
}

async fn page(tx: &mut store::Tx, ctx: &Ctx, query: &ListQuery) -> Result<Page<WebFindingView>> {
    let found = store::findings::list_web(tx, ctx.organization(), ctx.product(), query).await?;
    Ok(Page { items: views(tx, ctx, found.items).await?, total: found.total })
}

async fn view(tx: &mut store::Tx, ctx: &Ctx, found: WebFinding) -> Result<WebFindingView> {
    views(tx, ctx, vec![found]).await?.pop().ok_or_else(|| Error::internal("one finding gave no view"))
}

async fn views(tx: &mut store::Tx, ctx: &Ctx, found: Vec<WebFinding>) -> Result<Vec<WebFindingView>> {
    let organization = ctx.organization();
    let ids: Vec<FindingId> = found.iter().map(|f| f.finding.id).collect();
    let mut labels = store::labels::of_findings(tx, organization, &ids).await?;
    let mut by_target: HashMap<TargetId, Vec<FindingId>> = HashMap::new();
    for f in &found {
        by_target.entry(f.finding.target).or_default().push(f.finding.id);
    }
    let mut runs: HashMap<FindingId, Vec<RunId>> = HashMap::new();
    for (target, ids) in by_target {
        runs.extend(store::findings::runs_of(tx, organization, target, &ids).await?);
    }
    let one = |found: WebFinding| WebFindingView {
        definition: ctx.services.knowledge.definition(&found.finding.check),
        runs: runs.remove(&found.finding.id).unwrap_or_default(),
        labels: labels.remove(&found.finding.id).unwrap_or_default(),
        found,
    };
    Ok(found.into_iter().map(one).collect())
}
