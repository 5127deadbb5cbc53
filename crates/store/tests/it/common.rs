//! Rows that tests begin with.

use std::sync::Arc;

use model::definition::{Definition, Effect, SolutionType};
use model::evidence::Evidence;
use model::finding::{Confidence, Observation};
use model::fingerprint::FingerprintParts;
use model::host::{Host, Port};
use model::plan::RunPlan;
use model::ports::PortSet;
use model::profile::{CheckSelection, Discovery, Intensity, ScanProfile};
use model::run::{Run, RunState, Trigger};
use model::scan::Scan;
use model::scope::Scope;
use model::target::{Target, TargetKind};
use model::{OrganizationId, Product, ScanId, Severity, SeverityCounts, TargetId, UserId};
use store::findings::{RunRef, Sighting};
use store::{Tx, runs, scans, targets};
use testkit::TestDb;

pub(crate) const PRODUCT: Product = Product::Vrms;

pub(crate) fn target(t: &TestDb, organization: OrganizationId, name: &str) -> Target {
    let now = t.env.now();
    Target {
        id: t.env.id(),
        organization,
        product: PRODUCT,
        kind: TargetKind::Network,
        name: name.to_owned(),
        comment: String::new(),
        hosts: "127.0.0.1,10.0.0.0/30".parse().unwrap(),
        exclude_hosts: model::hosts::HostList::default(),
        max_hosts: None,
        web: None,
        created_at: now,
        updated_at: now,
    }
}

pub(crate) fn scan(t: &TestDb, organization: OrganizationId, target: TargetId, name: &str) -> Scan {
    let now = t.env.now();
    Scan {
        id: t.env.id(),
        organization,
        product: PRODUCT,
        name: name.to_owned(),
        comment: String::new(),
        target,
        profile: "normal".to_owned(),
        port_list: None,
        schedule: None,
        last_run: None,
        created_by: t.env.id::<UserId>(),
        created_at: now,
        updated_at: now,
    }
}

pub(crate) fn plan() -> RunPlan {
    RunPlan {
        target_name: "lab".to_owned(),
        scope: Scope {
            include: "127.0.0.1".parse().unwrap(),
            exclude: model::hosts::HostList::default(),
            allowed: model::scope::private_ranges(),
        },
        profile: ScanProfile {
            id: "normal".to_owned(),
            name: "Normal".to_owned(),
            version: 1,
            description: String::new(),
            rationale: String::new(),
            products: vec![PRODUCT],
            default_for: Vec::new(),
            mandatory_for: Vec::new(),
            port_list: "top100".to_owned(),
            discovery: Discovery::Probe,
            checks: CheckSelection::AllExcept(Vec::new()),
            effect_ceiling: Effect::Safe,
            version_checks: true,
            detect_services: true,
            inspect_tls: true,
            intensity: Intensity {
                parallel_hosts: 4,
                parallel_connections: 10,
                parallel_checks: 2,
                connections_per_second: 0,
                connect_timeout_ms: 500,
                read_timeout_ms: 500,
                retries: 1,
            },
            web: None,
        },
        ports: PortSet::from_ports([22, 80], []),
        max_hosts: None,
        web: None,
    }
}

pub(crate) fn run(t: &TestDb, organization: OrganizationId, scan: ScanId, target: TargetId) -> Run {
    Run {
        id: t.env.id(),
        organization,
        product: PRODUCT,
        scan,
        target,
        state: RunState::Queued,
        reason: None,
        trigger: Trigger::Manual,
        started_by: None,
        occurrence: None,
        progress: 0,
        plan: plan(),
        counts: SeverityCounts::default(),
        compliance: None,
        hosts_up: 0,
        created_at: t.env.now(),
        started_at: None,
        finished_at: None,
        hold: None,
        ignore_blackout: None,
        active_since: None,
        active_micros: 0,
    }
}

/// A target with a scan and a run of it, named after `name`.
pub(crate) async fn world(t: &TestDb, tx: &mut Tx, organization: OrganizationId, name: &str) -> RunRef {
    let target = target(t, organization, name);
    targets::insert(tx, &target).await.unwrap();
    let scan = scan(t, organization, target.id, name);
    scans::insert(tx, &scan).await.unwrap();
    next_run(
        t,
        tx,
        RunRef { organization, product: PRODUCT, target: target.id, scan: scan.id, run: t.env.id() },
    )
    .await
}

/// One more run of the same scan.
pub(crate) async fn next_run(t: &TestDb, tx: &mut Tx, of: RunRef) -> RunRef {
    t.clock.advance(1_000_000);
    let run = run(t, of.organization, of.scan, of.target);
    runs::insert(tx, &run).await.unwrap();
    RunRef { run: run.id, ..of }
}

pub(crate) fn sighting(run: &RunRef, check: &str, host: &str, port: Option<u16>, tenths: u8) -> Sighting {
    let host = Host { address: "10.0.0.1".parse().unwrap(), name: Some(host.to_owned()) };
    let port = port.map(Port::tcp);
    let label = host.label();
    let parts = FingerprintParts { target: run.target, check, host: &label, port, place: "" };
    Sighting {
        fingerprint: parts.fingerprint(),
        definition: Arc::new(Definition {
            check: check.to_owned(),
            oid: "1.2.3".to_owned(),
            name: format!("{check} weakness"),
            family: "General".to_owned(),
            cvss_vector: String::new(),
            severity: Severity::from_tenths(tenths),
            cwe: Vec::new(),
            cve: vec!["CVE-2020-0001".to_owned()],
            summary: String::new(),
            impact: String::new(),
            detection: String::new(),
            solution: String::new(),
            solution_type: SolutionType::Mitigation,
            references: Vec::new(),
            effect: Effect::Safe,
        }),
        severity: Severity::from_tenths(tenths),
        service: Some("http".to_owned()),
        observation: Observation {
            check: check.to_owned(),
            host,
            port,
            place: String::new(),
            confidence: Confidence::Confirmed,
            severity: None,
            evidence: Evidence::new("seen").with("response", "\u{1}hostile 'text\"; DROP"),
        },
    }
}
