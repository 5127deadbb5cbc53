//! `GET /v2/vulnerabilities`, `GET /v2/vulnerabilities/{id}`

use app::findings;
use model::FindingId;

use crate::v2::frame::{Columns, Found, Id, List, Page, Reply, Signed};
use crate::v2::vulnerabilities::view::Vulnerability;

/// The columns of the list.
pub(crate) struct VulnerabilityColumns;

impl Columns for VulnerabilityColumns {
    const FILTER: &'static [&'static str] = &[
        "name",
        "host",
        "port",
        "protocol",
        "service",
        "severity",
        "threat",
        "state",
        "family",
        "cve",
        "oid",
        "check",
        "confidence",
        "decision",
        "target_id",
        "scan_id",
        "number",
        "id",
    ];
    const SORT: &'static [&'static str] =
        &["severity", "name", "host", "state", "first_seen", "last_seen", "created_at"];
}

/// The columns of a scan's list, whose target is given.
pub(crate) struct OfScanColumns;

impl Columns for OfScanColumns {
    const FILTER: &'static [&'static str] = &[
        "name",
        "host",
        "port",
        "protocol",
        "service",
        "severity",
        "threat",
        "state",
        "family",
        "cve",
        "oid",
        "check",
        "confidence",
        "decision",
        "number",
        "id",
    ];
    const SORT: &'static [&'static str] = VulnerabilityColumns::SORT;
}

pub(crate) async fn list(
    ctx: Signed,
    List(query, _): List<VulnerabilityColumns>,
) -> Reply<Page<Vulnerability>> {
    let page = findings::list(&ctx, &query).await?;
    Ok(Page::of(page, &query, Vulnerability::from))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<FindingId>) -> Reply<Found<Vulnerability>> {
    Ok(Found(findings::show(&ctx, id).await?.into()))
}
