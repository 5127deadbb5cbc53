//! The executive summary in plain sentences, derived from the numbers alone.

use model::report::ReportHead;
use model::run::Compliance;
use model::severity::{SeverityCounts, Threat};
use serde::Serialize;

use super::MAX_GROUPS;
use super::group::Group;
use super::prose::line;
use crate::text::{count_of, counted, thousands, threat_name};

/// The overall risk: that of the worst finding.
#[derive(Serialize)]
pub(super) struct Rating {
    key: &'static str,
    word: &'static str,
    text: &'static str,
}

/// Rates a run by its worst finding.
pub(super) fn rating(head: &ReportHead) -> Rating {
    let worst = Threat::ALL.iter().rev().copied().find(|&threat| count_of(head.counts, threat) > 0);
    let text = match worst {
        Some(Threat::Critical) => "Attackers may take over systems or data with little effort. Act now.",
        Some(Threat::High) => "Serious weaknesses can be used by attackers. Act within days.",
        Some(Threat::Medium) => "Weaknesses help attackers under some conditions. Plan their removal.",
        Some(Threat::Low) => "Only small weaknesses were found. Remove them in the course of maintenance.",
        Some(Threat::Info) | None => "No weakness was found by the checks of this run.",
    };
    match worst {
        Some(threat) if threat != Threat::Info => {
            Rating { key: threat.as_str(), word: threat_name(threat), text }
        }
        _ => Rating { key: "none", word: "None found", text },
    }
}

/// The paragraphs of the summary. `groups` are sorted, worst first.
pub(super) fn summary(head: &ReportHead, groups: &[&Group]) -> Vec<String> {
    let first = [Some(found(head)), worst(groups), spread(head)];
    let last = [advice(head, groups), verdict(head)];
    let joined =
        |sentences: &[Option<String>]| sentences.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let paragraphs = [tested(head), joined(&first), joined(&last)];
    paragraphs.into_iter().filter(|text| !text.is_empty()).collect()
}

/// A warning when the run did not end well.
pub(super) fn caution(head: &ReportHead) -> Option<String> {
    if head.run_state == "completed" {
        return None;
    }
    let reason = head.run_reason.as_deref().map(|r| format!(" ({})", line(r, 300))).unwrap_or_default();
    let state = line(&head.run_state.replace('_', " "), 40);
    Some(format!(
        "The run is not complete: it ended as “{state}”{reason}. Weaknesses may exist that this report does not show."
    ))
}

/// The first sentence of a text.
pub(super) fn first_sentence(text: &str) -> String {
    let mut end = text.len();
    for (at, _) in text.match_indices(". ") {
        // "e.g. " and its like end no sentence.
        let word = text[..at].rsplit(' ').next().unwrap_or("");
        if word.len() > 2 && !word.contains('.') {
            end = at + 1;
            break;
        }
    }
    text[..end].trim().to_owned()
}

fn tested(head: &ReportHead) -> String {
    let coverage = &head.coverage;
    let when = match (head.started_at, head.finished_at) {
        (Some(start), Some(end)) => format!(" between {} and {}", instant(start), instant(end)),
        (Some(start), None) => format!(" from {} on", instant(start)),
        _ => String::new(),
    };
    let answered = match coverage.hosts_up {
        0 => "none answered".to_owned(),
        up if up == coverage.hosts_total && up == 1 => "it answered".to_owned(),
        up if up == coverage.hosts_total => "all answered".to_owned(),
        up => format!("{} answered", thousands(up)),
    };
    format!(
        "The target “{}” was tested with the profile “{}”{when}. Of {} in scope, {answered}; {} found open, and {} \
         came to an answer.",
        line(&head.target_name, 120),
        line(&head.profile, 120),
        counted(coverage.hosts_total, "host"),
        was(coverage.ports_open, "port"),
        counted(coverage.checks_run, "check"),
    )
}

/// An instant that no line break tears from its zone.
fn instant(at: model::Timestamp) -> String {
    at.human().replace(" UTC", "\u{a0}UTC")
}

