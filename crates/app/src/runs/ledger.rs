//! What a run tells of itself beside its findings: its log, and what it tested and what not.

use auth::Permission;
use model::unit::LogLevel;
use model::{RunId, ScanId};
use store::coverage::{CoverageQuery, CoverageRow};
use store::run_log::{LogLine, LogQuery};

use super::show;
use crate::{Ctx, ListQuery, Order, Page, Result};

/// A line of a run's log, with its place in the order that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered<T> {
    /// From 1.
    pub number: u64,
    /// What stands there.
    pub item: T,
}

/// The log of a run, oldest line first unless sorted by `created_at`. Columns: `level`.
pub async fn log(ctx: &Ctx, scan: ScanId, run: RunId, query: &ListQuery) -> Result<Page<Numbered<LogLine>>> {
    show(ctx, scan, run).await?;
    let asked: Vec<&str> = patterns(query, "level").collect();
    let levels = LogLevel::ALL.iter().filter(|level| asked.is_empty() || asked.contains(&level.as_str()));
    let levels = levels.copied().collect();
    let order = query.sort.as_ref().map_or(Order::Asc, |sort| sort.order);
    let (offset, limit) = window(query);
    let wanted = LogQuery { levels, order, offset, limit };
    let mut tx = ctx.read().await?;
    let found = store::run_log::page(&mut tx, ctx.organization(), run, &wanted).await?;
    Ok(numbered(found, offset))
}

/// The coverage ledger of a run, host by host. Columns: `host`, `check`, `result` (`tested`, `not_tested`).
pub async fn coverage(
    ctx: &Ctx,
    scan: ScanId,
    run: RunId,
    query: &ListQuery,
) -> Result<Page<Numbered<CoverageRow>>> {
    ctx.principal.require(Permission::ScanRead)?;
    show(ctx, scan, run).await?;
    let results: Vec<&str> = patterns(query, "result").collect();
    let wants = |word| results.is_empty() || results.contains(&word);
    let of = |column| patterns(query, column).map(str::to_owned).collect();
    let (offset, limit) = window(query);
    let wanted = CoverageQuery {
        hosts: of("host"),
        checks: of("check"),
        tested: wants("tested"),
        gaps: wants("not_tested"),
        offset,
        limit,
    };
    let mut tx = ctx.read().await?;
    let found = store::coverage::page(&mut tx, ctx.organization(), run, &wanted).await?;
    Ok(numbered(found, offset))
}

/// What a column is filtered by.
fn patterns<'q>(query: &'q ListQuery, column: &'q str) -> impl Iterator<Item = &'q str> {
    query.filters.iter().filter(move |filter| filter.column == column).map(|filter| filter.pattern.as_str())
}

fn window(query: &ListQuery) -> (u64, u32) {
    let limit = query.per_page.clamp(1, store::list::MAX_PER_PAGE);
    (u64::from(query.page.max(1) - 1) * u64::from(limit), limit)
}

fn numbered<T>(found: Page<T>, offset: u64) -> Page<Numbered<T>> {
    let items = found.items.into_iter().zip(offset + 1..);
    Page { items: items.map(|(item, number)| Numbered { number, item }).collect(), total: found.total }
}
