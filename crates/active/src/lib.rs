//! Active checks of the web engine: they put values into insertion points and prove weaknesses by what comes back.
//!
//! A [`Check`] is one family of attacks at one insertion point and may answer several words; a [`SiteCheck`] needs the
//! whole crawled site. What they report carries a proof: the request and answer that show the weakness, and what the
//! control request gave. Payloads prove, they do not damage. Every request that may change state holds a fresh random
//! token, so that no two of them are equal, not even after a restart.

mod answer;
mod conclude;
mod data;
mod fresh;
mod markup;
mod probe;
mod run;
mod site_check;
mod tries;

use std::sync::LazyLock;

use model::definition::Effect;
use model::profile::Payloads;

pub use fresh::{has_fresh, named, needs_fresh};
pub use model::check::Outcome;
pub use probe::{Memo, Probe, ProbeError, kind, place, shown};
pub use run::{Pacing, run_checks, run_site_checks};
pub use site_check::{SiteCheck, SiteProbe};

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
    static ALL: LazyLock<Vec<Check>> = LazyLock::new(|| [markup::CHECKS, data::CHECKS].concat());
    &ALL
}

/// Every check of a whole site, cheapest first.
pub fn site_checks() -> &'static [SiteCheck] {
    static ALL: LazyLock<Vec<SiteCheck>> =
        LazyLock::new(|| [markup::SITE_CHECKS, data::SITE_CHECKS].concat());
    &ALL
}
