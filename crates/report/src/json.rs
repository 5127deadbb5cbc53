//! JSON: `{"format": "watchpost-report", "version": 1, "head": {…}, "findings": […], "definitions": {…}}`.
//!
//! The shape is stable: fields are added, never renamed or removed, without a new `version`. Times are ISO 8601 in
//! UTC, severities are CVSS scores from 0.0 to 10.0 with their band in `threat`. The long texts of a weakness stand
//! once under `definitions`, by the `check` that findings name, after the findings: that keeps a million of them small.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use model::definition::Definition;
use model::evidence::Evidence;
use model::host::Port;
use model::report::{Coverage, ReportFinding, ReportHead};
use model::run::HostSummary;
use model::severity::SeverityCounts;
use serde::Serialize;

use crate::error::ReportError;

/// Writes the JSON form.
pub(crate) struct JsonWriter<W: Write> {
    out: W,
    first: bool,
    definitions: BTreeMap<String, Arc<Definition>>,
}

impl<W: Write> JsonWriter<W> {
    pub(crate) fn new(head: &ReportHead, mut out: W) -> Result<Self, ReportError> {
        out.write_all(b"{\"format\":\"watchpost-report\",\"version\":1,\"head\":")?;
        serde_json::to_writer(&mut out, &HeadView::new(head))?;
        out.write_all(b",\"findings\":[")?;
        Ok(Self { out, first: true, definitions: BTreeMap::new() })
    }

    pub(crate) fn finding(&mut self, finding: &ReportFinding) -> Result<(), ReportError> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut self.out, &FindingView::new(finding))?;
        if !self.definitions.contains_key(&finding.definition.check) {
            self.definitions.insert(finding.definition.check.clone(), finding.definition.clone());
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), ReportError> {
        self.out.write_all(b"\n],\"definitions\":{")?;
        for (at, (check, definition)) in self.definitions.iter().enumerate() {
            self.out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.out, check)?;
            self.out.write_all(b":")?;
            serde_json::to_writer(&mut self.out, &DefinitionView::new(definition))?;
        }
        self.out.write_all(b"\n}}\n")?;
        self.out.flush()?;
        Ok(())
    }
}

#[derive(Serialize)]
struct HeadView<'a> {
    title: &'a str,
    organization: &'a str,
    product: &'a str,
    scan: &'a str,
    target: &'a str,
    hosts_in_scope: &'a str,
    hosts_excluded: &'a str,
    profile: &'a str,
    ports: &'a str,
    run: &'a str,
    run_state: &'a str,
    run_reason: Option<&'a str>,
    started_at: Option<String>,
    finished_at: Option<String>,
    counts: &'a SeverityCounts,
    compliance: Option<&'static str>,
    hosts: Vec<HostView<'a>>,
    coverage: CoverageView<'a>,
    generator: &'a str,
}

impl<'a> HeadView<'a> {
    fn new(head: &'a ReportHead) -> Self {
        Self {
            title: &head.title,
            organization: &head.organization,
            product: head.product.as_str(),
            scan: &head.scan_name,
            target: &head.target_name,
            hosts_in_scope: &head.hosts_in_scope,
            hosts_excluded: &head.hosts_excluded,
            profile: &head.profile,
            ports: &head.ports,
            run: &head.run,
            run_state: &head.run_state,
            run_reason: head.run_reason.as_deref(),
            started_at: head.started_at.map(model::Timestamp::iso_millis),
            finished_at: head.finished_at.map(model::Timestamp::iso_millis),
            counts: &head.counts,
            compliance: head.compliance.map(model::run::Compliance::as_str),
            hosts: head.hosts.iter().map(HostView::new).collect(),
            coverage: CoverageView::new(&head.coverage),
            generator: &head.generator,
        }
    }
}

#[derive(Serialize)]
struct HostView<'a> {
    host: &'a str,
    address: String,
    services: Vec<ServiceView<'a>>,
    counts: &'a SeverityCounts,
}

