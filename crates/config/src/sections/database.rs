//! `[database]`.

use std::path::Path;

use secrecy::SecretString;
use serde::Deserialize;

use super::Wrong;
use crate::field::{Field, Kind, Section};
use crate::url::{DatabaseKind, DatabaseUrl};

pub(crate) const SECTION: Section = Section {
    name: "database",
    doc: "Database: SQLite in the data directory unless a URL is given.",
    fields: &[
        Field {
            key: "url",
            kind: Kind::SecretUrl,
            default: None,
            example: "\"postgres://watchpost:password@localhost/watchpost\"",
            doc: "postgres://… for PostgreSQL, sqlite:PATH for another file.",
            shortcut: Some("WATCHPOST_DATABASE_URL"),
        },
        Field {
            key: "max_connections",
            kind: Kind::Number(1, 500),
            default: Some("10"),
            example: "20",
            doc: "Most connections to the database at a time.",
            shortcut: None,
        },
    ],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawDatabase {
    #[serde(deserialize_with = "crate::raw_secret::optional")]
    pub(crate) url: Option<SecretString>,
    pub(crate) max_connections: Option<u32>,
}

/// Database.
#[derive(Debug, Clone)]
pub struct Database {
    /// URL for the driver, `sqlite:<data_dir>/watchpost.db` unless configured.
    pub url: DatabaseUrl,
    /// Which database that is.
    pub kind: DatabaseKind,
    /// Most connections at a time.
    pub max_connections: u32,
}

impl Database {
    pub(crate) fn from_raw(raw: RawDatabase, data_dir: &Path, wrong: &mut Wrong<'_>) -> Self {
        let own = data_dir.join("watchpost.db");
        let fallback = || SecretString::from(format!("sqlite:{}", own.display()));
        let url = DatabaseUrl::new(raw.url.unwrap_or_else(fallback));
        let kind = url.kind().unwrap_or_else(|| {
            wrong("database", "url", "is neither postgres://… nor sqlite:PATH".to_owned());
            DatabaseKind::Sqlite(own.clone())
        });
        Self { url, kind, max_connections: raw.max_connections.unwrap_or_default() }
    }
}
