//! Sightings come in: new findings are made, known ones brought up to date, counters kept in step.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use model::definition::Definition;
use model::finding::{FindingState, Observation};
use model::{
    Env, FindingId, HostId, OrganizationId, Product, RunId, ScanId, Severity, TargetId, Threat, Timestamp,
};

use crate::bulk::{Bulk, find_by_texts};
use crate::coverage;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::hosts::threat;
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

const COUNTERS: Bulk = Bulk {
    table: "finding_counters",
    columns: &[
        ("organization", Kind::Uuid),
        ("product", Kind::Text),
        ("target", Kind::Uuid),
        ("threat", Kind::Text),
        ("state", Kind::Text),
        ("findings", Kind::Int),
    ],
    suffix: "ON CONFLICT (organization, product, target, threat, state) DO UPDATE SET \
             findings = finding_counters.findings + excluded.findings",
};

/// Also how ingest stores hosts: without counts it only brings address and times up to date.
pub(crate) const HOSTS: Bulk = Bulk {
    table: "hosts",
    columns: &[
        ("id", Kind::Uuid),
        ("organization", Kind::Uuid),
        ("product", Kind::Text),
        ("target", Kind::Uuid),
        ("host", Kind::Text),
        ("address", Kind::Text),
        ("last_run", Kind::Uuid),
        ("first_seen", Kind::Int),
        ("last_seen", Kind::Int),
        ("critical", Kind::Int),
        ("high", Kind::Int),
        ("medium", Kind::Int),
        ("low", Kind::Int),
        ("info", Kind::Int),
    ],
    suffix: "ON CONFLICT (target, host) DO UPDATE SET address = excluded.address, last_run = excluded.last_run, \
             last_seen = excluded.last_seen, critical = hosts.critical + excluded.critical, \
             high = hosts.high + excluded.high, medium = hosts.medium + excluded.medium, \
             low = hosts.low + excluded.low, info = hosts.info + excluded.info",
};

/// Changes of open findings of a host by band, in the order of [`Threat::ALL`] reversed: critical first.
pub(crate) type BandChanges = [i64; 5];

const fn slot(threat: Threat) -> usize {
    match threat {
        Threat::Critical => 0,
        Threat::High => 1,
        Threat::Medium => 2,
        Threat::Low => 3,
        Threat::Info => 4,
    }
}

/// A row of [`HOSTS`].
pub(crate) fn host_row(
    env: &Env,
    run: &RunRef,
    (host, address): (&str, String),
    at: Timestamp,
    changes: BandChanges,
) -> Vec<Val> {
    let mut row: Vec<Val> = vec![
        env.id::<HostId>().into(),
        run.organization.into(),
        run.product.as_str().into(),
        run.target.into(),
        host.into(),
        address.into(),
        run.run.into(),
        at.into(),
        at.into(),
    ];
    row.extend(changes.map(Val::from));
    row
}

/// Changes to the counters while sightings are gone through.
#[derive(Default)]
struct Changes {
    counters: BTreeMap<(Threat, FindingState), i64>,
    hosts: BTreeMap<String, (String, BandChanges)>,
}

impl Changes {
    fn add(&mut self, host: &str, address: &str, (severity, state): (u8, FindingState), by: i64) {
        let threat = threat(severity);
        *self.counters.entry((threat, state)).or_default() += by;
        let entry = self.hosts.entry(host.to_owned()).or_insert_with(|| (address.to_owned(), [0; 5]));
        if state.is_open() {
            entry.1[slot(threat)] += by;
        }
    }
}

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
            Some(before) if before.last_run == run.run => before.state,
            Some(before) => before.state.seen_again(),
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
        changes.add(&host, &address, (sighting.severity.tenths(), state), 1);
        let place = Place { id: before.map_or_else(|| env.id(), |b| b.id), host, address, state, now };
        observations.push(observation_row(run, sighting, &place));
        findings.push(finding_row(run, sighting, place, before, number));
    }
    FINDINGS.insert(tx, findings).await?;
    OBSERVATIONS.insert(tx, observations).await?;
    apply(tx, env, run, changes, now).await?;
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
        let place = Place { id: env.id(), host: host.label(), address: host.address.to_string(), state, now };
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
        "SELECT id, fingerprint, number, state, severity, first_run, last_run, first_seen FROM findings \
         WHERE target = $1 AND fingerprint = $2",
        "SELECT id, fingerprint, number, state, severity, first_run, last_run, first_seen FROM findings \
         WHERE target = $1 AND fingerprint = ANY($2)",
    );
    let read = |row: Row<'_>| {
        let row = row.of("findings");
        let known = Known {
            id: row.id("id")?,
            number: row.int("number")?,
            state: row.parse("state")?,
            severity: row.num("severity")?,
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
    state: FindingState,
    now: Timestamp,
}

