//! Findings of the web side with what people decided about them, and the lists of the DAST dialect.

mod evidence;

pub use evidence::MAX_EVIDENCE;

use std::collections::HashMap;

use model::finding::{Decision, Finding};
use model::{FindingId, OrganizationId, Product, RunId, TargetId, Timestamp, UserId};

use super::changes::page;
use super::list::{CounterSum, explained};
use super::read;
use crate::db::{Tx, built, sql};
use crate::error::DbError;
use crate::list::{By, Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order, Places};
use crate::row::Row;
use crate::value::Val;
use crate::web_runs::places;

/// A finding with what people decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebFinding {
    /// The finding.
    pub finding: Finding,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Whether a person chose the severity.
    pub severity_chosen: bool,
    /// Remark.
    pub comment: String,
    /// Who is to look after it.
    pub assignee: Option<UserId>,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
    /// When a person changed it last.
    pub changed_at: Option<Timestamp>,
}

impl WebFinding {
    /// The state that clients of the DAST dialect see: what a person decided, or whether it is still there.
    pub const fn shown_state(&self) -> &'static str {
        match self.decision {
            Some(decision) => decision.as_str(),
            None if self.finding.state.is_open() => "notfixed",
            None => "fixed",
        }
    }

    /// When a person or a run changed it last.
    pub fn changed(&self) -> Timestamp {
        let seen = self.finding.fixed_at.unwrap_or(self.finding.last_seen);
        self.changed_at.map_or(seen, |at| at.max(seen))
    }
}

macro_rules! columns {
    () => {
        "t.id, t.organization, t.product, t.target, t.scan, t.number, t.fingerprint, t.check_word, t.oid, t.name, \
         t.family, t.host, t.address, t.port, t.protocol, t.service, t.place, t.severity, t.cvss_vector, t.cve, \
         t.state, t.confidence, t.first_run, t.last_run, t.first_seen, t.last_seen, t.fixed_at, t.decision, \
         t.severity_chosen, t.comment, t.assignee, t.changed_by, t.changed_at"
    };
}

const STATE: &str = "CASE WHEN t.decision IS NOT NULL THEN t.decision WHEN t.state = 'fixed' THEN 'fixed' ELSE 'notfixed' END";
// As `WebFinding::changed` has it; an index of findings of the DAST dialect has the same text.
macro_rules! changed {
    ($rest:literal) => {
        concat!(
            "(CASE WHEN t.changed_at > COALESCE(t.fixed_at,t.last_seen) \
             THEN t.changed_at ELSE COALESCE(t.fixed_at,t.last_seen) END)",
            $rest
        )
    };
}
const CHANGED: &str = changed!("");
const CHANGED_FROM: &str = changed!(" >= {}");
const CHANGED_TO: &str = changed!(" <= {}");
const OF_RUN: &str = "EXISTS (SELECT 1 FROM observations w WHERE w.run = {} AND w.finding = t.id)";
const LABEL: &str = "EXISTS (SELECT 1 FROM finding_labels fl WHERE fl.finding = t.id AND fl.label = {})";
const TARGET_LABEL: &str =
    "EXISTS (SELECT 1 FROM target_labels tl WHERE tl.target = t.target AND tl.label = {})";
macro_rules! found_name {
    () => {
        "(lower(f.name) LIKE lower({}) ESCAPE '\\' OR f.target IN (SELECT g.id FROM targets g \
         WHERE g.organization = $1 AND g.product = $2 AND (lower(COALESCE(g.url, '')) LIKE lower({}) ESCAPE '\\' \
         OR lower(g.name) LIKE lower({}) ESCAPE '\\')))"
    };
}
macro_rules! found_place {
    () => {
        "SELECT p.place FROM finding_places p WHERE p.organization = $1 AND p.product = $2 \
         AND lower(p.place) LIKE lower({}) ESCAPE '\\'"
    };
}
macro_rules! found_id {
    () => {
        "SELECT fl.finding FROM finding_labels fl JOIN labels l ON l.id = fl.label \
         WHERE l.organization = $1 AND lower(l.name) LIKE lower({}) ESCAPE '\\' \
         UNION SELECT c.id FROM findings c WHERE c.organization = $1 AND c.product = $2 AND c.comment <> '' \
         AND lower(c.comment) LIKE lower({}) ESCAPE '\\'"
    };
}
/// Name, target, place, labels and remark.
const SEARCH: &str = concat!(
    "((t.facet IN (SELECT f.id FROM finding_facets f WHERE f.organization = $1 AND f.product = $2 AND ",
    found_name!(),
    ")) OR (t.id IN (",
    found_id!(),
    ")) OR (t.place IN (",
    found_place!(),
    ")))"
);
const SEARCHED: Places = Places { facets: found_name!(), places: found_place!(), ids: found_id!() };

