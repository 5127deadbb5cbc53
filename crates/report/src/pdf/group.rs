//! Findings grouped by definition: what the report tells once, with all the places it holds for.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use model::definition::{Definition, SolutionType};
use model::report::ReportFinding;
use model::severity::Severity;
use serde::Serialize;

use super::proof::{PROOFS_EACH, Proof};
use super::prose::{line, paragraphs};
use super::{MAX_EVIDENCE_LINES, MAX_GROUPS, MAX_PLACES, MAX_PLACES_EACH, PLACES_ALWAYS};
use crate::text::{confidence_name, counted, state_name, threat_name};

/// What was gathered of the findings.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) groups: Vec<Group>,
    index: HashMap<String, usize>,
    places: usize,
    /// Lines of evidence so far.
    lines: usize,
    /// Findings of definitions beyond [`MAX_GROUPS`].
    pub(super) without_section: u64,
}

/// One definition with its places.
pub(super) struct Group {
    pub(super) definition: Arc<Definition>,
    /// Highest of its findings.
    pub(super) severity: Severity,
    pub(super) count: u64,
    /// The host of the first finding, for sentences.
    pub(super) first_host: String,
    pub(super) places: Vec<Place>,
    proofs: Vec<Proof>,
    has_parts: bool,
}

/// One affected place as a table row.
#[derive(Serialize)]
pub(super) struct Place {
    host: String,
    service: String,
    part: String,
    state: &'static str,
    confidence: &'static str,
    first_seen: String,
    last_seen: String,
}

impl Groups {
    pub(super) fn add(&mut self, finding: &ReportFinding) {
        let Some(at) = self.slot(finding) else {
            self.without_section += 1;
            return;
        };
        let Some(group) = self.groups.get_mut(at) else { return };
        group.count += 1;
        group.severity = group.severity.max(finding.severity);
        let (places, proofs) =
            if self.places < MAX_PLACES { (MAX_PLACES_EACH, PROOFS_EACH) } else { (PLACES_ALWAYS, 1) };
        if group.places.len() < places {
            self.places += 1;
            group.places.push(Place::new(finding));
            group.has_parts |= !finding.place.is_empty();
            if group.proofs.len() < proofs {
                let mut proof = Proof::new(finding);
                if self.lines >= MAX_EVIDENCE_LINES {
                    proof = proof.without_items();
                }
                self.lines += proof.lines();
                if !proof.is_empty() {
                    group.proofs.push(proof);
                }
            }
        }
    }

    fn slot(&mut self, finding: &ReportFinding) -> Option<usize> {
        if let Some(&at) = self.index.get(&finding.definition.check) {
            return Some(at);
        }
        if self.groups.len() >= MAX_GROUPS {
            return None;
        }
        self.index.insert(finding.definition.check.clone(), self.groups.len());
        self.groups.push(Group {
            definition: finding.definition.clone(),
            severity: finding.severity,
            count: 0,
            first_host: line(&finding.host, 80),
            places: Vec::new(),
            proofs: Vec::new(),
            has_parts: false,
        });
        Some(self.groups.len() - 1)
    }

    /// Findings whose place is not listed.
    pub(super) fn not_listed(&self) -> u64 {
        let counted: u64 = self.groups.iter().map(|group| group.count).sum();
        counted.saturating_sub(self.places as u64) + self.without_section
    }
}

impl Place {
    fn new(finding: &ReportFinding) -> Self {
        let port = finding.port.map(|port| port.to_string()).unwrap_or_default();
        let service = finding.service.as_deref().unwrap_or("");
        let date = |at: model::Timestamp| at.to_jiff().strftime("%Y-%m-%d").to_string();
        Self {
            host: line(&finding.host, 120),
            service: line(&format!("{port} {service}"), 60),
            part: line(&finding.place, 160),
            state: state_name(finding.state),
            confidence: confidence_name(finding.confidence),
            first_seen: date(finding.first_seen),
            last_seen: date(finding.last_seen),
        }
    }
}

/// A group as the template prints it.
#[derive(Serialize)]
pub(super) struct Section<'a> {
    key: &'static str,
    threat: &'static str,
    score: String,
    title: String,
    family: String,
    check: String,
    vector: String,
    cve: String,
    cwe: String,
    oid: String,
    confidence: String,
    affected: String,
    summary: Vec<String>,
    impact: Vec<String>,
    detection: Vec<String>,
    solution: Vec<String>,
    solution_kind: &'static str,
    references: Vec<Reference>,
    places: &'a [Place],
    has_parts: bool,
    more_places: Option<String>,
    proofs: &'a [Proof],
    more_proofs: Option<String>,
}

#[derive(Serialize)]
struct Reference {
    text: String,
    link: Option<String>,
}

impl<'a> Section<'a> {
    pub(super) fn new(group: &'a Group) -> Self {
        let definition = &*group.definition;
        let listed = group.places.len() as u64;
        let confidences: BTreeSet<&str> = group.places.iter().map(|p| p.confidence).collect();
        Self {
            key: group.severity.threat().as_str(),
            threat: threat_name(group.severity.threat()),
            score: group.severity.to_string(),
            title: line(&definition.name, 200),
            family: line(&definition.family, 80),
            check: line(&definition.check, 100),
            vector: line(&definition.cvss_vector, 160),
            cve: joined(&definition.cve, 12),
            cwe: joined(&definition.cwe, 12),
            oid: line(&definition.oid, 80),
            confidence: confidences.into_iter().collect::<Vec<_>>().join(", "),
            affected: counted(group.count, "place"),
            summary: paragraphs(&definition.summary, 2_000),
            impact: paragraphs(&definition.impact, 2_000),
            detection: paragraphs(&definition.detection, 1_000),
            solution: paragraphs(&definition.solution, 2_000),
            solution_kind: solution_kind(definition.solution_type),
            references: definition.references.iter().take(10).map(|r| Reference::new(r)).collect(),
            places: &group.places,
            has_parts: group.has_parts,
            more_places: more(group.count, listed),
            proofs: &group.proofs,
            more_proofs: (group.count > group.proofs.len() as u64 && !group.proofs.is_empty()).then(|| {
                let shown = counted(group.proofs.len() as u64, "place");
                format!("Evidence is shown for {shown}; the CSV and JSON reports hold it for every place.")
            }),
        }
    }
}

impl Reference {
    fn new(text: &str) -> Self {
        let is_link = (text.starts_with("https://") || text.starts_with("http://"))
            && text.len() <= 500
            && text.bytes().all(|b| b.is_ascii_graphic());
        Self { text: line(text, 200), link: is_link.then(|| text.to_owned()) }
    }
}

fn more(count: u64, listed: u64) -> Option<String> {
    let rest = count.saturating_sub(listed);
    match (rest, listed) {
        (0, _) => None,
        (_, 0) => {
            Some(format!("{} not listed here; the CSV and JSON reports list them.", counted(rest, "place")))
        }
        _ => Some(format!("and {} more; the CSV and JSON reports list them all.", counted(rest, "place"))),
    }
}

fn joined(words: &[String], max: usize) -> String {
    let shown: Vec<&str> = words.iter().take(max).map(String::as_str).collect();
    let rest = words.len().saturating_sub(max);
    let tail = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    line(&format!("{}{tail}", shown.join(", ")), 400)
}

const fn solution_kind(kind: SolutionType) -> &'static str {
    match kind {
        SolutionType::VendorFix => "Install a fixed version",
        SolutionType::Mitigation => "Change the configuration",
        SolutionType::Workaround => "Work around it",
        SolutionType::NoneAvailable => "No fix is known",
    }
}
