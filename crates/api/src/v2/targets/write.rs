//! `POST /v2/targets`, `PUT /v2/targets/{id}`, `DELETE /v2/targets/{id}`, `DELETE /v2/targets`

use app::targets;
use model::TargetId;

use crate::v2::frame::{Body, Created, Deleted, DeletedMany, Found, Id, Ids, Reply, Signed};
use crate::v2::targets::input::{TargetCreate, TargetUpdate};
use crate::v2::targets::view::Target;

pub(crate) async fn create(ctx: Signed, Body(body): Body<TargetCreate>) -> Reply<Created<Target>> {
    Ok(Created(targets::create(&ctx, body.try_into()?).await?.into()))
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<TargetId>,
    Body(body): Body<TargetUpdate>,
) -> Reply<Found<Target>> {
    Ok(Found(targets::update(&ctx, id, body.try_into()?).await?.into()))
}

pub(crate) async fn delete(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Deleted> {
    targets::delete(&ctx, id).await?;
    Ok(Deleted)
}

pub(crate) async fn delete_many(ctx: Signed, Ids(ids): Ids<TargetId>) -> Reply<DeletedMany> {
    Ok(DeletedMany(targets::delete_many(&ctx, &ids).await?))
}
