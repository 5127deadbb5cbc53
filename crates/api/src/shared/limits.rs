//! Limits on what a caller may send.

use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::v2::ApiError;

/// The largest request body, in bytes.
pub(crate) const MAX_BODY: usize = 1024 * 1024;
/// How long a caller may take to send a body.
pub(crate) const BODY_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(30);

/// Refuses a request that announces too large a body, whatever the route. Bodies that announce nothing are counted
/// while they are read.
pub(crate) async fn refuse_large(request: Request, next: Next) -> Response {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|n| n > MAX_BODY as u64) {
        return ApiError::too_large().into_response();
    }
    next.run(request).await
}
