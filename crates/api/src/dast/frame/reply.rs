//! Typed replies: the status, the envelope and the schema of an answer follow from its type.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

/// The object, status 200.
pub(crate) struct Shown<T>(pub(crate) T);
/// The new object, status 201.
pub(crate) struct Made<T>(pub(crate) T);
/// Several objects without an envelope, status 200.
pub(crate) struct Many<T>(pub(crate) Vec<T>);
/// Several new objects without an envelope, status 201.
pub(crate) struct MadeMany<T>(pub(crate) Vec<T>);
/// Nothing is left to show, status 204.
pub(crate) struct Gone;

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Page<T> {
    pub(crate) count: u64,
    pub(crate) page: u32,
    pub(crate) length: u32,
    pub(crate) results: Vec<T>,
}

impl<T: Serialize> IntoResponse for Shown<T> {
    fn into_response(self) -> Response {
        Json(self.0).into_response()
    }
}

impl<T: Serialize> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

impl<T: Serialize> IntoResponse for Many<T> {
    fn into_response(self) -> Response {
        Json(self.0).into_response()
    }
}

impl<T: Serialize> IntoResponse for MadeMany<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

impl IntoResponse for Gone {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl<T: Serialize> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        let Self { count, page, length, results } = self;
        let page_total = count.div_ceil(u64::from(length.max(1))).max(1);
        Json(json!({"count": count, "page_total": page_total, "page": page, "length": length, "results": results}))
            .into_response()
    }
}
