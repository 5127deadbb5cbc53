//! Sightings come in: new findings are made, known ones brought up to date, counters kept in step.

use std::collections::HashMap;
use std::sync::Arc;

use model::definition::Definition;
use model::finding::{FindingState, Observation};
use model::{Env, FindingId, OrganizationId, Product, RunId, ScanId, Severity, TargetId, Timestamp};

use super::counters::Changes;
use crate::bulk::{Bulk, find_by_texts};
use crate::coverage;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::{Row, json};
use crate::value::{Kind, Val};

/// The run that results belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunRef {
    /// Tenant.
    pub organization: OrganizationId,
    /// Product.
    pub product: Product,
    /// Target.
    pub target: TargetId,
    /// Scan.
    pub scan: ScanId,
    /// Run.
    pub run: RunId,
}

/// An observation with what the control plane knows about it.
#[derive(Debug, Clone)]
pub struct Sighting {
    /// What a check reported.
    pub observation: Observation,
    /// What it means.
    pub definition: Arc<Definition>,
    /// See `model::fingerprint`.
    pub fingerprint: String,
    /// Effective severity.
    pub severity: Severity,
    /// Service name on the port, if known.
    pub service: Option<String>,
}

/// What became of sightings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recorded {
    /// Findings that were not known.
    pub new: u64,
    /// Known ones.
    pub known: u64,
    /// Known ones that had been fixed.
    pub reopened: u64,
}

/// What is needed of a known finding.
struct Known {
    id: FindingId,
    number: i64,
    state: FindingState,
    severity: u8,
    /// A person chose the severity: it stays.
    severity_chosen: bool,
    first_run: RunId,
    last_run: RunId,
    first_seen: Timestamp,
}

const FINDINGS: Bulk = Bulk {
    table: "findings",
    columns: &[
        ("id", Kind::Uuid),
        ("organization", Kind::Uuid),
        ("product", Kind::Text),
        ("target", Kind::Uuid),
        ("scan", Kind::Uuid),
        ("number", Kind::Int),
        ("fingerprint", Kind::Text),
        ("check_word", Kind::Text),
        ("oid", Kind::Text),
        ("name", Kind::Text),
        ("family", Kind::Text),
        ("host", Kind::Text),
        ("address", Kind::Text),
        ("port", Kind::Int),
        ("protocol", Kind::Text),
        ("service", Kind::Text),
        ("place", Kind::Text),
        ("severity", Kind::Int),
        ("cvss_vector", Kind::Text),
        ("cve", Kind::Text),
        ("state", Kind::Text),
        ("confidence", Kind::Text),
        ("first_run", Kind::Uuid),
        ("last_run", Kind::Uuid),
        ("first_seen", Kind::Int),
        ("last_seen", Kind::Int),
    ],
    suffix: "ON CONFLICT (id) DO UPDATE SET scan = excluded.scan, oid = excluded.oid, name = excluded.name, \
             family = excluded.family, address = excluded.address, service = excluded.service, \
             severity = excluded.severity, cvss_vector = excluded.cvss_vector, cve = excluded.cve, \
             state = excluded.state, confidence = excluded.confidence, last_run = excluded.last_run, \
             last_seen = excluded.last_seen, fixed_at = NULL",
};

const OBSERVATIONS: Bulk = Bulk {
    table: "observations",
    columns: &[
        ("run", Kind::Uuid),
        ("finding", Kind::Uuid),
        ("severity", Kind::Int),
        ("state", Kind::Text),
        ("confidence", Kind::Text),
        ("evidence", Kind::Text),
        ("at", Kind::Int),
    ],
    suffix: "ON CONFLICT (run, finding) DO UPDATE SET severity = excluded.severity, state = excluded.state, \
             confidence = excluded.confidence, evidence = excluded.evidence, at = excluded.at",
};

/// Takes sightings of a run in. A finding that is new gets the next number of its target; a known one changes its state
/// once a run, however often the run sees it. Sightings of one fingerprint count once, the last one wins.
///
/// # Errors
/// `ForeignKey` when the target is gone.
pub async fn record(
    tx: &mut Tx,
    env: &Env,
    run: &RunRef,
    sightings: &[Sighting],
) -> Result<Recorded, DbError> {
    if sightings.is_empty() {
        return Ok(Recorded::default());
    }
    let mut number = lock_target(tx, run).await?;
    let known = find_known(tx, run, sightings).await?;
    let (now, mut recorded, mut changes) = (env.now(), Recorded::default(), Changes::default());
    let last: HashMap<&str, usize> =
        sightings.iter().enumerate().map(|(i, s)| (s.fingerprint.as_str(), i)).collect();
    let mut findings = Vec::with_capacity(last.len());
    let mut observations = Vec::with_capacity(last.len());
    for (i, sighting) in sightings.iter().enumerate() {
        if last.get(sighting.fingerprint.as_str()) != Some(&i) {
            continue;
        }
        let before = known.get(&sighting.fingerprint);
        let state = match before {
            None => FindingState::New,
            Some(before) if before.last_run == run.run && before.state.is_open() => before.state,
            Some(before) => before.state.seen_again(),
        };
        let severity = match before {
            Some(before) if before.severity_chosen => Severity::from_tenths(before.severity),
            _ => sighting.severity,
        };
        let host = sighting.observation.host.label();
        let address = sighting.observation.host.address.to_string();
        if let Some(before) = before {
            recorded.known += 1;
            recorded.reopened += u64::from(before.state == FindingState::Fixed);
            changes.add(&host, &address, (before.severity, before.state), -1);
        } else {
            recorded.new += 1;
            number += 1;
        }
        changes.add(&host, &address, (severity.tenths(), state), 1);
        let id = before.map_or_else(|| env.id(), |b| b.id);
        let place = Place { id, host, address, severity, state, now };
        observations.push(observation_row(run, sighting, &place));
        findings.push(finding_row(run, sighting, place, before, number));
    }
    FINDINGS.insert(tx, findings).await?;
    OBSERVATIONS.insert(tx, observations).await?;
    changes.apply(tx, env, run, now).await?;
    sql("UPDATE targets SET last_finding_number = $1 WHERE id = $2")
        .bind(number)
        .bind(run.target)
        .run(tx)
        .await?;
    Ok(recorded)
}

