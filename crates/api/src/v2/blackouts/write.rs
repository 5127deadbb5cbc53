//! `POST /v2/blackouts`, `PUT /v2/blackouts/{id}`, `DELETE /v2/blackouts/{id}`

use app::blackouts;
use model::BlackoutId;

use crate::v2::blackouts::input::{BlackoutCreate, BlackoutPut};
use crate::v2::blackouts::view::Blackout;
use crate::v2::frame::{Body, Created, Deleted, Found, Id, Reply, Signed};

pub(crate) async fn create(ctx: Signed, Body(body): Body<BlackoutCreate>) -> Reply<Created<Blackout>> {
    let made = blackouts::create(&ctx, body.try_into()?).await?;
    Ok(Created(Blackout::new(made, ctx.now())))
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<BlackoutId>,
    Body(body): Body<BlackoutPut>,
) -> Reply<Found<Blackout>> {
    let changed = blackouts::update(&ctx, id, body.try_into()?).await?;
    Ok(Found(Blackout::new(changed, ctx.now())))
}

pub(crate) async fn delete(ctx: Signed, Id(id): Id<BlackoutId>) -> Reply<Deleted> {
    blackouts::delete(&ctx, id).await?;
    Ok(Deleted)
}
