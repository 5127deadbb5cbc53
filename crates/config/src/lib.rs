//! Boot configuration: what must be known before the database is open.
//!
//! Everything that an administrator changes at run time lives in the database instead. A setting comes, later ones
//! winning, from the defaults, the TOML file, the environment (`WATCHPOST_SECTION__KEY` and a few documented
//! shortcuts) and the command line. What was written ([`sections::Raw`]) is checked and derived into [`Config`].
//!
//! One table, [`sections::SECTIONS`], holds name, type, default and description of every setting; the commented default
//! file, the JSON Schema and the checks are all made from it. Every secret can also be given as `<key>_file`.

mod document;
mod error;
mod field;
mod layers;
mod raw_secret;
pub mod sections;
mod show;
mod source;
mod url;

use std::collections::BTreeMap;

pub use document::{default_toml, schema};
pub use error::{ConfigError, Problem};
pub use field::{Field, Kind, Section};
pub use sections::{Admin, Api, Database, Log, LogFormat, Runs, Scanner, Secrets, Server};
pub use source::{FILE_VARIABLE, Overrides, Source, Sources};
pub use url::{DatabaseKind, DatabaseUrl};

/// The effective configuration: checked, every default filled in. `Debug` shows no secret.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the server listens and keeps its data.
    pub server: Server,
    /// Database.
    pub database: Database,
    /// Keys of the installation.
    pub secrets: Secrets,
    /// Log.
    pub log: Log,
    /// The embedded scanner.
    pub scanner: Scanner,
    /// Bounds of runs.
    pub runs: Runs,
    /// The HTTP APIs.
    pub api: Api,
    /// The first administrator.
    pub admin: Admin,
    written: layers::Written,
}

impl Config {
    /// Reads all layers and checks them.
    ///
    /// # Errors
    /// [`ConfigError`]: a file that cannot be read or is not TOML, or the list of *all* settings that are unknown or
    /// not valid, each with its origin. Never repeats a secret.
    pub fn load(sources: &Sources) -> Result<Self, ConfigError> {
        let written = layers::collect(sources)?;
        let raw = written.raw()?;
        let mut problems = Vec::new();
        let mut wrong = |section: &'static str, key: &'static str, reason: String| {
            problems.push(Problem {
                origin: written.origin(section, key),
                section: section.into(),
                key: key.into(),
                reason,
            });
        };
        let server = Server::from_raw(raw.server, &mut wrong);
        let config = Self {
            database: Database::from_raw(raw.database, &server.data_dir, &mut wrong),
            secrets: Secrets::from_raw(raw.secrets, &server.data_dir, &mut wrong),
            log: Log::from_raw(raw.log, &mut wrong),
            scanner: Scanner::from_raw(&raw.scanner),
            runs: Runs::from_raw(&raw.runs),
            api: Api::from_raw(&raw.api),
            admin: Admin::from_raw(raw.admin, &mut wrong),
            server,
            written: layers::Written { values: BTreeMap::new() },
        };
        if problems.is_empty() { Ok(Self { written, ..config }) } else { Err(ConfigError::Invalid(problems)) }
    }

    /// The effective settings as TOML, each with its origin, secrets and passwords in URLs redacted.
    pub fn show(&self) -> String {
        show::show(&self.written)
    }
}
