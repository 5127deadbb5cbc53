//! `POST`, `GET` and `DELETE /app/session`: the session of the web interface, which lives in a cookie.

use std::ops::Deref;

use app::Ctx;
use app::identity::{self, BrowserSession, Headers};
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::browser::{cookie, origin};
use crate::shared::caller;
use crate::shared::decode::decode;
use crate::shared::error::ApiError;
use crate::shared::limits::BODY_TIMEOUT;
use crate::state::Shared;
use crate::v2::User;

/// The largest body of a sign-in, in bytes: an address and a password.
const MAX_BODY: usize = 16 * 1024;

/// A caller who is signed in by the cookie, whatever other credentials came along.
pub(crate) struct Browser(pub(crate) Ctx);

impl Deref for Browser {
    type Target = Ctx;

    fn deref(&self) -> &Ctx {
        &self.0
    }
}

impl FromRequestParts<Shared> for Browser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let anonymous = caller::anonymous(parts, state);
        let headers = Headers { cookie: caller::browser(parts), ..Headers::default() };
        Ok(Self(identity::authenticate(&anonymous, headers).await?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignIn {
    email: String,
    password: String,
}

/// What a page is told.
#[derive(Serialize)]
pub(crate) struct Told {
    csrf_token: String,
    user: User,
}

impl From<BrowserSession> for Told {
    fn from(session: BrowserSession) -> Self {
        let BrowserSession { csrf_token, user } = session;
        Self { csrf_token, user: user.into() }
    }
}

/// Begins a session. It takes no token, as there is none yet; that another page does it in a person's name is kept out
/// by where the request comes from.
pub(crate) async fn begin(State(state): State<Shared>, request: Request) -> Result<Response, ApiError> {
    let origin::Origin::Own { tls } = origin::of(request.headers()) else {
        let detail = "signing in takes an origin header that names this server";
        return Err(ApiError::whole(StatusCode::FORBIDDEN, "cross_origin", detail));
    };
    let (parts, body) = request.into_parts();
    let body = tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, MAX_BODY)).await;
    let body = body.map_err(|_| unreadable("took too long to arrive"))?;
    let body = body.map_err(|_| unreadable("is too large or ended too early"))?;
    let SignIn { email, password } = decode(&body, None)?;
    let before = cookie::session(&parts.headers).map(SecretString::from);
    let sign_in = identity::SignIn {
        username: email,
        password: password.into(),
        user_agent: caller::user_agent(&parts),
    };
    let anonymous = caller::anonymous(&parts, &state);
    let (token, session) = identity::browser::begin(&anonymous, sign_in, before).await?;
    let secure = tls || state.options.https;
    let cookie = cookie::give(token.expose_secret(), secure).ok_or_else(ApiError::internal)?;
    Ok(([(header::SET_COOKIE, cookie)], Json(Told::from(session))).into_response())
}

/// The present session: asked once whenever the interface is loaded.
pub(crate) async fn show(ctx: Browser) -> Result<Json<Told>, ApiError> {
    Ok(Json(identity::browser::show(&ctx).await?.into()))
}

/// Ends the session.
pub(crate) async fn end(ctx: Browser) -> Result<Response, ApiError> {
    identity::sign_out(&ctx).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::take())]).into_response())
}

fn unreadable(why: &str) -> ApiError {
    ApiError::whole(StatusCode::BAD_REQUEST, "body_broken", format!("the request body {why}"))
}
