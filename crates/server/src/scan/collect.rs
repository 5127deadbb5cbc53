//! Gathers the events of one run in memory and turns them into a report: what ingest and the database do in a server.

use std::collections::BTreeMap;

use knowledge::Knowledge;
use model::check::EVERY;
use model::finding::{FindingState, Observation};
use model::fingerprint::FingerprintParts;
use model::host::{Host, Port};
use model::id::Id;
use model::plan::RunPlan;
use model::ports::Protocol;
use model::report::{Coverage, ReportFinding, ReportHead};
use model::run::HostSummary;
use model::service::Service;
use model::unit::{UnitEvent, UnitOutcome};
use model::{Env, Product, SeverityCounts, TargetId, Timestamp};

/// The most rows of what was not tested.
const MAX_NOT_TESTED: usize = 500;

/// What a run has told so far.
pub(crate) struct Collector {
    target: TargetId,
    plan: RunPlan,
    env: Env,
    started: Timestamp,
    hosts: BTreeMap<Host, BTreeMap<Port, Service>>,
    findings: BTreeMap<(String, Option<Port>, String, String), Observation>,
    coverage: Coverage,
    failures: Vec<String>,
}

impl Collector {
    pub(crate) fn new(target: &str, plan: RunPlan, env: Env) -> Self {
        // The same target text gives the same fingerprints in every run on every machine.
        let digest = FingerprintParts {
            target: TargetId::from_uuid(uuid::Uuid::nil()),
            check: "",
            host: target,
            port: None,
            place: "",
        }
        .fingerprint();
        let number = u128::from_str_radix(digest.get(3..35).unwrap_or("0"), 16).unwrap_or(0);
        let coverage = Coverage {
            hosts_total: plan.hosts().count(),
            ports_per_host: u64::from(plan.ports.count(Protocol::Tcp) + plan.ports.count(Protocol::Udp)),
            ..Coverage::default()
        };
        Self {
            target: TargetId::from_uuid(uuid::Uuid::from_u128(number)),
            started: env.now(),
            plan,
            env,
            hosts: BTreeMap::new(),
            findings: BTreeMap::new(),
            coverage,
            failures: Vec::new(),
        }
    }

    pub(crate) fn apply(&mut self, event: UnitEvent, knowledge: &Knowledge) {
        match event {
            UnitEvent::HostUp { host, .. } => {
                self.hosts.entry(host).or_default();
            }
            UnitEvent::HostSkipped { host, reason } => self.not_tested(host, reason),
            UnitEvent::PortsScanned { open, .. } => self.coverage.ports_open += open.len() as u64,
            UnitEvent::ServiceFound { host, port, service } => {
                let known =
                    knowledge.service_observations(&self.plan.profile, &host, port, &service, self.env.now());
                known.into_iter().for_each(|o| self.observe(o));
                self.hosts.entry(host).or_default().insert(port, service);
            }
            UnitEvent::Observed(observation) => self.observe(*observation),
            UnitEvent::Covered { checks, .. } => {
                let every = checks.iter().any(|c| c == EVERY);
                let count =
                    if every { knowledge.selected_words(&self.plan.profile).len() } else { checks.len() };
                self.coverage.checks_run += count as u64;
            }
            UnitEvent::NotCovered { host, port, checks, reason, .. } => {
                let port = port.map_or_else(String::new, |p| format!(" {p}"));
                self.not_tested(format!("{}{port}: {}", host.label(), checks.join(", ")), reason);
            }
            UnitEvent::Finished(UnitOutcome::Failed { reason, .. }) => self.failures.push(reason),
            UnitEvent::Progress { .. }
            | UnitEvent::Checkpoint(_)
            | UnitEvent::Log { .. }
            | UnitEvent::Part { .. }
            | UnitEvent::Endpoints(_)
            | UnitEvent::Stage(_)
            | UnitEvent::Stack(_)
            | UnitEvent::Finished(UnitOutcome::Completed | UnitOutcome::Stopped) => {}
        }
    }

