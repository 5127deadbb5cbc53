//! Lists of findings: over all targets of a product, and of one run.

use model::finding::{Finding, FindingState};
use model::{FindingId, OrganizationId, Product, RunId, Severity, Threat};

use crate::db::{Tx, built, sql};
use crate::error::DbError;
use crate::findings::changes::page;
use crate::findings::read;
use crate::list::{By, COUNT_CAP, Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::value::Val;

/// What a person decided, in the words of the dialect that lists it; `open` where nobody did.
const DECISION: &str =
    "CASE t.decision WHEN 'invalid' THEN 'false_positive' WHEN 'accepted' THEN 'accepted' ELSE 'open' END";

/// Hosts have a table of their own.
const HOST: By = By::Set {
    of: "t.host",
    inner: "h.host",
    select: "SELECT DISTINCT h.host FROM hosts h WHERE h.organization = $1 AND h.product = $2 AND {}",
};

/// The one state that patterns name.
fn state(patterns: &[&str]) -> Option<&'static str> {
    match patterns {
        ["new"] => Some("t.state = 'new'"),
        ["active"] => Some("t.state = 'active'"),
        ["reopened"] => Some("t.state = 'reopened'"),
        ["fixed"] => Some("t.state = 'fixed'"),
        _ => None,
    }
}

fn decision(patterns: &[&str]) -> Option<&'static str> {
    let decided = |pattern: &&str| matches!(*pattern, "false_positive" | "accepted");
    patterns.iter().all(decided).then_some("t.decision IS NOT NULL")
}

const SPEC: ListSpec = ListSpec {
    from: "findings t",
    key: "t.id",
    created: "t.first_seen",
    select: "t.id, t.organization, t.product, t.target, t.scan, t.number, t.fingerprint, t.check_word, t.oid, t.name, \
             t.family, t.host, t.address, t.port, t.protocol, t.service, t.place, t.severity, t.cvss_vector, t.cve, \
             t.state, t.confidence, t.first_run, t.last_run, t.first_seen, t.last_seen, t.fixed_at, o.evidence",
    rows: Some(
        "JOIN findings t ON t.id = page.page_key LEFT JOIN observations o ON o.run = t.last_run AND o.finding = t.id",
    ),
    // Each of these sorts has an index (organization, product, column, id): see the migrations.
    columns: &[
        Column::both("severity", "t.severity", ColumnKind::Score).by(By::Facet("f.severity")),
        Column::both("name", "t.name", ColumnKind::Text).by(By::Facet("f.name")),
        Column::both("host", "t.host", ColumnKind::Text).by(HOST),
        Column::both("state", "t.state", ColumnKind::Word).by(By::Rare(state)),
        Column::sort("first_seen", "t.first_seen", ColumnKind::Time),
        Column::sort("last_seen", "t.last_seen", ColumnKind::Time),
        Column::sort("created_at", "t.first_seen", ColumnKind::Time),
        Column::filter("threat", "t.severity", ColumnKind::Threat).by(By::Facet("f.severity")),
        Column::filter("port", "t.port", ColumnKind::Number),
        Column::filter("protocol", "t.protocol", ColumnKind::Word),
        Column::filter("service", "t.service", ColumnKind::Text),
        Column::filter("family", "t.family", ColumnKind::Text).by(By::Facet("f.family")),
        Column::filter("cve", "t.cve", ColumnKind::Text),
        Column::filter("oid", "t.oid", ColumnKind::Word).by(By::Facet("f.oid")),
        Column::filter("check", "t.check_word", ColumnKind::Text).by(By::Facet("f.check_word")),
        Column::filter("confidence", "t.confidence", ColumnKind::Word).by(By::Facet("f.confidence")),
        Column::filter("target_id", "t.target", ColumnKind::Id).by(By::Facet("f.target")),
        Column::filter("scan_id", "t.scan", ColumnKind::Id).by(By::Facet("f.scan")),
        Column::filter("number", "t.number", ColumnKind::Number),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::filter("decision", DECISION, ColumnKind::Word).by(By::Rare(decision)),
    ],
    default_sort: ("severity", Order::Desc),
};

