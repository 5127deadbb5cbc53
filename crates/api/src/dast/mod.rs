//! The DAST dialect at the root: plain objects, `{count,page_total,page,length,results}` lists, one folder a resource.
//!
//! A handler extracts, calls one use-case and replies with a type; its document entry is inferred from its signature by
//! `frame`. Adding an operation: write the handler in its resource's folder, add one line to the folder's `routes()`,
//! regenerate `docs/openapi/dast.json` (see the test `document`).

mod frame;

mod account;
mod around;
mod assets;
mod auth;
mod calendar;
mod document;
mod findings;
mod keys;
mod labels;
mod profile;
mod reports;
mod scan_profiles;
mod scans;
mod scheduledscans;
mod statistics;
mod targets;
mod telemetry;
mod users;
mod views;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

use crate::state::Shared;

pub(crate) use document::openapi;
pub(crate) use frame::error_body::write;
pub(crate) use frame::show_id;

/// Every operation of the dialect.
pub(crate) fn operations() -> Vec<frame::Routes> {
    vec![
        auth::routes(),
        profile::routes(),
        account::routes(),
        keys::routes(),
        targets::routes(),
        assets::routes(),
        scans::routes(),
        scheduledscans::routes(),
        calendar::routes(),
        findings::routes(),
        reports::routes(),
        scan_profiles::routes(),
        labels::routes(),
        users::routes(),
        statistics::routes(),
        telemetry::routes(),
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
        .route("/openapi.json", get(move || async move { ([(CONTENT_TYPE, "application/json")], document) }))
}
