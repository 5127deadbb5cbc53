//! `[api]`.

use serde::Deserialize;

use crate::field::{Field, Kind, Section};

pub(crate) const SECTION: Section = Section {
    name: "api",
    doc: "The HTTP APIs. Cross-origin requests are not allowed.",
    fields: &[
        Field {
            key: "require_api_key",
            kind: Kind::Flag,
            default: Some("false"),
            example: "true",
            doc: "Whether every /v2 request must carry an x-api-key. One that is sent is checked in any case.",
            shortcut: None,
        },
        Field {
            key: "jwt_lifetime_seconds",
            kind: Kind::Number(60, 2_592_000),
            default: Some("43200"),
            example: "3600",
            doc: "How long a sign-in lasts, in seconds.",
            shortcut: None,
        },
        Field {
            key: "min_password_chars",
            kind: Kind::Number(8, 128),
            default: Some("12"),
            example: "15",
            doc: "Shortest password that is accepted, in characters.",
            shortcut: None,
        },
    ],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawApi {
    pub(crate) require_api_key: Option<bool>,
    pub(crate) jwt_lifetime_seconds: Option<u32>,
    pub(crate) min_password_chars: Option<usize>,
}

/// The HTTP APIs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Api {
    /// Whether every `/v2` request must carry an `x-api-key`.
    pub require_api_key: bool,
    /// How long a sign-in lasts, in seconds.
    pub jwt_lifetime_seconds: u32,
    /// Shortest password, in characters.
    pub min_password_chars: usize,
}

impl Api {
    pub(crate) fn from_raw(raw: &RawApi) -> Self {
        Self {
            require_api_key: raw.require_api_key.unwrap_or_default(),
            jwt_lifetime_seconds: raw.jwt_lifetime_seconds.unwrap_or_default(),
            min_password_chars: raw.min_password_chars.unwrap_or_default(),
        }
    }
}
