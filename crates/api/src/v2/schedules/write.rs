//! `POST /v2/schedules`, `PUT /v2/schedules/{id}`, `DELETE /v2/schedules/{id}`, `DELETE /v2/schedules`

use app::schedules;
use model::ScheduleId;

use crate::v2::frame::{Body, Created, Deleted, DeletedMany, Found, Id, Ids, Reply, Signed};
use crate::v2::schedules::input::{ScheduleCreate, ScheduleUpdate};
use crate::v2::schedules::view::Schedule;

pub(crate) async fn create(ctx: Signed, Body(body): Body<ScheduleCreate>) -> Reply<Created<Schedule>> {
    let made = schedules::create(&ctx, body.into()).await?;
    Schedule::one(&ctx, made).await.map(Created)
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<ScheduleId>,
    Body(body): Body<ScheduleUpdate>,
) -> Reply<Found<Schedule>> {
    let changed = schedules::update(&ctx, id, body.into()).await?;
    Schedule::one(&ctx, changed).await.map(Found)
}

pub(crate) async fn delete(ctx: Signed, Id(id): Id<ScheduleId>) -> Reply<Deleted> {
    schedules::delete(&ctx, id).await?;
    Ok(Deleted)
}

pub(crate) async fn delete_many(ctx: Signed, Ids(ids): Ids<ScheduleId>) -> Reply<DeletedMany> {
    Ok(DeletedMany(schedules::delete_many(&ctx, &ids).await?))
}
