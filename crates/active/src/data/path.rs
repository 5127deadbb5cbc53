//! Paths that lead out of their folder, and files that show their own source.
//!
//! Only files that everybody on a machine may read are asked for, and only their well-known form counts. The control asks for
//! a file beside it that is not there.

mod files;
mod payloads;

use model::definition::Effect;
use model::finding::Observation;
use model::profile::Payloads;

pub(crate) use self::files::Proof;
pub(crate) use self::files::decode;
use self::payloads::{Attempt, source_attempts, traversal_attempts};
use crate::Running;
use crate::conclude::Sighting;
use crate::data::compare::{Asked, Payload, ask};
use crate::data::verdict::Verdict;
use crate::probe::{Probe, ProbeError, shown};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[TRAVERSAL, SOURCE];
const TRAVERSAL: &str = "path-traversal";
const SOURCE: &str = "source-disclosure";

/// Whether a path makes sense at the point: of path segments only the last names a file.
pub(crate) fn applies(probe: &Probe<'_>) -> bool {
    if probe.point.place != crawl::Place::PathSegment {
        return crate::data::point::takes_data(probe);
    }
    let last = probe.request.url.segments().count().saturating_sub(1);
    probe.point.name == last.to_string()
}

/// Tries files outside, then the application's own source.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = attempts(probe, &mut verdict).await;
        verdict.end(end)
    })
}

async fn attempts(probe: &Probe<'_>, verdict: &mut Verdict) -> Result<(), ProbeError> {
    // What the page holds without an attack proves nothing.
    let usual = match probe.baseline {
        Some(baseline) => baseline.response.text().into_owned(),
        None => String::new(),
    };
    for (word, attempts) in [(TRAVERSAL, traversal_attempts(probe)), (SOURCE, source_attempts(probe))] {
        if word == SOURCE && probe.payloads < Payloads::Normal {
            continue;
        }
        if word == SOURCE && probe.request.effect() > Effect::Safe {
            // These names leave no room for a token, and no such request is sent twice.
            verdict.unclear(word, "not tried where a request may change something");
            continue;
        }
        match first(probe, word, attempts, &usual).await? {
            Some(observed) => {
                verdict.proven(word, observed);
                return Ok(());
            }
            None => verdict.no(word),
        }
    }
    Ok(())
}

async fn first(
    probe: &Probe<'_>,
    word: &'static str,
    attempts: Vec<Attempt>,
    usual: &str,
) -> Result<Option<Observation>, ProbeError> {
    for attempt in attempts.into_iter().filter(|a| a.proof.find(usual).is_none()) {
        let attack = ask(probe, &Payload::Text(attempt.value(probe))).await?;
        let Some(text) = attempt.proof.find(&attack.exchange.response.text()) else { continue };
        if let Some(sighting) = confirm(probe, word, &attempt, &attack, &text).await? {
            return Ok(Some(probe.observe(sighting)));
        }
    }
    Ok(None)
}

/// The file beside it must not look like that, and the file itself must do so again.
async fn confirm(
    probe: &Probe<'_>,
    word: &'static str,
    attempt: &Attempt,
    attack: &Asked,
    text: &str,
) -> Result<Option<Sighting>, ProbeError> {
    let control = ask(probe, &Payload::Text(attempt.control(probe))).await?;
    if attempt.proof.find(&control.exchange.response.text()).is_some() {
        return Ok(None);
    }
    let again = ask(probe, &Payload::Text(attempt.value(probe))).await?;
    if attempt.proof.find(&again.exchange.response.text()).is_none() {
        return Ok(None);
    }
    let summary = format!(
        "The answer holds {} ({}), twice in two tries; with the name of a file that is not there it does not",
        attempt.proof.what(),
        text.lines().next().unwrap_or_default()
    );
    let shown_text = if attempt.proof == Proof::EncodedPhp { "" } else { text };
    let control = &control.exchange;
    let web = probe.evidence_at(&attack.value, &attack.exchange, shown_text).with(
        "control",
        &control.raw_request,
        shown(control),
    );
    Ok(Some(Sighting::confirmed(word, summary, web)))
}
