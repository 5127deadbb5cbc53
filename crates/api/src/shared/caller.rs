//! Who calls, as far as a request says so by itself.

use std::net::{IpAddr, SocketAddr};

use app::identity::{Cookie, Headers};
use app::{Anonymous, identity};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use crate::browser::cookie;
use crate::shared::describe::{Describe, Entry};
use crate::shared::error::ApiError;
use crate::shared::request_id::RequestId;
use crate::state::Shared;

/// A caller who need not be signed in. An API key is checked all the same.
pub(crate) struct Caller(pub(crate) Anonymous);

/// What the caller's program calls itself, shown beside a session.
pub(crate) struct UserAgent(pub(crate) Option<String>);

/// A caller of whom nothing is known yet.
pub(crate) fn anonymous(parts: &Parts, state: &Shared) -> Anonymous {
    Anonymous {
        services: state.services.clone(),
        request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()),
        remote_ip: remote_ip(parts),
    }
}

/// Everything by which a request says who sends it: the one place where both dialects look.
pub(crate) fn credentials(parts: &Parts) -> Headers<'_> {
    Headers {
        authorization: header(&parts.headers, "authorization"),
        api_key: header(&parts.headers, "x-api-key"),
        cookie: browser(parts),
    }
}

/// The session cookie, and whether the request could change something: then it takes more than a cookie.
pub(crate) fn browser(parts: &Parts) -> Option<Cookie<'_>> {
    let token = cookie::session(&parts.headers)?;
    let changes = ![Method::GET, Method::HEAD, Method::OPTIONS].contains(&parts.method);
    Some(Cookie { token, csrf: header(&parts.headers, "x-csrf-token"), changes })
}

/// The address of the connection. `X-Forwarded-For` is not believed: anybody can send it.
fn remote_ip(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}

/// A header's text; bytes that are no text read as a value that is never valid.
pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|v| v.to_str().unwrap_or("\u{0}"))
}

/// What the caller's program calls itself.
pub(crate) fn user_agent(parts: &Parts) -> Option<String> {
    let text = parts.headers.get("user-agent").and_then(|v| v.to_str().ok());
    text.map(|t| t.chars().take(200).collect())
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let anonymous = anonymous(parts, state);
        identity::authenticate::check_anonymous_api_key(&anonymous, header(&parts.headers, "x-api-key"))
            .await?;
        Ok(Self(anonymous))
    }
}

impl FromRequestParts<Shared> for UserAgent {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Self::Rejection> {
        Ok(Self(user_agent(parts)))
    }
}

impl Describe for Caller {
    fn describe(_: &mut Entry) {}
}

impl Describe for UserAgent {
    fn describe(_: &mut Entry) {}
}
