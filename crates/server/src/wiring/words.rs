//! Holds the rooms that emit words against the room that defines them: neither may know the other.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::Knowledge;
use model::check::END_OF_LIFE;
use model::definition::Effect;

/// Every word that a probe can emit, with the effect that emitting it has.
fn emitted() -> BTreeMap<&'static str, Effect> {
    let of_groups = checks::groups().iter().flat_map(|g| g.words.iter().map(|w| (*w, g.effect)));
    // An inspection is made of handshakes that any client might send.
    of_groups.chain(tls::WORDS.iter().map(|w| (*w, Effect::Safe))).collect()
}

/// Every word of the web engine. Effects are judged request by request there.
fn emitted_by_web() -> impl Iterator<Item = &'static str> {
    let points = active::checks().iter().flat_map(|c| c.words);
    let sites = active::site_checks().iter().flat_map(|c| c.words);
    points.chain(sites).chain(passive::WORDS).copied()
}

#[test]
fn what_is_emitted_is_defined_and_what_is_defined_is_emitted() {
    let knowledge = Knowledge::builtin();
    let defined: BTreeSet<&str> = knowledge.definitions().map(|d| d.check.as_str()).collect();
    // Versions are held against ends of support in the control plane, where services come in.
    let known: BTreeSet<&str> = emitted().into_keys().chain(emitted_by_web()).chain([END_OF_LIFE]).collect();
    let undefined: Vec<_> = known.difference(&defined).collect();
    assert!(undefined.is_empty(), "emitted without a definition: {undefined:?}");
    let silent: Vec<_> = defined.difference(&known).collect();
    assert!(silent.is_empty(), "defined, but nobody emits it: {silent:?}");
}

/// The engine goes by the effect of a group, the plan of a run by the effect of a definition.
#[test]
fn groups_and_definitions_agree_about_the_effect() {
    let knowledge = Knowledge::builtin();
    for (word, effect) in emitted() {
        let Some(definition) = knowledge.definition(word) else { continue };
        assert_eq!(definition.effect, effect, "\"{word}\"");
    }
}
