//! From stored rows to what renderers print. For the job that writes reports: nobody is authorised here, the tenant is
//! part of every call.

use std::sync::Arc;

use model::definition::{Definition, Effect, SolutionType};
use model::finding::Finding;
use model::ports::Protocol;
use model::report::{Coverage, ReportFinding, ReportHead};
use model::run::Run;
use model::{FindingId, OrganizationId, RunId, Severity};

use crate::ctx::Services;
use crate::{Error, Result};

/// Rows of what was not tested.
const NOT_TESTED: u32 = 500;
/// Findings of one piece.
const PIECE: u32 = 500;

/// What a report prints before its findings.
pub async fn head(services: &Services, organization: OrganizationId, run: RunId) -> Result<ReportHead> {
    let mut tx = services.db.read().await?;
    let run = store::runs::get_any(&mut tx, organization, run)
        .await?
        .ok_or_else(|| Error::not_found("run", run))?;
    let tenant = store::organizations::get(&mut tx, organization)
        .await?
        .ok_or_else(|| Error::not_found("organization", organization))?;
    let scan = store::scans::get_any(&mut tx, organization, run.scan).await?;
    let hosts = store::hosts::of_run(&mut tx, organization, run.id).await?;
    let coverage = coverage(&mut tx, &run).await?;
    let scan_name = run.shown_name(scan.as_ref()).to_owned();
    let profile = &run.plan.profile;
    Ok(ReportHead {
        title: format!("{}: {scan_name}", run.product.title()),
        organization: tenant.name,
        product: run.product,
        scan_name,
        target_name: run.plan.target_name.clone(),
        hosts_in_scope: run.plan.scope.include.to_string(),
        hosts_excluded: run.plan.scope.exclude.to_string(),
        profile: format!("{} (version {}){}", profile.name, profile.version, narrowed(&run)),
        ports: run.plan.ports.to_string(),
        run: run.id.to_string(),
        run_state: run.state.to_string(),
        run_reason: run.reason.clone(),
        started_at: run.started_at,
        finished_at: run.finished_at,
        counts: run.counts,
        compliance: run.compliance,
        hosts,
        coverage,
        generator: services.settings.generator.clone(),
    })
}

/// How a run was narrowed, as a part of a sentence: nobody is to take a part for the whole.
fn narrowed(run: &Run) -> String {
    let Some(web) = &run.plan.web else { return String::new() };
    let mut out = String::new();
    if web.narrowing.incremental {
        out.push_str(", only what is new or changed since the last complete scan");
    }
    match web.reduced_scopes.len() {
        0 => {}
        1 => out.push_str(", only one given address"),
        n => out.push_str(&format!(", only {n} given addresses")),
    }
    out
}

async fn coverage(tx: &mut store::Tx, run: &Run) -> Result<Coverage> {
    let facts = store::coverage::facts(tx, run.organization, run.id).await?;
    let gaps = store::coverage::gaps(tx, run.organization, run.id, NOT_TESTED).await?;
    let place = |gap: &store::coverage::Gap| match gap.port {
        Some(port) => format!("{} {port} {}", gap.host, gap.place).trim_end().to_owned(),
        None => gap.host.clone(),
    };
    let reason = |gap: &store::coverage::Gap| {
        let words: Vec<&str> = gap.words.iter().map(String::as_str).collect();
        if words.is_empty() { gap.reason.clone() } else { format!("{}: {}", words.join(", "), gap.reason) }
    };
    let ports = &run.plan.ports;
    Ok(Coverage {
        hosts_total: run.plan.scope.include.count(),
        hosts_up: facts.hosts_up,
        ports_per_host: u64::from(ports.count(Protocol::Tcp)) + u64::from(ports.count(Protocol::Udp)),
        ports_open: facts.ports_open,
        checks_run: facts.checks_run,
        not_tested: gaps.iter().map(|gap| (place(gap), reason(gap))).collect(),
    })
}

/// Reads the findings of a run piece by piece, gravest first, so that a report of any size fits into memory.
#[derive(Debug)]
pub struct Findings {
    services: Arc<Services>,
    organization: OrganizationId,
    run: RunId,
    after: Option<(Severity, FindingId)>,
    done: bool,
}

impl Findings {
    /// The findings of a run, from the first.
    pub fn of_run(services: Arc<Services>, organization: OrganizationId, run: RunId) -> Self {
        Self { services, organization, run, after: None, done: false }
    }

    /// The next piece; empty at the end.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next(&mut self) -> Result<Vec<ReportFinding>> {
        if self.done {
            return Ok(Vec::new());
        }
        let mut tx = self.services.db.read().await?;
        let piece =
            store::findings::page_of_run(&mut tx, self.organization, self.run, self.after, PIECE).await?;
        drop(tx);
        self.done = piece.len() < PIECE as usize;
        self.after = piece.last().map(|finding| (finding.severity, finding.id)).or(self.after);
        Ok(piece.into_iter().map(|finding| printed(&self.services, finding)).collect())
    }
}

fn printed(services: &Services, finding: Finding) -> ReportFinding {
    let definition = services.knowledge.definition(&finding.check).unwrap_or_else(|| stand_in(&finding));
    ReportFinding {
        id: Some(finding.id),
        number: finding.number,
        fingerprint: finding.fingerprint,
        host: finding.host,
        port: finding.port,
        service: finding.service,
        place: finding.place,
        severity: finding.severity,
        state: finding.state,
        confidence: finding.confidence,
        evidence: finding.evidence,
        first_seen: finding.first_seen,
        last_seen: finding.last_seen,
        definition,
    }
}

/// What is left of a definition that this version of the program knows no more: what the finding itself keeps.
fn stand_in(finding: &Finding) -> Arc<Definition> {
    Arc::new(Definition {
        check: finding.check.clone(),
        oid: finding.oid.clone(),
        name: finding.name.clone(),
        family: finding.family.clone(),
        cvss_vector: finding.cvss_vector.clone(),
        severity: finding.severity,
        cwe: Vec::new(),
        cve: finding.cve.clone(),
        summary:
            "The check that found this is no longer part of the program; its description is not available."
                .to_owned(),
        impact: String::new(),
        detection: String::new(),
        solution: String::new(),
        solution_type: SolutionType::NoneAvailable,
        references: Vec::new(),
        effect: Effect::Passive,
    })
}