fn was(number: u64, noun: &str) -> String {
    format!("{} {}", counted(number, noun), if number == 1 { "was" } else { "were" })
}

fn found(head: &ReportHead) -> String {
    let counts = head.counts;
    let weaknesses = counts.total() - counts.info;
    let notes = match counts.info {
        0 => String::new(),
        info => format!(" {} for information {} listed too.", counted(info, "note"), are(info)),
    };
    if weaknesses == 0 {
        return format!("The checks of this run found no weakness.{notes}");
    }
    let bands: Vec<String> = [Threat::Critical, Threat::High, Threat::Medium, Threat::Low]
        .into_iter()
        .map(|threat| (threat, count_of(counts, threat)))
        .filter(|(_, count)| *count > 0)
        .map(|(threat, count)| format!("{} {threat}", thousands(count)))
        .collect();
    let total = if weaknesses == 1 {
        "1 weakness".to_owned()
    } else {
        format!("{} weaknesses", thousands(weaknesses))
    };
    format!("The scan found {total}: {}.{notes}", listed(&bands))
}

const fn are(number: u64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn worst(groups: &[&Group]) -> Option<String> {
    let group = groups.first().filter(|group| group.severity.threat() != Threat::Info)?;
    let place = match group.count {
        1 => format!("on {}", group.first_host),
        count => format!("at {}, on {} for one", counted(count, "place"), group.first_host),
    };
    Some(format!(
        "The most severe problem is “{}” (CVSS {}), found {place}.",
        line(&group.definition.name, 160),
        group.severity
    ))
}

fn spread(head: &ReportHead) -> Option<String> {
    let urgent = |counts: &SeverityCounts| counts.critical + counts.high > 0;
    let hosts = head.hosts.iter().filter(|host| urgent(&host.counts)).count() as u64;
    let all = head.hosts.len() as u64;
    match hosts {
        0 => None,
        1 if all == 1 => Some("The host has findings that are critical or high.".to_owned()),
        hosts if hosts == all => {
            Some(format!("All {} hosts have findings that are critical or high.", thousands(all)))
        }
        hosts => Some(format!(
            "{} of {} hosts {} findings that are critical or high.",
            thousands(hosts),
            thousands(all),
            if hosts == 1 { "has" } else { "have" }
        )),
    }
}

fn advice(head: &ReportHead, groups: &[&Group]) -> Option<String> {
    let urgent: Vec<&&Group> = groups.iter().filter(|g| g.severity >= Threat::High.floor()).collect();
    let findings: u64 = head.counts.critical + head.counts.high;
    // At the limit there may be more problems than were gathered: a number would be false.
    if urgent.is_empty() || urgent.len() >= MAX_GROUPS || findings == 0 {
        return None;
    }
    let problems = urgent.len() as u64;
    let removed = match findings {
        1 => "the critical or high finding".to_owned(),
        all => format!("all {} critical and high findings", thousands(all)),
    };
    Some(format!("Solving {} removes {removed}.", counted(problems, "distinct problem")))
}

fn verdict(head: &ReportHead) -> Option<String> {
    head.compliance.map(|verdict| match verdict {
        Compliance::Pass => format!("By the rules of {}, this run passes.", head.product.title()),
        Compliance::Fail => format!(
            "By the rules of {}, this run fails; it must be repeated after the failing findings are removed.",
            head.product.title()
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_should() {
        for (text, expect) in [
            ("Set a password. Then restart.", "Set a password."),
            ("Update to 1.2.3 or later", "Update to 1.2.3 or later"),
            ("Use a tool, e.g. this one. Done.", "Use a tool, e.g. this one."),
            ("", ""),
        ] {
            assert_eq!(first_sentence(text), expect);
        }
    }

    #[test]
    fn lists_read_like_sentences() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&words[..1]), "a");
        assert_eq!(listed(&words[..2]), "a and b");
        assert_eq!(listed(&words), "a, b and c");
    }
}
