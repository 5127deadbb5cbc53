//! Sightings come in: new findings are made, known ones brought up to date, counters kept in step.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use model::definition::Definition;
use model::finding::{FindingState, Observation};
use model::{Env, FindingId, OrganizationId, Product, RunId, ScanId, Severity, TargetId, Timestamp};

use super::counters::Changes;
use super::facets::{self, Facet};
use crate::bulk::{Bulk, BulkUpdate, find_by_texts};
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
    state: FindingState,
    severity: u8,
    /// A person chose the severity: it stays.
    severity_chosen: bool,
    /// A person called it invalid or accepted.
    decided: bool,
    last_run: RunId,
    facet: i64,
    /// `oid`, `name`, `family`, `cvss_vector`, `cve`.
    meaning: [String; 5],
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
        ("facet", Kind::Int),
    ],
    suffix: "",
};

/// A finding is seen again, and is what it was. `state`, `facet`, `name` and `severity` stand in many indexes and are left
/// out therefore.
const SEEN: BulkUpdate = BulkUpdate {
    table: "findings",
    key: ("id", Kind::Uuid),
    columns: &[
        ("address", Kind::Text),
        ("service", Kind::Text),
        ("last_run", Kind::Uuid),
        ("last_seen", Kind::Int),
    ],
    also: "",
};

/// A finding is seen again and is something else: its state, its facet or its definition changed.
const CHANGED: BulkUpdate = BulkUpdate {
    columns: &[
        ("address", Kind::Text),
        ("service", Kind::Text),
        ("last_run", Kind::Uuid),
        ("last_seen", Kind::Int),
        ("scan", Kind::Uuid),
        ("state", Kind::Text),
        ("confidence", Kind::Text),
        ("severity", Kind::Int),
        ("facet", Kind::Int),
        ("oid", Kind::Text),
        ("name", Kind::Text),
        ("family", Kind::Text),
        ("cvss_vector", Kind::Text),
        ("cve", Kind::Text),
    ],
    also: ", fixed_at = NULL",
    ..SEEN
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
    let first = lock_target(tx, run).await?;
    let known = find_known(tx, run, sightings).await?;
    let last: HashMap<&str, usize> =
        sightings.iter().enumerate().map(|(i, s)| (s.fingerprint.as_str(), i)).collect();
    let mut rows = Rows::new(env.now(), first);
    let facets = facets_of(tx, run, sightings, &known).await?;
    for (i, sighting) in sightings.iter().enumerate() {
        if last.get(sighting.fingerprint.as_str()) == Some(&i) {
            rows.add(env, run, (sighting, facets[i]), known.get(&sighting.fingerprint));
        }
    }
    let (recorded, number) = (rows.recorded, rows.number);
    rows.store(tx, env, run).await?;
    if number != first {
        sql("UPDATE targets SET last_finding_number = $1 WHERE id = $2")
            .bind(number)
            .bind(run.target)
            .run(tx)
            .await?;
    }
    Ok(recorded)
}

/// The facet of each sighting.
async fn facets_of<'a>(
    tx: &mut Tx,
    run: &RunRef,
    sightings: &'a [Sighting],
    known: &HashMap<String, Known>,
) -> Result<Vec<i64>, DbError> {
    let facet = |s: &'a Sighting| Facet::of(run.scan, s, severity(s, known.get(&s.fingerprint)));
    let facets: Vec<Facet<'_>> = sightings.iter().map(facet).collect();
    let ids = facets::ids(tx, run, facets.iter().cloned().collect()).await?;
    let missing =
        || DbError::Inconsistent { table: "finding_facets", column: "id", row: run.target.to_string() };
    facets.iter().map(|facet| ids.get(facet).copied().ok_or_else(missing)).collect()
}

/// How grave a sighting is: what a person chose stays.
fn severity(sighting: &Sighting, before: Option<&Known>) -> Severity {
    match before {
        Some(before) if before.severity_chosen => Severity::from_tenths(before.severity),
        _ => sighting.severity,
    }
}

/// What sightings come to.
struct Rows {
    now: Timestamp,
    /// The number that was given last.
    number: i64,
    recorded: Recorded,
    changes: Changes,
    new: Vec<Vec<Val>>,
    seen: Vec<Vec<Val>>,
    changed: Vec<Vec<Val>>,
    places: BTreeSet<String>,
    observations: Vec<Vec<Val>>,
}

impl Rows {
    fn new(now: Timestamp, number: i64) -> Self {
        let (recorded, changes) = (Recorded::default(), Changes::default());
        let (new, seen, changed, observations) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { now, number, recorded, changes, new, seen, changed, places: BTreeSet::new(), observations }
    }

