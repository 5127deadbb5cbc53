//! Extractors for path parameters. An id that cannot be one of ours is answered like one that does not exist.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::shared::error::ApiError;
use crate::state::Shared;

/// The one id of a path.
pub(crate) struct Id<T>(pub(crate) T);

/// The id of what holds the object, and the object's own.
pub(crate) struct Ids2<A, B>(pub(crate) A, pub(crate) B);

/// An id that may be a built-in word.
pub(crate) struct Word(pub(crate) String);

impl<T: model::Id> FromRequestParts<Shared> for Id<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let texts = texts(parts, state).await?;
        Ok(Self(id(&texts, 0)?))
    }
}

impl<A: model::Id, B: model::Id> FromRequestParts<Shared> for Ids2<A, B> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let texts = texts(parts, state).await?;
        Ok(Self(id(&texts, 0)?, id(&texts, 1)?))
    }
}

impl FromRequestParts<Shared> for Word {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        texts(parts, state).await?.into_iter().next().map(Self).ok_or_else(|| missing(""))
    }
}

async fn texts(parts: &mut Parts, state: &Shared) -> Result<Vec<String>, ApiError> {
    let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| missing(""))?;
    Ok(params.iter().map(|(_, text)| text.chars().take(128).collect()).collect())
}

fn id<T: model::Id>(texts: &[String], index: usize) -> Result<T, ApiError> {
    let text = texts.get(index).map(String::as_str).unwrap_or_default();
    uuid::Uuid::try_parse(text).map(T::from_uuid).map_err(|_| missing(text))
}

fn missing(id: &str) -> ApiError {
    let shown: String = id.chars().filter(|c| !c.is_control()).collect();
    ApiError::whole(StatusCode::NOT_FOUND, "not_found", format!("there is nothing with the id \"{shown}\""))
}
