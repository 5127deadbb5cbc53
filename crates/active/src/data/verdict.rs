//! What became of each word of a check.

use model::check::Outcome;
use model::finding::Observation;

use crate::conclude::reason;
use crate::probe::ProbeError;

/// Collects the outcome of a check with several words.
pub(crate) struct Verdict {
    words: &'static [&'static str],
    outcome: Outcome,
}

impl Verdict {
    /// Nothing is known yet.
    pub(crate) fn new(words: &'static [&'static str]) -> Self {
        Self { words, outcome: Outcome::default() }
    }

    /// The weakness is there.
    pub(crate) fn proven(&mut self, word: &'static str, observed: Observation) {
        self.outcome.observed.push(observed);
        self.outcome.covered.push(word);
    }

    /// The weakness is not there.
    pub(crate) fn no(&mut self, word: &'static str) {
        self.outcome.covered.push(word);
    }

    /// No answer was found.
    pub(crate) fn unclear(&mut self, word: &'static str, why: impl Into<String>) {
        self.outcome.not_covered.push((word, why.into()));
    }

    /// The outcome; words that nothing is said of were not tried, or not to their end.
    pub(crate) fn end(mut self, end: Result<(), ProbeError>) -> Outcome {
        let why = match end {
            Err(error) => reason(&error),
            Ok(()) if self.outcome.observed.is_empty() => "not tried with this number of payloads".to_owned(),
            Ok(()) => "not tried: another technique proved the weakness".to_owned(),
        };
        for word in self.words {
            let said = self.outcome.covered.contains(word);
            if !said && !self.outcome.not_covered.iter().any(|(w, _)| w == word) {
                self.outcome.not_covered.push((word, why.clone()));
            }
        }
        self.outcome
    }
}
