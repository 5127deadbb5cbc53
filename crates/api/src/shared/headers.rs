//! Security headers on every answer.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::Shared;

/// Answers are data: nothing in them may run, be framed or be guessed to be another type. The browse page sets its own
/// policy, which is kept.
const DEFAULTS: &[(HeaderName, &str)] = &[
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::CACHE_CONTROL, "no-store"),
];

/// One year; browsers come back by HTTPS only.
const TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the headers that the handler has not set itself.
pub(crate) async fn secure(State(state): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    fill(response.headers_mut());
    if state.options.https {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, TRANSPORT);
    }
    response
}

fn fill(headers: &mut HeaderMap) {
    for (name, value) in DEFAULTS {
        if !headers.contains_key(name) {
            headers.insert(name.clone(), HeaderValue::from_static(value));
        }
    }
}
