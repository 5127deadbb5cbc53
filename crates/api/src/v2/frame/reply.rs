//! Typed replies: the status, the envelope and the schema of an answer follow from its type.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

/// What an object shows of itself.
pub(crate) trait Attributes: Serialize + ToSchema {
    /// The JSON:API type: plural, `targets`.
    const TYPE: &'static str;
    /// The object's id.
    fn id(&self) -> String;
}

/// The object, status 200.
pub(crate) struct Found<T>(pub(crate) T);
/// The new object, status 201.
pub(crate) struct Created<T>(pub(crate) T);
/// The object on which work has been started, status 202.
pub(crate) struct Accepted<T>(pub(crate) T);
/// An object of no envelope, status 200.
pub(crate) struct Plain<T>(pub(crate) T);
/// Nothing is left to show, status 204.
pub(crate) struct Deleted;
/// How many objects were deleted, status 200.
pub(crate) struct DeletedMany(pub(crate) u64);
/// Every object of a short list, as one page.
pub(crate) struct Items<T>(pub(crate) Vec<T>);

/// A page of a list.
pub(crate) struct Page<T> {
    items: Vec<T>,
    total: u64,
    page: u32,
    per_page: u32,
}

impl<T: Attributes> Page<T> {
    /// The page that `query` asked for.
    pub(crate) fn of<V>(page: app::Page<V>, query: &app::ListQuery, show: impl FnMut(V) -> T) -> Self {
        let items = page.items.into_iter().map(show).collect();
        Self { items, total: page.total, page: query.page, per_page: query.per_page }
    }
}

fn data<T: Attributes>(object: &T) -> serde_json::Value {
    json!({"id": object.id(), "type": T::TYPE, "attributes": object})
}

fn list<T: Attributes>(items: &[T], total: u64, page: u32, per_page: u64) -> Response {
    let data: Vec<_> = items.iter().map(data).collect();
    let total_pages = total.div_ceil(per_page.max(1));
    let pagination =
        json!({"total_count": total, "total_pages": total_pages, "current_page": page, "per_page": per_page});
    Json(json!({"data": data, "meta": {"pagination": pagination}})).into_response()
}

impl<T: Attributes> IntoResponse for Found<T> {
    fn into_response(self) -> Response {
        Json(json!({"data": data(&self.0)})).into_response()
    }
}

impl<T: Attributes> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(json!({"data": data(&self.0)}))).into_response()
    }
}

impl<T: Attributes> IntoResponse for Accepted<T> {
    fn into_response(self) -> Response {
        (StatusCode::ACCEPTED, Json(json!({"data": data(&self.0)}))).into_response()
    }
}

impl<T: Serialize> IntoResponse for Plain<T> {
    fn into_response(self) -> Response {
        Json(self.0).into_response()
    }
}

impl IntoResponse for Deleted {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl IntoResponse for DeletedMany {
    fn into_response(self) -> Response {
        Json(json!({"deleted": self.0})).into_response()
    }
}

impl<T: Attributes> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        list(&self.items, self.total, self.page, u64::from(self.per_page))
    }
}

impl<T: Attributes> IntoResponse for Items<T> {
    fn into_response(self) -> Response {
        let count = self.0.len() as u64;
        list(&self.0, count, 1, count.max(1))
    }
}
