//! Reports and their files. The bytes of a file lie in chunks, so that none is ever whole in memory.

use model::report::{FileStatus, Report, ReportFile, ReportFormat};
use model::run::Compliance;
use model::{OrganizationId, Product, ReportId, Timestamp};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;

/// Bytes of a chunk; the last one of a file may be shorter.
pub const CHUNK: usize = 256 * 1024;

const SPEC: ListSpec = ListSpec {
    from: "reports t",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.name, t.scan, t.run, t.critical, t.high, t.medium, t.low, t.info, \
             t.compliance, t.created_by, t.created_at",
    rows: None,
    columns: &[
        Column::both("name", "t.name", ColumnKind::Text),
        Column::filter("scan_id", "t.scan", ColumnKind::Id),
        Column::filter("run_id", "t.run", ColumnKind::Id),
        Column::filter("target_id", "(SELECT r.target FROM runs r WHERE r.id = t.run)", ColumnKind::Id),
        Column::filter("compliance", "t.compliance", ColumnKind::Word),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::sort("created_at", "t.created_at", ColumnKind::Time),
    ],
    default_sort: ("created_at", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

fn read(row: Row<'_>) -> Result<Report, DbError> {
    let row = row.of("reports");
    Ok(Report {
        id: row.id("id")?,
        organization: row.id("organization")?,
        product: row.parse("product")?,
        name: row.text("name")?,
        scan: row.id("scan")?,
        run: row.id("run")?,
        counts: row.counts()?,
        compliance: row.opt_parse("compliance")?,
        files: Vec::new(),
        created_by: row.opt_id("created_by")?,
        created_at: row.time("created_at")?,
    })
}

fn read_file(row: Row<'_>) -> Result<ReportFile, DbError> {
    let row = row.of("report_files");
    Ok(ReportFile {
        format: row.parse("format")?,
        status: row.parse("status")?,
        size: row.opt_num("size")?,
        sha256: row.opt_text("sha256")?,
        reason: row.opt_text("reason")?,
    })
}

/// Stores a new report; its files are asked for with [`request_file`].
///
/// # Errors
/// `ForeignKey` when the run is gone.
pub async fn insert(tx: &mut Tx, report: &Report) -> Result<(), DbError> {
    sql("INSERT INTO reports (id, organization, product, name, scan, run, critical, high, medium, low, info, compliance, \
         created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
        .bind(report.id)
        .bind(report.organization)
        .bind(report.product.as_str())
        .bind(&report.name)
        .bind(report.scan)
        .bind(report.run)
        .bind(report.counts.critical)
        .bind(report.counts.high)
        .bind(report.counts.medium)
        .bind(report.counts.low)
        .bind(report.counts.info)
        .bind(report.compliance.map(Compliance::as_str))
        .bind(report.created_by)
        .bind(report.created_at)
        .run(tx)
        .await?;
    Ok(())
}

/// One report with its files.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: ReportId,
) -> Result<Option<Report>, DbError> {
    let report = sql(
        "SELECT id, organization, product, name, scan, run, critical, high, medium, low, info, compliance, \
         created_by, created_at FROM reports WHERE id = $1 AND organization = $2 AND product = $3",
    )
    .bind(id)
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, read)
    .await?;
    let Some(mut report) = report else { return Ok(None) };
    report.files = files(tx, id).await?;
    Ok(Some(report))
}

/// One report of the organization, whatever the product: for jobs.
///
/// # Errors
/// [`DbError`]
pub async fn get_any(
    tx: &mut Tx,
    organization: OrganizationId,
    id: ReportId,
) -> Result<Option<Report>, DbError> {
    let report = sql(
        "SELECT id, organization, product, name, scan, run, critical, high, medium, low, info, compliance, \
         created_by, created_at FROM reports WHERE id = $1 AND organization = $2",
    )
    .bind(id)
    .bind(organization)
    .opt(tx, read)
    .await?;
    let Some(mut report) = report else { return Ok(None) };
    report.files = files(tx, id).await?;
    Ok(Some(report))
}

async fn files(tx: &mut Tx, id: ReportId) -> Result<Vec<ReportFile>, DbError> {
    sql("SELECT format, status, size, sha256, reason FROM report_files WHERE report = $1 ORDER BY format")
        .bind(id)
        .all(tx, read_file)
        .await
}

/// A page of the reports, with their files.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<Report>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    let mut page = SPEC.list(tx, &scope, query, read).await?;
    for report in &mut page.items {
        report.files = files(tx, report.id).await?;
    }
    Ok(page)
}

