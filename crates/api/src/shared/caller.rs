//! Who calls, as far as a request says so by itself.

use std::net::{IpAddr, SocketAddr};

use app::Anonymous;
use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::shared::request_id::RequestId;
use crate::state::Shared;

/// A caller of whom nothing is known yet.
pub(crate) fn anonymous(parts: &Parts, state: &Shared) -> Anonymous {
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
pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|v| v.to_str().unwrap_or("\u{0}"))
}

/// What the caller's program calls itself.
pub(crate) fn user_agent(parts: &Parts) -> Option<String> {
    let text = parts.headers.get("user-agent").and_then(|v| v.to_str().ok());
    text.map(|t| t.chars().take(200).collect())
}
