//! The checks of a point or a site, one after the other.

use model::check::Outcome;
use model::profile::CheckSelection;

use crate::probe::Probe;
use crate::site_check::SiteProbe;
use crate::{checks, site_checks};

/// Runs every selected check that applies at the point, below the effect ceiling of the client and with enough payloads,
/// and names each with its outcome. Ends early when the unit is stopped: what has not run is not in the list.
pub async fn run_checks(probe: &Probe<'_>, selection: &CheckSelection) -> Vec<(&'static str, Outcome)> {
    let mut out = Vec::new();
    for check in checks() {
        let wanted = check.words.iter().any(|w| selection.selects(w))
            && check.effect <= probe.client.ceiling()
            && check.from <= probe.payloads
            && (check.applies)(probe);
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
