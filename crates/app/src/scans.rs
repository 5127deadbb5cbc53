//! Scans: definitions that runs are made from.

mod compliance;
mod parts;
mod view;

use auth::Permission;
use model::run::RunState;
use model::scan::Scan;
use model::{ScanId, ScheduleId, TargetId};
use serde_json::json;

use crate::input::{self, Fields};
use crate::scans::parts::Wish;
use crate::scans::view::{view, views};
use crate::{Change, Ctx, Error, Filter, ListQuery, Order, Page, Result, Sort, audit};

pub use compliance::{Verdict, Verdicts, verdicts};
pub use view::ScanView;

/// A scan to be made.
#[derive(Debug, Clone, Default)]
pub struct NewScan {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// Remark.
    pub comment: Option<String>,
    /// What is scanned.
    pub target_id: Option<TargetId>,
    /// Profile word; `None` is the product's default. PCI knows only `pci_asv`.
    pub profile_id: Option<String>,
    /// Word of a built-in port list or id of an own one; `None` is the profile's. Fixed for PCI.
    pub port_list_id: Option<String>,
    /// When it runs by itself.
    pub schedule_id: Option<ScheduleId>,
}

/// A change of a scan.
#[derive(Debug, Clone, Default)]
pub struct ScanChange {
    /// Name.
    pub name: Change<String>,
    /// Remark.
    pub comment: Change<String>,
    /// What is scanned.
    pub target_id: Change<TargetId>,
    /// Profile.
    pub profile_id: Change<String>,
    /// Port list.
    pub port_list_id: Change<String>,
    /// Schedule.
    pub schedule_id: Change<ScheduleId>,
}

/// The caller's scans. Columns: `name`, `comment`, `profile_id`, `target_id`, `target_name`, `schedule_id`,
/// `port_list_id`, `status` (`new` before the first run), `compliance`, `id`, `last_run`, `created_at`, `updated_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScanView>> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    let page = store::scans::list(&mut tx, ctx.organization(), ctx.product(), query).await?;
    let items = views(&mut tx, ctx, page.items).await?;
    Ok(Page { items, total: page.total })
}

