//! `GET /v2/port_lists`, `…/activated`, `GET /v2/port_lists/{id}`

use app::port_lists;

use crate::v2::frame::{Columns, Found, Items, List, Page, Reply, Signed, Word};
use crate::v2::port_lists::view::PortList;

/// The columns of the list.
pub(crate) struct PortListColumns;

impl Columns for PortListColumns {
    const FILTER: &'static [&'static str] = &["name", "comment", "ports", "id"];
    const SORT: &'static [&'static str] = &["name", "comment", "created_at", "updated_at"];
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<PortListColumns>) -> Reply<Page<PortList>> {
    let page = port_lists::list(&ctx, &query).await?;
    Ok(Page::of(page, &query, PortList::from))
}

pub(crate) async fn show(ctx: Signed, Word(id): Word) -> Reply<Found<PortList>> {
    Ok(Found(port_lists::show(&ctx, &id).await?.into()))
}

pub(crate) async fn activated(ctx: Signed) -> Reply<Items<PortList>> {
    Ok(Items(port_lists::activated(&ctx).await?.into_iter().map(PortList::from).collect()))
}
