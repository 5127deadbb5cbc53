//! What happens after the first scans have started.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use app::{Ctx, Filter, ListQuery, Services, reports, runs};
use model::report::ReportFormat;
use model::{OrganizationId, Product};

use super::book::{Book, FirstRun};
use super::estate::Estate;

/// How often it is looked whether a run has ended.
const EVERY: Duration = Duration::from_secs(1);

/// Has a PDF written of every first run, and has Redis repaired and looked at again once the office is through.
pub(super) async fn follow(book: &mut Book, estate: &Estate, services: &Arc<Services>) -> Result<()> {
    let Some(organization) = book.organization else { return Ok(()) };
    while !(book.repaired && book.runs.iter().all(|run| run.settled)) {
        tokio::time::sleep(EVERY).await;
        let mut changed = false;
        for first in &mut book.runs {
            if !first.settled {
                first.settled = settle(services, organization, first).await?;
                changed |= first.settled;
            }
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

/// Asks for the report of a run that has ended; whether nothing is left to be done about it.
async fn settle(services: &Arc<Services>, organization: OrganizationId, first: &FirstRun) -> Result<bool> {
    let ctx = Ctx::internal(services.clone(), organization, first.product);
    let run = match runs::show(&ctx, first.scan, first.run).await {
        // Somebody has deleted it.
        Err(app::Error::NotFound { .. }) => return Ok(true),
        other => other?,
    };
    let filter = Filter { column: "run_id".to_owned(), pattern: first.run.to_string() };
    let query = ListQuery { filters: vec![filter], ..ListQuery::default() };
    if let Some(report) = reports::list(&ctx, &query).await?.items.first() {
        reports::generate(&ctx, report.id, &[ReportFormat::Pdf]).await?;
        return Ok(true);
    }
    // A run that ended badly has no report.
    Ok(run.state.is_terminal())
}

/// Scans the stores once more: what was repaired is found to be gone.
async fn look_again(services: &Arc<Services>, organization: OrganizationId, book: &Book) -> Result<()> {
    let ctx = Ctx::internal(services.clone(), organization, Product::Vrms);
    let Some(stores) = book.runs.iter().find(|first| first.product == Product::Vrms) else { return Ok(()) };
    match runs::start(&ctx, stores.scan).await {
        // Somebody was quicker, or has deleted it.
        Ok(_) | Err(app::Error::Conflict(_) | app::Error::NotFound { .. }) => Ok(()),
        Err(other) => Err(other.into()),
    }
}
