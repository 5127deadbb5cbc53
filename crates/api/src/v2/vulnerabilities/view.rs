//! What is shown of a finding.

use std::sync::Arc;

use app::findings::{self, Decided, FindingView, PciNote};
use model::definition::Definition;
use model::finding::Finding;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;
use crate::v2::views::{SeverityCounts, iso, verdict};

/// One weakness at one place of one target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Vulnerability {
    id: String,
    /// Unique in its target.
    number: i64,
    name: String,
    /// Name or address of the host.
    host: String,
    /// Address that was probed.
    address: String,
    /// Null for weaknesses of the host itself.
    port: Option<u16>,
    /// `tcp` or `udp`.
    protocol: Option<&'static str>,
    /// What listens there.
    service: Option<String>,
    /// Where exactly, for web applications.
    url: Option<String>,
    /// 0.0 to 10.0.
    severity: f64,
    /// `critical`, `high`, `medium`, `low` or `info`.
    threat: &'static str,
    cvss: Option<Cvss>,
    cve: Vec<String>,
    cwe: Vec<String>,
    nvt: Nvt,
    /// `new`, `active`, `fixed` or `reopened`.
    state: &'static str,
    /// `banner`, `likely` or `confirmed`.
    confidence: &'static str,
    evidence: Evidence,
    /// What it means for PCI DSS, where the product is `pci`.
    pci: Option<Pci>,
    /// What a person decided about it; null where nobody did.
    decision: Option<Decision>,
    /// Equal for the same weakness at the same place.
    fingerprint: String,
    target_id: String,
    /// The scan that saw it last.
    scan_id: String,
    first_seen: String,
    last_seen: String,
    /// When it was found to be gone.
    fixed_at: Option<String>,
}

/// How grave it is by the Common Vulnerability Scoring System.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cvss {
    /// `3.1` or `4.0`.
    version: String,
    vector: String,
    score: f64,
}

/// The test that found it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Nvt {
    oid: String,
    /// The test's word.
    check: String,
    name: String,
    family: String,
    summary: Option<String>,
    impact: Option<String>,
    /// How it was detected.
    detection: Option<String>,
    solution: Option<String>,
    /// `vendor_fix`, `mitigation`, `workaround` or `none_available`.
    solution_type: Option<&'static str>,
    references: Vec<String>,
}

/// The proof of the last sighting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Evidence {
    summary: String,
    items: Vec<EvidenceItem>,
}

/// One named detail.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EvidenceItem {
    label: String,
    text: String,
}

/// What a finding means for PCI DSS.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Pci {
    /// `pass` or `fail`.
    compliance: &'static str,
    /// By which rule.
    reason: String,
}

/// What a person decided about a finding. It no longer counts, whatever later runs see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Decision {
    /// `false_positive` or `accepted`.
    state: &'static str,
    /// Why.
    comment: String,
    /// Id of the user.
    decided_by: Option<String>,
    decided_at: Option<String>,
}

/// Numbers about the vulnerabilities of a scan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Statistics {
    /// Open ones by band.
    severity_counts: SeverityCounts,
    /// Seen for the first time.
    new: u64,
    /// Seen again.
    active: u64,
    /// Gone.
    fixed: u64,
    /// Back again.
    reopened: u64,
    /// Hosts with open ones.
    hosts: u64,
    /// Verdict of the newest run.
    compliance: Option<&'static str>,
}

impl From<FindingView> for Vulnerability {
    fn from(view: FindingView) -> Self {
        let FindingView { finding, definition, pci, decided } = view;
        Self {
            nvt: nvt(&finding, definition.as_ref()),
            cvss: cvss(&finding),
            id: finding.id.to_string(),
            number: finding.number,
            name: finding.name,
            host: finding.host,
            address: finding.address.to_string(),
            port: finding.port.map(|p| p.number),
            protocol: finding.port.map(|p| p.protocol.as_str()),
            service: finding.service,
            url: Some(finding.place).filter(|p| !p.is_empty()),
            severity: finding.severity.score(),
            threat: finding.severity.threat().as_str(),
            cve: finding.cve,
            cwe: definition.map(|d| d.cwe.clone()).unwrap_or_default(),
            state: finding.state.as_str(),
            confidence: finding.confidence.as_str(),
            evidence: finding.evidence.into(),
            pci: pci.map(Pci::from),
            decision: decided.and_then(decision),
            fingerprint: finding.fingerprint,
            target_id: finding.target.to_string(),
            scan_id: finding.scan.to_string(),
            first_seen: finding.first_seen.iso_millis(),
            last_seen: finding.last_seen.iso_millis(),
            fixed_at: iso(finding.fixed_at),
        }
    }
}

fn nvt(finding: &Finding, definition: Option<&Arc<Definition>>) -> Nvt {
    let text = |pick: fn(&Definition) -> &String| definition.map(|d| pick(d).clone());
    Nvt {
        oid: finding.oid.clone(),
        check: finding.check.clone(),
        name: finding.name.clone(),
        family: finding.family.clone(),
        summary: text(|d| &d.summary),
        impact: text(|d| &d.impact),
        detection: text(|d| &d.detection),
        solution: text(|d| &d.solution),
        solution_type: definition.map(|d| d.solution_type.as_str()),
        references: definition.map(|d| d.references.clone()).unwrap_or_default(),
    }
}

/// `CVSS:3.1/AV:…` carries its version; a vector without one is of version 2.0.
fn cvss(finding: &Finding) -> Option<Cvss> {
    let vector = Some(&finding.cvss_vector).filter(|v| !v.is_empty())?;
    let version = vector.strip_prefix("CVSS:").and_then(|v| v.split('/').next()).unwrap_or("2.0");
    Some(Cvss { version: version.to_owned(), vector: vector.clone(), score: finding.severity.score() })
}

impl From<model::evidence::Evidence> for Evidence {
    fn from(evidence: model::evidence::Evidence) -> Self {
        let item = |i: model::evidence::EvidenceItem| EvidenceItem { label: i.label, text: i.text };
        let items = evidence.lines().into_iter().map(item).collect();
        Self { summary: evidence.summary, items }
    }
}

fn decision(decided: Decided) -> Option<Decision> {
    let state = match decided.decision? {
        model::finding::Decision::Invalid => "false_positive",
        model::finding::Decision::Accepted => "accepted",
    };
    Some(Decision {
        state,
        comment: decided.comment,
        decided_by: decided.by.map(|id| id.to_string()),
        decided_at: iso(decided.at),
    })
}

impl From<PciNote> for Pci {
    fn from(note: PciNote) -> Self {
        Self { compliance: note.verdict.as_str(), reason: note.reason }
    }
}

impl From<findings::Statistics> for Statistics {
    fn from(numbers: findings::Statistics) -> Self {
        let findings::Statistics { open, new, active, fixed, reopened, hosts, compliance } = numbers;
        Self {
            severity_counts: open.into(),
            new,
            active,
            fixed,
            reopened,
            hosts,
            compliance: verdict(compliance),
        }
    }
}

impl Attributes for Vulnerability {
    const TYPE: &'static str = "vulnerabilities";
    fn id(&self) -> String {
        self.id.clone()
    }
}
