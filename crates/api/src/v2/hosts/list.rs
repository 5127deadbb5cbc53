//! `GET /v2/hosts`, `GET /v2/hosts/{id}`, `GET /v2/hosts/most_vulnerable`

use app::hosts;
use model::HostId;

use crate::v2::frame::{Columns, Found, Id, List, Page, Reply, Signed};
use crate::v2::hosts::view::Host;

/// The columns of the list.
pub(crate) struct HostColumns;

impl Columns for HostColumns {
    const FILTER: &'static [&'static str] = &["host", "address", "target_id", "run_id", "id"];
    const SORT: &'static [&'static str] = &["host", "severity", "last_seen"];
}

/// The columns of the list that has its own order.
pub(crate) struct RankedColumns;

impl Columns for RankedColumns {
    const FILTER: &'static [&'static str] = HostColumns::FILTER;
    const SORT: &'static [&'static str] = &[];
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<HostColumns>) -> Reply<Page<Host>> {
    let page = hosts::list(&ctx, &query).await?;
    Ok(Page::of(page, &query, Host::from))
}

pub(crate) async fn most_vulnerable(ctx: Signed, List(query, _): List<RankedColumns>) -> Reply<Page<Host>> {
    let page = hosts::most_vulnerable(&ctx, &query).await?;
    Ok(Page::of(page, &query, Host::from))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<HostId>) -> Reply<Found<Host>> {
    Ok(Found(hosts::show(&ctx, id).await?.into()))
}
