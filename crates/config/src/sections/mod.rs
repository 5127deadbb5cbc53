//! The sections, one a file: the table entries, what was written (`Raw…`) and what it means.

mod admin;
mod api;
mod database;
mod log;
mod runs;
mod scanner;
mod secrets;
mod server;

use serde::Deserialize;

pub use admin::Admin;
pub use api::Api;
pub use database::Database;
pub use log::{Log, LogFormat};
pub use runs::Runs;
pub use scanner::Scanner;
pub use secrets::Secrets;
pub use server::Server;

use crate::field::Section;

/// Every section, in the order of documents.
pub const SECTIONS: &[Section] = &[
    server::SECTION,
    database::SECTION,
    secrets::SECTION,
    admin::SECTION,
    api::SECTION,
    scanner::SECTION,
    runs::SECTION,
    log::SECTION,
];

/// Told about a setting that is not valid: section, key, and what continues "setting x …".
pub(crate) type Wrong<'a> = dyn FnMut(&'static str, &'static str, String) + 'a;

/// What was written, unchecked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Raw {
    pub(crate) server: server::RawServer,
    pub(crate) database: database::RawDatabase,
    pub(crate) secrets: secrets::RawSecrets,
    pub(crate) admin: admin::RawAdmin,
    pub(crate) api: api::RawApi,
    pub(crate) scanner: scanner::RawScanner,
    pub(crate) runs: runs::RawRuns,
    pub(crate) log: log::RawLog,
}
