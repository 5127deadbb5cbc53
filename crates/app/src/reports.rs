//! Reports: one for each run that ended whole, with files that are made on demand.

pub mod files;
pub mod load;
pub mod write;

use auth::Permission;
use model::report::{FileStatus, Report, ReportFile, ReportFormat};
use model::run::Run;
use model::{Env, ReportId};
use serde_json::json;

use crate::input;
use crate::jobs::WriteReport;
use crate::{Ctx, Error, Filter, ListQuery, Page, Result, audit};

pub use files::{Chunks, Download, Verification, download, verify};
pub use load::{Findings, head};
pub use write::Writer;

/// The caller's reports. Columns: `name`, `scan_id`, `run_id`, `target_id`,
/// `compliance`, `id`, `created_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<Report>> {
    ctx.principal.require(Permission::ReportRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::reports::list(&mut tx, ctx.organization(), ctx.product(), query).await?)
}

/// One report.
pub async fn show(ctx: &Ctx, id: ReportId) -> Result<Report> {
    ctx.principal.require(Permission::ReportRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, id).await
}

/// Deletes a report with its files.
pub async fn delete(ctx: &Ctx, id: ReportId) -> Result<()> {
    delete_many(ctx, &[id]).await.map(|_| ())
}

/// Deletes reports, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[ReportId]) -> Result<u64> {
    ctx.principal.require(Permission::ReportWrite)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    let mut gone = Vec::with_capacity(ids.len());
    for &id in &ids {
        gone.push(find(&mut tx, ctx, id).await?);
        store::reports::delete(&mut tx, ctx.organization(), ctx.product(), id).await?;
    }
    for report in &gone {
        audit::record(&mut tx, ctx, "report.delete", "report", report.id, json!({"name": report.name}))
            .await?;
    }
    tx.commit().await?;
    Ok(gone.len() as u64)
}

/// Asks for files of a report; none given means PDF. Files that are done or under way are left alone, failed ones are
/// tried again.
pub async fn generate(ctx: &Ctx, id: ReportId, formats: &[ReportFormat]) -> Result<Report> {
    ctx.principal.require(Permission::ReportWrite)?;
    let mut formats = if formats.is_empty() { vec![ReportFormat::Pdf] } else { formats.to_vec() };
    formats.sort_unstable();
    formats.dedup();
    let mut tx = ctx.write().await?;
    let report = find(&mut tx, ctx, id).await?;
    let mut asked = Vec::new();
    for format in formats {
        let fresh = store::reports::request_file(&mut tx, id, format).await?;
        let of_format = report.files.iter().find(|file| file.format == format);
        if of_format.is_some_and(|file| file.status == FileStatus::Done) {
            continue;
        }
        // Also for one that is queued: a job that died with its worker at its last try left it so. A living job keeps a
        // second one away by its key.
        let job = WriteReport { organization: report.organization, report: id, format };
        jobs::enqueue(&mut tx, ctx.env(), &job, job.options()).await?;
        if fresh {
            asked.push(format);
        }
    }
    if !asked.is_empty() {
        let detail = json!({"name": report.name, "formats": asked});
        audit::record(&mut tx, ctx, "report.generate", "report", id, detail).await?;
    }
    let report = find(&mut tx, ctx, id).await?;
    tx.commit().await?;
    ctx.services.wake.jobs.notify_one();
    Ok(report)
}

/// Whether a file of a report is there to be downloaded; the file's row, if it was ever asked for.
pub async fn exists(ctx: &Ctx, id: ReportId, format: ReportFormat) -> Result<Option<ReportFile>> {
    let report = show(ctx, id).await?;
    Ok(report.files.into_iter().find(|file| file.format == format))
}

/// Makes the report of a run, inside the transaction that ends the run. A run has one report: asked again, that one is
/// returned. For the orchestrator; nobody is authorised here.
pub async fn create_for_run(tx: &mut store::Tx, env: &Env, run: &Run) -> Result<Report> {
    let filter = Filter { column: "run_id".to_owned(), pattern: run.id.to_string() };
    let of_run = ListQuery { filters: vec![filter], ..ListQuery::default() };
    let there = store::reports::list(tx, run.organization, run.product, &of_run).await?;
    if let Some(report) = there.items.into_iter().next() {
        return Ok(report);
    }
    let scan = store::scans::get_any(tx, run.organization, run.scan).await?;
    let at = run.finished_at.unwrap_or_else(|| env.now());
    let report = Report {
        id: env.id(),
        organization: run.organization,
        product: run.product,
        name: format!("{}, {}", run.shown_name(scan.as_ref()), at.human()),
        scan: run.scan,
        run: run.id,
        counts: run.counts,
        compliance: run.compliance,
        files: Vec::new(),
        created_by: None,
        created_at: env.now(),
    };
    store::reports::insert(tx, &report).await?;
    Ok(report)
}

/// The report if the caller may see it.
pub(crate) async fn find(tx: &mut store::Tx, ctx: &Ctx, id: ReportId) -> Result<Report> {
    store::reports::get(tx, ctx.organization(), ctx.product(), id)
        .await?
        .ok_or_else(|| Error::not_found("report", id))
}
