//! The fixture: an application over a test database, users with tokens, answers that are checked as they come.

pub(crate) mod app;
pub(crate) mod schema;
pub(crate) mod tenant;

pub(crate) use app::{Answer, TestApp, on_sqlite};
pub(crate) use tenant::Tenant;