/// Asks for a file; `true` when somebody has to write it now (it is new, or failed before).
///
/// # Errors
/// `ForeignKey` when the report is gone.
pub async fn request_file(tx: &mut Tx, id: ReportId, format: ReportFormat) -> Result<bool, DbError> {
    let n = sql("INSERT INTO report_files (report, format, status) VALUES ($1, $2, 'queued') \
         ON CONFLICT (report, format) DO UPDATE SET status = excluded.status, reason = NULL \
         WHERE report_files.status = 'failed'")
    .bind(id)
    .bind(format.as_str())
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Appends a chunk of at most [`CHUNK`] bytes; positions count from 0, and 0 throws away what an earlier try wrote.
///
/// # Errors
/// [`DbError`]
pub async fn write_chunk(
    tx: &mut Tx,
    id: ReportId,
    format: ReportFormat,
    position: u32,
    bytes: Vec<u8>,
) -> Result<(), DbError> {
    if position == 0 {
        sql("DELETE FROM report_chunks WHERE report = $1 AND format = $2")
            .bind(id)
            .bind(format.as_str())
            .run(tx)
            .await?;
    }
    sql("INSERT INTO report_chunks (report, format, position, bytes) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(format.as_str())
        .bind(position)
        .bind(bytes)
        .run(tx)
        .await?;
    Ok(())
}

/// Marks a file as written; whether it was asked for.
///
/// # Errors
/// [`DbError`]
pub async fn finish_file(
    tx: &mut Tx,
    id: ReportId,
    format: ReportFormat,
    size: u64,
    sha256: &str,
) -> Result<bool, DbError> {
    set_file(tx, id, format, FileStatus::Done, Some(size), Some(sha256), None).await
}

/// Marks a file as failed; whether it was asked for.
///
/// # Errors
/// [`DbError`]
pub async fn fail_file(
    tx: &mut Tx,
    id: ReportId,
    format: ReportFormat,
    reason: &str,
) -> Result<bool, DbError> {
    set_file(tx, id, format, FileStatus::Failed, None, None, Some(reason)).await
}

async fn set_file(
    tx: &mut Tx,
    id: ReportId,
    format: ReportFormat,
    status: FileStatus,
    size: Option<u64>,
    sha256: Option<&str>,
    reason: Option<&str>,
) -> Result<bool, DbError> {
    let n = sql("UPDATE report_files SET status = $1, size = $2, sha256 = $3, reason = $4 WHERE report = $5 AND format = $6")
        .bind(status.as_str())
        .bind(size)
        .bind(sha256)
        .bind(reason)
        .bind(id)
        .bind(format.as_str())
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// A chunk of a file that is done; `None` after the last one.
///
/// # Errors
/// [`DbError`]
pub async fn read_chunk(
    tx: &mut Tx,
    organization: OrganizationId,
    id: ReportId,
    format: ReportFormat,
    position: u32,
) -> Result<Option<Vec<u8>>, DbError> {
    sql("SELECT c.bytes FROM report_chunks c JOIN reports r ON r.id = c.report \
         JOIN report_files f ON f.report = c.report AND f.format = c.format \
         WHERE c.report = $1 AND c.format = $2 AND c.position = $3 AND r.organization = $4 AND f.status = 'done'")
        .bind(id)
        .bind(format.as_str())
        .bind(position)
        .bind(organization)
        .opt(tx, |row| row.of("report_chunks").bytes("bytes"))
        .await
}

/// Removes a report with its files; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: ReportId,
) -> Result<bool, DbError> {
    let n = sql("DELETE FROM reports WHERE id = $1 AND organization = $2 AND product = $3")
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Removes reports made before an instant; how many.
///
/// # Errors
/// [`DbError`]
pub async fn purge(tx: &mut Tx, organization: OrganizationId, before: Timestamp) -> Result<u64, DbError> {
    sql("DELETE FROM reports WHERE organization = $1 AND created_at < $2")
        .bind(organization)
        .bind(before)
        .run(tx)
        .await
}
