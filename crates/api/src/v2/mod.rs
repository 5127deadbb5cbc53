//! The `/v2` dialect: JSON:API-like envelopes, Rails-style request wrappers, one folder a resource.
//!
//! A handler extracts, calls one use-case and replies with a type; its document entry is inferred from its signature
//! by `frame`. Adding an operation: write the handler in its resource's folder, add one line to the folder's
//! `routes()`, regenerate `docs/openapi/v2.json` (see the test `document`).

mod frame;

mod audit;
mod auth;
mod blackouts;
mod calendar;
mod histories;
mod hosts;
mod occurrences;
mod port_lists;
mod profiles;
mod reports;
mod scans;
mod schedules;
mod targets;
mod user;
mod users;
mod vulnerabilities;

mod document;
mod views;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

use crate::state::Shared;

pub(crate) use document::openapi;
pub(crate) use frame::error_body::write;
pub(crate) use user::view::User;

/// Every operation of the dialect.
pub(crate) fn operations() -> Vec<frame::Routes> {
    vec![
        auth::routes(),
        user::routes(),
        users::routes(),
        targets::routes(),
        scans::routes(),
        histories::routes(),
        hosts::routes(),
        vulnerabilities::routes(),
        profiles::routes(),
        reports::routes(),
        port_lists::routes(),
        schedules::routes(),
        occurrences::routes(),
        blackouts::routes(),
        calendar::routes(),
        audit::routes(),
    ]
}

/// The document as text.
pub(crate) fn openapi_text() -> String {
    crate::shared::document::text(&openapi())
}

/// The routes and their document.
pub(crate) fn router() -> Router<Shared> {
    let document = axum::body::Bytes::from(openapi_text());
    operations()
        .into_iter()
        .fold(Router::new(), |router, routes| router.merge(routes.router))
        .merge(auth::aliases())
        .route(
            "/v2/openapi.json",
            get(move || async move { ([(CONTENT_TYPE, "application/json")], document) }),
        )
}

/// Whether a path is one of this dialect.
pub(crate) fn owns(path: &str) -> bool {
    path == "/v2" || path.starts_with("/v2/") || path.starts_with("/auth/sign_")
}
