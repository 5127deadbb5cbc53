//! `PUT /v2/user/generate_access_token`, `PUT /v2/user/revoke_access_token`, `GET /v2/user/valid_token`

use app::identity;
use secrecy::ExposeSecret;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Plain, Reply, Signed};

/// A new access token.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccessToken {
    /// Send it as `Authorization: Basic …`; it is shown only now.
    token: String,
    username: String,
    message: &'static str,
}

/// What became of the access token.
#[derive(Serialize, ToSchema)]
pub(crate) struct Revoked {
    /// Whether there was one.
    revoked: bool,
    message: &'static str,
}

/// That the credentials are good.
#[derive(Serialize, ToSchema)]
pub(crate) struct Valid {
    valid: bool,
    username: String,
}

pub(crate) async fn generate(ctx: Signed) -> Reply<Plain<AccessToken>> {
    let identity::NewAccessToken { token, username } = identity::generate_access_token(&ctx).await?;
    let message = "keep this token: it is shown only once, and an earlier one has stopped working";
    Ok(Plain(AccessToken { token: token.expose_secret().to_owned(), username, message }))
}

pub(crate) async fn revoke(ctx: Signed) -> Reply<Plain<Revoked>> {
    let revoked = identity::revoke_access_token(&ctx).await?;
    let message = if revoked { "the access token has stopped working" } else { "there was no access token" };
    Ok(Plain(Revoked { revoked, message }))
}

/// Getting here takes valid credentials; others were answered with 401.
pub(crate) async fn valid(ctx: Signed) -> Reply<Plain<Valid>> {
    let me = identity::me(&ctx).await?;
    Ok(Plain(Valid { valid: true, username: me.user.email }))
}
