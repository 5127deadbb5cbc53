//! The ledger of a run as a list: tested places and gaps together, host by host.

use std::collections::BTreeSet;

use model::host::Port;
use model::{OrganizationId, RunId};

use super::{port, split};
use crate::db::{Tx, built};
use crate::error::DbError;
use crate::list::{COUNT_CAP, ListPage};
use crate::value::Val;

/// One entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageRow {
    /// Host label.
    pub host: String,
    /// The port; `None` for the host itself.
    pub port: Option<Port>,
    /// The place inside the service; empty for every place of it.
    pub place: String,
    /// Words of the checks; empty for a host that was not scanned at all.
    pub words: BTreeSet<String>,
    /// Why they came to no answer; `None` where they did.
    pub reason: Option<String>,
}

/// Which entries are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverageQuery {
    /// Only those of hosts whose label is one of these.
    pub hosts: Vec<String>,
    /// Only those that name one of these checks.
    pub checks: Vec<String>,
    /// Places that were tested.
    pub tested: bool,
    /// Places that were not.
    pub gaps: bool,
    /// Entries left out before the first.
    pub offset: u64,
    /// The most entries.
    pub limit: u32,
}

/// A page of a run's ledger in the order of hosts, ports and places. The total is exact up to [`COUNT_CAP`].
///
/// # Errors
/// [`DbError`]
pub async fn page(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    query: &CoverageQuery,
) -> Result<ListPage<CoverageRow>, DbError> {
    if !query.tested && !query.gaps {
        return Ok(ListPage { items: Vec::new(), total: 0 });
    }
    let (text, values) = statement(organization, run, query);
    let count = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM (SELECT 1 AS one FROM ({text}) e LIMIT {COUNT_CAP}) c"
    );
    let total = built(count).bind_all(values.clone()).one(tx, |row| row.num("n")).await?;
    let (limit, offset) = (values.len() + 1, values.len() + 2);
    let rows =
        format!("{text} ORDER BY host, protocol, port, place, tested, words LIMIT ${limit} OFFSET ${offset}");
    let items = built(rows)
        .bind_all(values)
        .bind(query.limit)
        .bind(query.offset)
        .all(tx, |row| {
            let row = row.of("coverage");
            let tested = row.int("tested")? == 1;
            Ok(CoverageRow {
                host: row.text("host")?,
                port: port(&row)?,
                place: row.text("place")?,
                words: split(&row.text("words")?),
                reason: if tested { None } else { Some(row.text("reason")?) },
            })
        })
        .await?;
    Ok(ListPage { items, total })
}

/// Entries of the three tables, with the values that the text names.
fn statement(organization: OrganizationId, run: RunId, query: &CoverageQuery) -> (String, Vec<Val>) {
    let mut values: Vec<Val> = vec![run.into(), organization.into()];
    let mut filter =
        "c.run = $1 AND EXISTS (SELECT 1 FROM runs r WHERE r.id = $1 AND r.organization = $2)".to_owned();
    let mut place = |value: &str| {
        values.push(value.into());
        format!("${}", values.len())
    };
    if !query.hosts.is_empty() {
        let places: Vec<String> = query.hosts.iter().map(|host| place(host)).collect();
        filter.push_str(&format!(" AND c.host IN ({})", places.join(", ")));
    }
    // Words are letters, digits and the signs -_:.*, so that a comma on both sides finds whole ones.
    let names = |check: &String| {
        let fits = |c: &char| c.is_ascii_alphanumeric() || "-_:.*".contains(*c);
        let word: String = check.chars().filter(fits).collect::<String>().replace('_', "\\_");
        format!("%,{word},%")
    };
    let checks: Vec<String> = query.checks.iter().map(|check| place(&names(check))).collect();
    let with_words = |column: &str| {
        let one = |place: &String| format!("',' || {column} || ',' LIKE {place} ESCAPE '\\'");
        let all: Vec<String> = checks.iter().map(one).collect();
        if all.is_empty() { String::new() } else { format!(" AND ({})", all.join(" OR ")) }
    };
    let words = with_words("c.words");
    let mut parts = Vec::new();
    if query.tested {
        parts.push(format!(
            "SELECT c.host, c.protocol, c.port, c.place, c.words, '' AS reason, CAST(1 AS BIGINT) AS tested \
             FROM coverage c WHERE {filter}{words}"
        ));
    }
    if query.gaps {
        parts.push(format!(
            "SELECT c.host, c.protocol, c.port, c.place, c.words, c.reason, CAST(0 AS BIGINT) AS tested \
             FROM coverage_gaps c WHERE {filter}{words}"
        ));
        if checks.is_empty() {
            parts.push(format!(
                "SELECT c.host, '' AS protocol, 0 AS port, '' AS place, '' AS words, c.reason, \
                 CAST(0 AS BIGINT) AS tested FROM run_skips c WHERE {filter}"
            ));
        }
    }
    (parts.join(" UNION ALL "), values)
}