/// The findings that a run saw.
const RUN: By =
    By::Set { of: "t.id", inner: "w.run = {}", select: "SELECT w.finding FROM observations w WHERE {}" };
/// The findings that have a label.
const LABELLED: By = By::Set {
    of: "t.id",
    inner: "fl.label = {}",
    select: "SELECT fl.finding FROM finding_labels fl WHERE {}",
};

/// What follows of the row's own state.
fn state(patterns: &[&str]) -> Option<&'static str> {
    match patterns {
        ["fixed"] => Some("t.state = 'fixed'"),
        [] => None,
        _ => {
            let decided = |pattern: &&str| matches!(*pattern, "invalid" | "accepted");
            patterns.iter().all(decided).then_some("t.decision IS NOT NULL")
        }
    }
}

fn new(patterns: &[&str]) -> Option<&'static str> {
    (patterns == ["true"]).then_some("t.state = 'new'")
}

const SPEC: ListSpec = ListSpec {
    from: "findings t",
    key: "t.id",
    created: "t.first_seen",
    // Evidence is loaded for itself: a page may have thousands of rows.
    select: concat!(columns!(), ", CAST(NULL AS TEXT) AS evidence"),
    rows: None,
    columns: &[
        Column::filter("state", STATE, ColumnKind::Word).by(By::Rare(state)),
        Column::filter("threat", "t.severity", ColumnKind::Threat).by(By::Facet("f.severity")),
        Column::filter("target", "t.target", ColumnKind::Id).by(By::Facet("f.target")),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::filter("number", "t.number", ColumnKind::Number),
        Column::filter("assignee", "t.assignee", ColumnKind::Id),
        Column::filter("new", "(t.state = 'new')", ColumnKind::Bool).by(By::Rare(new)),
        Column::filter("scan", OF_RUN, ColumnKind::IdWhere).by(RUN),
        Column::filter("label", LABEL, ColumnKind::IdWhere).by(LABELLED),
        Column::filter("target_label", TARGET_LABEL, ColumnKind::IdWhere),
        Column::every("every_target_label", TARGET_LABEL, ColumnKind::IdWhere),
        Column::filter("definition", "t.check_word", ColumnKind::Word).by(By::Facet("f.check_word")),
        Column::filter("search", SEARCH, ColumnKind::Search).by(By::Text(&SEARCHED)),
        Column::every("lastfound_from", "t.last_seen >= {}", ColumnKind::TimeWhere),
        Column::every("lastfound_to", "t.last_seen <= {}", ColumnKind::TimeWhere),
        Column::every("changed_from", CHANGED_FROM, ColumnKind::TimeWhere),
        Column::every("changed_to", CHANGED_TO, ColumnKind::TimeWhere),
        Column::sort("last_found", "t.last_seen", ColumnKind::Time),
        Column::sort("created_at", "t.first_seen", ColumnKind::Time),
        Column::sort("changed", CHANGED, ColumnKind::Time),
        Column::sort("severity", "t.severity", ColumnKind::Score),
        Column::sort("state", "t.state", ColumnKind::Word),
        Column::sort("definition", "t.name", ColumnKind::Text),
        // Ids are given in the order of first sightings, which has an index.
        Column::sort("id", "t.first_seen", ColumnKind::Time),
    ],
    default_sort: ("last_found", Order::Desc),
};

/// The columns that [`list_web`] knows.
pub const WEB_COLUMNS: &[Column] = SPEC.columns;

fn read_web(row: Row<'_>) -> Result<WebFinding, DbError> {
    let finding = read(row)?;
    let row = row.of("findings");
    Ok(WebFinding {
        finding,
        decision: row.opt_parse("decision")?,
        severity_chosen: row.bool("severity_chosen")?,
        comment: row.text("comment")?,
        assignee: row.opt_id("assignee")?,
        changed_by: row.opt_id("changed_by")?,
        changed_at: row.opt_time("changed_at")?,
    })
}

