//! The HTTP border: routes, extractors, typed replies, the mapping of errors, and the OpenAPI document.
//!
//! Handlers extract, call one use-case of `app` and reply; there is no logic of the domain here and no SQL. A route is
//! registered once, with its handler; parameters, bodies, replies and errors of its document entry are inferred from
//! the handler's signature (see `shared/routes.rs` and the `frame` of each dialect), so that the two cannot drift. What every dialect shares (request ids, limits,
//! panics, security headers, the request log, health) is in `shared`; the dialects do not know of each other.

mod browser;
mod dast;
mod docs;
mod health;
mod shared;
mod state;
mod v2;

use std::sync::Arc;

use app::Services;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

pub use state::{Options, ReadyCheck};

/// The whole HTTP interface over these services, ready to be served.
pub fn router(services: Arc<Services>, options: Options) -> Router {
    let pages = options.pages.clone().with_state(());
    let state = state::Shared { services, options: Arc::new(options), hub: Arc::default() };
    Router::new()
        .merge(v2::router())
        .merge(dast::router())
        .merge(shared::feed::router())
        .merge(health::router())
        .merge(docs::router())
        .merge(browser::router())
        .merge(pages)
        .fallback(shared::error::not_found)
        .method_not_allowed_fallback(shared::error::method_not_allowed)
        .with_state(state.clone())
        .layer(from_fn(shared::limits::refuse_large))
        .layer(from_fn(shared::panics::catch))
        .layer(from_fn(|request, next| shared::error::render(writer, request, next)))
        .layer(from_fn_with_state(state.clone(), shared::headers::secure))
        .layer(from_fn(shared::trace::log))
        .layer(from_fn_with_state(state, shared::request_id::assign))
}

/// How errors of a path are written.
fn writer(path: &str) -> shared::error::Writer {
    if v2::owns(path) { v2::write } else { dast::write }
}

/// The OpenAPI document of the `/v2` dialect, made from the same routes that are served.
pub fn openapi() -> utoipa::openapi::OpenApi {
    v2::openapi()
}

/// The document as text, as it is served at `/v2/openapi.json` and committed in `docs/openapi/v2.json`.
pub fn openapi_text() -> String {
    v2::openapi_text()
}

/// The OpenAPI document of the DAST dialect.
pub fn dast_openapi() -> utoipa::openapi::OpenApi {
    dast::openapi()
}

/// The document as text, as it is served at `/openapi.json` and committed in `docs/openapi/dast.json`.
pub fn dast_openapi_text() -> String {
    dast::openapi_text()
}
