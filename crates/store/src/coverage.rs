//! The coverage ledger: what a run tested, what it did not, and why.

mod list;

use std::collections::BTreeSet;

use model::host::Port;
use model::ports::{PortSet, Protocol};
use model::{OrganizationId, RunId};

use crate::bulk::find_by_texts;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::Row;

pub use list::{CoverageQuery, CoverageRow, page};

/// Checks that came to an answer at a place. The words `*` and `cve:*` are kept as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredPlace {
    /// Host label.
    pub host: String,
    /// The port; `None` for checks of the host itself.
    pub port: Option<Port>,
    /// The place inside the service; empty for every place of it.
    pub place: String,
    /// Words of the checks.
    pub words: BTreeSet<String>,
}

/// Checks that came to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Host label.
    pub host: String,
    /// The port; `None` for the host itself.
    pub port: Option<Port>,
    /// The place inside the service; empty for every place of it.
    pub place: String,
    /// Words of the checks; empty for a host that was not scanned at all.
    pub words: BTreeSet<String>,
    /// Why.
    pub reason: String,
}

/// Coverage in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CoverageFacts {
    /// Hosts that answered.
    pub hosts_up: u64,
    /// Hosts that did not.
    pub hosts_skipped: u64,
    /// Open ports.
    pub ports_open: u64,
    /// Check runs that came to an answer.
    pub checks_run: u64,
    /// Check runs that did not.
    pub gaps: u64,
}

/// The port of a row; 0 stands for none.
pub(crate) fn port(row: &Row<'_>) -> Result<Option<Port>, DbError> {
    let number = row.num::<u16>("port")?;
    if number == 0 { Ok(None) } else { Ok(Some(Port { number, protocol: row.parse("protocol")? })) }
}

/// A port as two columns: protocol and number.
pub(crate) fn columns(port: Option<Port>) -> (&'static str, i64) {
    port.map_or(("", 0), |p| (p.protocol.as_str(), i64::from(p.number)))
}

fn split(words: &str) -> BTreeSet<String> {
    words.split(',').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn read(row: Row<'_>) -> Result<CoveredPlace, DbError> {
    let row = row.of("coverage");
    Ok(CoveredPlace {
        host: row.text("host")?,
        port: port(&row)?,
        place: row.text("place")?,
        words: split(&row.text("words")?),
    })
}

/// What a run tested on hosts, by their labels: one entry a place.
///
/// # Errors
/// [`DbError`]
pub async fn of_hosts(tx: &mut Tx, run: RunId, hosts: &[String]) -> Result<Vec<CoveredPlace>, DbError> {
    let texts = (
        "SELECT host, protocol, port, place, words FROM coverage WHERE run = $1 \
         AND host IN (SELECT value FROM json_each($2)) ORDER BY host, protocol, port, place",
        "SELECT host, protocol, port, place, words FROM coverage WHERE run = $1 AND host = ANY($2) \
         ORDER BY host, protocol, port, place",
    );
    let rows = find_by_texts(tx, texts, run.into(), hosts, read).await?;
    let mut places: Vec<CoveredPlace> = Vec::new();
    for row in rows {
        match places.last_mut() {
            Some(last) if last.host == row.host && last.port == row.port && last.place == row.place => {
                last.words.extend(row.words);
            }
            _ => places.push(row),
        }
    }
    Ok(places)
}

/// What a run could not test, hosts that were left out included, in the order of hosts; at most `limit` entries.
///
/// # Errors
/// [`DbError`]
pub async fn gaps(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    limit: u32,
) -> Result<Vec<Gap>, DbError> {
    sql("SELECT host, protocol, port, place, words, reason FROM (\
         SELECT c.host, c.protocol, c.port, c.place, c.words, c.reason FROM coverage_gaps c WHERE c.run = $1 \
         UNION ALL SELECT s.host, '' AS protocol, 0 AS port, '' AS place, '' AS words, s.reason FROM run_skips s WHERE s.run = $1) g \
         WHERE EXISTS (SELECT 1 FROM runs r WHERE r.id = $1 AND r.organization = $2) \
         ORDER BY host, protocol, port, place, words LIMIT $3")
        .bind(run)
        .bind(organization)
        .bind(limit)
        .all(tx, |row| {
            let row = row.of("coverage_gaps");
            Ok(Gap {
                host: row.text("host")?,
                port: port(&row)?,
                place: row.text("place")?,
                words: split(&row.text("words")?),
                reason: row.text("reason")?,
            })
        })
        .await
}

/// Coverage of a run in numbers.
///
/// # Errors
/// [`DbError`]
pub async fn facts(tx: &mut Tx, organization: OrganizationId, run: RunId) -> Result<CoverageFacts, DbError> {
    let facts = sql("SELECT \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM run_hosts h WHERE h.run = r.id) AS hosts_up, \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM run_skips k WHERE k.run = r.id) AS hosts_skipped, \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM run_services s WHERE s.run = r.id) AS ports_open, \
         (SELECT CAST(COALESCE(SUM(c.word_count), 0) AS BIGINT) FROM coverage c WHERE c.run = r.id) AS checks_run, \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM coverage_gaps g WHERE g.run = r.id) AS gaps \
         FROM runs r WHERE r.id = $1 AND r.organization = $2")
        .bind(run)
        .bind(organization)
        .opt(tx, |row| {
            let row = row.of("coverage");
            Ok(CoverageFacts {
                hosts_up: row.num("hosts_up")?,
                hosts_skipped: row.num("hosts_skipped")?,
                ports_open: row.num("ports_open")?,
                checks_run: row.num("checks_run")?,
                gaps: row.num("gaps")?,
            })
        })
        .await?;
    Ok(facts.unwrap_or_default())
}

/// Ports that a run asked on a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedPorts {
    /// Host label.
    pub host: String,
    /// Protocol.
    pub protocol: Protocol,
    /// The ports asked.
    pub scanned: PortSet,
    /// Those that never answered: neither open nor known to be closed.
    pub filtered: PortSet,
}

/// The ports that a run asked on hosts, by their labels; the open ones among them are services.
///
/// # Errors
/// [`DbError`]
pub async fn ports_of_hosts(tx: &mut Tx, run: RunId, hosts: &[String]) -> Result<Vec<ScannedPorts>, DbError> {
    let texts = (
        "SELECT host, protocol, scanned, filtered FROM run_ports WHERE run = $1 \
         AND host IN (SELECT value FROM json_each($2)) ORDER BY host, protocol, scanned",
        "SELECT host, protocol, scanned, filtered FROM run_ports WHERE run = $1 AND host = ANY($2) \
         ORDER BY host, protocol, scanned",
    );
    find_by_texts(tx, texts, run.into(), hosts, |row| {
        let row = row.of("run_ports");
        let set = |column| row.text(column)?.try_into().map_err(|_| row.inconsistent(column));
        Ok(ScannedPorts {
            host: row.text("host")?,
            protocol: row.parse("protocol")?,
            scanned: set("scanned")?,
            filtered: set("filtered")?,
        })
    })
    .await
}
