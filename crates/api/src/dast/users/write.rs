//! `POST /users/`, `PATCH`, `PUT` and `DELETE /users/{id}/`

use app::users::{self, UserChange, WithPassword};
use model::UserId;
use secrecy::ExposeSecret;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::{Body, Gone, Id, Made, Reply, Shown, Signed};
use crate::dast::profile::User;
use crate::dast::users::input::UserBody;

/// A user just made.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewUserView {
    #[serde(flatten)]
    user: User,
    /// The password, where one was made up: it is shown only now.
    #[schema(format = Password)]
    password: Option<String>,
}

pub(crate) async fn create(ctx: Signed, Body(body): Body<UserBody>) -> Reply<Made<NewUserView>> {
    let WithPassword { user, password } = users::create(&ctx, body.into_new()?).await?;
    let password = password.map(|p| p.expose_secret().to_owned());
    Ok(Made(NewUserView { user: user.into(), password }))
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<UserId>,
    Body(body): Body<UserBody>,
) -> Reply<Shown<User>> {
    Ok(Shown(users::update(&ctx, id, body.into_change()?).await?.user.into()))
}

/// The dialect keeps users: those who are gone can be let in again with `active`.
pub(crate) async fn deactivate(ctx: Signed, Id(id): Id<UserId>) -> Reply<Gone> {
    let change = UserChange { enabled: Some(false), ..UserChange::default() };
    users::update(&ctx, id, change).await?;
    Ok(Gone)
}
