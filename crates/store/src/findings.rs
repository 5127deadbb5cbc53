//! Findings: one row a weakness at a place of a target, across runs. What each run saw is in `observations`, and so is
//! the evidence, once.

mod changes;
mod counters;
mod days;
mod decide;
mod decided;
mod facets;
mod list;
mod record;
mod tally;
mod web;

pub(crate) use changes::{organization_changed, target_changed};
pub(crate) use counters::{HOSTS, host_row};
pub use counters::{mark_fixed, recount};
pub(crate) use days::day_of;
pub use days::purge_days;
pub use decide::{FindingDecision, decide};
pub use decided::{Decided, decided};
pub use list::{COLUMNS, RUN_COLUMNS, explain, list, list_of_run, page_of_run};
pub use record::{Recorded, RunRef, Sighting, insert_unchecked, record};
pub use tally::{counts_of_run, counts_of_runs, counts_of_target, counts_of_targets};
pub use web::{
    MAX_EVIDENCE, WEB_COLUMNS, WebFinding, explain_web, list_web, runs_of, seen_at, web_by_number,
};

use model::finding::Finding;
use model::host::Port;
use model::{FindingId, OrganizationId, Product, RunId, Severity, SeverityCounts, TargetId, Threat};

use crate::coverage;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::Row;

/// The columns of a finding with the evidence of its last sighting.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.organization, t.product, t.target, t.scan, t.number, t.fingerprint, t.check_word, t.oid, ",
            "t.name, t.family, t.host, t.address, t.port, t.protocol, t.service, t.place, t.severity, t.cvss_vector, ",
            "t.cve, t.state, t.confidence, t.first_run, t.last_run, t.first_seen, t.last_seen, t.fixed_at, o.evidence ",
            "FROM findings t LEFT JOIN observations o ON o.run = t.last_run AND o.finding = t.id ",
            $rest
        )
    };
}

fn read(row: Row<'_>) -> Result<Finding, DbError> {
    let row = row.of("findings");
    Ok(Finding {
        id: row.id("id")?,
        organization: row.id("organization")?,
        product: row.parse("product")?,
        target: row.id("target")?,
        scan: row.id("scan")?,
        number: row.int("number")?,
        fingerprint: row.text("fingerprint")?,
        check: row.text("check_word")?,
        oid: row.text("oid")?,
        name: row.text("name")?,
        family: row.text("family")?,
        host: row.text("host")?,
        address: row.parse("address")?,
        port: coverage::port(&row)?,
        service: row.opt_text("service")?,
        place: row.text("place")?,
        severity: Severity::from_tenths(row.num("severity")?),
        cvss_vector: row.text("cvss_vector")?,
        cve: row.json("cve")?,
        state: row.parse("state")?,
        confidence: row.parse("confidence")?,
        // The run of the last sighting may have been removed since.
        evidence: row.opt_json("evidence")?.unwrap_or_default(),
        first_run: row.id("first_run")?,
        last_run: row.id("last_run")?,
        first_seen: row.time("first_seen")?,
        last_seen: row.time("last_seen")?,
        fixed_at: row.opt_time("fixed_at")?,
    })
}

/// One finding.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: FindingId,
) -> Result<Option<Finding>, DbError> {
    sql(select!("WHERE t.id = $1 AND t.organization = $2 AND t.product = $3"))
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .opt(tx, read)
        .await
}

/// The finding with a number of a target.
///
/// # Errors
/// [`DbError`]
pub async fn by_number(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    number: i64,
) -> Result<Option<Finding>, DbError> {
    sql(select!("WHERE t.target = $1 AND t.number = $2 AND t.organization = $3"))
        .bind(target)
        .bind(number)
        .bind(organization)
        .opt(tx, read)
        .await
}

/// The gravest open findings.
///
/// # Errors
/// [`DbError`]
pub async fn top(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    limit: u32,
) -> Result<Vec<Finding>, DbError> {
    sql(select!(
        "WHERE t.organization = $1 AND t.product = $2 AND t.state <> 'fixed' ORDER BY t.severity DESC, t.id DESC LIMIT $3"
    ))
    .bind(organization)
    .bind(product.as_str())
    .bind(limit)
    .all(tx, read)
    .await
}

/// An open finding that a run has not seen: it closes if its own check ran again at the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFinding {
    /// Id.
    pub id: FindingId,
    /// The check's word.
    pub check: String,
    /// Host label.
    pub host: String,
    /// Port.
    pub port: Option<Port>,
    /// Finer place.
    pub place: String,
}

/// Open findings of a target that were not seen in `run`, in the order of ids after `after`, at most `limit`. What another
/// run saw since this one began is left out: the other one may have looked later.
///
/// # Errors
/// [`DbError`]
pub async fn open_not_seen(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    run: RunId,
    after: Option<FindingId>,
    limit: u32,
) -> Result<Vec<OpenFinding>, DbError> {
    let after = after.unwrap_or_else(|| FindingId::from(uuid::Uuid::nil()));
    sql("SELECT f.id, f.check_word, f.host, f.protocol, f.port, f.place FROM findings f \
         WHERE f.target = $1 AND f.state <> 'fixed' AND f.id > $2 AND f.organization = $3 \
         AND NOT EXISTS (SELECT 1 FROM observations o WHERE o.run = $4 AND o.finding = f.id) \
         AND f.last_seen <= (SELECT COALESCE(r.started_at, r.created_at) FROM runs r WHERE r.id = $4) \
         ORDER BY f.id LIMIT $5")
    .bind(target)
    .bind(after)
    .bind(organization)
    .bind(run)
    .bind(limit)
    .all(tx, |row| {
        let row = row.of("findings");
        Ok(OpenFinding {
            id: row.id("id")?,
            check: row.text("check_word")?,
            host: row.text("host")?,
            port: coverage::port(&row)?,
            place: row.text("place")?,
        })
    })
    .await
}

fn sum(rows: Vec<(Threat, u64)>) -> SeverityCounts {
    let mut counts = SeverityCounts::default();
    for (threat, n) in rows {
        *counts.slot(threat) += n;
    }
    counts
}

fn read_counter(row: Row<'_>) -> Result<(Threat, u64), DbError> {
    let row = row.of("finding_counters");
    Ok((row.parse("threat")?, row.num("n")?))
}

/// Open findings of the product by band, from the counters.
///
/// # Errors
/// [`DbError`]
pub async fn counts(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
) -> Result<SeverityCounts, DbError> {
    let rows = sql("SELECT threat, CAST(SUM(findings) AS BIGINT) AS n FROM finding_counters \
         WHERE organization = $1 AND product = $2 AND state <> 'fixed' GROUP BY threat")
    .bind(organization)
    .bind(product.as_str())
    .all(tx, read_counter)
    .await?;
    Ok(sum(rows))
}
