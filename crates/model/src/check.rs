//! Words of checks that several rooms must read alike: the engine writes them into its ledger, the control plane closes
//! findings by them, and neither knows the other.

use crate::finding::Observation;

/// What a conversation of checks came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Weaknesses that were proven.
    pub observed: Vec<Observation>,
    /// Words that came to an answer, yes or no.
    pub covered: Vec<&'static str>,
    /// Words that came to none, with the reason.
    pub not_covered: Vec<(&'static str, String)>,
}

/// The longest place inside a service, in bytes.
pub const MAX_PLACE: usize = 600;

/// In [`Covered`](crate::unit::UnitEvent::Covered): every check there is came to an answer. Only a run that selected them
/// all may say it: a finding of a check that the run left out must not close.
pub const EVERY: &str = "*";
/// Stands for all that is derived from a service's version: every `cve:…`, and [`END_OF_LIFE`].
pub const VERSIONS: &str = "cve:*";
/// A product whose maker no longer repairs it: the one word beside `cve:…` that is derived from a version.
pub const END_OF_LIFE: &str = "end-of-life-product";

/// The id in the word of a known vulnerability: `CVE-2021-41617` of `cve:CVE-2021-41617`.
pub fn cve_id(word: &str) -> Option<&str> {
    word.strip_prefix("cve:")
}

/// Whether a word is derived from a service's version instead of asked of the service.
pub fn is_derived(word: &str) -> bool {
    word == END_OF_LIFE || cve_id(word).is_some()
}
