//! Instants as microseconds since 1970 UTC: the same number in both databases, the events and the code.

use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since 1970 UTC.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970 UTC.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// This instant moved by `seconds`.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// This instant moved by `micros` microseconds.
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// As a `jiff` instant; instants beyond its range (years −9999 to 9999) are clamped.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    /// From a `jiff` instant, cut to microseconds.
    pub fn from_jiff(at: jiff::Timestamp) -> Self {
        Self(at.as_microsecond())
    }

    /// `2024-03-04T13:04:41.814Z`, the form of the `/v2` dialect.
    pub fn iso_millis(self) -> String {
        self.to_jiff().strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
    }

    /// `2024-03-04T13:04:41.814123Z`, the form of the DAST dialect.
    pub fn iso_micros(self) -> String {
        self.to_jiff().strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
    }

    /// `2024-03-04 13:04:41 UTC`, the form of reports.
    pub fn human(self) -> String {
        self.to_jiff().strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.iso_millis())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_both_dialects() {
        let at = Timestamp::from_micros(1_709_557_481_814_123);
        assert_eq!(at.iso_millis(), "2024-03-04T13:04:41.814Z");
        assert_eq!(at.iso_micros(), "2024-03-04T13:04:41.814123Z");
        assert_eq!(at.human(), "2024-03-04 13:04:41 UTC");
    }
}
