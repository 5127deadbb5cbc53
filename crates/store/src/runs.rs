//! Runs and their states.

use std::collections::{HashMap, HashSet};

use model::run::{Compliance, HeldBy, Hold, IgnoreBlackout, Run, RunState};
use model::{OrganizationId, Product, RunId, ScanId, ScheduleId, SeverityCounts, Timestamp};

use crate::bulk::{Bulk, find_among, uuids};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::{Row, json};
use crate::value::{Kind, Val};

const SPEC: ListSpec = ListSpec {
    from: "runs t JOIN scans s ON s.id = t.scan",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.scan, t.target, t.state, t.reason, t.trigger_kind, t.started_by, \
             t.occurrence, t.progress, t.plan, t.critical, t.high, t.medium, t.low, t.info, t.compliance, t.hosts_up, \
             t.created_at, t.started_at, t.finished_at, t.held_by, t.held_since, t.held_counted, t.held_mark, \
             t.ignore_blackout, t.ignore_blackout_by, t.active_since, t.active_micros",
    rows: Some("JOIN runs t ON t.id = page.page_key JOIN scans s ON s.id = t.scan"),
    columns: &[
        Column::both("status", "t.state", ColumnKind::Word),
        Column::filter("scan_id", "t.scan", ColumnKind::Id),
        Column::filter("target_id", "t.target", ColumnKind::Id),
        Column::both("name", "s.name", ColumnKind::Text),
        Column::filter("compliance", "t.compliance", ColumnKind::Word),
        Column::filter("trigger", "t.trigger_kind", ColumnKind::Word),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::sort("started_at", "COALESCE(t.started_at,t.created_at)", ColumnKind::Time),
        Column::sort("finished_at", "COALESCE(t.finished_at,9223372036854775807)", ColumnKind::Time),
        Column::sort("created_at", "t.created_at", ColumnKind::Time),
    ],
    default_sort: ("created_at", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

/// The columns of a run, for statements of this module.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, organization, product, scan, target, state, reason, trigger_kind, started_by, occurrence, ",
            "progress, plan, critical, high, medium, low, info, compliance, hosts_up, created_at, started_at, ",
            "finished_at, held_by, held_since, held_counted, held_mark, ignore_blackout, ignore_blackout_by, ",
            "active_since, active_micros FROM runs ",
            $rest
        )
    };
}

pub(crate) fn read(row: Row<'_>) -> Result<Run, DbError> {
    let row = row.of("runs");
    Ok(Run {
        id: row.id("id")?,
        organization: row.id("organization")?,
        product: row.parse("product")?,
        scan: row.id("scan")?,
        target: row.id("target")?,
        state: row.parse("state")?,
        reason: row.opt_text("reason")?,
        trigger: row.parse("trigger_kind")?,
        started_by: row.opt_id("started_by")?,
        occurrence: row.opt_id("occurrence")?,
        progress: row.num("progress")?,
        plan: row.json("plan")?,
        counts: row.counts()?,
        compliance: row.opt_parse("compliance")?,
        hosts_up: row.num("hosts_up")?,
        created_at: row.time("created_at")?,
        started_at: row.opt_time("started_at")?,
        finished_at: row.opt_time("finished_at")?,
        hold: hold_of(row)?,
        ignore_blackout: match row.opt_text("ignore_blackout")? {
            Some(reason) => Some(IgnoreBlackout { reason, by: row.opt_id("ignore_blackout_by")? }),
            None => None,
        },
        active_since: row.opt_time("active_since")?,
        active_micros: row.int("active_micros")?,
    })
}

fn hold_of(row: Row<'_>) -> Result<Option<Hold>, DbError> {
    let Some(by) = row.opt_parse::<HeldBy>("held_by")? else { return Ok(None) };
    let since = row.time("held_since")?;
    Ok(Some(Hold {
        by,
        since,
        counted: row.int("held_counted")?,
        mark: row.opt_time("held_mark")?.unwrap_or(since),
    }))
}

/// Stores a new run and makes it the scan's newest.
///
/// # Errors
/// `ForeignKey` when scan or target are gone.
pub async fn insert(tx: &mut Tx, run: &Run) -> Result<(), DbError> {
    insert_all(tx, std::slice::from_ref(run)).await
}

