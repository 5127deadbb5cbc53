//! `[runs]`.

use serde::Deserialize;

use crate::field::{Field, Kind, Section};

pub(crate) const SECTION: Section = Section {
    name: "runs",
    doc: "How many runs may be under way at a time, and for how long. What has to wait says what for. 0 is no limit.",
    fields: &[
        Field {
            key: "per_target",
            kind: Kind::Number(0, 100_000),
            default: Some("1"),
            example: "2",
            doc: "Runs of one target at a time.",
            shortcut: None,
        },
        Field {
            key: "per_organization",
            kind: Kind::Number(0, 100_000),
            default: Some("0"),
            example: "20",
            doc: "Runs of one organization at a time.",
            shortcut: None,
        },
        Field {
            key: "per_scanner",
            kind: Kind::Number(0, 100_000),
            default: Some("0"),
            example: "50",
            doc: "Runs of this scanner at a time.",
            shortcut: None,
        },
        Field {
            key: "longest_seconds",
            kind: Kind::Number(0, 31_536_000),
            default: Some("604800"),
            example: "86400",
            doc: "The longest run, pauses left out; what it found by then stays. Web profiles have shorter ones.",
            shortcut: None,
        },
    ],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawRuns {
    pub(crate) per_target: Option<u32>,
    pub(crate) per_organization: Option<u32>,
    pub(crate) per_scanner: Option<u32>,
    pub(crate) longest_seconds: Option<u32>,
}

/// Bounds of runs; 0 is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runs {
    /// Of a target at a time.
    pub per_target: u32,
    /// Of an organization at a time.
    pub per_organization: u32,
    /// Of this scanner at a time.
    pub per_scanner: u32,
    /// The longest run, in seconds.
    pub longest_seconds: u32,
}

impl Runs {
    pub(crate) fn from_raw(raw: &RawRuns) -> Self {
        Self {
            per_target: raw.per_target.unwrap_or_default(),
            per_organization: raw.per_organization.unwrap_or_default(),
            per_scanner: raw.per_scanner.unwrap_or_default(),
            longest_seconds: raw.longest_seconds.unwrap_or_default(),
        }
    }
}
