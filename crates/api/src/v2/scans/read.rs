//! `GET /v2/scans`, `…/upcoming`, `…/recent`, `…/running`, `GET /v2/scans/{id}`

use app::scans;
use model::ScanId;

use crate::v2::frame::{Columns, Found, Id, List, Page, Reply, Signed};
use crate::v2::scans::view::Scan;

/// The columns of the lists.
pub(crate) struct ScanColumns;

impl Columns for ScanColumns {
    const FILTER: &'static [&'static str] = &[
        "name",
        "comment",
        "status",
        "compliance",
        "target_id",
        "target_name",
        "profile_id",
        "schedule_id",
        "port_list_id",
        "id",
    ];
    const SORT: &'static [&'static str] =
        &["name", "comment", "status", "target_name", "profile_id", "last_run", "created_at", "updated_at"];
}

/// The columns of lists whose state is given.
pub(crate) struct InStateColumns;

impl Columns for InStateColumns {
    const FILTER: &'static [&'static str] = &[
        "name",
        "comment",
        "compliance",
        "target_id",
        "target_name",
        "profile_id",
        "schedule_id",
        "port_list_id",
        "id",
    ];
    const SORT: &'static [&'static str] = ScanColumns::SORT;
}

/// The list that has one order and no filters.
pub(crate) struct UpcomingColumns;

impl Columns for UpcomingColumns {
    const FILTER: &'static [&'static str] = &[];
    const SORT: &'static [&'static str] = &[];
    const DATED: bool = false;
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<ScanColumns>) -> Reply<Page<Scan>> {
    let page = scans::list(&ctx, &query).await?;
    Ok(Page::of(page, &query, Scan::from))
}

pub(crate) async fn upcoming(ctx: Signed, List(query, _): List<UpcomingColumns>) -> Reply<Page<Scan>> {
    let page = scans::upcoming(&ctx, &query).await?;
    Ok(Page::of(page, &query, Scan::from))
}

pub(crate) async fn recent(ctx: Signed, List(query, _): List<InStateColumns>) -> Reply<Page<Scan>> {
    let page = scans::recent(&ctx, &query).await?;
    Ok(Page::of(page, &query, Scan::from))
}

pub(crate) async fn running(ctx: Signed, List(query, _): List<InStateColumns>) -> Reply<Page<Scan>> {
    let page = scans::running(&ctx, &query).await?;
    Ok(Page::of(page, &query, Scan::from))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<ScanId>) -> Reply<Found<Scan>> {
    Ok(Found(scans::show(&ctx, id).await?.into()))
}
