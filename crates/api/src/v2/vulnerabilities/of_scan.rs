//! `GET /v2/scans/{scan_id}/vulnerabilities`, `…/{id}`, `…/statistics`

use app::findings;
use model::{FindingId, ScanId};

use crate::v2::frame::{Found, Id, Ids2, List, Page, Plain, Reply, Signed};
use crate::v2::vulnerabilities::list::OfScanColumns;
use crate::v2::vulnerabilities::view::{Statistics, Vulnerability};

pub(crate) async fn list(
    ctx: Signed,
    Id(scan): Id<ScanId>,
    List(query, _): List<OfScanColumns>,
) -> Reply<Page<Vulnerability>> {
    let page = findings::of_scan(&ctx, scan, &query).await?;
    Ok(Page::of(page, &query, Vulnerability::from))
}

pub(crate) async fn show(
    ctx: Signed,
    Ids2(scan, id): Ids2<ScanId, FindingId>,
) -> Reply<Found<Vulnerability>> {
    Ok(Found(findings::show_of_scan(&ctx, scan, id).await?.into()))
}

pub(crate) async fn statistics(ctx: Signed, Id(scan): Id<ScanId>) -> Reply<Plain<Statistics>> {
    Ok(Plain(findings::statistics(&ctx, scan).await?.into()))
}
