//! Who calls.

use std::net::{IpAddr, SocketAddr};
use std::ops::Deref;

use app::identity::{self, Headers};
use app::{Anonymous, Ctx};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::shared::request_id::RequestId;
use crate::state::Shared;
use crate::v2::frame::error::ApiError;

/// A caller who is signed in: `Authorization: Bearer <jwt>` or `Basic <access token>`, and `x-api-key`. First among a
/// handler's arguments, so that nothing is said to strangers about the rest of their request.
pub(crate) struct Signed(pub(crate) Ctx);

/// A caller who need not be signed in. An API key is checked all the same.
pub(crate) struct Caller(pub(crate) Anonymous);

/// What the caller's program calls itself, shown beside a session.
pub(crate) struct UserAgent(pub(crate) Option<String>);

impl Deref for Signed {
    type Target = Ctx;

    fn deref(&self) -> &Ctx {
        &self.0
    }
}

impl FromRequestParts<Shared> for Signed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let anonymous = anonymous(parts, state);
        let headers = Headers {
            authorization: text(&parts.headers, "authorization"),
            api_key: text(&parts.headers, "x-api-key"),
        };
        Ok(Self(identity::authenticate(&anonymous, headers).await?))
    }
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let anonymous = anonymous(parts, state);
        identity::authenticate::check_anonymous_api_key(&anonymous, text(&parts.headers, "x-api-key"))
            .await?;
        Ok(Self(anonymous))
    }
}

impl FromRequestParts<Shared> for UserAgent {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Self::Rejection> {
        let text = parts.headers.get("user-agent").and_then(|v| v.to_str().ok());
        Ok(Self(text.map(|t| t.chars().take(200).collect())))
    }
}

fn anonymous(parts: &Parts, state: &Shared) -> Anonymous {
    Anonymous {
        services: state.services.clone(),
        request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()),
        remote_ip: remote_ip(parts),
    }
}

/// The address of the connection. `X-Forwarded-For` is not believed: anybody can send it.
fn remote_ip(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}

/// A header's text; bytes that are no text read as a value that is never valid.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|v| v.to_str().unwrap_or("\u{0}"))
}
