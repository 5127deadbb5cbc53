//! Every store function on both databases.

mod blackouts;
mod catalogue;
mod common;
mod filters;
mod findings;
mod identity;
mod ingest;
mod pages;
mod schema;
mod statistics;
