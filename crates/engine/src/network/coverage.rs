//! Which checks a run selected, and what its answers cover.

use std::collections::{BTreeMap, BTreeSet};

use checks::CheckGroup;
use model::check::{EVERY, VERSIONS, is_derived};
use model::host::{Host, Port};
use model::profile::{CheckSelection, ScanProfile};
use model::unit::UnitEvent;

/// The checks of a run.
pub(crate) struct Selection {
    /// Groups with at least one selected word, under the profile's effect ceiling.
    pub groups: Vec<&'static CheckGroup>,
    /// Selected words of the TLS inspection; empty where the profile leaves it out.
    pub tls: BTreeSet<&'static str>,
    /// All selected words, those of groups and of TLS.
    words: BTreeSet<&'static str>,
    /// What stands for the selected words that are derived from a version.
    derived: Vec<String>,
    /// Whether nothing at all was left out.
    complete: bool,
    /// Words that the ceiling forbids, for the ledger.
    forbidden: Vec<&'static str>,
}

impl Selection {
    /// What a profile selects.
    pub(crate) fn of(profile: &ScanProfile) -> Self {
        let wanted = |w: &&'static str| profile.checks.selects(w);
        let (allowed, above): (Vec<&CheckGroup>, Vec<&CheckGroup>) =
            checks::groups().iter().partition(|g| g.effect <= profile.effect_ceiling);
        let groups: Vec<_> = allowed.into_iter().filter(|g| g.words.iter().any(wanted)).collect();
        let tls: BTreeSet<_> =
            tls::WORDS.iter().copied().filter(|w| profile.inspect_tls && wanted(w)).collect();
        let of_groups = groups.iter().flat_map(|g| g.words.iter().copied()).filter(|w| wanted(w));
        let words: BTreeSet<_> = of_groups.chain(tls.iter().copied()).collect();
        let forbidden = above.iter().flat_map(|g| g.words.iter().copied()).filter(|w| wanted(w)).collect();
        let derived = derived(profile);
        let all: BTreeSet<_> = checks::groups().iter().flat_map(|g| g.words).chain(tls::WORDS).collect();
        let complete = words.len() == all.len() && derived == [VERSIONS];
        Self { groups, tls, words, derived, complete, forbidden }
    }

    /// Whether the run wants to know about this weakness.
    pub(crate) fn wants(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// What a known version answers. Where only some of the derived words are left out there is no word for the rest: it is
/// not claimed.
fn derived(profile: &ScanProfile) -> Vec<String> {
    match &profile.checks {
        _ if !profile.version_checks => Vec::new(),
        CheckSelection::None => Vec::new(),
        CheckSelection::AllExcept(out) if out.iter().any(|w| is_derived(w)) => Vec::new(),
        CheckSelection::AllExcept(_) => vec![VERSIONS.to_owned()],
        CheckSelection::Only(only) => only.iter().filter(|w| is_derived(w)).cloned().collect(),
    }
}

/// What is known about the checks at one place when all of them are through. A check that missed anything at all is not
/// covered, whatever else answered for it.
#[derive(Default)]
pub(crate) struct Ledger {
    covered: BTreeSet<&'static str>,
    missed: BTreeMap<&'static str, String>,
}

impl Ledger {
    pub(crate) fn cover(&mut self, words: impl IntoIterator<Item = &'static str>) {
        self.covered.extend(words);
    }

    pub(crate) fn miss(&mut self, words: impl IntoIterator<Item = &'static str>, reason: &str) {
        for word in words {
            self.missed.entry(word).or_insert_with(|| reason.to_owned());
        }
    }

    /// The ledger as events: one for what was answered, one for each reason why something was not.
    pub(crate) fn events(
        self,
        selection: &Selection,
        host: &Host,
        port: Port,
        version_known: bool,
    ) -> Vec<UnitEvent> {
        let Self { mut covered, missed } = self;
        covered.retain(|w| selection.wants(w) && !missed.contains_key(w));
        let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (word, reason) in missed.into_iter().filter(|(w, _)| selection.wants(w)) {
            reasons.entry(reason).or_default().push(word.to_owned());
        }
        for word in &selection.forbidden {
            let reason = "above the profile's effect ceiling".to_owned();
            reasons.entry(reason).or_default().push((*word).to_owned());
        }
        if !version_known && !selection.derived.is_empty() {
            let reason = "the service's version is not known".to_owned();
            reasons.entry(reason).or_default().extend(selection.derived.iter().cloned());
        }
        let checks = if selection.complete && reasons.is_empty() && covered.len() == selection.words.len() {
            vec![EVERY.to_owned()]
        } else {
            let derived = selection.derived.iter().filter(|_| version_known).cloned();
            covered.iter().map(|w| (*w).to_owned()).chain(derived).collect()
        };
        let mut events = Vec::new();
        if !checks.is_empty() {
            events.push(UnitEvent::Covered {
                host: host.clone(),
                port: Some(port),
                place: String::new(),
                checks,
            });
        }
        events.extend(reasons.into_iter().map(|(reason, checks)| UnitEvent::NotCovered {
            host: host.clone(),
            port: Some(port),
            place: String::new(),
            checks,
            reason,
        }));
        events
    }
}
