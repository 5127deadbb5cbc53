//! Extractors for bodies: JSON, forms and multipart forms alike; unknown fields are ignored, as the dialect does.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request as HttpRequest};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;

use crate::dast::frame::{form, multipart};
use crate::shared::decode;
use crate::shared::error::ApiError;
use crate::shared::limits::{BODY_TIMEOUT, MAX_BODY};
use crate::shared::query_string::{MAX_FORM, form_pairs};
use crate::state::Shared;

/// What a body says.
pub(crate) trait Request: DeserializeOwned + ToSchema + Send {}

/// A body that must be there.
pub(crate) struct Body<T>(pub(crate) T);

/// A body that may be absent, which counts as `T::default()`.
pub(crate) struct OptionalBody<T>(pub(crate) T);

impl<T: Request> FromRequest<Shared> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: HttpRequest, _: &Shared) -> Result<Self, ApiError> {
        let (headers, bytes) = read(request, MAX_BODY).await?;
        let value =
            if bytes.is_empty() { Value::Object(serde_json::Map::new()) } else { value(&headers, &bytes)? };
        decode::typed(value).map(Self)
    }
}

impl<T: Request + Default> FromRequest<Shared> for OptionalBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: HttpRequest, _: &Shared) -> Result<Self, ApiError> {
        let (headers, bytes) = read(request, MAX_BODY).await?;
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        match value(&headers, &bytes)? {
            Value::Null => Ok(Self(T::default())),
            value => decode::typed(value).map(Self),
        }
    }
}

/// The whole body, bounded in size and time.
pub(crate) async fn read(request: HttpRequest, max: usize) -> Result<(HeaderMap, Bytes), ApiError> {
    let (parts, body) = request.into_parts();
    let broken = |status, code, detail| Err(ApiError::whole(status, code, detail));
    match tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, max)).await {
        Ok(Ok(bytes)) => Ok((parts.headers, bytes)),
        Ok(Err(e)) if crate::shared::limits::is_too_long(&e) => Err(ApiError::too_large()),
        Ok(Err(_)) => broken(StatusCode::BAD_REQUEST, "body_broken", "the request body ended too early"),
        Err(_) => broken(StatusCode::REQUEST_TIMEOUT, "timeout", "the request body took too long to arrive"),
    }
}

/// The value of a header that is text.
pub(crate) fn content_type(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

/// What the body says, whatever its form. Without a content type it is JSON.
fn value(headers: &HeaderMap, bytes: &Bytes) -> Result<Value, ApiError> {
    let given = content_type(headers);
    let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence.is_empty() || essence == "application/json" || essence.ends_with("+json") {
        return decode::json(bytes);
    }
    if essence == "application/x-www-form-urlencoded" {
        let text = std::str::from_utf8(bytes).ok().filter(|t| t.len() <= MAX_FORM);
        let pairs = text.and_then(|t| form_pairs(t).ok());
        return pairs.map(form::object).ok_or_else(|| malformed("form"));
    }
    if let Some(boundary) = multipart::boundary(given) {
        let parts = multipart::parts(bytes, &boundary).ok_or_else(|| malformed("multipart form"))?;
        let pairs = parts
            .into_iter()
            .map(|part| Some((part.name, std::str::from_utf8(part.bytes).ok()?.to_owned())))
            .collect::<Option<Vec<_>>>();
        return pairs.map(form::object).ok_or_else(|| malformed("multipart form"));
    }
    let shown: String = essence.chars().filter(|c| !c.is_control()).take(80).collect();
    Err(ApiError::whole(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        format!("unsupported media type \"{shown}\" in request"),
    ))
}

/// A body that is not what its content type says.
pub(crate) fn malformed(what: &str) -> ApiError {
    ApiError::whole(StatusCode::BAD_REQUEST, "malformed", format!("the request body is not a valid {what}"))
}
