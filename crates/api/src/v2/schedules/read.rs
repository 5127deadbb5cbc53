//! `GET /v2/schedules`, `GET /v2/schedules/{id}`

use app::schedules;
use model::ScheduleId;

use crate::v2::frame::{Columns, Found, Id, List, Page, Reply, Signed};
use crate::v2::schedules::view::Schedule;

/// The columns of the list.
pub(crate) struct ScheduleColumns;

impl Columns for ScheduleColumns {
    const FILTER: &'static [&'static str] = &["name", "comment", "timezone", "first_time", "enabled", "id"];
    const SORT: &'static [&'static str] =
        &["name", "comment", "timezone", "first_time", "next_time", "created_at", "updated_at"];
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<ScheduleColumns>) -> Reply<Page<Schedule>> {
    let app::Page { items, total } = schedules::list(&ctx, &query).await?;
    let page = app::Page { items: Schedule::all(&ctx, items).await?, total };
    Ok(Page::of(page, &query, |schedule| schedule))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<ScheduleId>) -> Reply<Found<Schedule>> {
    let found = schedules::show(&ctx, id).await?;
    Schedule::one(&ctx, found).await.map(Found)
}
