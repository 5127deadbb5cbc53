//! `GET /v2/scans/{scan_id}/hosts`, `GET /v2/scans/{scan_id}/hosts/{id}`

use app::hosts;
use model::{HostId, ScanId};

use crate::v2::frame::{Columns, Found, Id, Ids2, List, Page, Reply, Signed};
use crate::v2::hosts::view::ScannedHost;

/// The columns of the list.
pub(crate) struct ScannedHostColumns;

impl Columns for ScannedHostColumns {
    const FILTER: &'static [&'static str] = &["host", "address"];
    const SORT: &'static [&'static str] = &["host"];
    const DATED: bool = false;
}

pub(crate) async fn list(
    ctx: Signed,
    Id(scan): Id<ScanId>,
    List(query, _): List<ScannedHostColumns>,
) -> Reply<Page<ScannedHost>> {
    let page = hosts::of_scan(&ctx, scan, &query).await?;
    Ok(Page::of(page, &query, ScannedHost::from))
}

pub(crate) async fn show(ctx: Signed, Ids2(scan, id): Ids2<ScanId, HostId>) -> Reply<Found<ScannedHost>> {
    Ok(Found(hosts::show_of_scan(&ctx, scan, id).await?.into()))
}
