//! Why a recurrence is not valid.

/// A part of a schedule that is not valid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} {reason}")]
pub struct RecurrenceError {
    /// Which part, by the name that the APIs use: `first_time`, `timezone`, `interval`, `weekday` …
    pub field: &'static str,
    /// What is wrong with it; continues "`field` …".
    pub reason: String,
}

impl RecurrenceError {
    pub(crate) fn new(field: &'static str, reason: impl Into<String>) -> Self {
        Self { field, reason: reason.into() }
    }
}
