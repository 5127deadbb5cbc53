//! `[limits]`.

use serde::Deserialize;

use crate::field::{Field, Kind, Section};

pub(crate) const SECTION: Section = Section {
    name: "limits",
    doc: "Bounds on what one request may cost.",
    fields: &[
        Field {
            key: "body_bytes",
            kind: Kind::Number(1024, 1_073_741_824),
            default: Some("1048576"),
            example: "2097152",
            doc: "Largest request body, in bytes.",
            shortcut: None,
        },
        Field {
            key: "request_seconds",
            kind: Kind::Number(1, 3600),
            default: Some("30"),
            example: "60",
            doc: "Longest time a request may take, in seconds.",
            shortcut: None,
        },
    ],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawLimits {
    pub(crate) body_bytes: Option<usize>,
    pub(crate) request_seconds: Option<u64>,
}

/// Bounds on requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Largest request body, in bytes.
    pub body_bytes: usize,
    /// Longest time of a request, in seconds.
    pub request_seconds: u64,
}

impl Limits {
    pub(crate) fn from_raw(raw: &RawLimits) -> Self {
        Self {
            body_bytes: raw.body_bytes.unwrap_or_default(),
            request_seconds: raw.request_seconds.unwrap_or_default(),
        }
    }
}
