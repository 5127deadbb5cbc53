//! `GET /`: people come to the interface; programs are answered as ever.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::shared::error::not_found;

/// Leads to the interface whoever reads pages.
pub(crate) async fn lead(headers: HeaderMap) -> Response {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let vary = [(header::VARY, "accept")];
    if accepts.split(',').any(|one| one.trim().to_ascii_lowercase().starts_with("text/html")) {
        (StatusCode::SEE_OTHER, vary, [(header::LOCATION, "/app/")]).into_response()
    } else {
        (vary, not_found().await).into_response()
    }
}
