//! Scans: definitions that runs are made from.

use model::run::{Compliance, Run};
use model::scan::Scan;
use model::{OrganizationId, Product, RunId, ScanId, ScheduleId, TargetId, Timestamp};

use crate::bulk::{BulkUpdate, find_among, uuids};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::findings;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;
use crate::value::Kind;

const SPEC: ListSpec = ListSpec {
    from: "scans t JOIN targets g ON g.id = t.target LEFT JOIN runs r ON r.id = t.last_run",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.name, t.comment, t.target, t.profile, t.port_list, t.schedule, \
             t.last_run, t.created_by, t.created_at, t.updated_at",
    // SQLite does not read a join of joins with its conditions at the end.
    rows: Some(
        "JOIN scans t ON t.id = page.page_key JOIN targets g ON g.id = t.target LEFT JOIN runs r ON r.id = t.last_run",
    ),
    columns: &[
        Column::both("name", "t.name", ColumnKind::Text),
        Column::both("comment", "t.comment", ColumnKind::Text),
        Column::both("profile_id", "t.profile", ColumnKind::Word),
        Column::filter("target_id", "t.target", ColumnKind::Id),
        Column::both("target_name", "g.name", ColumnKind::Text),
        Column::filter("schedule_id", "t.schedule", ColumnKind::Id),
        Column::filter("port_list_id", "t.port_list", ColumnKind::Word),
        // A scan that never ran is `new`.
        Column::both("status", "COALESCE(r.state,'new')", ColumnKind::Word),
        Column::filter("compliance", "r.compliance", ColumnKind::Word),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::sort("last_run", "COALESCE(r.created_at,0)", ColumnKind::Time),
        Column::sort("created_at", "t.created_at", ColumnKind::Time),
        Column::sort("updated_at", "t.updated_at", ColumnKind::Time),
    ],
    default_sort: ("created_at", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

pub(crate) fn read(row: Row<'_>) -> Result<Scan, DbError> {
    let row = row.of("scans");
    Ok(Scan {
        id: row.id("id")?,
        organization: row.id("organization")?,
        product: row.parse("product")?,
        name: row.text("name")?,
        comment: row.text("comment")?,
        target: row.id("target")?,
        profile: row.text("profile")?,
        port_list: row.opt_text("port_list")?,
        schedule: row.opt_id("schedule")?,
        last_run: row.opt_id("last_run")?,
        created_by: row.id("created_by")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// Stores a new scan.
///
/// # Errors
/// `Conflict("scans_name_key")`; `ForeignKey` when target or schedule are gone.
pub async fn insert(tx: &mut Tx, scan: &Scan) -> Result<(), DbError> {
    sql("INSERT INTO scans (id, organization, product, name, comment, target, profile, port_list, schedule, last_run, \
         created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
        .bind(scan.id)
        .bind(scan.organization)
        .bind(scan.product.as_str())
        .bind(&scan.name)
        .bind(&scan.comment)
        .bind(scan.target)
        .bind(&scan.profile)
        .bind(&scan.port_list)
        .bind(scan.schedule)
        .bind(scan.last_run)
        .bind(scan.created_by)
        .bind(scan.created_at)
        .bind(scan.updated_at)
        .run(tx)
        .await?;
    Ok(())
}

/// Changes name, comment, target, profile, port list, schedule and `updated_at`; whether it was there.
///
/// # Errors
/// `Conflict("scans_name_key")`; `ForeignKey` when target or schedule are gone.
pub async fn update(tx: &mut Tx, scan: &Scan) -> Result<bool, DbError> {
    let n = sql(
        "UPDATE scans SET name = $1, comment = $2, target = $3, profile = $4, port_list = $5, schedule = $6, \
         updated_at = $7 WHERE id = $8 AND organization = $9 AND product = $10",
    )
    .bind(&scan.name)
    .bind(&scan.comment)
    .bind(scan.target)
    .bind(&scan.profile)
    .bind(&scan.port_list)
    .bind(scan.schedule)
    .bind(scan.updated_at)
    .bind(scan.id)
    .bind(scan.organization)
    .bind(scan.product.as_str())
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// One scan.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: ScanId,
) -> Result<Option<Scan>, DbError> {
    sql("SELECT id, organization, product, name, comment, target, profile, port_list, schedule, last_run, created_by, \
         created_at, updated_at FROM scans WHERE id = $1 AND organization = $2 AND product = $3")
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .opt(tx, read)
        .await
}

/// One scan of the organization, whatever the product: for jobs.
///
/// # Errors
/// [`DbError`]
pub async fn get_any(tx: &mut Tx, organization: OrganizationId, id: ScanId) -> Result<Option<Scan>, DbError> {
    sql("SELECT id, organization, product, name, comment, target, profile, port_list, schedule, last_run, created_by, \
         created_at, updated_at FROM scans WHERE id = $1 AND organization = $2")
        .bind(id)
        .bind(organization)
        .opt(tx, read)
        .await
}

/// The scans that schedules start, oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn of_schedules(tx: &mut Tx, schedules: &[ScheduleId]) -> Result<Vec<Scan>, DbError> {
    let text = "SELECT t.id, t.organization, t.product, t.name, t.comment, t.target, t.profile, t.port_list, t.schedule, \
         t.last_run, t.created_by, t.created_at, t.updated_at FROM scans t \
         JOIN schedules s ON s.id = t.schedule AND s.organization = t.organization WHERE t.schedule {1} \
         ORDER BY t.created_at, t.id";
    find_among(tx, text, &[uuids(schedules.iter().copied())], Vec::new(), read).await
}

/// Holds scans of any organization until the end of the transaction, as [`lock`] does with one: always in the same order, so
/// that no two transactions wait for each other.
///
/// # Errors
/// [`DbError`]
pub async fn lock_all(tx: &mut Tx, ids: &[ScanId]) -> Result<(), DbError> {
    // SQLite has one writer.
    if tx.is_sqlite() || ids.is_empty() {
        return Ok(());
    }
    let text = "SELECT id FROM scans WHERE id {1} ORDER BY id FOR NO KEY UPDATE";
    find_among(tx, text, &[uuids(ids.iter().copied())], Vec::new(), |_| Ok(())).await.map(drop)
}

/// Names of scans that use an own port list, at most `limit`.
///
/// # Errors
/// [`DbError`]
pub async fn using_port_list(
    tx: &mut Tx,
    organization: OrganizationId,
    port_list: model::PortListId,
    limit: u32,
) -> Result<Vec<String>, DbError> {
    sql("SELECT name FROM scans WHERE organization = $1 AND port_list = $2 ORDER BY name LIMIT $3")
        .bind(organization)
        .bind(port_list.to_string())
        .bind(limit)
        .all(tx, |row| row.of("scans").text("name"))
        .await
}

/// A scan with the newest verdict among its runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The scan.
    pub id: ScanId,
    /// Its name.
    pub name: String,
    /// The run that was judged last; `None` before there is any.
    pub run: Option<RunId>,
    /// Its verdict.
    pub compliance: Option<Compliance>,
    /// Its end.
    pub finished_at: Option<Timestamp>,
}

/// Every scan of the product with its newest verdict, at most `limit`, the newest scans.
///
/// # Errors
/// [`DbError`]
pub async fn verdicts(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    limit: u32,
) -> Result<Vec<Verdict>, DbError> {
    sql("SELECT s.id, s.name, r.id AS run, r.compliance, r.finished_at FROM (\
         SELECT t.id, t.name, (SELECT j.id FROM runs j WHERE j.scan = t.id AND j.compliance IS NOT NULL \
         ORDER BY j.created_at DESC, j.id DESC LIMIT 1) AS judged FROM scans t \
         WHERE t.organization = $1 AND t.product = $2 ORDER BY t.created_at DESC, t.id DESC LIMIT $3) s \
         LEFT JOIN runs r ON r.id = s.judged")
    .bind(organization)
    .bind(product.as_str())
    .bind(limit)
    .all(tx, |row| {
        let row = row.of("scans");
        Ok(Verdict {
            id: row.id("id")?,
            name: row.text("name")?,
            run: row.opt_id("run")?,
            compliance: row.opt_parse("compliance")?,
            finished_at: row.opt_time("finished_at")?,
        })
    })
    .await
}

/// Notes the newest runs of scans, each of another one.
///
/// # Errors
/// [`DbError`]
pub(crate) async fn set_last_runs(tx: &mut Tx, runs: &[Run]) -> Result<(), DbError> {
    const BULK: BulkUpdate = BulkUpdate {
        table: "scans",
        key: ("id", Kind::Uuid),
        columns: &[("last_run", Kind::Uuid)],
        also: "",
    };
    BULK.update(tx, runs.iter().map(|run| vec![run.scan.into(), run.id.into()]).collect()).await.map(drop)
}

/// Removes a scan with its runs, reports and the findings that it saw last; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: ScanId,
) -> Result<bool, DbError> {
    let Some(scan) = get(tx, organization, product, id).await? else { return Ok(false) };
    // Runs of the scan may have been against other targets: it was changed meanwhile.
    let mut targets = sql("SELECT DISTINCT target FROM runs WHERE scan = $1")
        .bind(id)
        .all(tx, |row| row.of("runs").id::<TargetId>("target"))
        .await?;
    targets.push(scan.target);
    targets.sort_unstable();
    targets.dedup();
    sql("DELETE FROM scans WHERE id = $1 AND organization = $2").bind(id).bind(organization).run(tx).await?;
    for target in targets {
        findings::target_changed(tx, organization, target).await?;
        sql("DELETE FROM findings WHERE target = $1 AND scan = $2").bind(target).bind(id).run(tx).await?;
        findings::recount(tx, organization, target).await?;
    }
    Ok(true)
}

/// A page of the scans.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<Scan>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    SPEC.list(tx, &scope, query, read).await
}

/// Scans that a schedule will start by itself, soonest first.
///
/// # Errors
/// [`DbError`]
pub async fn upcoming(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    limit: u32,
) -> Result<Vec<Scan>, DbError> {
    sql("SELECT t.id, t.organization, t.product, t.name, t.comment, t.target, t.profile, t.port_list, t.schedule, \
         t.last_run, t.created_by, t.created_at, t.updated_at FROM scans t JOIN schedules s ON s.id = t.schedule \
         WHERE t.organization = $1 AND t.product = $2 AND s.enabled AND s.next_due IS NOT NULL \
         ORDER BY s.next_due, t.id LIMIT $3")
        .bind(organization)
        .bind(product.as_str())
        .bind(limit)
        .all(tx, read)
        .await
}

/// Holds a scan until the end of the transaction, so that two starts of it follow one another; whether it is there.
///
/// # Errors
/// [`DbError`]
pub async fn lock(tx: &mut Tx, organization: OrganizationId, id: ScanId) -> Result<bool, DbError> {
    let n = sql("UPDATE scans SET updated_at = updated_at WHERE id = $1 AND organization = $2")
        .bind(id)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(n == 1)
}
