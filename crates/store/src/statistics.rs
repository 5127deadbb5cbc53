//! Numbers over all findings of a product or of one target, from the counters and the sums of days: no statement here reads
//! more findings than a fixed number of them.

use std::collections::HashMap;

use model::finding::FindingState;
use model::{OrganizationId, Product, SeverityCounts, TargetId, Threat, Timestamp};

use crate::db::{Sql, Tx, built, sql};
use crate::error::DbError;
use crate::findings::day_of;
use crate::hosts::threat;
use crate::value::Val;

/// Open findings that [`top`] looks at, the newest first: of each state, or of the target.
const LOOKED_AT: u32 = 10_000;

/// What became of the findings of a band on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970, UTC.
    pub day: i64,
    /// The band.
    pub threat: Threat,
    /// How many more findings were open at its end than at its start, without those that a person decided on.
    pub net: i64,
    /// Seen for the first time.
    pub found: u64,
    /// Back again.
    pub reopened: u64,
    /// Gone.
    pub fixed: u64,
    /// Seconds from first sighting to end of those that are gone, added up.
    pub fix_seconds: u64,
}

/// A weakness by how often it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopCheck {
    /// Word of the check.
    pub check: String,
    /// Its name.
    pub name: String,
    /// Open findings of it.
    pub findings: u64,
}

/// Findings whose numbers are wanted: all of a product, or those of one target of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    /// Tenant.
    pub organization: OrganizationId,
    /// Product.
    pub product: Product,
    /// The target; `None` is all of them.
    pub target: Option<TargetId>,
}

impl Over {
    /// `head` with the condition that finds the rows, and `rest` after it, whose values are `$3` and so on.
    fn statement(self, head: &str, rest: &str, values: Vec<Val>) -> Sql {
        let place = values.len() + 3;
        let target = self.target.map(|_| format!(" AND t.target = ${place}")).unwrap_or_default();
        let text = format!("{head} WHERE t.organization = $1 AND t.product = $2{target} {rest}");
        let statement = built(text).bind(self.organization).bind(self.product.as_str()).bind_all(values);
        statement.bind_all(self.target.map(Val::from))
    }
}

/// What became of findings since a day (of an instant), by day and band, oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn days(tx: &mut Tx, over: Over, since: Timestamp) -> Result<Vec<Day>, DbError> {
    let head = "SELECT t.day, t.threat, CAST(SUM(t.net) AS BIGINT) AS net, CAST(SUM(t.found) AS BIGINT) AS found, \
                CAST(SUM(t.reopened) AS BIGINT) AS reopened, CAST(SUM(t.fixed) AS BIGINT) AS fixed, \
                CAST(SUM(t.fix_seconds) AS BIGINT) AS fix_seconds FROM finding_days t";
    let rest = "AND t.day >= $3 GROUP BY t.day, t.threat ORDER BY t.day, t.threat";
    over.statement(head, rest, vec![day_of(since).into()])
        .all(tx, |row| {
            let row = row.of("finding_days");
            Ok(Day {
                day: row.int("day")?,
                threat: row.parse("threat")?,
                net: row.int("net")?,
                found: row.num("found")?,
                reopened: row.num("reopened")?,
                fixed: row.num("fixed")?,
                fix_seconds: row.num("fix_seconds")?,
            })
        })
        .await
}

/// How many findings there are in each band and state, those included that a person decided on.
///
/// # Errors
/// [`DbError`]
pub async fn states(tx: &mut Tx, over: Over) -> Result<Vec<(Threat, FindingState, u64)>, DbError> {
    let head = "SELECT t.threat, t.state, CAST(SUM(t.findings) AS BIGINT) AS n FROM finding_counters t";
    over.statement(head, "GROUP BY t.threat, t.state", Vec::new())
        .all(tx, |row| {
            let row = row.of("finding_counters");
            Ok((row.parse("threat")?, row.parse("state")?, row.num("n")?))
        })
        .await
}

/// Findings that would be open, had a person not decided on them, by band.
///
/// # Errors
/// [`DbError`]
pub async fn decided(tx: &mut Tx, over: Over) -> Result<SeverityCounts, DbError> {
    // By target and without the other columns of the tenant, so that the small index of decided findings is taken.
    let target = over.target.map(|_| " AND g.id = $3").unwrap_or_default();
    let text = format!(
        "SELECT f.severity, CAST(COUNT(*) AS BIGINT) AS n FROM targets g JOIN findings f ON f.target = g.id \
         WHERE g.organization = $1 AND g.product = $2{target} AND f.decision IS NOT NULL AND f.state <> 'fixed' \
         GROUP BY f.severity"
    );
    let rows = built(text)
        .bind(over.organization)
        .bind(over.product.as_str())
        .bind_all(over.target.map(Val::from))
        .all(tx, |row| {
            let row = row.of("findings");
            Ok((row.num::<u8>("severity")?, row.num::<u64>("n")?))
        })
        .await?;
    let mut counts = SeverityCounts::default();
    for (severity, n) in rows {
        *counts.slot(threat(severity)) += n;
    }
    Ok(counts)
}