impl<'a> HostView<'a> {
    fn new(host: &'a HostSummary) -> Self {
        let services = host.services.iter().map(|(port, service)| ServiceView {
            port: port.number,
            protocol: port.protocol.as_str(),
            name: &service.name,
            product: service.product.as_deref(),
            version: service.version.as_deref(),
            tls: service.tls,
            cpe: &service.cpe,
        });
        Self {
            host: &host.host,
            address: host.address.to_string(),
            services: services.collect(),
            counts: &host.counts,
        }
    }
}

#[derive(Serialize)]
struct ServiceView<'a> {
    port: u16,
    protocol: &'static str,
    name: &'a str,
    product: Option<&'a str>,
    version: Option<&'a str>,
    tls: bool,
    cpe: &'a [String],
}

#[derive(Serialize)]
struct CoverageView<'a> {
    hosts_total: u64,
    hosts_up: u64,
    ports_per_host: u64,
    ports_open: u64,
    checks_run: u64,
    not_tested: Vec<GapView<'a>>,
}

impl<'a> CoverageView<'a> {
    fn new(coverage: &'a Coverage) -> Self {
        let Coverage { hosts_total, hosts_up, ports_per_host, ports_open, checks_run, not_tested } = coverage;
        Self {
            hosts_total: *hosts_total,
            hosts_up: *hosts_up,
            ports_per_host: *ports_per_host,
            ports_open: *ports_open,
            checks_run: *checks_run,
            not_tested: not_tested.iter().map(|(place, reason)| GapView { place, reason }).collect(),
        }
    }
}

#[derive(Serialize)]
struct GapView<'a> {
    place: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct FindingView<'a> {
    id: Option<String>,
    number: i64,
    fingerprint: &'a str,
    check: &'a str,
    name: &'a str,
    host: &'a str,
    port: Option<u16>,
    protocol: Option<&'static str>,
    service: Option<&'a str>,
    place: &'a str,
    severity: f64,
    threat: &'static str,
    state: &'static str,
    confidence: &'static str,
    evidence: &'a Evidence,
    first_seen: String,
    last_seen: String,
}

impl<'a> FindingView<'a> {
    fn new(finding: &'a ReportFinding) -> Self {
        Self {
            id: finding.id.map(|id| id.to_string()),
            number: finding.number,
            fingerprint: &finding.fingerprint,
            check: &finding.definition.check,
            name: &finding.definition.name,
            host: &finding.host,
            port: finding.port.map(|Port { number, .. }| number),
            protocol: finding.port.map(|Port { protocol, .. }| protocol.as_str()),
            service: finding.service.as_deref(),
            place: &finding.place,
            severity: finding.severity.score(),
            threat: finding.severity.threat().as_str(),
            state: finding.state.as_str(),
            confidence: finding.confidence.as_str(),
            evidence: &finding.evidence,
            first_seen: finding.first_seen.iso_millis(),
            last_seen: finding.last_seen.iso_millis(),
        }
    }
}

#[derive(Serialize)]
struct DefinitionView<'a> {
    oid: &'a str,
    name: &'a str,
    family: &'a str,
    cvss_vector: &'a str,
    severity: f64,
    cwe: &'a [String],
    cve: &'a [String],
    summary: &'a str,
    impact: &'a str,
    detection: &'a str,
    solution: &'a str,
    solution_type: &'static str,
    references: &'a [String],
}

impl<'a> DefinitionView<'a> {
    fn new(definition: &'a Definition) -> Self {
        Self {
            oid: &definition.oid,
            name: &definition.name,
            family: &definition.family,
            cvss_vector: &definition.cvss_vector,
            severity: definition.severity.score(),
            cwe: &definition.cwe,
            cve: &definition.cve,
            summary: &definition.summary,
            impact: &definition.impact,
            detection: &definition.detection,
            solution: &definition.solution,
            solution_type: definition.solution_type.as_str(),
            references: &definition.references,
        }
    }
}
