//! `GET /v2/targets`, `GET /v2/targets/{id}`

use app::targets;
use model::TargetId;

use crate::v2::frame::{Columns, Found, Id, List, Page, Reply, Signed};
use crate::v2::targets::view::Target;

/// The columns of the list.
pub(crate) struct TargetColumns;

impl Columns for TargetColumns {
    const FILTER: &'static [&'static str] = &["name", "kind", "hosts", "exclude_hosts", "comment", "id"];
    const SORT: &'static [&'static str] = &["name", "kind", "hosts", "comment", "created_at", "updated_at"];
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<TargetColumns>) -> Reply<Page<Target>> {
    let page = targets::list(&ctx, &query).await?;
    Ok(Page::of(page, &query, Target::from))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Found<Target>> {
    Ok(Found(targets::show(&ctx, id).await?.into()))
}