/// Inserts the rows of sightings as new findings from number `first` on, without looking whether they are known and
/// without counting: what a benchmark measures [`record`] against, and of no other use.
///
/// # Errors
/// `Conflict` where a finding is known.
pub async fn insert_unchecked(
    tx: &mut Tx,
    env: &Env,
    run: &RunRef,
    sightings: &[Sighting],
    first: i64,
) -> Result<(), DbError> {
    let (mut findings, mut observations) = (Vec::new(), Vec::new());
    for (number, sighting) in (first..).zip(sightings) {
        let host = &sighting.observation.host;
        let (state, now) = (FindingState::New, env.now());
        let (address, severity) = (host.address.to_string(), sighting.severity);
        let place = Place { id: env.id(), host: host.label(), address, severity, state, now };
        observations.push(observation_row(run, sighting, &place));
        findings.push(finding_row(run, sighting, place, None, number));
    }
    FINDINGS.insert(tx, findings).await?;
    OBSERVATIONS.insert(tx, observations).await?;
    Ok(())
}

/// Locks the target, so that two workers cannot make one finding twice; its last number.
async fn lock_target(tx: &mut Tx, run: &RunRef) -> Result<i64, DbError> {
    sql("UPDATE targets SET last_finding_number = last_finding_number WHERE id = $1 AND organization = $2 \
         RETURNING id, last_finding_number")
    .bind(run.target)
    .bind(run.organization)
    .opt(tx, |row| row.of("targets").int("last_finding_number"))
    .await?
    .ok_or(DbError::ForeignKey)
}

async fn find_known(
    tx: &mut Tx,
    run: &RunRef,
    sightings: &[Sighting],
) -> Result<HashMap<String, Known>, DbError> {
    let texts = (
        "SELECT id, fingerprint, number, state, severity, severity_chosen, first_run, last_run, \
         first_seen FROM findings \
         WHERE target = $1 AND fingerprint = $2",
        "SELECT id, fingerprint, number, state, severity, severity_chosen, first_run, last_run, \
         first_seen FROM findings \
         WHERE target = $1 AND fingerprint = ANY($2)",
    );
    let read = |row: Row<'_>| {
        let row = row.of("findings");
        let known = Known {
            id: row.id("id")?,
            number: row.int("number")?,
            state: row.parse("state")?,
            severity: row.num("severity")?,
            severity_chosen: row.bool("severity_chosen")?,
            first_run: row.id("first_run")?,
            last_run: row.id("last_run")?,
            first_seen: row.time("first_seen")?,
        };
        Ok((row.text("fingerprint")?, known))
    };
    let keys: Vec<String> = sightings.iter().map(|s| s.fingerprint.clone()).collect();
    Ok(find_by_texts(tx, texts, run.target.into(), &keys, read).await?.into_iter().collect())
}

/// Where a sighting goes.
struct Place {
    id: FindingId,
    host: String,
    address: String,
    severity: Severity,
    state: FindingState,
    now: Timestamp,
}

fn observation_row(run: &RunRef, sighting: &Sighting, place: &Place) -> Vec<Val> {
    vec![
        run.run.into(),
        place.id.into(),
        i64::from(place.severity.tenths()).into(),
        place.state.as_str().into(),
        sighting.observation.confidence.as_str().into(),
        json(&sighting.observation.evidence).into(),
        place.now.into(),
    ]
}

fn finding_row(
    run: &RunRef,
    sighting: &Sighting,
    place: Place,
    before: Option<&Known>,
    number: i64,
) -> Vec<Val> {
    let Sighting { observation, definition, fingerprint, service, .. } = sighting;
    let (protocol, port) = coverage::columns(observation.port);
    vec![
        place.id.into(),
        run.organization.into(),
        run.product.as_str().into(),
        run.target.into(),
        run.scan.into(),
        before.map_or(number, |b| b.number).into(),
        fingerprint.into(),
        (&observation.check).into(),
        (&definition.oid).into(),
        (&definition.name).into(),
        (&definition.family).into(),
        place.host.into(),
        place.address.into(),
        port.into(),
        protocol.into(),
        service.into(),
        (&observation.place).into(),
        i64::from(place.severity.tenths()).into(),
        (&definition.cvss_vector).into(),
        json(&definition.cve).into(),
        place.state.as_str().into(),
        observation.confidence.as_str().into(),
        before.map_or(run.run, |b| b.first_run).into(),
        run.run.into(),
        before.map_or(place.now, |b| b.first_seen).into(),
        place.now.into(),
    ]
}
