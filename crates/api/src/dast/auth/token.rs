//! `POST /auth/obtain/`, `/auth/refresh/`, `/auth/verify/`, `/auth/revoke/`

use app::identity::{self, SignedIn, TokenInUse};
use app::{Error, Unauthenticated};
use model::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::frame::{ApiError, Body, Caller, Reply, Request, Shown, UserAgent};
use crate::shared::error::At;

/// Who signs in.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Login {
    /// The e-mail address; `email` is understood too.
    #[serde(alias = "email")]
    username: String,
    #[schema(format = Password)]
    password: String,
}

impl Request for Login {}

/// A token that is asked about.
#[derive(Deserialize, ToSchema)]
pub(crate) struct TokenBody {
    token: String,
}

impl Request for TokenBody {}

/// A token.
#[derive(Serialize, ToSchema)]
pub(crate) struct Token {
    /// Send it as `Authorization: JWT …`.
    token: String,
    /// Seconds until it ends.
    ttl: i64,
}

impl Token {
    fn new(token: &str, expires_at: Timestamp, now: Timestamp) -> Self {
        let left = expires_at.micros().saturating_sub(now.micros()).div_euclid(1_000_000);
        Self { token: token.to_owned(), ttl: left.max(0) }
    }
}

pub(crate) async fn obtain(
    Caller(anonymous): Caller,
    UserAgent(user_agent): UserAgent,
    Body(body): Body<Login>,
) -> Reply<Shown<Token>> {
    let Login { username, password } = body;
    let sign_in = identity::SignIn { username, password: password.into(), user_agent };
    let SignedIn { token, expires_at, .. } =
        identity::sign_in(&anonymous, sign_in).await.map_err(|e| match e {
            // The dialect answers a wrong password as a wrong request.
            Error::Unauthenticated(why @ Unauthenticated::BadPassword) => {
                let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
                ApiError::at(status, "bad_password", At::Whole, why.detail())
            }
            other => other.into(),
        })?;
    let now = anonymous.services.env.now();
    Ok(Shown(Token::new(token.expose_secret(), expires_at, now)))
}

pub(crate) async fn refresh(
    Caller(anonymous): Caller,
    UserAgent(user_agent): UserAgent,
    Body(body): Body<TokenBody>,
) -> Reply<Shown<Token>> {
    let token = SecretString::from(body.token);
    let SignedIn { token, expires_at, .. } =
        identity::refresh_token(&anonymous, &token, user_agent).await.map_err(bad_token)?;
    Ok(Shown(Token::new(token.expose_secret(), expires_at, anonymous.services.env.now())))
}

pub(crate) async fn verify(Caller(anonymous): Caller, Body(body): Body<TokenBody>) -> Reply<Shown<Token>> {
    let token = SecretString::from(body.token);
    let TokenInUse { expires_at, .. } = identity::check_token(&anonymous, &token).await.map_err(bad_token)?;
    Ok(Shown(Token::new(token.expose_secret(), expires_at, anonymous.services.env.now())))
}

pub(crate) async fn revoke(Caller(anonymous): Caller, Body(body): Body<TokenBody>) -> Reply<Shown<Token>> {
    let token = SecretString::from(body.token);
    identity::revoke_token(&anonymous, &token).await.map_err(bad_token)?;
    let now = anonymous.services.env.now();
    Ok(Shown(Token::new(token.expose_secret(), now, now)))
}

/// A token that is not good is a wrong field here.
fn bad_token(error: Error) -> ApiError {
    match error {
        Error::Unauthenticated(why) => crate::dast::frame::refused("token", "invalid", why.detail()),
        other => other.into(),
    }
}
