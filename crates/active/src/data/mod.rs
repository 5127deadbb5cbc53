//! Attacks on what stands behind the application: databases, files, commands, parsers, other servers.
//!
//! Every check sends attack and control requests in turn. What decides by comparison has its error rate in [`stats`].

mod compare;
mod delay;
mod page;
mod point;
mod sql;
mod stats;
mod verdict;

use model::definition::Effect;
use model::profile::Payloads;

use crate::{Check, SiteCheck};

/// The checks of this family at one insertion point.
pub(crate) const CHECKS: &[Check] = &[Check {
    name: "sql",
    words: sql::WORDS,
    effect: Effect::Safe,
    from: Payloads::Light,
    applies: point::takes_data,
    run: sql::run,
}];

/// The checks of this family over a whole site.
pub(crate) const SITE_CHECKS: &[SiteCheck] = &[];
