//! Runs of web applications and APIs as their clients see them: with stages and technologies, over all targets.

use std::collections::HashMap;

use model::run::Run;
use model::web::StageStatus;
use model::{OrganizationId, Product, RunId, ScanId, TargetId, Timestamp};

use crate::db::{Tx, built, sql};
use crate::error::DbError;
use crate::findings;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;
use crate::runs;

/// A run with what only runs of the web side have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebRun {
    /// The run; while it goes on, its counts are those of this moment.
    pub run: Run,
    /// Technologies seen.
    pub stack: Vec<String>,
    /// Its stages, those that began.
    pub stages: Vec<StageStatus>,
}

impl WebRun {
    /// When it last changed its state.
    pub fn changed(&self) -> Timestamp {
        let Run { created_at, started_at, finished_at, .. } = &self.run;
        finished_at.or(*started_at).unwrap_or(*created_at)
    }
}

const SPEC: ListSpec = ListSpec {
    from: "runs t JOIN targets g ON g.id = t.target",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.scan, t.target, t.state, t.reason, t.trigger_kind, t.started_by, \
             t.occurrence, t.progress, t.plan, t.critical, t.high, t.medium, t.low, t.info, t.compliance, t.hosts_up, \
             t.created_at, t.started_at, t.finished_at, t.held_by, t.held_since, t.held_counted, t.held_mark, \
             t.ignore_blackout, t.ignore_blackout_by, t.active_since, t.active_micros, t.stack",
    rows: Some("JOIN runs t ON t.id = page.page_key"),
    columns: &[
        Column::both("status", "t.state", ColumnKind::Word),
        Column::both("id", "t.id", ColumnKind::Id),
        Column::filter("target", "t.target", ColumnKind::Id),
        Column::filter("label", LABEL, ColumnKind::IdWhere),
        // The frozen plan begins its profile with the profile's id. Quotes inside other values of it are escaped, so that
        // nothing else can look like it.
        Column::filter("scan_profile", PROFILE, ColumnKind::WordWhere),
        Column::filter("search", SEARCH, ColumnKind::Search),
        Column::every("started_from", "t.started_at >= {}", ColumnKind::TimeWhere),
        Column::every("started_to", "t.started_at <= {}", ColumnKind::TimeWhere),
        Column::every("completed_from", "t.finished_at >= {}", ColumnKind::TimeWhere),
        Column::every("completed_to", "t.finished_at <= {}", ColumnKind::TimeWhere),
        Column::sort("created", "t.created_at", ColumnKind::Time),
        Column::sort("changed", "COALESCE(t.finished_at,t.started_at,t.created_at)", ColumnKind::Time),
        Column::sort("started", "COALESCE(t.started_at,0)", ColumnKind::Time),
        Column::sort("completed", "COALESCE(t.finished_at,0)", ColumnKind::Time),
    ],
    default_sort: ("created", Order::Desc),
};

const LABEL: &str = "EXISTS (SELECT 1 FROM target_labels tl WHERE tl.target = t.target AND tl.label = {})";
const PROFILE: &str = "t.plan LIKE '%\"profile\":{\"id\":\"' || CAST({} AS TEXT) || '\",%'";
const SEARCH: &str = "(lower(g.name) LIKE lower({}) ESCAPE '\\' OR lower(COALESCE(g.url, '')) LIKE lower({}) ESCAPE '\\' \
    OR EXISTS (SELECT 1 FROM target_labels tl JOIN labels l ON l.id = tl.label \
    WHERE tl.target = t.target AND lower(l.name) LIKE lower({}) ESCAPE '\\'))";

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

fn read(row: Row<'_>) -> Result<WebRun, DbError> {
    let stack = row.of("runs").opt_json("stack")?.unwrap_or_default();
    Ok(WebRun { run: runs::read(row)?, stack, stages: Vec::new() })
}

/// A page of the product's runs.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<WebRun>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    let mut page = SPEC.list(tx, &scope, query, read).await?;
    complete(tx, organization, &mut page.items).await?;
    Ok(page)
}

/// One run.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: RunId,
) -> Result<Option<WebRun>, DbError> {
    let mut runs = of_ids(tx, organization, product, &[id]).await?;
    Ok(runs.pop())
}