    fn add(&mut self, env: &Env, run: &RunRef, (sighting, facet): (&Sighting, i64), before: Option<&Known>) {
        let state = match before {
            None => FindingState::New,
            Some(before) if before.last_run == run.run && before.state.is_open() => before.state,
            Some(before) => before.state.seen_again(),
        };
        let severity = severity(sighting, before);
        let host = sighting.observation.host.label();
        let address = sighting.observation.host.address.to_string();
        self.changes.add(&host, &address, (severity.tenths(), state), 1);
        let id = before.map_or_else(|| env.id(), |b| b.id);
        let place = Place { id, host, address, severity, state, facet, now: self.now };
        self.observations.push(observation_row(run, sighting, &place));
        let Some(before) = before else {
            self.recorded.new += 1;
            self.changes.days.found(severity.threat());
            self.number += 1;
            if !sighting.observation.place.is_empty() {
                self.places.insert(sighting.observation.place.clone());
            }
            self.new.push(finding_row(run, sighting, place, self.number));
            return;
        };
        self.recorded.known += 1;
        self.recorded.reopened += u64::from(before.state == FindingState::Fixed);
        self.day(before, severity);
        self.changes.add(&place.host, &place.address, (before.severity, before.state), -1);
        let meaning = meaning(sighting);
        if (before.state, before.facet) == (state, facet) && before.meaning == meaning {
            self.seen.push(seen_row(run, sighting, place));
        } else {
            let mut row = seen_row(run, sighting, place);
            row.extend([
                run.scan.into(),
                state.as_str().into(),
                sighting.observation.confidence.as_str().into(),
                i64::from(severity.tenths()).into(),
                facet.into(),
            ]);
            row.extend(meaning.map(Val::from));
            self.changed.push(row);
        }
    }

    /// What the sums of the day take in of a known finding.
    fn day(&mut self, before: &Known, severity: Severity) {
        let (days, from, to) = (&mut self.changes.days, threat(before.severity), severity.threat());
        if before.state == FindingState::Fixed {
            days.reopened(to, before.decided);
        } else if from != to && !before.decided {
            days.open(from, -1);
            days.open(to, 1);
        }
    }

    async fn store(self, tx: &mut Tx, env: &Env, run: &RunRef) -> Result<(), DbError> {
        FINDINGS.insert(tx, self.new).await?;
        SEEN.update(tx, self.seen).await?;
        CHANGED.update(tx, self.changed).await?;
        OBSERVATIONS.insert(tx, self.observations).await?;
        facets::add_places(tx, run, &self.places).await?;
        self.changes.apply(tx, env, run, self.now).await
    }
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
    let mut facets = HashMap::new();
    for (number, sighting) in (first..).zip(sightings) {
        let host = &sighting.observation.host;
        let (state, now) = (FindingState::New, env.now());
        let (address, severity) = (host.address.to_string(), sighting.severity);
        // As many as there would be, under made-up numbers.
        let next = facets.len() as i64 + 1;
        let facet = *facets.entry(Facet::of(run.scan, sighting, severity)).or_insert(next);
        let place = Place { id: env.id(), host: host.label(), address, severity, state, facet, now };
        observations.push(observation_row(run, sighting, &place));
        findings.push(finding_row(run, sighting, place, number));
    }
    FINDINGS.insert(tx, findings).await?;
    OBSERVATIONS.insert(tx, observations).await?;
    Ok(())
}

/// Locks the target, so that two workers cannot make one finding twice; its last number.
async fn lock_target(tx: &mut Tx, run: &RunRef) -> Result<i64, DbError> {
    sql("UPDATE targets SET finding_changes = finding_changes + 1 WHERE id = $1 AND organization = $2 \
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
        "SELECT id, fingerprint, state, severity, severity_chosen, decision, last_run, facet, oid, name, family, cvss_vector, cve \
         FROM findings WHERE target = $1 AND fingerprint IN (SELECT value FROM json_each($2))",
        "SELECT id, fingerprint, state, severity, severity_chosen, decision, last_run, facet, oid, name, family, cvss_vector, cve \
         FROM findings WHERE target = $1 AND fingerprint = ANY($2)",
    );
    let read = |row: Row<'_>| {
        let row = row.of("findings");
        let known = Known {
            id: row.id("id")?,
            state: row.parse("state")?,
            severity: row.num("severity")?,
            severity_chosen: row.bool("severity_chosen")?,
            decided: row.opt_text("decision")?.is_some(),
            last_run: row.id("last_run")?,
            facet: row.int("facet")?,
            meaning: [
                row.text("oid")?,
                row.text("name")?,
                row.text("family")?,
                row.text("cvss_vector")?,
                row.text("cve")?,
            ],
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
    facet: i64,
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

/// What the definition says of a finding, as its row holds it: see [`Known::meaning`].
fn meaning(sighting: &Sighting) -> [String; 5] {
    let Definition { oid, name, family, cvss_vector, cve, .. } = &*sighting.definition;
    [oid.clone(), name.clone(), family.clone(), cvss_vector.clone(), json(cve)]
}

/// A row of [`SEEN`], and the beginning of one of [`CHANGED`].
fn seen_row(run: &RunRef, sighting: &Sighting, place: Place) -> Vec<Val> {
    vec![place.id.into(), place.address.into(), (&sighting.service).into(), run.run.into(), place.now.into()]
}

fn finding_row(run: &RunRef, sighting: &Sighting, place: Place, number: i64) -> Vec<Val> {
    let Sighting { observation, definition, fingerprint, service, .. } = sighting;
    let (protocol, port) = coverage::columns(observation.port);
    vec![
        place.id.into(),
        run.organization.into(),
        run.product.as_str().into(),
        run.target.into(),
        run.scan.into(),
        number.into(),
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
        run.run.into(),
        run.run.into(),
        place.now.into(),
        place.now.into(),
        place.facet.into(),
    ]
}
