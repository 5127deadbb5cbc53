//! A panic in a handler becomes an answer of status 500; the other requests go on.

use std::panic::AssertUnwindSafe;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt;

use crate::shared::error::ApiError;

/// Runs the request and turns a panic into an answer. The panic hook has already logged where it happened.
pub(crate) async fn catch(request: Request, next: Next) -> Response {
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a request handler panicked");
            ApiError::internal().into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::http::StatusCode;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_panic_is_answered_and_tells_nothing() {
        async fn broken() -> StatusCode {
            panic!("secret detail")
        }
        let router =
            Router::new().route("/", get(broken)).layer(from_fn(catch)).layer(from_fn(|request, next| {
                crate::shared::error::render(|_| crate::v2::write, request, next)
            }));
        let response = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = to_bytes(response.into_body(), 10_000).await.unwrap();
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("\"status\":500") && !text.contains("secret"), "{text}");
    }
}
