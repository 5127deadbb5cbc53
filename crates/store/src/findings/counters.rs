//! The counters beside the findings: by target, band and state, and by host and band. Everything that makes, changes or
//! removes findings keeps them in step here.

use std::collections::BTreeMap;

use model::finding::{Finding, FindingState};
use model::{Env, FindingId, HostId, OrganizationId, Product, Severity, TargetId, Threat, Timestamp};

use super::changes::target_changed;
use super::days::{self, DayChanges};
use super::facets;
use super::record::RunRef;
use crate::bulk::Bulk;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::hosts::threat;
use crate::value::{Kind, Val};

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
pub(super) struct Changes {
    counters: BTreeMap<(Threat, FindingState), i64>,
    hosts: BTreeMap<String, (String, BandChanges)>,
    /// What the day's sums take in.
    pub(super) days: DayChanges,
}

impl Changes {
    pub(super) fn add(&mut self, host: &str, address: &str, (severity, state): (u8, FindingState), by: i64) {
        let threat = threat(severity);
        *self.counters.entry((threat, state)).or_default() += by;
        let entry = self.hosts.entry(host.to_owned()).or_insert_with(|| (address.to_owned(), [0; 5]));
        if state.is_open() {
            entry.1[slot(threat)] += by;
        }
    }

    /// Brings hosts and counters up to date.
    pub(super) async fn apply(
        self,
        tx: &mut Tx,
        env: &Env,
        run: &RunRef,
        now: Timestamp,
    ) -> Result<(), DbError> {
        let hosts =
            self.hosts.into_iter().map(|(host, (address, by))| host_row(env, run, (&host, address), now, by));
        HOSTS.insert(tx, hosts.collect()).await?;
        let of = (run.organization, run.product, run.target);
        self.days.apply(tx, of, now).await?;
        count(tx, of, self.counters).await
    }
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
    target_changed(tx, organization, target).await?;
    let (mut closed, mut counters) = (0, BTreeMap::new());
    for id in ids {
        let Some(Open { product, host, state, severity, decided, first_seen }) =
            open(tx, organization, target, *id).await?
        else {
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
        let (of_product, days): &mut (BTreeMap<_, i64>, DayChanges) = counters.entry(product).or_default();
        *of_product.entry((threat, state)).or_default() -= 1;
        *of_product.entry((threat, FindingState::Fixed)).or_default() += 1;
        days.fixed(threat, decided, first_seen, at);
        closed += 1;
    }
    for (product, (counters, days)) in counters {
        count(tx, (organization, product, target), counters).await?;
        days.apply(tx, (organization, product, target), at).await?;
    }
    Ok(closed)
}

/// Gives a finding the severity that a person chose, in its row and in the counters; whether it was there.
///
/// # Errors
/// [`DbError`]
pub(super) async fn choose_severity(
    tx: &mut Tx,
    organization: OrganizationId,
    finding: &Finding,
    severity: Severity,
    (decided, at): (bool, Timestamp),
) -> Result<bool, DbError> {
    let n =
        sql("UPDATE findings SET severity = $1, severity_chosen = $2 WHERE id = $3 AND organization = $4")
            .bind(i64::from(severity.tenths()))
            .bind(true)
            .bind(finding.id)
            .bind(organization)
            .run(tx)
            .await?;
    if n == 1 {
        facets::refresh(tx, organization, finding.id).await?;
    }
    if n == 1 && threat(severity.tenths()) != threat(finding.severity.tenths()) {
        let (from, to) = (finding.severity.threat(), severity.threat());
        let counters = BTreeMap::from([((from, finding.state), -1), ((to, finding.state), 1)]);
        count(tx, (organization, finding.product, finding.target), counters).await?;
        if finding.state.is_open() {
            move_of_host(tx, finding, from, to).await?;
            let mut days = DayChanges::default();
            days.open(from, -i64::from(!decided));
            days.open(to, i64::from(!decided));
            days.apply(tx, (organization, finding.product, finding.target), at).await?;
        }
    }
    Ok(n == 1)
}

/// One open finding of a host goes from a band to another.
async fn move_of_host(tx: &mut Tx, finding: &Finding, from: Threat, to: Threat) -> Result<(), DbError> {
    let by = |t: Threat| i64::from(t == to) - i64::from(t == from);
    sql(
        "UPDATE hosts SET critical = critical + $1, high = high + $2, medium = medium + $3, low = low + $4, \
         info = info + $5 WHERE target = $6 AND host = $7",
    )
    .bind(by(Threat::Critical))
    .bind(by(Threat::High))
    .bind(by(Threat::Medium))
    .bind(by(Threat::Low))
    .bind(by(Threat::Info))
    .bind(finding.target)
    .bind(&finding.host)
    .run(tx)
    .await?;
    Ok(())
}

/// What closing an open finding needs to know of it.
struct Open {
    product: Product,
    host: String,
    state: FindingState,
    severity: u8,
    decided: bool,
    first_seen: Timestamp,
}

async fn open(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    id: FindingId,
) -> Result<Option<Open>, DbError> {
    sql("SELECT id, product, host, state, severity, decision, first_seen FROM findings \
         WHERE id = $1 AND organization = $2 AND target = $3 AND state <> 'fixed'")
    .bind(id)
    .bind(organization)
    .bind(target)
    .opt(tx, |row| {
        let row = row.of("findings");
        Ok(Open {
            product: row.parse("product")?,
            host: row.text("host")?,
            state: row.parse("state")?,
            severity: row.num("severity")?,
            decided: row.opt_text("decision")?.is_some(),
            first_seen: row.time("first_seen")?,
        })
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
    days::recount(tx, organization, target).await
}
