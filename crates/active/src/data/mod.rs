//! Attacks on what stands behind the application: databases, files, commands, parsers, other servers.
//!
//! Every check sends attack and control requests in turn. What decides by comparison has its error rate in [`stats`].

mod callback;
mod code;
mod command;
mod compare;
mod delay;
mod folders;
mod ldap;
mod moves;
mod nosql;
pub(crate) mod page;
mod path;
mod point;
mod product;
mod serialized;
mod signatures;
mod sql;
mod ssrf;
mod stats;
mod verdict;
mod xpath;
mod xxe;

use model::definition::Effect;
use model::profile::Payloads;

use crate::probe::Probe;
use crate::{Check, Running, SiteCheck};

/// The checks of this family at one insertion point.
pub(crate) const CHECKS: &[Check] = &[
    check("path", path::WORDS, path::applies, path::run),
    check("ssrf", ssrf::WORDS, ssrf::applies, ssrf::run),
    check("code", code::WORDS, point::takes_data, code::run),
    check("command", command::WORDS, point::takes_data, command::run),
    check("sql", sql::WORDS, point::takes_data, sql::run),
    check("nosql", nosql::WORDS, point::takes_data, nosql::run),
    check("xpath", xpath::WORDS, point::takes_data, xpath::run),
    check("ldap", ldap::WORDS, point::takes_data, ldap::run),
    check("xxe", xxe::WORDS, xxe::applies, xxe::run),
    check("serialized", serialized::WORDS, serialized::applies, serialized::run),
];

/// The checks of this family over a whole site.
pub(crate) const SITE_CHECKS: &[SiteCheck] = &[
    SiteCheck {
        name: "path-folders",
        words: folders::WORDS,
        effect: Effect::Safe,
        from: Payloads::Light,
        run: folders::run,
    },
    SiteCheck {
        name: "xxe-bodies",
        words: xxe::WORDS,
        effect: Effect::StateChanging,
        from: Payloads::Light,
        run: xxe::run_site,
    },
];

/// A check whose payloads change nothing by themselves.
const fn check(
    name: &'static str,
    words: &'static [&'static str],
    applies: fn(&Probe<'_>) -> bool,
    run: for<'a> fn(&'a Probe<'a>) -> Running<'a>,
) -> Check {
    Check { name, words, effect: Effect::Safe, from: Payloads::Light, applies, run }
}
