//! `POST /scans/bulk/…`

use app::Error;
use app::runs::{BlackoutLeave, Wish};
use app::web_scans;
use model::{RunId, TargetId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::around::Around;
use crate::dast::frame::list::unknown_ids;
use crate::dast::frame::{ApiError, Body, Many, Reply, Request, Signed, action, read_id, show_id};
use crate::dast::scans::control::ScanResume;
use crate::dast::scans::start::ScanStart;
use crate::dast::scans::view::Scan;

/// An object by its id.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Ref {
    pub(crate) id: String,
}

/// Targets to scan now, with what the scans do differently.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkStart {
    targets: Vec<Ref>,
    #[serde(flatten)]
    options: ScanStart,
}

/// Scans to be changed.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkScans {
    scans: Vec<Ref>,
}

/// Scans to be resumed.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkResume {
    scans: Vec<Ref>,
    /// What they do differently from now on.
    overrides: Option<ScanResume>,
}

impl Request for BulkStart {}
impl Request for BulkScans {}
impl Request for BulkResume {}

/// The ids; those that can be none of ours are named.
pub(crate) fn ids<T: model::Id>(refs: &[Ref]) -> Result<Vec<T>, ApiError> {
    let odd: Vec<&String> = refs.iter().map(|r| &r.id).filter(|id| read_id::<T>(id).is_none()).collect();
    if !odd.is_empty() {
        return Err(unknown_ids(&odd));
    }
    Ok(refs.iter().filter_map(|r| read_id(&r.id)).collect())
}

/// An unknown id of a bulk request is named; other errors pass.
pub(crate) fn unknown(error: Error) -> ApiError {
    match &error {
        Error::NotFound { id, .. } => {
            let id = read_id::<TargetId>(id).map_or_else(|| id.clone(), show_id);
            unknown_ids(&[&id])
        }
        _ => error.into(),
    }
}

/// The same for actions, whose errors have a form of their own.
fn named(error: Error) -> ApiError {
    action(unknown(error))
}

pub(crate) async fn start(ctx: Signed, Body(body): Body<BulkStart>) -> Reply<Many<Scan>> {
    let options = body.options.options();
    let targets = ids::<TargetId>(&body.targets)?.into_iter().map(|id| (id, options.clone()));
    let runs = web_scans::start_many(&ctx, &targets.collect::<Vec<_>>()).await.map_err(named)?;
    shown(&ctx, runs).await
}

async fn control(ctx: &Signed, scans: &[Ref], wish: Wish, asked: &BlackoutLeave) -> Reply<Many<Scan>> {
    let runs = web_scans::control_many(ctx, &ids::<RunId>(scans)?, wish, asked).await.map_err(named)?;
    shown(ctx, runs).await
}

async fn shown(ctx: &Signed, runs: Vec<web_scans::WebRun>) -> Reply<Many<Scan>> {
    let around = Around::of_runs(ctx, &runs).await?;
    Ok(Many(runs.into_iter().map(|run| Scan::new(run, &around)).collect()))
}

pub(crate) async fn cancel(ctx: Signed, Body(body): Body<BulkScans>) -> Reply<Many<Scan>> {
    control(&ctx, &body.scans, Wish::Cancel, &BlackoutLeave::default()).await
}

pub(crate) async fn pause(ctx: Signed, Body(body): Body<BulkScans>) -> Reply<Many<Scan>> {
    control(&ctx, &body.scans, Wish::Pause, &BlackoutLeave::default()).await
}

pub(crate) async fn resume(ctx: Signed, Body(body): Body<BulkResume>) -> Reply<Many<Scan>> {
    let asked = body.overrides.unwrap_or_default().into();
    control(&ctx, &body.scans, Wish::Resume, &asked).await
}