/// The runs of these ids that there are, in no order.
///
/// # Errors
/// [`DbError`]
pub async fn of_ids(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    ids: &[RunId],
) -> Result<Vec<WebRun>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT {} FROM runs t WHERE t.organization = $1 AND t.product = $2 AND t.id IN ({})",
        SPEC.select,
        places(3, ids.len())
    );
    let statement = built(text).bind(organization).bind(product.as_str());
    let mut runs = statement.bind_all(ids.iter().map(|id| (*id).into())).all(tx, read).await?;
    complete(tx, organization, &mut runs).await?;
    Ok(runs)
}

/// `$first, $first+1, …`, `count` of them.
pub(crate) fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// Stages, and the counts of runs that go on.
async fn complete(tx: &mut Tx, organization: OrganizationId, runs: &mut [WebRun]) -> Result<(), DbError> {
    let ids: Vec<RunId> = runs.iter().map(|r| r.run.id).collect();
    let mut stages = stages(tx, &ids).await?;
    let live: Vec<RunId> = runs.iter().filter(|r| !r.run.state.is_terminal()).map(|r| r.run.id).collect();
    let counts = findings::counts_of_runs(tx, organization, &live).await?;
    for run in runs {
        run.stages = stages.remove(&run.run.id).unwrap_or_default();
        if let Some(counts) = counts.get(&run.run.id) {
            run.run.counts = *counts;
        }
    }
    Ok(())
}

async fn stages(tx: &mut Tx, ids: &[RunId]) -> Result<HashMap<RunId, Vec<StageStatus>>, DbError> {
    let mut out: HashMap<RunId, Vec<StageStatus>> = HashMap::new();
    if ids.is_empty() {
        return Ok(out);
    }
    let text = format!(
        "SELECT run, stage, state, done, total, warnings FROM run_stages WHERE run IN ({}) ORDER BY run, stage",
        places(1, ids.len())
    );
    let rows = built(text)
        .bind_all(ids.iter().map(|id| (*id).into()))
        .all(tx, |row| {
            let row = row.of("run_stages");
            let status = StageStatus {
                stage: row.parse("stage")?,
                state: row.parse("state")?,
                done: row.num("done")?,
                total: row.num("total")?,
                warnings: row.json("warnings")?,
            };
            Ok((row.id::<RunId>("run")?, status))
        })
        .await?;
    for (run, status) in rows {
        out.entry(run).or_default().push(status);
    }
    Ok(out)
}

/// The days (UTC midnights) on which runs of a target were made, newest first, with how many; at most `limit`.
///
/// # Errors
/// [`DbError`]
pub async fn days(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    limit: u32,
) -> Result<Vec<(Timestamp, u64)>, DbError> {
    sql("SELECT created_at / 86400000000 AS day, CAST(COUNT(*) AS BIGINT) AS n FROM runs \
         WHERE target = $1 AND organization = $2 GROUP BY created_at / 86400000000 ORDER BY 1 DESC LIMIT $3")
    .bind(target)
    .bind(organization)
    .bind(limit)
    .all(tx, |row| {
        let row = row.of("runs");
        Ok((Timestamp::from_micros(row.int("day")?.saturating_mul(86_400_000_000)), row.num("n")?))
    })
    .await
}

/// The scan of a web or API target: each has one.
///
/// # Errors
/// [`DbError`]
pub async fn scan_of_target(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    target: TargetId,
) -> Result<Option<ScanId>, DbError> {
    sql("SELECT id FROM scans WHERE target = $1 AND organization = $2 AND product = $3 ORDER BY created_at, id LIMIT 1")
        .bind(target)
        .bind(organization)
        .bind(product.as_str())
        .opt(tx, |row| row.of("scans").id("id"))
        .await
}

/// The newest run of each of the targets.
///
/// # Errors
/// [`DbError`]
pub async fn newest(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    targets: &[TargetId],
) -> Result<HashMap<TargetId, WebRun>, DbError> {
    if targets.is_empty() {
        return Ok(HashMap::new());
    }
    let text = format!(
        "SELECT last_run AS id FROM scans WHERE organization = $1 AND product = $2 AND last_run IS NOT NULL \
         AND target IN ({})",
        places(3, targets.len())
    );
    let statement = built(text).bind(organization).bind(product.as_str());
    let statement = statement.bind_all(targets.iter().map(|id| (*id).into()));
    let ids: Vec<RunId> = statement.all(tx, |row| row.of("scans").id("id")).await?;
    let mut out: HashMap<TargetId, WebRun> = HashMap::new();
    for run in of_ids(tx, organization, product, &ids).await? {
        let newer = out.get(&run.run.target).is_none_or(|known| known.run.created_at < run.run.created_at);
        if newer {
            out.insert(run.run.target, run);
        }
    }
    Ok(out)
}
