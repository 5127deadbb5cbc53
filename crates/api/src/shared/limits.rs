//! Limits on what a caller may send.

use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::shared::error::ApiError;

/// The largest request body, in bytes.
pub(crate) const MAX_BODY: usize = 1024 * 1024;
/// The largest body of an upload, in bytes: a file of 5 MiB and the form around it.
pub(crate) const MAX_UPLOAD: usize = 5 * 1024 * 1024 + 16 * 1024;
/// How the paths end that take uploads.
const UPLOADS: &str = "/upload_api_schema_file";
/// How long a caller may take to send a body.
pub(crate) const BODY_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(30);

/// Refuses a request that announces too large a body, whatever the route. Bodies that announce nothing are counted
/// while they are read.
pub(crate) async fn refuse_large(request: Request, next: Next) -> Response {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    let upload = request.uri().path().trim_end_matches('/').ends_with(UPLOADS);
    let most = if upload { MAX_UPLOAD } else { MAX_BODY };
    if announced.is_some_and(|n| n > most as u64) {
        return ApiError::too_large().into_response();
    }
    next.run(request).await
}

/// Whether reading a body failed because it is longer than was allowed.
pub(crate) fn is_too_long(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.to_string() == "length limit exceeded" {
            return true;
        }
        cause = error.source();
    }
    false
}
