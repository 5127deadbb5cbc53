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
