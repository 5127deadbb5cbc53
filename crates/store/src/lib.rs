//! Every SQL statement of Watchpost, for SQLite and PostgreSQL.
//!
//! One text serves both databases. The portable subset: `$n` placeholders, `RETURNING`, `ON CONFLICT (columns) DO
//! UPDATE SET x = excluded.x`, common table expressions, window functions, `CAST` (never `::`), `lower(x) LIKE
//! lower($1) ESCAPE '\'`, counts cast to BIGINT. Times are microseconds since 1970 UTC, ids are UUIDs, JSON is opaque
//! text (JSONB would refuse what hostile targets send), sorted columns are never NULL.
//!
//! One module a resource: functions on [`Tx`] that return values of `model`. Everything a tenant owns takes the
//! organization. Absence is `Ok(None)` or `Ok(false)`; the caller decides what it means.

mod bulk;
mod db;
mod row;
mod value;

pub mod constraints;
pub mod error;
pub mod list;
pub mod maintenance;
pub mod migrate;
pub mod scratch;

pub mod audit;
pub mod blackouts;
pub mod calendar;
pub mod changes;
pub mod coverage;
pub mod findings;
pub mod hosts;
pub mod ingest;
pub mod jobs;
pub mod labels;
pub mod login_attempts;
pub mod occurrences;
pub mod organizations;
pub mod port_lists;
pub mod reports;
pub mod run_endpoints;
pub mod run_log;
pub mod runs;
pub mod scans;
pub mod scheduled_scans;
pub mod schedules;
pub mod secrets;
pub mod sessions;
pub mod settings;
pub mod statistics;
pub mod targets;
pub mod tokens;
pub mod units;
pub mod users;
pub mod web_runs;
pub mod web_targets;

pub use db::{Db, DbOptions, Tx};
pub use error::DbError;
pub use list::{Filter, ListError, ListPage, ListQuery, Order, Sort};
