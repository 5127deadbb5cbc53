//! The whole of what the template gets.

use model::report::ReportHead;
use model::severity::Threat;
use serde::Serialize;

use super::group::{Group, Groups, Section};
use super::head::{Cover, Scope};
use super::hosts::{HostRow, Ranked, hosts, most_affected};
use super::prose::line;
use super::words;
use crate::text::{count_of, counted, thousands, threat_name};

/// Rows of the table of most urgent problems.
const URGENT: usize = 8;

/// The data file of the template.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    cover: Cover,
    rating: words::Rating,
    summary: Vec<String>,
    caution: Option<String>,
    bands: Vec<Band>,
    total: String,
    urgent: Vec<Glance>,
    affected_hosts: Vec<Ranked>,
    glance: Vec<Glance>,
    hosts: Vec<HostRow>,
    more_hosts: Option<String>,
    sections: Vec<Section<'a>>,
    not_listed: Option<String>,
    scope: Scope,
}

/// One band of the severity chart.
#[derive(Serialize)]
struct Band {
    key: &'static str,
    name: &'static str,
    count: String,
    /// Share of all findings in parts of 10,000.
    share: u64,
    /// Length of its bar against the longest in parts of 10,000.
    bar: u64,
}

/// One definition in a table of problems.
#[derive(Serialize)]
struct Glance {
    /// Where its section is in the list of sections.
    at: usize,
    key: &'static str,
    threat: &'static str,
    score: String,
    title: String,
    affected: String,
    action: String,
}

impl<'a> Document<'a> {
    pub(super) fn new(head: &ReportHead, groups: &'a Groups) -> Self {
        // Findings arrive by severity, but one definition may span bands.
        let mut sorted: Vec<&Group> = groups.groups.iter().collect();
        sorted.sort_by_key(|group| std::cmp::Reverse(group.severity));
        let glance = || sorted.iter().enumerate().map(|(at, group)| Glance::new(at, group));
        let is_weakness = |(_, group): &(usize, &&Group)| group.severity.threat() != Threat::Info;
        let urgent = sorted.iter().enumerate().filter(is_weakness).take(URGENT);
        let (hosts, more_hosts) = hosts(head);
        Self {
            cover: Cover::new(head),
            rating: words::rating(head),
            summary: words::summary(head, &sorted),
            caution: words::caution(head),
            bands: bands(head),
            total: thousands(head.counts.total()),
            urgent: urgent.map(|(at, group)| Glance::new(at, group)).collect(),
            affected_hosts: most_affected(head),
            glance: glance().collect(),
            hosts,
            more_hosts,
            sections: sorted.iter().map(|group| Section::new(group)).collect(),
            not_listed: not_listed(groups),
            scope: Scope::new(head),
        }
    }
}

fn bands(head: &ReportHead) -> Vec<Band> {
    let counts: Vec<(Threat, u64)> =
        Threat::ALL.iter().rev().map(|&t| (t, count_of(head.counts, t))).collect();
    let total = head.counts.total().max(1);
    let longest = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let part = |count: u64, of: u64| count.saturating_mul(10_000) / of;
    counts
        .into_iter()
        .map(|(threat, count)| Band {
            key: threat.as_str(),
            name: threat_name(threat),
            count: thousands(count),
            share: part(count, total),
            bar: part(count, longest),
        })
        .collect()
}

impl Glance {
    fn new(at: usize, group: &Group) -> Self {
        Self {
            at,
            key: group.severity.threat().as_str(),
            threat: threat_name(group.severity.threat()),
            score: group.severity.to_string(),
            title: line(&group.definition.name, 140),
            affected: counted(group.count, "place"),
            action: line(&words::first_sentence(&group.definition.solution), 200),
        }
    }
}

fn not_listed(groups: &Groups) -> Option<String> {
    let rest = groups.not_listed();
    (rest > 0).then(|| {
        let mut text = format!(
            "To stay readable, this document lists the most severe places of each problem: {} counted but not \
             listed.",
            if rest == 1 { "1 finding is".to_owned() } else { format!("{} findings are", thousands(rest)) }
        );
        if groups.without_section > 0 {
            text.push_str(&format!(
                " Of these, {} to problems that have no section of their own.",
                if groups.without_section == 1 {
                    "1 belongs".to_owned()
                } else {
                    format!("{} belong", thousands(groups.without_section))
                }
            ));
        }
        text.push_str(" The CSV and JSON reports of this run hold the full list.");
        text
    })
}