    fn observe(&mut self, o: Observation) {
        self.findings.insert((o.host.label(), o.port, o.check.clone(), o.place.clone()), o);
    }

    fn not_tested(&mut self, place: String, reason: String) {
        if self.coverage.not_tested.len() < MAX_NOT_TESTED {
            self.coverage.not_tested.push((place, reason));
        }
    }

    /// The report: its head, and the findings with the gravest first.
    pub(crate) fn finish(
        mut self,
        knowledge: &Knowledge,
        interrupted: bool,
    ) -> (ReportHead, Vec<ReportFinding>) {
        let now = self.env.now();
        let observations = std::mem::take(&mut self.findings);
        let mut findings: Vec<_> =
            observations.into_values().filter_map(|o| self.finding(o, knowledge, now)).collect();
        findings.sort_by(|a, b| {
            let place =
                |f: &ReportFinding| (f.host.clone(), f.port, f.definition.check.clone(), f.place.clone());
            b.severity.cmp(&a.severity).then_with(|| place(a).cmp(&place(b)))
        });
        (self.head(&findings, interrupted, now), findings)
    }

    fn finding(&self, o: Observation, knowledge: &Knowledge, now: Timestamp) -> Option<ReportFinding> {
        let definition = knowledge.definition(&o.check)?;
        let service = o.port.and_then(|p| self.hosts.get(&o.host)?.get(&p)).map(|s| s.name.clone());
        Some(ReportFinding {
            id: None,
            number: 0,
            fingerprint: o.fingerprint(self.target),
            host: o.host.label(),
            port: o.port,
            service,
            place: o.place,
            severity: o.severity.unwrap_or(definition.severity),
            state: FindingState::New,
            confidence: o.confidence,
            evidence: o.evidence,
            first_seen: now,
            last_seen: now,
            definition,
        })
    }

    fn head(self, findings: &[ReportFinding], interrupted: bool, now: Timestamp) -> ReportHead {
        let mut counts = SeverityCounts::default();
        let mut by_host: BTreeMap<&str, SeverityCounts> = BTreeMap::new();
        for finding in findings {
            counts.add(finding.severity);
            by_host.entry(&finding.host).or_default().add(finding.severity);
        }
        let hosts: Vec<_> = self
            .hosts
            .into_iter()
            .map(|(host, services)| HostSummary {
                counts: by_host.get(host.label().as_str()).copied().unwrap_or_default(),
                host: host.label(),
                address: host.address,
                services: services.into_iter().collect(),
            })
            .collect();
        let skipped = self.coverage.not_tested.first().map(|(place, why)| format!(": {place}: {why}"));
        let run_reason = match (interrupted, self.failures.first(), hosts.is_empty()) {
            (true, ..) => Some("interrupted".to_owned()),
            (false, Some(reason), _) => Some(reason.clone()),
            (false, None, true) => {
                Some(format!("no host of the target answered{}", skipped.unwrap_or_default()))
            }
            (false, None, false) => None,
        };
        let state = match (interrupted, &run_reason) {
            (true, _) => "canceled",
            (false, Some(_)) => "failed",
            (false, None) => "completed",
        };
        ReportHead {
            title: format!("Vulnerability scan of {}", self.plan.target_name),
            organization: String::new(),
            product: if self.plan.web.is_some() { Product::Dast } else { Product::Vrms },
            scan_name: "command line".to_owned(),
            target_name: self.plan.target_name.clone(),
            hosts_in_scope: self.plan.scope.include.to_string(),
            hosts_excluded: self.plan.scope.exclude.to_string(),
            profile: format!("{} (version {})", self.plan.profile.name, self.plan.profile.version),
            ports: self.plan.ports.to_string(),
            run: String::new(),
            run_state: state.to_owned(),
            run_reason,
            started_at: Some(self.started),
            finished_at: Some(now),
            counts,
            compliance: None,
            coverage: Coverage { hosts_up: hosts.len() as u64, ..self.coverage },
            hosts,
            generator: concat!("Watchpost ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}
