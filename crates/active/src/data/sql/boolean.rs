//! By pages that follow a condition.

use model::definition::Effect;

use super::context::{CONTEXTS, Context, Join};
use super::{BOOLEAN, Proven};
use crate::conclude::Sighting;
use crate::data::compare::{self, Asked, Payload, ask};
use crate::data::page::{Divide, Features};
use crate::data::{point, stats};
use crate::probe::{Probe, ProbeError};

/// Tries every context that fits.
pub(super) async fn prove(probe: &Probe<'_>) -> Result<Option<Proven>, ProbeError> {
    let moves = moves(probe).await?;
    for context in CONTEXTS.iter().filter(|c| c.fits(probe)) {
        // A value that moves nothing can still reach more rows than it does; the other contexts would show nothing.
        if !moves && (context.join != Join::Or || point::is_outside(probe)) {
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

/// Whether the value has any influence on the answer that is not chance: the answers to other words, to quotes and to the
/// value itself are compared.
async fn moves(probe: &Probe<'_>) -> Result<bool, ProbeError> {
    let base = point::base(probe).to_owned();
    let features = |asked: Asked| Features::of(&asked.exchange);
    // What may change state is never sent twice alike: there any other value stands against the answer to the present one.
    if probe.request.effect() > Effect::Safe {
        let Some(baseline) = probe.baseline else { return Ok(true) };
        let other = ask(probe, &Payload::Text(format!("{base}{}", probe.token()))).await?;
        if Divide::learn(&[Features::of(baseline)], &[features(other)]).is_some() {
            return Ok(true);
        }
    }
    let changes = probe.request.effect() > Effect::Safe;
    let mut same = Vec::new();
    for _ in 0..2 {
        let value = if changes { format!("{base}{}", probe.token()) } else { base.clone() };
        same.push(features(ask(probe, &Payload::Text(value)).await?));
    }
    for other in [format!("{base}'"), format!("{base}\""), format!("{base})\\"), String::new()] {
        let word = |text: &str| Payload::Text(format!("{text}{}", probe.token()));
        let others = [features(ask(probe, &word(&other)).await?), features(ask(probe, &word(&other)).await?)];
        if Divide::learn(&same, &others).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
