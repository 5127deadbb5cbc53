//! `POST /v2/auth/sign_in`

use app::identity;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v2::frame::{Body, Caller, Plain, Reply, Request, UserAgent};
use crate::v2::user::view::User;

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The e-mail address; `email` is understood too.
    #[serde(alias = "email")]
    #[schema(example = "admin@example.org")]
    username: String,
    /// The password.
    #[schema(format = Password)]
    password: String,
}

impl Request for SignIn {
    const WRAPPER: Option<&'static str> = None;
}

/// A session.
#[derive(Serialize, ToSchema)]
pub(crate) struct Session {
    /// Send it as `Authorization: Bearer …`.
    token: String,
    /// When the token ends.
    expires_at: String,
    /// Who signed in.
    user: User,
}

pub(crate) async fn sign_in(
    Caller(anonymous): Caller,
    UserAgent(user_agent): UserAgent,
    Body(body): Body<SignIn>,
) -> Reply<Plain<Session>> {
    let SignIn { username, password } = body;
    let sign_in = identity::SignIn { username, password: password.into(), user_agent };
    let identity::SignedIn { token, expires_at, user, .. } = identity::sign_in(&anonymous, sign_in).await?;
    let token = token.expose_secret().to_owned();
    Ok(Plain(Session { token, expires_at: expires_at.iso_millis(), user: User::from(user) }))
}
