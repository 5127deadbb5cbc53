//! Pieces that several resources show.

use model::Timestamp;
use model::run::Compliance;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::shared::error::At;
use crate::v2::frame::ApiError;

/// How many open findings there are in each band.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeverityCounts {
    /// 9.0 to 10.0.
    critical: u64,
    /// 7.0 to 8.9.
    high: u64,
    /// 4.0 to 6.9.
    medium: u64,
    /// 0.1 to 3.9.
    low: u64,
    /// 0.0.
    info: u64,
    /// All bands.
    total: u64,
    /// High and critical and medium together: what fails a PCI scan.
    high_and_medium: u64,
}

impl From<model::SeverityCounts> for SeverityCounts {
    fn from(counts: model::SeverityCounts) -> Self {
        let model::SeverityCounts { critical, high, medium, low, info } = counts;
        Self {
            critical,
            high,
            medium,
            low,
            info,
            total: counts.total(),
            high_and_medium: critical + high + medium,
        }
    }
}

/// An optional instant as ISO 8601 with milliseconds.
pub(crate) fn iso(at: Option<Timestamp>) -> Option<String> {
    at.map(Timestamp::iso_millis)
}

/// An optional verdict as its word.
pub(crate) fn verdict(compliance: Option<Compliance>) -> Option<&'static str> {
    compliance.map(Compliance::as_str)
}

/// A word that some clients send as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordOrNumber(pub(crate) String);

impl<'de> Deserialize<'de> for WordOrNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl serde::de::Visitor<'_> for Either {
            type Value = WordOrNumber;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a word or a number")
            }

            fn visit_str<E>(self, text: &str) -> Result<WordOrNumber, E> {
                Ok(WordOrNumber(text.to_owned()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<WordOrNumber, E> {
                Ok(WordOrNumber(number.to_string()))
            }
        }
        from.deserialize_any(Either)
    }
}

/// Refuses values of a field whose feature this installation does not have; none and empty ones pass.
pub(crate) fn nothing(field: &'static str, value: Option<&serde_json::Value>) -> Result<(), ApiError> {
    use serde_json::Value;
    match value {
        None | Some(Value::Null) => Ok(()),
        Some(Value::Array(list)) if list.is_empty() => Ok(()),
        Some(Value::String(text)) if text.is_empty() => Ok(()),
        Some(_) => Err(wrong(field, "unsupported", "cannot be set: this server has no such objects")),
    }
}

/// An id of a body's field.
pub(crate) fn id<T: model::Id>(field: &'static str, text: &str) -> Result<T, ApiError> {
    uuid::Uuid::try_parse(text).map(T::from_uuid).map_err(|_| wrong(field, "invalid", "is not an id"))
}

/// A wrong field of the body.
pub(crate) fn wrong(field: &'static str, code: &'static str, detail: &str) -> ApiError {
    ApiError::at(axum::http::StatusCode::UNPROCESSABLE_ENTITY, code, At::Field(field.to_owned()), detail)
}