/// The weaknesses that are open most often, without those that only inform and those that a person decided on. The newest
/// thousands of open findings are looked at (`LOOKED_AT`).
///
/// # Errors
/// [`DbError`]
pub async fn top(tx: &mut Tx, over: Over, limit: u32) -> Result<Vec<TopCheck>, DbError> {
    // Each of these is found through an index that holds only what is open, newest first.
    let piece = |condition: &str, name: &str| {
        format!(
            "SELECT * FROM (SELECT t.check_word, t.name, t.severity, t.decision FROM findings t WHERE t.organization = $1 \
             AND t.product = $2 AND {condition} ORDER BY t.id DESC LIMIT {LOOKED_AT}) of_{name}"
        )
    };
    let open = FindingState::ALL.iter().filter(|state| state.is_open());
    let pieces: Vec<String> = match over.target {
        Some(_) => vec![piece("t.target = $4 AND t.state <> 'fixed'", "target")],
        None => open.map(|state| piece(&format!("t.state = '{state}'"), state.as_str())).collect(),
    };
    let text = format!(
        "SELECT check_word, MAX(name) AS name, CAST(COUNT(*) AS BIGINT) AS n FROM ({}) seen \
         WHERE severity > 0 AND decision IS NULL GROUP BY check_word ORDER BY n DESC, MAX(severity) DESC, check_word LIMIT $3",
        pieces.join(" UNION ALL ")
    );
    built(text)
        .bind(over.organization)
        .bind(over.product.as_str())
        .bind(limit)
        .bind_all(over.target.map(Val::from))
        .all(tx, |row| {
            let row = row.of("findings");
            Ok(TopCheck { check: row.text("check_word")?, name: row.text("name")?, findings: row.num("n")? })
        })
        .await
}

/// A target in use with its open findings, without those that a person decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetCounts {
    /// Its id.
    pub id: TargetId,
    /// Its name.
    pub name: String,
    /// Its address, where it has one.
    pub url: Option<String>,
    /// Open findings.
    pub open: SeverityCounts,
}

/// Every target in use with its open findings, in no order.
///
/// # Errors
/// [`DbError`]
pub async fn targets(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
) -> Result<Vec<TargetCounts>, DbError> {
    let mut counts: HashMap<TargetId, SeverityCounts> = HashMap::new();
    let rows =
        sql("SELECT c.target, c.threat, CAST(SUM(c.findings) AS BIGINT) AS n FROM finding_counters c \
         WHERE c.organization = $1 AND c.product = $2 AND c.state <> 'fixed' GROUP BY c.target, c.threat")
        .bind(organization)
        .bind(product.as_str())
        .all(tx, |row| {
            let row = row.of("finding_counters");
            Ok((row.id::<TargetId>("target")?, row.parse("threat")?, row.num::<u64>("n")?))
        })
        .await?;
    for (target, threat, n) in rows {
        *counts.entry(target).or_default().slot(threat) += n;
    }
    let rows = sql("SELECT f.target, f.severity, CAST(COUNT(*) AS BIGINT) AS n FROM targets g \
         JOIN findings f ON f.target = g.id WHERE g.organization = $1 AND g.product = $2 AND f.decision IS NOT NULL \
         AND f.state <> 'fixed' GROUP BY f.target, f.severity")
    .bind(organization)
    .bind(product.as_str())
    .all(tx, |row| {
        let row = row.of("findings");
        Ok((row.id::<TargetId>("target")?, row.num::<u8>("severity")?, row.num::<u64>("n")?))
    })
    .await?;
    for (target, severity, n) in rows {
        let slot = counts.entry(target).or_default().slot(threat(severity));
        *slot = slot.saturating_sub(n);
    }
    sql("SELECT id, name, url FROM targets WHERE organization = $1 AND product = $2 AND enabled = $3")
        .bind(organization)
        .bind(product.as_str())
        .bind(true)
        .all(tx, |row| {
            let row = row.of("targets");
            let id = row.id("id")?;
            let open = counts.get(&id).copied().unwrap_or_default();
            Ok(TargetCounts { id, name: row.text("name")?, url: row.opt_text("url")?, open })
        })
        .await
}
