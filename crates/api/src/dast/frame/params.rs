//! Query parameters. What an operation does not know is ignored, as the dialect does.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::dast::frame::{loose, refused};
use crate::shared::error::ApiError;
use crate::shared::query_string::pairs;
use crate::state::Shared;

/// The parameters that were sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params(Vec<(String, String)>);

/// A documented parameter: name and what it is.
pub(crate) type ParamDoc = (&'static str, &'static str);

/// What an operation reads from the query.
pub(crate) trait QueryParams: Sized + Send {
    /// The parameters, for the document.
    const DOC: &'static [ParamDoc];

    /// Reads the parameters that the operation knows.
    fn read(params: &Params) -> Result<Self, ApiError>;
}

/// The query of an operation.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: QueryParams> FromRequestParts<Shared> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, ApiError> {
        T::read(&Params::of(parts)?).map(Self)
    }
}

impl Params {
    /// The parameters of a request.
    pub(crate) fn of(parts: &Parts) -> Result<Self, ApiError> {
        pairs(parts.uri.query().unwrap_or_default())
            .map(Self)
            .map_err(|e| ApiError::whole(StatusCode::BAD_REQUEST, "invalid_query", e.to_string()))
    }

    /// Every value of a parameter that is not empty.
    pub(crate) fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.0.iter().filter(move |(key, value)| key == name && !value.is_empty()).map(|(_, v)| v.as_str())
    }

    /// The last value of a parameter.
    pub(crate) fn one<'p>(&'p self, name: &'p str) -> Option<&'p str> {
        self.all(name).last()
    }

    /// A yes or no.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        let flag =
            |text| loose::flag(text).ok_or_else(|| refused(name, "invalid", "must be a valid boolean"));
        self.one(name).map(flag).transpose()
    }

    /// A number from `least` to `most`.
    pub(crate) fn number(&self, name: &str, least: u32, most: u32) -> Result<Option<u32>, ApiError> {
        let number = |text: &str| {
            text.trim().parse().ok().filter(|n| (least..=most).contains(n)).ok_or_else(|| {
                refused(name, "invalid", format!("must be a whole number from {least} to {most}"))
            })
        };
        self.one(name).map(number).transpose()
    }
}

#[cfg(test)]
impl Params {
    /// The parameters of a query string.
    pub(crate) fn parse(query: &str) -> Self {
        Self(pairs(query).expect("the query string of a test is valid"))
    }
}
