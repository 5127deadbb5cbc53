//! The use-cases of Watchpost: everything that a client, a command or a job may do, as plain functions.
//!
//! Every use-case takes a [`Ctx`] first, authorises before it reads, opens one transaction, changes, writes the audit
//! entry and enqueues in that same transaction. One resource is one file, named as in `store` and `api`. What is not
//! here: HTTP (room `api`), SQL (room `store`), and anything that talks to targets (room `engine`).
//!
//! Decisions that hold for every resource:
//! - What the caller may not see does not exist: `Error::NotFound`, never `Forbidden`.
//! - Everything is filtered by the organization and the active product of the caller.
//! - Bulk operations are all or nothing; the first unknown id is named.
//! - Inputs are checked here, all fields at once; what `model` values hold is already valid.

pub mod api_keys;
pub mod audit;
pub mod blackouts;
pub mod calendar;
pub mod changes;
pub mod ctx;
pub mod error;
mod fence;
pub mod findings;
pub mod hosts;
pub mod identity;
pub mod input;
pub mod jobs;
pub mod labels;
pub mod organizations;
pub mod people;
pub mod port_lists;
pub mod profiles;
pub mod reports;
pub mod runs;
pub mod scans;
pub mod scheduled_scans;
pub mod schedules;
pub mod settings;
pub mod statistics;
pub mod targets;
pub mod users;
pub mod web_findings;
pub mod web_scans;
pub mod web_targets;

pub use ctx::{Anonymous, Ctx, Services};
pub use error::{Error, FieldError, Result, Unauthenticated};
pub use input::Change;
pub use store::list::{Filter, ListPage as Page, ListQuery, Order, Sort};
