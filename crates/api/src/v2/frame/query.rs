//! Query parameters: each operation takes what it knows, and what is left over is an error that names it.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::shared::error::ApiError;
use crate::shared::query_string::pairs;
use crate::state::Shared;
use crate::v2::frame::period::unquote;

/// The parameters that were sent.
#[derive(Debug)]
pub(crate) struct Params(Vec<(String, String)>);

/// A documented parameter: name, what it is, an example of its value.
pub(crate) type ParamDoc = (&'static str, &'static str, &'static str);

/// What an operation reads from the query.
pub(crate) trait QueryParams: Sized + Send {
    /// The parameters, for the document.
    const DOC: &'static [ParamDoc];

    /// Takes the parameters that the operation knows.
    fn take(params: &mut Params) -> Result<Self, ApiError>;
}

/// The query of an operation.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: QueryParams> FromRequestParts<Shared> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, ApiError> {
        let mut params = Params::of(parts)?;
        let query = T::take(&mut params)?;
        params.finish()?;
        Ok(Self(query))
    }
}

impl Params {
    /// The parameters of a request.
    pub(crate) fn of(parts: &Parts) -> Result<Self, ApiError> {
        pairs(parts.uri.query().unwrap_or_default())
            .map(Self)
            .map_err(|e| ApiError::whole(StatusCode::BAD_REQUEST, "invalid_query", e.to_string()))
    }

    /// The value of a parameter without its quotes; the last one if it was sent more than once.
    pub(crate) fn one(&mut self, name: &str) -> Option<String> {
        self.all(name).pop()
    }

    /// Every value of a parameter, sent repeatedly, as `name[]`, or comma separated.
    pub(crate) fn many(&mut self, name: &str) -> Vec<String> {
        let mut values = self.all(name);
        values.extend(self.all(&format!("{name}[]")));
        let parts = values.iter().flat_map(|v| v.split(','));
        parts.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect()
    }

    /// A yes or no.
    pub(crate) fn flag(&mut self, name: &str) -> Result<bool, ApiError> {
        match self.one(name).as_deref() {
            None | Some("false" | "0" | "no") => Ok(false),
            Some("true" | "1" | "yes" | "") => Ok(true),
            Some(_) => Err(ApiError::parameter(name, "invalid", "must be true or false")),
        }
    }

    /// A number between `least` and `most`.
    pub(crate) fn number(&mut self, name: &str, least: u32, most: u32) -> Result<Option<u32>, ApiError> {
        let Some(text) = self.one(name) else { return Ok(None) };
        match text.parse::<u32>() {
            Ok(n) if (least..=most).contains(&n) => Ok(Some(n)),
            _ => {
                let detail = format!("must be a whole number from {least} to {most}");
                Err(ApiError::parameter(name, "invalid", detail))
            }
        }
    }

    /// Takes the `q[column]` filters.
    pub(crate) fn filters(&mut self) -> Vec<(String, String)> {
        let column = |key: &str| key.strip_prefix("q[").and_then(|k| k.strip_suffix(']')).map(str::to_owned);
        let mut found = Vec::new();
        self.0.retain(|(key, value)| match column(key) {
            Some(column) => {
                found.push((column, unquote(value).to_owned()));
                false
            }
            None => true,
        });
        found
    }

    /// Refuses what nobody took.
    pub(crate) fn finish(self) -> Result<(), ApiError> {
        match self.0.into_iter().next() {
            None => Ok(()),
            Some((name, _)) => {
                let name: String = name.chars().take(64).collect();
                Err(ApiError::parameter(&name, "unknown_parameter", "is not a known parameter"))
            }
        }
    }

    fn all(&mut self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.0.retain(|(key, value)| {
            if key == name {
                found.push(unquote(value).to_owned());
            }
            key != name
        });
        found
    }
}

#[cfg(test)]
impl Params {
    /// The parameters of a query string.
    pub(crate) fn parse(query: &str) -> Self {
        Self(pairs(query).expect("the query string of a test is valid"))
    }
}
