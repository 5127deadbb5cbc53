//! `[secrets]`.

use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::Wrong;
use crate::field::{Field, Kind, Section};

/// Shortest text that can be 32 bytes: base64 without padding. What exactly it must be is the business of its reader.
const KEY_CHARS: usize = 43;

pub(crate) const SECTION: Section = Section {
    name: "secrets",
    doc: "Keys of the installation.",
    fields: &[Field {
        key: "master_key",
        kind: Kind::Secret,
        default: None,
        example: "\"32 bytes in base64 or hex\"",
        doc: "Master key: 32 bytes in base64 or hex. Unset: master.key in the data directory, generated at the first start.",
        shortcut: Some("WATCHPOST_MASTER_KEY"),
    }],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawSecrets {
    #[serde(deserialize_with = "crate::raw_secret::optional")]
    pub(crate) master_key: Option<SecretString>,
}

/// Keys of the installation.
#[derive(Debug, Clone)]
pub struct Secrets {
    /// The master key as text, if it was given.
    pub master_key: Option<SecretString>,
    /// Where the master key is kept if it was not given: to be generated there with mode 0600 if absent.
    pub master_key_path: PathBuf,
}

impl Secrets {
    pub(crate) fn from_raw(raw: RawSecrets, data_dir: &Path, wrong: &mut Wrong<'_>) -> Self {
        if raw.master_key.as_ref().is_some_and(|s| s.expose_secret().trim().len() < KEY_CHARS) {
            wrong("secrets", "master_key", "is too short for 32 bytes in base64 or hex".to_owned());
        }
        Self { master_key: raw.master_key, master_key_path: data_dir.join("master.key") }
    }
}
