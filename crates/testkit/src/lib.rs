//! What tests share: a database of their own on either kind, and a fake environment.

pub mod db;

pub use db::TestDb;
