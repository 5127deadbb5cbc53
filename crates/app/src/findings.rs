//! Findings: weaknesses, the same across runs. The `/v2` dialect calls them vulnerabilities.

mod decide;

use std::sync::Arc;

use auth::Permission;
use knowledge::pci;
use model::definition::Definition;
use model::finding::{Finding, FindingState};
use model::run::Compliance;
use model::{FindingId, Product, ScanId, SeverityCounts, TargetId};

use crate::ctx::Services;
use crate::{Ctx, Error, Filter, ListQuery, Page, Result, scans};

pub use decide::{DecisionChange, decide, decide_many};
pub use store::findings::Decided;

/// A finding with the text that stands behind it.
#[derive(Debug, Clone)]
pub struct FindingView {
    /// The finding.
    pub finding: Finding,
    /// Its definition; `None` if this version of the program knows it no more.
    pub definition: Option<Arc<Definition>>,
    /// What it means for PCI DSS, where the product is `pci`.
    pub pci: Option<PciNote>,
    /// What a person decided about it, if anybody did.
    pub decided: Option<Decided>,
}

/// What a finding means for PCI DSS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PciNote {
    /// Whether it makes the run fail.
    pub verdict: Compliance,
    /// By which rule.
    pub reason: String,
}

/// Numbers about the findings of a scan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Open findings by band.
    pub open: SeverityCounts,
    /// Findings seen for the first time in the last run that tested them.
    pub new: u64,
    /// Seen again.
    pub active: u64,
    /// Gone.
    pub fixed: u64,
    /// Back again.
    pub reopened: u64,
    /// Hosts that the newest run found alive.
    pub hosts: u64,
    /// The verdict of the newest run, where its product knows one.
    pub compliance: Option<Compliance>,
}

/// Findings of a scan's target. A finding belongs to its target: scans of the same target share it, whichever saw it
/// last. Columns as for [`list`].
pub async fn of_scan(ctx: &Ctx, scan: ScanId, query: &ListQuery) -> Result<Page<FindingView>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let scan = scans::find(&mut tx, ctx, scan).await?;
    if query.filters.iter().any(|filter| filter.column == "target_id") {
        return Err(Error::invalid("q", "unknown_column", "\"target_id\" is given by the scan"));
    }
    let mut query = query.clone();
    query.filters.push(of_target(scan.target));
    page(&mut tx, ctx, query).await
}

/// One finding of a scan's target.
pub async fn show_of_scan(ctx: &Ctx, scan: ScanId, id: FindingId) -> Result<FindingView> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let scan = scans::find(&mut tx, ctx, scan).await?;
    let finding = find(&mut tx, ctx, id).await?;
    if finding.target != scan.target {
        return Err(Error::not_found("vulnerability", id));
    }
    one(&mut tx, ctx, finding).await
}

/// Numbers about the findings of a scan's target and its newest run.
pub async fn statistics(ctx: &Ctx, scan: ScanId) -> Result<Statistics> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let scan = scans::find(&mut tx, ctx, scan).await?;
    let open = store::findings::counts_of_target(&mut tx, scan.organization, scan.target).await?;
    let mut out = Statistics { open, ..Statistics::default() };
    for &state in FindingState::ALL {
        let state_is = Filter { column: "state".to_owned(), pattern: state.to_string() };
        let filters = vec![of_target(scan.target), state_is];
        let query = ListQuery { per_page: 1, filters, ..ListQuery::default() };
        let found = store::findings::list(&mut tx, scan.organization, scan.product, &query).await?;
        *match state {
            FindingState::New => &mut out.new,
            FindingState::Active => &mut out.active,
            FindingState::Fixed => &mut out.fixed,
            FindingState::Reopened => &mut out.reopened,
        } = found.total;
    }
    if let Some(run) = scan.last_run {
        out.hosts = store::hosts::count_of_run(&mut tx, scan.organization, run).await?;
        let run = store::runs::get(&mut tx, scan.organization, scan.product, run).await?;
        out.compliance = run.and_then(|run| run.compliance);
    }
    Ok(out)
}

/// Findings of the active product: open ones, unless the query filters by `state` (`*` shows all). Columns: `severity`,
/// `name`, `host`, `state`, `first_seen`, `last_seen`, `created_at`, `threat`, `port`, `protocol`, `service`, `family`,
/// `cve`, `oid`, `check`, `confidence`, `target_id`, `scan_id` (the scan that saw it last), `number`, `id`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<FindingView>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    page(&mut tx, ctx, query.clone()).await
}

/// One finding.
pub async fn show(ctx: &Ctx, id: FindingId) -> Result<FindingView> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let finding = find(&mut tx, ctx, id).await?;
    one(&mut tx, ctx, finding).await
}

async fn find(tx: &mut store::Tx, ctx: &Ctx, id: FindingId) -> Result<Finding> {
    store::findings::get(tx, ctx.organization(), ctx.product(), id)
        .await?
        .ok_or_else(|| Error::not_found("vulnerability", id))
}

async fn page(tx: &mut store::Tx, ctx: &Ctx, mut query: ListQuery) -> Result<Page<FindingView>> {
    let states: Vec<&Filter> = query.filters.iter().filter(|filter| filter.column == "state").collect();
    if states.is_empty() {
        let open = FindingState::ALL.iter().filter(|state| state.is_open());
        query.filters.extend(open.map(|s| Filter { column: "state".to_owned(), pattern: s.to_string() }));
    } else if states.iter().any(|filter| filter.pattern == "*") {
        query.filters.retain(|filter| filter.column != "state");
    }
    let found = store::findings::list(tx, ctx.organization(), ctx.product(), &query).await?;
    Ok(Page { items: views(tx, ctx, found.items).await?, total: found.total })
}

fn of_target(target: TargetId) -> Filter {
    Filter { column: "target_id".to_owned(), pattern: target.to_string() }
}

async fn one(tx: &mut store::Tx, ctx: &Ctx, finding: Finding) -> Result<FindingView> {
    views(tx, ctx, vec![finding]).await?.pop().ok_or_else(|| Error::internal("one finding gave no view"))
}

async fn views(tx: &mut store::Tx, ctx: &Ctx, findings: Vec<Finding>) -> Result<Vec<FindingView>> {
    let ids: Vec<FindingId> = findings.iter().map(|finding| finding.id).collect();
    let mut decided = store::findings::decided(tx, ctx.organization(), &ids).await?;
    let view = |finding: Finding| {
        let decided = decided.remove(&finding.id);
        view(&ctx.services, finding, decided)
    };
    Ok(findings.into_iter().map(view).collect())
}

fn view(services: &Services, finding: Finding, decided: Option<Decided>) -> FindingView {
    let definition = services.knowledge.definition(&finding.check);
    let pci = (finding.product == Product::Pci).then(|| {
        let assessed = pci::assess(services.knowledge.pci_finding(&finding.check, finding.severity, None));
        PciNote { verdict: assessed.compliance, reason: assessed.reason.to_owned() }
    });
    FindingView { finding, definition, pci, decided }
}
