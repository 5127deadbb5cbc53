//! `GET /v2/blackouts`, `GET /v2/blackouts/{id}`

use app::blackouts;
use model::BlackoutId;

use crate::v2::blackouts::view::Blackout;
use crate::v2::frame::{Columns, Found, Id, List, Page, Reply, Signed};

/// The columns of the list.
pub(crate) struct BlackoutColumns;

impl Columns for BlackoutColumns {
    const FILTER: &'static [&'static str] =
        &["name", "id", "kind", "scope", "target_id", "schedule_id", "enabled", "source"];
    const SORT: &'static [&'static str] = &["name", "created_at", "updated_at"];
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<BlackoutColumns>) -> Reply<Page<Blackout>> {
    let page = blackouts::list(&ctx, &query).await?;
    let now = ctx.now();
    Ok(Page::of(page, &query, |blackout| Blackout::new(blackout, now)))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<BlackoutId>) -> Reply<Found<Blackout>> {
    let now = ctx.now();
    Ok(Found(Blackout::new(blackouts::show(&ctx, id).await?, now)))
}