/// Stores new runs, each of another scan, and makes them the scans' newest.
///
/// # Errors
/// As [`insert`].
pub async fn insert_all(tx: &mut Tx, runs: &[Run]) -> Result<(), DbError> {
    const BULK: Bulk = Bulk {
        table: "runs",
        columns: &[
            ("id", Kind::Uuid),
            ("organization", Kind::Uuid),
            ("product", Kind::Text),
            ("scan", Kind::Uuid),
            ("target", Kind::Uuid),
            ("state", Kind::Text),
            ("reason", Kind::Text),
            ("trigger_kind", Kind::Text),
            ("started_by", Kind::Uuid),
            ("occurrence", Kind::Uuid),
            ("progress", Kind::Int),
            ("plan", Kind::Text),
            ("critical", Kind::Int),
            ("high", Kind::Int),
            ("medium", Kind::Int),
            ("low", Kind::Int),
            ("info", Kind::Int),
            ("compliance", Kind::Text),
            ("hosts_up", Kind::Int),
            ("created_at", Kind::Int),
            ("started_at", Kind::Int),
            ("finished_at", Kind::Int),
            ("ignore_blackout", Kind::Text),
            ("ignore_blackout_by", Kind::Uuid),
        ],
        suffix: "",
    };
    BULK.insert(tx, runs.iter().map(values).collect()).await?;
    crate::scans::set_last_runs(tx, runs).await
}

fn values(run: &Run) -> Vec<Val> {
    vec![
        run.id.into(),
        run.organization.into(),
        run.product.as_str().into(),
        run.scan.into(),
        run.target.into(),
        run.state.as_str().into(),
        run.reason.as_deref().into(),
        run.trigger.as_str().into(),
        run.started_by.into(),
        run.occurrence.into(),
        run.progress.into(),
        json(&run.plan).into(),
        run.counts.critical.into(),
        run.counts.high.into(),
        run.counts.medium.into(),
        run.counts.low.into(),
        run.counts.info.into(),
        run.compliance.map(Compliance::as_str).into(),
        run.hosts_up.into(),
        run.created_at.into(),
        run.started_at.into(),
        run.finished_at.into(),
        run.ignore_blackout.as_ref().map(|leave| leave.reason.as_str()).into(),
        run.ignore_blackout.as_ref().and_then(|leave| leave.by).into(),
    ]
}

