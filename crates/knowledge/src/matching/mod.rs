//! From a service's version to the vulnerabilities that it may have.

mod backport;
mod candidates;
mod evaluate;

pub use backport::{Backports, Package};
pub use candidates::{Candidate, Platform, System, candidates, platform};
pub use evaluate::{Hit, Sureness, evaluate};
