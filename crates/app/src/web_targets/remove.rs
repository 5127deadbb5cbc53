//! The end of a target.

use auth::Permission;
use model::{ScheduledScanId, TargetId};
use serde_json::json;

use super::find;
use crate::{Ctx, Error, Filter, ListQuery, Result, audit, input};

/// Deletes a target with its scans, findings, reports and schedules. One that is being scanned is kept: cancel that first.
pub async fn delete(ctx: &Ctx, id: TargetId) -> Result<()> {
    delete_many(ctx, &[id]).await
}

/// Deletes targets, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[TargetId]) -> Result<()> {
    ctx.principal.require(Permission::TargetWrite)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    for id in ids {
        let row = find(&mut tx, ctx, id).await?;
        delete_scans(&mut tx, ctx, id).await?;
        delete_schedules(&mut tx, ctx, id).await?;
        store::targets::delete(&mut tx, ctx.organization(), ctx.product(), id).await?;
        audit::record(&mut tx, ctx, "target.delete", "target", id, json!({"name": row.target.name})).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn delete_scans(tx: &mut store::Tx, ctx: &Ctx, id: TargetId) -> Result<()> {
    let (organization, product) = (ctx.organization(), ctx.product());
    loop {
        let filters = vec![Filter { column: "target_id".to_owned(), pattern: id.to_string() }];
        let query = ListQuery { per_page: 100, filters, ..ListQuery::default() };
        let scans = store::scans::list(tx, organization, product, &query).await?.items;
        if scans.is_empty() {
            return Ok(());
        }
        for scan in scans {
            store::scans::lock(tx, organization, scan.id).await?;
            if let Some(run) = store::runs::active_of_scan(tx, organization, scan.id).await? {
                let detail = format!("the target has a scan that is {}: cancel it first", run.state);
                return Err(Error::conflict("base", "running", detail));
            }
            store::scans::delete(tx, organization, product, scan.id).await?;
        }
    }
}

async fn delete_schedules(tx: &mut store::Tx, ctx: &Ctx, id: TargetId) -> Result<()> {
    let (organization, product) = (ctx.organization(), ctx.product());
    let filters = vec![Filter { column: "target".to_owned(), pattern: id.to_string() }];
    let query = ListQuery { per_page: 1000, filters, ..ListQuery::default() };
    let found = store::scheduled_scans::list(tx, organization, product, &query).await?.items;
    let ids: Vec<ScheduledScanId> = found.into_iter().map(|scheduled| scheduled.id).collect();
    for id in ids {
        store::scheduled_scans::delete(tx, organization, product, id).await?;
    }
    Ok(())
}
