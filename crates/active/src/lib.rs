//! Active checks of the web engine: they put values into insertion points and prove weaknesses by what comes back.
//!
//! A [`Check`] is one family of attacks at one insertion point and may answer several words. What it reports carries a proof:
//! the request and answer that show the weakness, and what the control request gave. Payloads prove, they do not damage.
//! Every request that may change state holds a fresh random token, so that no two of them are equal, not even after a
//! restart.

mod probe;

use model::definition::Effect;
use model::profile::Payloads;

pub use model::check::Outcome;
pub use probe::{Probe, ProbeError};

/// A check under way. Boxed: the compiler cannot see that unboxed futures over borrowed parts may move between threads.
pub type Running<'a> = futures::future::BoxFuture<'a, Outcome>;

/// One family of attacks at one insertion point.
#[derive(Clone, Copy)]
pub struct Check {
    /// Name for logs and checkpoints; never changes.
    pub name: &'static str,
    /// The words that it may answer.
    pub words: &'static [&'static str],
    /// What its payloads may do besides what the method of the request does.
    pub effect: Effect,
    /// The fewest payloads with which it runs.
    pub from: Payloads,
    /// Whether it makes sense at this point.
    pub applies: fn(&Probe<'_>) -> bool,
    /// Runs it.
    pub run: for<'a> fn(&'a Probe<'a>) -> Running<'a>,
}

/// Every check of an insertion point, cheapest first.
pub fn checks() -> &'static [Check] {
    &[]
}
