//! `/scheduledscans/bulk/`

use app::scheduled_scans;
use model::{ScheduledScanId, TargetId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::frame::{ApiError, Body, Gone, MadeMany, Many, Reply, Request, Signed, refused};
use crate::dast::scans::bulk::{Ref, ids, unknown};
use crate::dast::scheduledscans::input::ScheduledInput;
use crate::dast::scheduledscans::view::Scheduled;
use crate::shared::error::At;

/// Targets and how their scans are scheduled.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkSchedule {
    targets: Vec<Ref>,
    scheduledscan: ScheduledInput,
}

/// Scheduled scans and what changes about them.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkScheduled {
    scheduledscans: Vec<Ref>,
    /// Not needed to delete.
    #[serde(default)]
    scheduledscan: Option<ScheduledInput>,
}

impl Request for BulkSchedule {}
impl Request for BulkScheduled {}

/// Wrong fields lie below the one that holds the change; the ids lie where they were sent.
fn placed(error: app::Error, ids: &str) -> ApiError {
    let mut error = unknown(error);
    for item in &mut error.items {
        if let At::Field(name) = &mut item.at {
            *name = if name == "ids" { ids.to_owned() } else { format!("scheduledscan.{name}") };
        }
    }
    error
}

pub(crate) async fn create(ctx: Signed, Body(body): Body<BulkSchedule>) -> Reply<MadeMany<Scheduled>> {
    let targets = ids::<TargetId>(&body.targets)?;
    let made = scheduled_scans::create_many(&ctx, &targets, &body.scheduledscan.into()).await;
    Scheduled::all(&ctx, &made.map_err(|e| placed(e, "targets"))?).await.map(MadeMany)
}

pub(crate) async fn update(ctx: Signed, Body(body): Body<BulkScheduled>) -> Reply<Many<Scheduled>> {
    let change = body.scheduledscan.ok_or_else(|| refused("scheduledscan", "missing", "is missing"))?;
    let ids = ids::<ScheduledScanId>(&body.scheduledscans)?;
    let changed = scheduled_scans::update_many(&ctx, &ids, &change.into()).await;
    Scheduled::all(&ctx, &changed.map_err(|e| placed(e, "scheduledscans"))?).await.map(Many)
}

pub(crate) async fn delete(ctx: Signed, Body(body): Body<BulkScheduled>) -> Reply<Gone> {
    let ids = ids::<ScheduledScanId>(&body.scheduledscans)?;
    scheduled_scans::delete_many(&ctx, None, &ids).await.map_err(|e| placed(e, "scheduledscans"))?;
    Ok(Gone)
}