const RUN_SPEC: ListSpec = ListSpec {
    from: "observations o JOIN findings t ON t.id = o.finding",
    key: "o.finding",
    created: "o.at",
    select: "t.id, t.organization, t.product, t.target, t.scan, t.number, t.fingerprint, t.check_word, t.oid, t.name, \
             t.family, t.host, t.address, t.port, t.protocol, t.service, t.place, o.severity, t.cvss_vector, t.cve, \
             o.state, o.confidence, t.first_run, t.last_run, t.first_seen, t.last_seen, t.fixed_at, o.evidence",
    rows: Some(
        "JOIN observations o ON o.finding = page.page_key AND o.run = $1 JOIN findings t ON t.id = o.finding",
    ),
    columns: &[
        Column::both("severity", "o.severity", ColumnKind::Score),
        Column::both("name", "t.name", ColumnKind::Text),
        Column::both("host", "t.host", ColumnKind::Text),
        Column::both("port", "t.port", ColumnKind::Number),
        Column::both("state", "o.state", ColumnKind::Word),
        Column::sort("created_at", "o.finding", ColumnKind::Time),
        Column::filter("threat", "o.severity", ColumnKind::Threat),
        Column::filter("protocol", "t.protocol", ColumnKind::Word),
        Column::filter("service", "t.service", ColumnKind::Text),
        Column::filter("family", "t.family", ColumnKind::Text),
        Column::filter("cve", "t.cve", ColumnKind::Text),
        Column::filter("oid", "t.oid", ColumnKind::Word),
        Column::filter("check", "t.check_word", ColumnKind::Text),
        Column::filter("confidence", "o.confidence", ColumnKind::Word),
        Column::filter("number", "t.number", ColumnKind::Number),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::filter("decision", DECISION, ColumnKind::Word),
    ],
    default_sort: ("severity", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;
/// The columns that [`list_of_run`] knows. All but `severity` and `created_at` sort the findings of that run.
pub const RUN_COLUMNS: &[Column] = RUN_SPEC.columns;

/// A page of the product's findings. The total is exact when only `state`, `threat` and `target_id` are filtered by
/// (counters know it), else it is bounded as in every list.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<Finding>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    let total = counted(tx, organization, product, query).await?;
    page(tx, (organization, product), (&SPEC, &scope), (query, total), read).await
}

/// The total from the counters, where they know it.
async fn counted(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<Option<u64>, DbError> {
    let mut sum = CounterSum::new(organization, product);
    let known = [("state", "state"), ("threat", "threat"), ("target_id", "target")];
    if sum.filter(query, &known) { sum.total(tx).await } else { Ok(None) }
}

/// A sum of counters.
pub(super) struct CounterSum {
    text: String,
    values: Vec<Val>,
}

impl CounterSum {
    pub(super) fn new(organization: OrganizationId, product: Product) -> Self {
        let text = "SELECT CAST(COALESCE(SUM(findings), 0) AS BIGINT) AS n FROM finding_counters \
                    WHERE organization = $1 AND product = $2"
            .to_owned();
        Self { text, values: vec![organization.into(), product.as_str().into()] }
    }

    /// Leaves out what only informs.
    pub(super) fn weaknesses(&mut self) {
        self.text.push_str(" AND threat <> 'info'");
    }

    /// Takes over the filters of a query, whose columns are given with those of the counters; whether it could.
    pub(super) fn filter(&mut self, query: &ListQuery, known: &[(&str, &str)]) -> bool {
        let all = query.filters.iter().all(|f| known.iter().any(|(column, _)| f.column == *column));
        if query.from.is_some() || query.to.is_some() || !all {
            return false;
        }
        for (column, counter) in known {
            let mut places = Vec::new();
            for filter in query.filters.iter().filter(|f| f.column == *column) {
                // What is no word or id of ours is left to the list, which says so or finds nothing.
                let value = match *counter {
                    "state" => filter.pattern.parse::<FindingState>().ok().map(|s| s.as_str().into()),
                    "threat" => filter.pattern.parse::<Threat>().ok().map(|t| t.as_str().into()),
                    _ => uuid::Uuid::parse_str(filter.pattern.trim()).ok().map(|id| Val::Uuid(Some(id))),
                };
                let Some(value) = value else { return false };
                self.values.push(value);
                places.push(format!("${}", self.values.len()));
            }
            if !places.is_empty() {
                self.text.push_str(&format!(" AND {counter} IN ({})", places.join(", ")));
            }
        }
        true
    }

    /// The total; `None` when it is exactly [`COUNT_CAP`] and would be taken for a bounded one.
    pub(super) async fn total(self, tx: &mut Tx) -> Result<Option<u64>, DbError> {
        let sum = built(self.text).bind_all(self.values);
        let total: u64 = sum.one(tx, |row| row.of("finding_counters").num("n")).await?;
        Ok((total != COUNT_CAP).then_some(total))
    }
}

/// A page of what a run observed, with severity, state, confidence and evidence as that run saw them.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list_of_run(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    query: &ListQuery,
) -> Result<ListPage<Finding>, ListError> {
    let scope = [("o.run", run.into()), ("t.organization", organization.into())];
    RUN_SPEC.list(tx, &scope, query, read).await
}

/// The next findings of a run, gravest first, after the given (severity, id): for reports, which read all of them in
/// pieces.
///
/// # Errors
/// [`DbError`]
pub async fn page_of_run(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    after: Option<(Severity, FindingId)>,
    limit: u32,
) -> Result<Vec<Finding>, DbError> {
    let (severity, id) = after.map_or((101, FindingId::from(uuid::Uuid::nil())), |(severity, id)| {
        (i64::from(severity.tenths()), id)
    });
    sql("SELECT t.id, t.organization, t.product, t.target, t.scan, t.number, t.fingerprint, t.check_word, t.oid, t.name, \
         t.family, t.host, t.address, t.port, t.protocol, t.service, t.place, o.severity, t.cvss_vector, t.cve, o.state, \
         o.confidence, t.first_run, t.last_run, t.first_seen, t.last_seen, t.fixed_at, o.evidence \
         FROM observations o JOIN findings t ON t.id = o.finding \
         WHERE o.run = $1 AND t.organization = $2 AND o.severity <= $3 AND (o.severity < $3 OR o.finding > $4) \
         ORDER BY o.severity DESC, o.finding LIMIT $5")
        .bind(run)
        .bind(organization)
        .bind(severity)
        .bind(id)
        .bind(limit)
        .all(tx, read)
        .await
}

/// How the database would find a page of [`list`]: its plan, a line a step. For tests and for people who ask why.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn explain(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
    total: u64,
) -> Result<Vec<String>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    explained(tx, SPEC.walk(&scope, query, (total, None))?.statement()).await
}

/// The database's plan of a statement.
pub(super) async fn explained(
    tx: &mut Tx,
    (text, values): (String, Vec<Val>),
) -> Result<Vec<String>, ListError> {
    let (verb, column) =
        if tx.is_sqlite() { ("EXPLAIN QUERY PLAN", "detail") } else { ("EXPLAIN", "QUERY PLAN") };
    Ok(built(format!("{verb} {text}")).bind_all(values).all(tx, |row| row.text(column)).await?)
}
