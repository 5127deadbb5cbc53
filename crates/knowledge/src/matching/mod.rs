//! From a service's version to the vulnerabilities that it may have.

mod backport;
mod candidates;
mod evaluate;

pub(crate) use backport::{Backports, Package};
pub(crate) use candidates::{Candidate, candidates, platform};
pub(crate) use evaluate::{Hit, Sureness, evaluate};