/// A page of the product's findings, without those that only inform. The total is exact when only `threat` and `target`
/// are filtered by (counters know it), else it is bounded as in every list. Of evidence beyond [`MAX_EVIDENCE`] only
/// summaries and places are there.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list_web(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<WebFinding>, ListError> {
    let scope = scope(organization, product);
    let mut sum = CounterSum::new(organization, product);
    sum.weaknesses();
    let counted = if sum.filter(query, &[("threat", "threat"), ("target", "target")]) {
        sum.total(tx).await?
    } else {
        None
    };
    let mut found = page(tx, (organization, product), (&SPEC, &scope), (query, counted), read_web).await?;
    evidence::load(tx, organization, &mut found.items).await?;
    Ok(found)
}

fn scope(organization: OrganizationId, product: Product) -> [(&'static str, Val); 3] {
    // One condition more that says the product once more, so that an index of that product alone can be used. And the
    // severity is compared with no constant, because no index of it is to be preferred to that of the order.
    let severity =
        if product == Product::Dast { "t.product = 'dast' AND (t.severity > 0)" } else { "(t.severity > 0)" };
    [("t.organization", organization.into()), ("t.product", product.as_str().into()), (severity, true.into())]
}

/// How the database would find a page of [`list_web`]: see [`super::explain`].
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn explain_web(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
    total: u64,
) -> Result<Vec<String>, ListError> {
    explained(tx, SPEC.walk(&scope(organization, product), query, (total, None))?.statement()).await
}

/// The finding with a number of a target; held until the end of the transaction if that one writes.
///
/// # Errors
/// [`DbError`]
pub async fn web_by_number(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    (target, number): (TargetId, i64),
) -> Result<Option<WebFinding>, DbError> {
    sql(concat!(
        "SELECT ",
        columns!(),
        ", o.evidence FROM findings t LEFT JOIN observations o ON o.run = t.last_run AND o.finding = t.id \
          WHERE t.target = $1 AND t.number = $2 AND t.organization = $3 AND t.product = $4"
    ))
    .bind(target)
    .bind(number)
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, read_web)
    .await
}

/// The newest runs of a target that are looked through by [`runs_of`].
const RUNS: i64 = 100;

/// In which runs of their target findings were seen, newest first, at most the newest hundred of the target.
///
/// # Errors
/// [`DbError`]
pub async fn runs_of(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    findings: &[FindingId],
) -> Result<HashMap<FindingId, Vec<RunId>>, DbError> {
    let mut out: HashMap<FindingId, Vec<RunId>> = HashMap::new();
    if findings.is_empty() {
        return Ok(out);
    }
    let text = format!(
        "SELECT o.finding, o.run FROM (SELECT id, created_at FROM runs WHERE target = $1 AND organization = $2 \
         ORDER BY created_at DESC, id DESC LIMIT {RUNS}) r JOIN observations o ON o.run = r.id \
         WHERE o.finding IN ({}) ORDER BY r.created_at DESC, r.id DESC",
        places(3, findings.len())
    );
    let rows = built(text)
        .bind(target)
        .bind(organization)
        .bind_all(findings.iter().map(|id| (*id).into()))
        .all(tx, |row| {
            let row = row.of("observations");
            Ok((row.id::<FindingId>("finding")?, row.id::<RunId>("run")?))
        })
        .await?;
    for (finding, run) in rows {
        out.entry(finding).or_default().push(run);
    }
    Ok(out)
}

/// When the newest runs of its target saw a finding, newest first.
///
/// # Errors
/// [`DbError`]
pub async fn seen_at(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    finding: FindingId,
) -> Result<Vec<Timestamp>, DbError> {
    sql("SELECT o.at FROM (SELECT id, created_at FROM runs WHERE target = $1 AND organization = $2 \
         ORDER BY created_at DESC, id DESC LIMIT $3) r JOIN observations o ON o.run = r.id \
         WHERE o.finding = $4 ORDER BY r.created_at DESC, r.id DESC")
    .bind(target)
    .bind(organization)
    .bind(RUNS)
    .bind(finding)
    .all(tx, |row| row.of("observations").time("at"))
    .await
}