fn observation_row(run: &RunRef, sighting: &Sighting, place: &Place) -> Vec<Val> {
    vec![
        run.run.into(),
        place.id.into(),
        i64::from(sighting.severity.tenths()).into(),
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
    let Sighting { observation, definition, fingerprint, severity, service } = sighting;
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
        i64::from(severity.tenths()).into(),
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

async fn apply(
    tx: &mut Tx,
    env: &Env,
    run: &RunRef,
    changes: Changes,
    now: Timestamp,
) -> Result<(), DbError> {
    let hosts =
        changes.hosts.into_iter().map(|(host, (address, by))| host_row(env, run, (&host, address), now, by));
    HOSTS.insert(tx, hosts.collect()).await?;
    count(tx, (run.organization, run.product, run.target), changes.counters).await
}

async fn count(
    tx: &mut Tx,
    (organization, product, target): (OrganizationId, Product, TargetId),
    counters: BTreeMap<(Threat, FindingState), i64>,
) -> Result<(), DbError> {
    let rows = counters.into_iter().filter(|(_, by)| *by != 0).map(|((threat, state), by)| {
        vec![
            organization.into(),
            product.as_str().into(),
            target.into(),
            threat.as_str().into(),
            state.as_str().into(),
            by.into(),
        ]
    });
    COUNTERS.insert(tx, rows.collect()).await?;
    Ok(())
}

/// Closes findings of a target; how many were open.
///
/// # Errors
/// [`DbError`]
pub async fn mark_fixed(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    ids: &[FindingId],
    at: Timestamp,
) -> Result<u64, DbError> {
    let (mut closed, mut counters) = (0, BTreeMap::new());
    for id in ids {
        let Some((product, host, state, severity)) = open(tx, organization, target, *id).await? else {
            continue;
        };
        sql("UPDATE findings SET state = 'fixed', fixed_at = $1 WHERE id = $2")
            .bind(at)
            .bind(*id)
            .run(tx)
            .await?;
        let threat = threat(severity);
        let by = |t: Threat| i64::from(t == threat);
        sql("UPDATE hosts SET critical = critical - $1, high = high - $2, medium = medium - $3, low = low - $4, \
             info = info - $5 WHERE target = $6 AND host = $7")
            .bind(by(Threat::Critical))
            .bind(by(Threat::High))
            .bind(by(Threat::Medium))
            .bind(by(Threat::Low))
            .bind(by(Threat::Info))
            .bind(target)
            .bind(host)
            .run(tx)
            .await?;
        let of_product: &mut BTreeMap<_, i64> = counters.entry(product).or_insert_with(BTreeMap::new);
        *of_product.entry((threat, state)).or_default() -= 1;
        *of_product.entry((threat, FindingState::Fixed)).or_default() += 1;
        closed += 1;
    }
    for (product, counters) in counters {
        count(tx, (organization, product, target), counters).await?;
    }
    Ok(closed)
}

/// Product, host, state and severity of a finding that is open.
async fn open(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    id: FindingId,
) -> Result<Option<(Product, String, FindingState, u8)>, DbError> {
    sql("SELECT id, product, host, state, severity FROM findings \
         WHERE id = $1 AND organization = $2 AND target = $3 AND state <> 'fixed'")
    .bind(id)
    .bind(organization)
    .bind(target)
    .opt(tx, |row| {
        let row = row.of("findings");
        Ok((row.parse("product")?, row.text("host")?, row.parse("state")?, row.num("severity")?))
    })
    .await
}

/// Counts a target's findings anew, after rows were removed.
///
/// # Errors
/// [`DbError`]
pub async fn recount(tx: &mut Tx, organization: OrganizationId, target: TargetId) -> Result<(), DbError> {
    sql("DELETE FROM finding_counters WHERE target = $1 AND organization = $2")
        .bind(target)
        .bind(organization)
        .run(tx)
        .await?;
    sql("UPDATE hosts SET critical = 0, high = 0, medium = 0, low = 0, info = 0 WHERE target = $1 AND organization = $2")
        .bind(target)
        .bind(organization)
        .run(tx)
        .await?;
    let rows = sql("SELECT product, host, state, severity, CAST(COUNT(*) AS BIGINT) AS n FROM findings \
         WHERE target = $1 AND organization = $2 GROUP BY product, host, state, severity")
    .bind(target)
    .bind(organization)
    .all(tx, |row| {
        let row = row.of("findings");
        let key = (row.parse::<Product>("product")?, row.text("host")?);
        Ok((key, row.parse::<FindingState>("state")?, row.num::<u8>("severity")?, row.int("n")?))
    })
    .await?;
    let mut counters: BTreeMap<Product, BTreeMap<_, i64>> = BTreeMap::new();
    let mut hosts: BTreeMap<String, BandChanges> = BTreeMap::new();
    for ((product, host), state, severity, n) in rows {
        let threat = threat(severity);
        *counters.entry(product).or_default().entry((threat, state)).or_default() += n;
        if state.is_open() {
            hosts.entry(host).or_insert([0; 5])[slot(threat)] += n;
        }
    }
    for (product, counters) in counters {
        count(tx, (organization, product, target), counters).await?;
    }
    for (host, bands) in hosts {
        sql("UPDATE hosts SET critical = $1, high = $2, medium = $3, low = $4, info = $5 WHERE target = $6 AND host = $7")
            .bind_all(bands.map(Val::from))
            .bind(target)
            .bind(host)
            .run(tx)
            .await?;
    }
    Ok(())
}
