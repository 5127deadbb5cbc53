//! Which checks a run selected, and what its answers cover.

use std::collections::BTreeSet;

use checks::CheckGroup;
use model::host::{Host, Port};
use model::profile::ScanProfile;
use model::unit::UnitEvent;

/// Stands for every check that the run selected.
pub(crate) const EVERY: &str = "*";
/// Stands for what the control plane derives from a service's version: known vulnerabilities and ended support.
pub(crate) const CVE: &str = "cve:*";

/// The checks of a run.
pub(crate) struct Selection {
    /// Groups with at least one selected word, under the profile's effect ceiling.
    pub groups: Vec<&'static CheckGroup>,
    /// Selected words of the TLS inspection; empty where the profile leaves it out.
    pub tls: BTreeSet<&'static str>,
    /// All selected words, those of groups and of TLS.
    words: BTreeSet<&'static str>,
    versions: bool,
    /// Words that the ceiling forbids, for the ledger.
    forbidden: BTreeSet<&'static str>,
}

impl Selection {
    /// What a profile selects.
    pub(crate) fn of(profile: &ScanProfile) -> Self {
        let wanted = |w: &&'static str| profile.checks.selects(w);
        let (allowed, above): (Vec<&CheckGroup>, Vec<&CheckGroup>) =
            checks::groups().iter().partition(|g| g.effect <= profile.effect_ceiling);
        let groups: Vec<_> = allowed.into_iter().filter(|g| g.words.iter().any(|w| wanted(w))).collect();
        let tls: BTreeSet<_> = if profile.inspect_tls {
            tls::WORDS.iter().copied().filter(|w| wanted(w)).collect()
        } else {
            BTreeSet::new()
        };
        let words = groups
            .iter()
            .flat_map(|g| g.words.iter().copied())
            .filter(|w| wanted(w))
            .chain(tls.iter().copied());
        let words = words.collect();
        let forbidden = above.iter().flat_map(|g| g.words.iter().copied()).filter(|w| wanted(w)).collect();
        Self { groups, tls, words, versions: profile.version_checks, forbidden }
    }

    /// Whether the run wants to know about this weakness.
    pub(crate) fn wants(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// What is known about the checks at one place when all of them are through.
pub(crate) struct Ledger {
    covered: BTreeSet<&'static str>,
    missed: Vec<(&'static str, String)>,
    version_known: bool,
}

impl Ledger {
    pub(crate) fn new(version_known: bool) -> Self {
        Self { covered: BTreeSet::new(), missed: Vec::new(), version_known }
    }

    pub(crate) fn cover(&mut self, words: impl IntoIterator<Item = &'static str>) {
        self.covered.extend(words);
    }

    pub(crate) fn miss(&mut self, words: impl IntoIterator<Item = &'static str>, reason: &str) {
        self.missed.extend(words.into_iter().map(|w| (w, reason.to_owned())));
    }

    /// The ledger as events: one for what was answered, one for each reason why something was not.
    pub(crate) fn events(self, selection: &Selection, host: &Host, port: Port) -> Vec<UnitEvent> {
        let Self { mut covered, missed, version_known } = self;
        covered.retain(|w| selection.wants(w));
        let missed: Vec<_> =
            missed.into_iter().filter(|(w, _)| selection.wants(w) && !covered.contains(w)).collect();
        let mut events = Vec::new();
        let versions = selection.versions && version_known;
        let checks = if missed.is_empty()
            && covered.len() == selection.words.len()
            && versions == selection.versions
        {
            vec![EVERY.to_owned()]
        } else {
            covered.iter().map(|w| (*w).to_owned()).chain(versions.then(|| CVE.to_owned())).collect()
        };
        if !checks.is_empty() {
            events.push(UnitEvent::Covered { host: host.clone(), port: Some(port), checks });
        }
        let forbidden =
            selection.forbidden.iter().map(|w| (*w, "above the profile's effect ceiling".to_owned()));
        let missed: Vec<_> = missed.into_iter().chain(forbidden).collect();
        let reasons: BTreeSet<_> = missed.iter().map(|(_, r)| r.clone()).collect();
        for reason in reasons {
            let checks = missed.iter().filter(|(_, r)| *r == reason).map(|(w, _)| (*w).to_owned()).collect();
            events.push(UnitEvent::NotCovered { host: host.clone(), port: Some(port), checks, reason });
        }
        events
    }
}
