//! By pages that follow a condition.

use super::context::{CONTEXTS, Context, Join};
use super::{BOOLEAN, Proven};
use crate::conclude::Sighting;
use crate::data::compare::{self, Payload};
use crate::data::{moves, stats};
use crate::probe::{Probe, ProbeError};

/// Tries every context that fits.
pub(super) async fn prove(probe: &Probe<'_>) -> Result<Option<Proven>, ProbeError> {
    for context in CONTEXTS.iter().filter(|c| c.fits(probe)) {
        // A value that moves nothing can still reach more rows than it does; the other contexts would show nothing.
        if !moves::worth(probe, context.join == Join::Or).await? {
            continue;
        }
        let make = |yes: bool| Payload::Text(context.payload(probe, yes));
        if let Some(decided) = compare::decide(probe, &make).await? {
            let summary = format!(
                "The answers follow a condition put into the statement: the payloads of the attack and of the control are made \
                 of the same signs, and only working them out as SQL tells which is true ({})",
                stats::chance(stats::PAGES)
            );
            let sighting = Sighting::confirmed(BOOLEAN, summary, decided.evidence(probe));
            return Ok(Some(Proven { sighting, dbms: None, close: close(context) }));
        }
    }
    Ok(None)
}

fn close(context: &Context) -> Option<&'static str> {
    (context.join != Join::Own).then_some(context.close)
}
