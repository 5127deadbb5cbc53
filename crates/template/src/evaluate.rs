//! Judging an answer: extractors first, since matchers may read what they take.

use model::Env;

use crate::expr::Value;
use crate::http::Plan;
use crate::response::Facts;

/// What one answer came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evaluation {
    /// Whether the block's matchers are met; without matchers, whether anything was extracted to be reported.
    pub matched: bool,
    /// Whether a match is to be reported: not if only internal matchers are met.
    pub reported: bool,
    /// Names of the matchers that are met, internal ones left out.
    pub names: Vec<String>,
    /// Values to report.
    pub extracted: Vec<Extracted>,
    /// Values for later requests.
    pub internal: Vec<Extracted>,
}

/// Values of one extractor.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// The extractor's name; empty if it has none.
    pub name: String,
    /// Its values, at least one.
    pub values: Vec<Value>,
}

pub(crate) fn evaluate(plan: &Plan, mut facts: Facts<'_>, env: &Env) -> Evaluation {
    let mut out = Evaluation::default();
    for extractor in &plan.extractors {
        let values = extractor.values(&facts, env);
        let Some(first) = values.first() else { continue };
        let name = extractor.name.clone().unwrap_or_default();
        if !name.is_empty() {
            facts.extracted.insert(name.clone(), first.clone());
        }
        let extracted = Extracted { name, values };
        if extractor.internal {
            out.internal.push(extracted);
        } else {
            out.extracted.push(extracted);
        }
    }
    if plan.matchers.is_empty() {
        out.matched = !out.extracted.is_empty();
        out.reported = out.matched;
        return out;
    }
    let met: Vec<bool> = plan.matchers.iter().map(|m| m.is_met(&facts, env)).collect();
    out.matched = plan.condition.holds(&met, |met| *met);
    if out.matched {
        let visible = || plan.matchers.iter().zip(&met).filter(|(m, met)| **met && !m.internal);
        out.reported = visible().next().is_some();
        out.names = visible().filter_map(|(m, _)| m.name.clone()).collect();
    }
    out
}
