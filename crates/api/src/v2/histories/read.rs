//! `GET /v2/scans/{scan_id}/histories`, `GET /v2/scans/{scan_id}/histories/{id}`

use app::runs;
use model::{RunId, ScanId};

use crate::v2::frame::{Columns, Found, Id, Ids2, List, Page, Reply, Signed};
use crate::v2::histories::view::History;

/// The columns of the list.
pub(crate) struct HistoryColumns;

impl Columns for HistoryColumns {
    const FILTER: &'static [&'static str] = &["status", "compliance", "trigger", "id"];
    const SORT: &'static [&'static str] = &["status", "started_at", "finished_at", "created_at"];
}

pub(crate) async fn list(
    ctx: Signed,
    Id(scan): Id<ScanId>,
    List(query, _): List<HistoryColumns>,
) -> Reply<Page<History>> {
    let page = runs::list(&ctx, scan, &query).await?;
    Ok(Page::of(page, &query, History::from))
}

pub(crate) async fn show(ctx: Signed, Ids2(scan, id): Ids2<ScanId, RunId>) -> Reply<Found<History>> {
    Ok(Found(runs::show(&ctx, scan, id).await?.into()))
}
