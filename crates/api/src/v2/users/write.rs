//! `POST /v2/users`, `PUT /v2/users/{id}`, `DELETE /v2/users/{id}`

use app::users;
use model::UserId;

use crate::v2::frame::{Body, Created, Deleted, Found, Id, Reply, Signed};
use crate::v2::users::input::{UserCreate, UserUpdate};
use crate::v2::users::view::UserAccount;

pub(crate) async fn create(ctx: Signed, Body(body): Body<UserCreate>) -> Reply<Created<UserAccount>> {
    Ok(Created(users::create(&ctx, body.try_into()?).await?.into()))
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<UserId>,
    Body(body): Body<UserUpdate>,
) -> Reply<Found<UserAccount>> {
    Ok(Found(users::update(&ctx, id, body.try_into()?).await?.into()))
}

pub(crate) async fn delete(ctx: Signed, Id(id): Id<UserId>) -> Reply<Deleted> {
    users::delete(&ctx, id).await?;
    Ok(Deleted)
}
