//! The ids of a bulk operation: in the body (`{"ids":[…]}`), or in the query (`ids=a,b`).

use axum::extract::{FromRequest, Request as HttpRequest};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::shared::error::{ApiError, At};
use crate::state::Shared;
use crate::v2::frame::body::{OptionalBody, Request};
use crate::v2::frame::query::Params;

/// The most ids of one request.
pub(crate) const MAX_IDS: usize = 500;

/// The ids.
pub(crate) struct Ids<T>(pub(crate) Vec<T>);

/// Ids of what to act on.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct IdList {
    /// Ids, each once, at most 500.
    #[schema(max_items = 500)]
    ids: Vec<String>,
}

impl Request for IdList {
    const WRAPPER: Option<&'static str> = None;
}

impl<T: model::Id> FromRequest<Shared> for Ids<T> {
    type Rejection = ApiError;

    async fn from_request(request: HttpRequest, state: &Shared) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let mut params = Params::of(&parts)?;
        let mut texts = params.many("ids");
        params.finish()?;
        let request = HttpRequest::from_parts(parts, body);
        let OptionalBody(list) = OptionalBody::<IdList>::from_request(request, state).await?;
        texts.extend(list.ids);
        if texts.len() > MAX_IDS {
            return Err(wrong("ids", "too_long", format!("must name at most {MAX_IDS} ids")));
        }
        let ids = texts.iter().enumerate().map(|(index, text)| {
            let id = uuid::Uuid::try_parse(text.trim()).map(T::from_uuid);
            id.map_err(|_| wrong(&format!("ids/{index}"), "invalid", "is not an id".to_owned()))
        });
        ids.collect::<Result<_, _>>().map(Self)
    }
}

fn wrong(place: &str, code: &'static str, detail: String) -> ApiError {
    ApiError::at(StatusCode::UNPROCESSABLE_ENTITY, code, At::Pointer(format!("/{place}")), detail)
}
