//! `[scanner]`.

use serde::Deserialize;

use crate::field::{Field, Kind, Section};

pub(crate) const SECTION: Section = Section {
    name: "scanner",
    doc: "The embedded scanner.",
    fields: &[
        Field {
            key: "enabled",
            kind: Kind::Flag,
            default: Some("true"),
            example: "false",
            doc: "Whether this process scans. Without it, it only serves and plans.",
            shortcut: None,
        },
        Field {
            key: "parallel_units",
            kind: Kind::Number(1, 256),
            default: Some("4"),
            example: "8",
            doc: "Work units that run at a time.",
            shortcut: None,
        },
    ],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawScanner {
    pub(crate) enabled: Option<bool>,
    pub(crate) parallel_units: Option<usize>,
}

/// The embedded scanner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanner {
    /// Whether this process scans.
    pub enabled: bool,
    /// Work units at a time.
    pub parallel_units: usize,
}

impl Scanner {
    pub(crate) fn from_raw(raw: &RawScanner) -> Self {
        Self {
            enabled: raw.enabled.unwrap_or_default(),
            parallel_units: raw.parallel_units.unwrap_or_default(),
        }
    }
}
