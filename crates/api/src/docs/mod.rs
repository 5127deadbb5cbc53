//! The page at `/docs`: browses the OpenAPI documents and tries operations out. Own script and style, nothing inline,
//! nothing from elsewhere, so that the strictest policy holds.

use axum::Router;
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::routing::get;

use crate::state::Shared;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
                      form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The page and its two files.
pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route("/docs", get(async || file("text/html; charset=utf-8", include_str!("page.html"))))
        .route("/docs/page.js", get(async || file("text/javascript; charset=utf-8", include_str!("page.js"))))
        .route("/docs/page.css", get(async || file("text/css; charset=utf-8", include_str!("page.css"))))
}

type Headers = [(HeaderName, &'static str); 3];

fn file(media_type: &'static str, text: &'static str) -> (Headers, &'static str) {
    ([(CONTENT_TYPE, media_type), (CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "no-cache")], text)
}