/// Scans that a schedule will start, soonest first; at most the 1,000 soonest. Takes no filters.
pub async fn upcoming(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScanView>> {
    ctx.principal.require(Permission::ScanRead)?;
    if !query.filters.is_empty() || query.sort.is_some() {
        return Err(Error::invalid("q", "unknown_column", "upcoming scans have one order and no filters"));
    }
    let mut tx = ctx.read().await?;
    let all = store::scans::upcoming(&mut tx, ctx.organization(), ctx.product(), 1000).await?;
    let total = all.len() as u64;
    let per_page = query.per_page.clamp(1, store::list::MAX_PER_PAGE) as usize;
    let before = (query.page.max(1) as usize - 1).saturating_mul(per_page);
    let page = all.into_iter().skip(before).take(per_page).collect();
    Ok(Page { items: views(&mut tx, ctx, page).await?, total })
}

/// Scans whose newest run is complete, newest first. Columns as for [`list`], without `status`.
pub async fn recent(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScanView>> {
    let newest = Sort { column: "last_run".to_owned(), order: Order::Desc };
    by_state(ctx, query, &[RunState::Completed, RunState::CompletedInvalid], newest).await
}

/// Scans whose newest run has not ended. Columns as for [`list`], without `status`.
pub async fn running(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScanView>> {
    let states: Vec<RunState> =
        RunState::ALL.iter().copied().filter(|s| !s.is_terminal() && *s != RunState::UnderReview).collect();
    let newest = Sort { column: "last_run".to_owned(), order: Order::Desc };
    by_state(ctx, query, &states, newest).await
}

/// One scan.
pub async fn show(ctx: &Ctx, id: ScanId) -> Result<ScanView> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    let scan = find(&mut tx, ctx, id).await?;
    view(&mut tx, ctx, scan).await
}

/// Makes a scan.
pub async fn create(ctx: &Ctx, new: NewScan) -> Result<ScanView> {
    ctx.principal.require(Permission::ScanWrite)?;
    let NewScan { name, comment, target_id, profile_id, port_list_id, schedule_id } = new;
    let mut tx = ctx.write().await?;
    let mut fields = Fields::default();
    let name = fields.name("name", &name);
    let comment = fields.comment(comment.as_deref().unwrap_or_default());
    let wish = Wish { target_id, profile_id, port_list_id, schedule_id };
    let parts = wish.check(&mut tx, ctx, fields).await?;
    let now = ctx.now();
    let scan = Scan {
        id: ctx.env().id(),
        organization: ctx.organization(),
        product: ctx.product(),
        name,
        comment,
        target: parts.target,
        profile: parts.profile,
        port_list: parts.port_list,
        schedule: schedule_id,
        last_run: None,
        created_by: ctx.principal.user_id,
        created_at: now,
        updated_at: now,
    };
    store::scans::insert(&mut tx, &scan).await?;
    audit::record(&mut tx, ctx, "scan.create", "scan", scan.id, detail(&scan)).await?;
    let view = view(&mut tx, ctx, scan).await?;
    tx.commit().await?;
    Ok(view)
}

/// Changes a scan. Runs that are under way keep the plan they started with.
pub async fn update(ctx: &Ctx, id: ScanId, change: ScanChange) -> Result<ScanView> {
    ctx.principal.require(Permission::ScanWrite)?;
    let ScanChange { name, comment, target_id, profile_id, port_list_id, schedule_id } = change;
    let mut tx = ctx.write().await?;
    let old = find(&mut tx, ctx, id).await?;
    let mut fields = Fields::default();
    let name = fields.name("name", &name.apply_or(old.name.clone(), String::new()));
    let comment = fields.comment(&comment.apply_or(old.comment.clone(), String::new()));
    let wish = Wish {
        target_id: target_id.apply(Some(old.target)),
        profile_id: profile_id.apply(Some(old.profile.clone())),
        port_list_id: port_list_id.apply(old.port_list.clone()),
        schedule_id: schedule_id.apply(old.schedule),
    };
    let schedule = wish.schedule_id;
    let parts = wish.check(&mut tx, ctx, fields).await?;
    let scan = Scan {
        name,
        comment,
        target: parts.target,
        profile: parts.profile,
        port_list: parts.port_list,
        schedule,
        updated_at: ctx.now(),
        ..old
    };
    store::scans::update(&mut tx, &scan).await?;
    audit::record(&mut tx, ctx, "scan.update", "scan", scan.id, detail(&scan)).await?;
    let view = view(&mut tx, ctx, scan).await?;
    tx.commit().await?;
    Ok(view)
}

/// Deletes a scan with its runs, reports and the findings that it saw last. A scan with a run that has not ended is
/// kept: stop it first.
pub async fn delete(ctx: &Ctx, id: ScanId) -> Result<()> {
    delete_many(ctx, &[id]).await.map(|_| ())
}

/// Deletes scans, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[ScanId]) -> Result<u64> {
    ctx.principal.require(Permission::ScanWrite)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    let mut gone = Vec::with_capacity(ids.len());
    for &id in &ids {
        let scan = find(&mut tx, ctx, id).await?;
        store::scans::lock(&mut tx, scan.organization, id).await?;
        if let Some(run) = store::runs::active_of_scan(&mut tx, scan.organization, id).await? {
            let detail =
                format!("scan \"{}\" has the run {} ({}): stop it first", scan.name, run.id, run.state);
            return Err(Error::conflict("base", "running", detail));
        }
        store::scans::delete(&mut tx, scan.organization, scan.product, id).await?;
        gone.push(scan);
    }
    for scan in &gone {
        audit::record(&mut tx, ctx, "scan.delete", "scan", scan.id, json!({"name": scan.name})).await?;
    }
    tx.commit().await?;
    Ok(gone.len() as u64)
}

/// The scan if the caller may see it.
pub(crate) async fn find(tx: &mut store::Tx, ctx: &Ctx, id: ScanId) -> Result<Scan> {
    store::scans::get(tx, ctx.organization(), ctx.product(), id)
        .await?
        .ok_or_else(|| Error::not_found("scan", id))
}

async fn by_state(ctx: &Ctx, query: &ListQuery, states: &[RunState], sort: Sort) -> Result<Page<ScanView>> {
    if query.filters.iter().any(|filter| filter.column == "status") {
        return Err(Error::invalid("q", "unknown_column", "\"status\" is what this list is about"));
    }
    let mut query = query.clone();
    let filter = |state: &RunState| Filter { column: "status".to_owned(), pattern: state.to_string() };
    query.filters.extend(states.iter().map(filter));
    query.sort.get_or_insert(sort);
    list(ctx, &query).await
}

fn detail(scan: &Scan) -> serde_json::Value {
    json!({"name": scan.name, "target": scan.target, "profile": scan.profile, "port_list": scan.port_list,
        "schedule": scan.schedule})
}
