//! Extractors for JSON bodies.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request as HttpRequest};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::shared::decode::decode;
use crate::shared::error::ApiError;
use crate::shared::limits::{BODY_TIMEOUT, MAX_BODY, is_too_long};
use crate::state::Shared;

/// What a body says; unknown fields are refused by each type (`deny_unknown_fields`).
pub(crate) trait Request: DeserializeOwned + ToSchema + Send {
    /// The name of the wrapper, `target` for `{"target":{…}}`; the fields alone are understood too.
    const WRAPPER: Option<&'static str>;
}

/// A body that must be there.
pub(crate) struct Body<T>(pub(crate) T);

/// A body that may be absent, which counts as `T::default()`.
pub(crate) struct OptionalBody<T>(pub(crate) T);

impl<T: Request> FromRequest<Shared> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: HttpRequest, _: &Shared) -> Result<Self, ApiError> {
        let (headers, bytes) = read(request).await?;
        json_only(&headers)?;
        decode(&bytes, T::WRAPPER).map(Self)
    }
}

impl<T: Request + Default> FromRequest<Shared> for OptionalBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: HttpRequest, _: &Shared) -> Result<Self, ApiError> {
        let (headers, bytes) = read(request).await?;
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        json_only(&headers)?;
        decode(&bytes, T::WRAPPER).map(Self)
    }
}

/// The whole body, bounded in size and time.
async fn read(request: HttpRequest) -> Result<(HeaderMap, Bytes), ApiError> {
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, MAX_BODY)).await {
        Ok(Ok(bytes)) => Ok((parts.headers, bytes)),
        Ok(Err(e)) if is_too_long(&e) => Err(ApiError::too_large()),
        Ok(Err(_)) => {
            Err(ApiError::whole(StatusCode::BAD_REQUEST, "body_broken", "the request body ended too early"))
        }
        Err(_) => Err(ApiError::whole(
            StatusCode::REQUEST_TIMEOUT,
            "timeout",
            "the request body took too long to arrive",
        )),
    }
}

/// `application/json`, or a type that ends in `+json`, with any parameters.
fn json_only(headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json")) {
        return Ok(());
    }
    Err(ApiError::whole(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        "the request body must be sent as content type application/json",
    ))
}
