//! The checks of a point or a site, one after the other.

use std::time::Duration;

use futures::StreamExt;
use futures::future::BoxFuture;
use model::check::Outcome;
use model::profile::CheckSelection;
use tokio::sync::Semaphore;

use crate::probe::Probe;
use crate::site_check::SiteProbe;
use crate::{Check, checks, site_checks};

/// How much goes on at a time.
#[derive(Debug, Clone, Copy)]
pub struct Pacing<'a> {
    /// Each check takes a permit while it runs: what is tested side by side shares them.
    pub gate: &'a Semaphore,
    /// The longest that one check may take at one point.
    pub budget: Duration,
    /// Whether checks of the point run side by side, as far as there are permits.
    pub side_by_side: bool,
}

const TOO_LONG: &str = "took longer than its time budget";

/// Runs every selected check that applies at the point, below the effect ceiling of the client and with enough payloads,
/// and names each with its outcome. Ends early when the unit is stopped: what has not run is not in the list.
pub async fn run_checks(
    probe: &Probe<'_>,
    selection: &CheckSelection,
    pacing: Pacing<'_>,
) -> Vec<(&'static str, Outcome)> {
    let wanted = |check: &&'static Check| {
        check.words.iter().any(|w| selection.selects(w))
            && check.effect <= probe.client.ceiling()
            && check.from <= probe.payloads
            && (check.applies)(probe)
    };
    let running = checks().iter().filter(wanted).map(|check| one(check, probe, selection, pacing));
    let width = if pacing.side_by_side { usize::MAX } else { 1 };
    let running: Vec<_> = running.collect();
    let outcomes = futures::stream::iter(running).buffered(width.min(checks().len()));
    outcomes.filter_map(std::future::ready).collect().await
}

/// One check, as soon as there is a permit; `None` if the unit was stopped before.
fn one<'a>(
    check: &'static Check,
    probe: &'a Probe<'a>,
    selection: &'a CheckSelection,
    pacing: Pacing<'a>,
) -> BoxFuture<'a, Option<(&'static str, Outcome)>> {
    Box::pin(async move {
        let _permit = pacing.gate.acquire().await;
        if probe.client.net().stop().is_cancelled() {
            return None;
        }
        let outcome = match tokio::time::timeout(pacing.budget, (check.run)(probe)).await {
            Ok(outcome) => outcome,
            Err(_) => {
                let open = check.words.iter().map(|word| (*word, TOO_LONG.to_owned())).collect();
                Outcome { observed: Vec::new(), covered: Vec::new(), not_covered: open }
            }
        };
        Some((check.name, only(selection, outcome)))
    })
}

/// The same for the checks of a whole site. `done` names those that need not run again.
pub async fn run_site_checks(
    probe: &SiteProbe<'_>,
    selection: &CheckSelection,
    done: &[String],
) -> Vec<(&'static str, Outcome)> {
    let mut out = Vec::new();
    for check in site_checks() {
        let wanted = check.words.iter().any(|w| selection.selects(w))
            && check.effect <= probe.client.ceiling()
            && check.from <= probe.payloads
            && !done.iter().any(|name| name == check.name);
        if !wanted {
            continue;
        }
        if probe.client.net().stop().is_cancelled() {
            break;
        }
        out.push((check.name, only(selection, (check.run)(probe).await)));
    }
    out
}

/// The outcome without words that were not selected.
fn only(selection: &CheckSelection, mut outcome: Outcome) -> Outcome {
    outcome.observed.retain(|o| selection.selects(&o.check));
    outcome.covered.retain(|w| selection.selects(w));
    outcome.not_covered.retain(|(w, _)| selection.selects(w));
    outcome
}
