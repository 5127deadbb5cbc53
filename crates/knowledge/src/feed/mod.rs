//! Vulnerability feeds in the NVD JSON 2.0 schema (API answers and the feed files of the same form).
//!
//! A feed is read entry by entry: what is not needed for matching and for the report is dropped at once. Sizes are
//! bounded by [`FeedLimits`]. Entries without a vulnerable application or operating system are left out.

pub(crate) mod entry;
mod read;
mod schema;

pub(crate) use entry::{Configuration, CpeMatch, CveEntry, Node};
pub use read::FeedError;
pub(crate) use read::{FeedLimits, read};

/// The feed that is compiled in: a small choice of well-known vulnerabilities.
pub(crate) const BUILTIN: &str = include_str!("../../data/feed/nvd.json");
