//! The request log: one line a request, without query, headers and bodies, as those hold secrets.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::shared::request_id::RequestId;

/// Logs the request when it is answered, and gives everything logged meanwhile its id.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.clone());
    let method = request.method().clone();
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| request.uri().path().chars().take(200).collect(), |p| p.as_str().to_owned());
    let span = tracing::info_span!("request", request.id = %id);
    let started = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    span.in_scope(|| {
        if response.status().is_server_error() {
            tracing::warn!(%method, path, status, duration_ms, "request failed");
        } else {
            tracing::info!(%method, path, status, duration_ms, "request answered");
        }
    });
    response
}
