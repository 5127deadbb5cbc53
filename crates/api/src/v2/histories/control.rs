//! `POST /v2/scans/{id}/start`, `…/stop`, `…/pause`, `…/resume`

use app::runs::{self, BlackoutLeave, StartOptions};
use model::ScanId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::frame::{Accepted, Id, OptionalBody, Reply, Request, Signed};
use crate::v2::histories::view::History;

/// What one run does in blackouts. Everything may be absent.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScanBlackout {
    /// Blackouts do not hold this run; it needs the permission `blackout.override`. Without it a run waits until the
    /// blackout ends and then goes by itself.
    #[serde(default)]
    ignore_blackout_period: bool,
    /// Why they do not; must be given with `ignore_blackout_period`.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: Option<String>,
}

impl Request for ScanBlackout {
    const WRAPPER: Option<&'static str> = Some("scan");
}

impl From<ScanBlackout> for BlackoutLeave {
    fn from(body: ScanBlackout) -> Self {
        let ScanBlackout { ignore_blackout_period, reason } = body;
        Self { ignore_blackout_period, reason }
    }
}

pub(crate) async fn start(
    ctx: Signed,
    Id(scan): Id<ScanId>,
    OptionalBody(body): OptionalBody<ScanBlackout>,
) -> Reply<Accepted<History>> {
    let options = StartOptions { blackouts: body.into(), ..StartOptions::default() };
    Ok(Accepted(runs::start_with(&ctx, scan, options).await?.into()))
}

pub(crate) async fn stop(ctx: Signed, Id(scan): Id<ScanId>) -> Reply<Accepted<History>> {
    Ok(Accepted(runs::stop(&ctx, scan).await?.into()))
}

pub(crate) async fn pause(ctx: Signed, Id(scan): Id<ScanId>) -> Reply<Accepted<History>> {
    Ok(Accepted(runs::pause(&ctx, scan).await?.into()))
}

pub(crate) async fn resume(
    ctx: Signed,
    Id(scan): Id<ScanId>,
    OptionalBody(body): OptionalBody<ScanBlackout>,
) -> Reply<Accepted<History>> {
    Ok(Accepted(runs::resume(&ctx, scan, &body.into()).await?.into()))
}
