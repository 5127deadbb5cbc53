//! A sum that only somebody who works it out can answer.

use model::evidence::WebEvidence;

use crate::data::compare::Asked;
use crate::probe::{Probe, shown};

/// Two numbers between two words.
#[derive(Debug)]
pub(crate) struct Product {
    pub(crate) left: String,
    pub(crate) right: String,
    pub(crate) a: u64,
    pub(crate) b: u64,
}

/// A word, and its length or another one. Both kinds look alike: only who counts the letters can tell one from the other.
pub(crate) fn measured(probe: &Probe<'_>, yes: bool) -> (String, u64) {
    let env = probe.client.env();
    let length = 4 + env.below(6);
    let word: String = probe.token().chars().take(usize::try_from(length).unwrap_or(4)).collect();
    // Another one of the same six.
    let other = 4 + (length - 4 + 1 + env.below(5)) % 6;
    (word, if yes { length } else { other })
}

impl Product {
    /// Other words and numbers each time. The product has nine or ten digits and fits into 32 bits with a sign, as some
    /// interpreters have it.
    pub(crate) fn new(probe: &Probe<'_>) -> Self {
        let env = probe.client.env();
        let number = || 20_001 + env.below(23_000);
        Self { left: probe.token(), right: probe.token(), a: number(), b: number() }
    }

    /// The product.
    pub(crate) fn number(&self) -> String {
        (self.a * self.b).to_string()
    }

    /// The product between the words.
    pub(crate) fn text(&self) -> String {
        format!("{}{}{}", self.left, self.number(), self.right)
    }

    /// Attack and control, cut around the result.
    pub(crate) fn evidence(
        &self,
        probe: &Probe<'_>,
        attack: &Asked,
        control: &Asked,
        result: &str,
    ) -> WebEvidence {
        let exchange = &control.exchange;
        probe.evidence_at(&attack.value, &attack.exchange, result).with(
            "control",
            &exchange.raw_request,
            shown(exchange),
        )
    }
}
