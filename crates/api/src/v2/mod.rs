//! The `/v2` dialect: JSON:API-like envelopes, Rails-style request wrappers, one folder a resource.
//!
//! A handler extracts, calls one use-case and replies with a type; its document entry is inferred from its signature
//! by `frame`. Adding an operation: write the handler in its resource's folder, add one line to the folder's
//! `routes()`, regenerate `docs/openapi/v2.json` (see the test `document`).

mod frame;

mod audit;
mod auth;
mod histories;
mod hosts;
mod port_lists;
mod profiles;
mod reports;
mod scans;
mod schedules;
mod targets;
mod user;
mod vulnerabilities;

mod document;
mod views;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

use crate::state::Shared;

pub(crate) use document::openapi;
pub(crate) use frame::ApiError;
pub(crate) use frame::error::render as render_errors;

/// Every operation of the dialect.
fn operations() -> Vec<frame::Routes> {
    vec![
        auth::routes(),
        user::routes(),
        targets::routes(),
        scans::routes(),
        histories::routes(),
        hosts::routes(),
        vulnerabilities::routes(),
        profiles::routes(),
        reports::routes(),
        port_lists::routes(),
        schedules::routes(),
        audit::routes(),
    ]
}

/// The document as text.
pub(crate) fn openapi_text() -> String {
    document::text(&openapi())
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

/// The answer to a path that there is not.
pub(crate) async fn not_found() -> ApiError {
    ApiError::whole(StatusCode::NOT_FOUND, "not_found", "there is no such path")
}

/// The answer to a method that a path does not have.
pub(crate) async fn method_not_allowed() -> ApiError {
    ApiError::whole(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "this path does not have that method",
    )
}