/// Moves a run from one state to another with a reason; `false` when it was no longer in `from`: somebody else moved it.
/// The first move to `started` and every move to an end leave their time; the time in `started` is added up. Whatever
/// held the run is forgotten when it is neither pausing nor paused any more.
///
/// # Errors
/// [`DbError`]
pub async fn transition(
    tx: &mut Tx,
    organization: OrganizationId,
    id: RunId,
    (from, to): (RunState, RunState),
    reason: Option<&str>,
    at: Timestamp,
) -> Result<bool, DbError> {
    let n = sql("UPDATE runs SET state = $1, reason = $2, \
         started_at = CASE WHEN $3 = 'started' THEN COALESCE(started_at, $4) ELSE started_at END, \
         finished_at = CASE WHEN $5 THEN $4 ELSE finished_at END, \
         active_micros = active_micros + CASE WHEN active_since < $4 THEN $4 - active_since ELSE 0 END, \
         active_since = CASE WHEN $3 = 'started' THEN $4 ELSE NULL END, \
         held_by = CASE WHEN $9 THEN held_by ELSE NULL END, \
         held_since = CASE WHEN $9 THEN held_since ELSE NULL END \
         WHERE id = $6 AND organization = $7 AND state = $8")
    .bind(to.as_str())
    .bind(reason)
    .bind(to.as_str())
    .bind(at)
    .bind(to.is_terminal())
    .bind(id)
    .bind(organization)
    .bind(from.as_str())
    .bind(matches!(to, RunState::Pausing | RunState::Paused))
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Moves a run to `pausing` or `paused`, or leaves it in one of them, with who holds it from now on; `false` when it was
/// no longer in `from`.
///
/// # Errors
/// [`DbError`]
pub async fn hold(
    tx: &mut Tx,
    run: &Run,
    to: RunState,
    (by, reason): (HeldBy, &str),
    at: Timestamp,
) -> Result<bool, DbError> {
    if !transition(tx, run.organization, run.id, (run.state, to), Some(reason), at).await? {
        return Ok(false);
    }
    sql("UPDATE runs SET held_by = $1, held_since = $2, held_counted = 0, held_mark = $2 \
         WHERE id = $3 AND organization = $4")
    .bind(by.as_str())
    .bind(at)
    .bind(run.id)
    .bind(run.organization)
    .run(tx)
    .await?;
    Ok(true)
}

/// Counts on the time that a paused run was held outside blackouts: microseconds up to `mark`.
///
/// # Errors
/// [`DbError`]
pub async fn count_hold(tx: &mut Tx, run: &Run, counted: i64, mark: Timestamp) -> Result<(), DbError> {
    sql("UPDATE runs SET held_counted = $1, held_mark = $2 WHERE id = $3 AND organization = $4 AND state = 'paused'")
        .bind(counted)
        .bind(mark)
        .bind(run.id)
        .bind(run.organization)
        .run(tx)
        .await?;
    Ok(())
}

/// Gives a run leave to go on in blackouts.
///
/// # Errors
/// [`DbError`]
pub async fn ignore_blackouts(
    tx: &mut Tx,
    organization: OrganizationId,
    id: RunId,
    leave: &IgnoreBlackout,
) -> Result<(), DbError> {
    sql("UPDATE runs SET ignore_blackout = $1, ignore_blackout_by = $2 WHERE id = $3 AND organization = $4")
        .bind(&leave.reason)
        .bind(leave.by)
        .bind(id)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(())
}

/// Says why a run is in the state that it is in.
///
/// # Errors
/// [`DbError`]
pub async fn set_reason(tx: &mut Tx, run: &Run, reason: Option<&str>) -> Result<(), DbError> {
    sql("UPDATE runs SET reason = $1 WHERE id = $2 AND organization = $3 AND state = $4")
        .bind(reason)
        .bind(run.id)
        .bind(run.organization)
        .bind(run.state.as_str())
        .run(tx)
        .await?;
    Ok(())
}

/// Lets the time that running runs are `started` count from now on: nothing ran while no process did.
///
/// # Errors
/// [`DbError`]
pub async fn reset_active(tx: &mut Tx, at: Timestamp) -> Result<(), DbError> {
    sql("UPDATE runs SET active_since = $1 WHERE state = 'started'").bind(at).run(tx).await?;
    Ok(())
}

/// The schedule that started a run.
///
/// # Errors
/// [`DbError`]
pub async fn schedule_of(tx: &mut Tx, run: &Run) -> Result<Option<ScheduleId>, DbError> {
    let Some(occurrence) = run.occurrence else { return Ok(None) };
    sql("SELECT id, schedule FROM occurrences WHERE id = $1 AND organization = $2")
        .bind(occurrence)
        .bind(run.organization)
        .opt(tx, |row| row.of("occurrences").id("schedule"))
        .await
}

/// The schedules of the runs that have not ended, of those that a schedule started.
///
/// # Errors
/// [`DbError`]
pub async fn schedules_of_active(tx: &mut Tx) -> Result<HashMap<RunId, ScheduleId>, DbError> {
    let rows = sql("SELECT r.id, o.schedule FROM runs r JOIN occurrences o ON o.id = r.occurrence \
         WHERE r.state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed')")
    .all(tx, |row| {
        let row = row.of("runs");
        Ok((row.id::<RunId>("id")?, row.id::<ScheduleId>("schedule")?))
    })
    .await?;
    Ok(rows.into_iter().collect())
}

/// Stores what a run has found: counts, verdict, hosts.
///
/// # Errors
/// [`DbError`]
pub async fn set_results(
    tx: &mut Tx,
    organization: OrganizationId,
    id: RunId,
    counts: &SeverityCounts,
    compliance: Option<Compliance>,
    hosts_up: u32,
) -> Result<bool, DbError> {
    let n =
        sql("UPDATE runs SET critical = $1, high = $2, medium = $3, low = $4, info = $5, compliance = $6, \
         hosts_up = $7 WHERE id = $8 AND organization = $9")
        .bind(counts.critical)
        .bind(counts.high)
        .bind(counts.medium)
        .bind(counts.low)
        .bind(counts.info)
        .bind(compliance.map(Compliance::as_str))
        .bind(hosts_up)
        .bind(id)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Stores how far a run is, in thousandths; it never goes back.
///
/// # Errors
/// [`DbError`]
pub async fn set_progress(
    tx: &mut Tx,
    organization: OrganizationId,
    id: RunId,
    permille: u16,
) -> Result<(), DbError> {
    sql("UPDATE runs SET progress = $1 WHERE id = $2 AND organization = $3 AND progress < $1")
        .bind(permille.min(1000))
        .bind(id)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(())
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
) -> Result<Option<Run>, DbError> {
    sql(select!("WHERE id = $1 AND organization = $2 AND product = $3"))
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .opt(tx, read)
        .await
}

/// One run of the organization, whatever the product: for jobs.
///
/// # Errors
/// [`DbError`]
pub async fn get_any(tx: &mut Tx, organization: OrganizationId, id: RunId) -> Result<Option<Run>, DbError> {
    sql(select!("WHERE id = $1 AND organization = $2")).bind(id).bind(organization).opt(tx, read).await
}

/// One run by id alone: for ingest, whose messages name no tenant.
///
/// # Errors
/// [`DbError`]
pub async fn by_id(tx: &mut Tx, id: RunId) -> Result<Option<Run>, DbError> {
    sql(select!("WHERE id = $1")).bind(id).opt(tx, read).await
}

/// Every run of any organization that has not ended, oldest first: for start-up and the watchdog.
///
/// # Errors
/// [`DbError`]
pub async fn active(tx: &mut Tx) -> Result<Vec<Run>, DbError> {
    sql(select!(
        "WHERE state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed') ORDER BY created_at, id LIMIT 10000"
    ))
    .all(tx, read)
    .await
}

/// The run of a scan that has not ended, if there is one.
///
/// # Errors
/// [`DbError`]
pub async fn active_of_scan(
    tx: &mut Tx,
    organization: OrganizationId,
    scan: ScanId,
) -> Result<Option<Run>, DbError> {
    sql(select!(
        "WHERE scan = $1 AND organization = $2 \
         AND state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed', 'under_review') \
         ORDER BY created_at DESC, id DESC LIMIT 1"
    ))
    .bind(scan)
    .bind(organization)
    .opt(tx, read)
    .await
}

/// Which of these scans have a run that has not ended.
///
/// # Errors
/// [`DbError`]
pub async fn busy(tx: &mut Tx, scans: &[ScanId]) -> Result<HashSet<ScanId>, DbError> {
    let text = "SELECT scan FROM runs WHERE scan {1} \
         AND state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed', 'under_review')";
    let lists = [uuids(scans.iter().copied())];
    let found = find_among(tx, text, &lists, Vec::new(), |row| row.of("runs").id("scan")).await?;
    Ok(found.into_iter().collect())
}

/// Removes a run with everything that it brought but the findings; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(tx: &mut Tx, organization: OrganizationId, id: RunId) -> Result<bool, DbError> {
    let Some(run) = get_any(tx, organization, id).await? else { return Ok(false) };
    sql("DELETE FROM runs WHERE id = $1 AND organization = $2").bind(id).bind(organization).run(tx).await?;
    sql("UPDATE scans SET last_run = (SELECT r.id FROM runs r WHERE r.scan = scans.id \
         ORDER BY r.created_at DESC, r.id DESC LIMIT 1) WHERE id = $1 AND last_run = $2")
    .bind(run.scan)
    .bind(id)
    .run(tx)
    .await?;
    Ok(true)
}

/// A page of the product's runs, or of one scan's when the query filters by `scan_id`.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<Run>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    SPEC.list(tx, &scope, query, read).await
}

/// A page of a scan's runs.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list_of_scan(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    scan: ScanId,
    query: &ListQuery,
) -> Result<ListPage<Run>, ListError> {
    let scope = [
        ("t.organization", organization.into()),
        ("t.product", product.as_str().into()),
        ("t.scan", scan.into()),
    ];
    SPEC.list(tx, &scope, query, read).await
}
