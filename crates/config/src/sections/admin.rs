//! `[admin]`.

use secrecy::SecretString;
use serde::Deserialize;

use super::Wrong;
use crate::field::{Field, Kind, Section};

pub(crate) const SECTION: Section = Section {
    name: "admin",
    doc: "The administrator made at the first start; ignored once there is one.",
    fields: &[
        Field {
            key: "email",
            kind: Kind::Text,
            default: Some("\"admin@localhost\""),
            example: "\"admin@example.com\"",
            doc: "E-mail address, the sign-in name.",
            shortcut: Some("WATCHPOST_ADMIN_EMAIL"),
        },
        Field {
            key: "password",
            kind: Kind::Secret,
            default: None,
            example: "\"a long first password\"",
            doc: "First password. Unset: one is generated and printed once.",
            shortcut: Some("WATCHPOST_ADMIN_PASSWORD"),
        },
    ],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawAdmin {
    pub(crate) email: Option<String>,
    #[serde(deserialize_with = "crate::raw_secret::optional")]
    pub(crate) password: Option<SecretString>,
}

/// The first administrator.
#[derive(Debug, Clone)]
pub struct Admin {
    /// Sign-in name, lower case.
    pub email: String,
    /// First password; `None`: generate one.
    pub password: Option<SecretString>,
}

impl Admin {
    pub(crate) fn from_raw(raw: RawAdmin, wrong: &mut Wrong<'_>) -> Self {
        let email = raw.email.unwrap_or_default().trim().to_lowercase();
        // Only what would make it useless as a sign-in name; the mail server is the judge of the rest.
        let parts = email.split_once('@');
        let sound = parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        if !sound || email.len() > 254 || email.contains(|c: char| c.is_whitespace() || c.is_control()) {
            wrong("admin", "email", "is not an e-mail address".to_owned());
        }
        Self { email, password: raw.password }
    }
}
