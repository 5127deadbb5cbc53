//! What happens after the first scans have started.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use app::{Ctx, Filter, ListQuery, Services, reports, runs, scans};
use model::report::ReportFormat;
use model::{OrganizationId, Product, RunId, ScanId};

use super::book::{Book, FirstRun};
use super::estate::Estate;

/// How often it is looked whether a run has ended.
const EVERY: Duration = Duration::from_secs(1);

/// Starts what waits its turn, has a PDF written of every first run, and has Redis repaired and looked at again once the
/// office is through.
pub(super) async fn follow(book: &mut Book, estate: &Estate, services: &Arc<Services>) -> Result<()> {
    let Some(organization) = book.organization else { return Ok(()) };
    while !(book.repaired && book.runs.iter().all(|run| run.settled)) {
        tokio::time::sleep(EVERY).await;
        let mut changed = false;
        let mut before = true;
        for first in &mut book.runs {
            if !first.settled {
                changed |= go_on(services, organization, first, before).await?;
            }
            before &= first.settled;
        }
        if !book.repaired && office_is_through(book) {
            estate.repairs.redis();
            book.repaired = true;
            look_again(services, organization, book).await?;
            changed = true;
        }
        if changed {
            book.write()?;
        }
    }
    Ok(())
}

fn office_is_through(book: &Book) -> bool {
    let mut office = book.runs.iter().filter(|first| first.product == Product::Vrms).peekable();
    office.peek().is_some() && office.all(|first| first.settled)
}

/// Starts a first run whose turn has come, or asks for the report of one that has ended; whether anything came of it.
async fn go_on(
    services: &Arc<Services>,
    organization: OrganizationId,
    first: &mut FirstRun,
    turn: bool,
) -> Result<bool> {
    let ctx = Ctx::internal(services.clone(), organization, first.product);
    let Some(id) = first.run else {
        if turn {
            let view = scans::show(&ctx, first.scan).await;
            first.run = match view.map(|view| view.scan.last_run) {
                Ok(Some(there)) => Some(there),
                Ok(None) => started(&ctx, first.scan).await?,
                Err(error) => gone(error)?,
            };
            first.settled = first.run.is_none();
        }
        return Ok(turn);
    };
    let ended = match runs::show(&ctx, first.scan, id).await {
        Ok(run) => run.state.is_terminal(),
        Err(error) => {
            gone::<RunId>(error)?;
            true
        }
    };
    let filter = Filter { column: "run_id".to_owned(), pattern: id.to_string() };
    let query = ListQuery { filters: vec![filter], ..ListQuery::default() };
    let report = reports::list(&ctx, &query).await?.items.into_iter().next();
    if let Some(report) = &report {
        reports::generate(&ctx, report.id, &[ReportFormat::Pdf]).await?;
    }
    // A run that ended badly has no report.
    first.settled = ended || report.is_some();
    Ok(first.settled)
}

/// Starts a scan; `None` where somebody was quicker, or has deleted it.
async fn started(ctx: &Ctx, scan: ScanId) -> Result<Option<RunId>> {
    match runs::start(ctx, scan).await {
        Ok(run) => Ok(Some(run.id)),
        Err(app::Error::Conflict(_)) => Ok(None),
        Err(error) => gone(error),
    }
}

/// Nothing, where somebody has deleted what was asked for.
fn gone<T>(error: app::Error) -> Result<Option<T>> {
    match error {
        app::Error::NotFound { .. } => Ok(None),
        other => Err(other.into()),
    }
}

/// Scans the stores once more: what was repaired is found to be gone.
async fn look_again(services: &Arc<Services>, organization: OrganizationId, book: &Book) -> Result<()> {
    let ctx = Ctx::internal(services.clone(), organization, Product::Vrms);
    if let Some(stores) = book.runs.iter().find(|first| first.product == Product::Vrms) {
        started(&ctx, stores.scan).await?;
    }
    Ok(())
}
