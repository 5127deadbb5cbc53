//! `POST /targets/{id}/scans/{id}/cancel/`, `pause/`, `resume/`. What is sent along with the first two is ignored.

use app::runs::{BlackoutLeave, Wish};
use app::web_scans;
use model::{RunId, TargetId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::frame::{Flag, Ids2, OptionalBody, Reply, Request, Shown, Signed, action};
use crate::dast::scans::view::Scan;

/// How a scan is resumed. Everything may be absent.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
pub(crate) struct ScanResume {
    /// Blackout periods do not hold this scan from now on. Without it a scan that is resumed in one is held by that, and
    /// goes on by itself when it ends.
    #[schema(value_type = Option<bool>)]
    ignore_blackout_period: Option<Flag>,
    /// Why they do not (an addition of ours).
    #[schema(value_type = Option<String>, max_length = 500)]
    reason: Option<String>,
}

impl Request for ScanResume {}

impl From<ScanResume> for BlackoutLeave {
    fn from(body: ScanResume) -> Self {
        leave(body.ignore_blackout_period, body.reason)
    }
}

/// What a body asks for about blackouts. The fields stand in each body: a part that serde flattens loses their names in errors.
pub(crate) fn leave(wanted: Option<Flag>, reason: Option<String>) -> BlackoutLeave {
    BlackoutLeave { ignore_blackout_period: wanted.is_some_and(|flag| flag.0), reason }
}

async fn control(ctx: &Signed, target: TargetId, id: RunId, wish: Wish) -> Reply<Shown<Scan>> {
    let run = web_scans::control(ctx, Some(target), id, wish).await.map_err(action)?;
    Scan::one(ctx, run).await.map(Shown)
}

pub(crate) async fn cancel(ctx: Signed, Ids2(target, id): Ids2<TargetId, RunId>) -> Reply<Shown<Scan>> {
    control(&ctx, target, id, Wish::Cancel).await
}

pub(crate) async fn pause(ctx: Signed, Ids2(target, id): Ids2<TargetId, RunId>) -> Reply<Shown<Scan>> {
    control(&ctx, target, id, Wish::Pause).await
}

pub(crate) async fn resume(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, RunId>,
    OptionalBody(body): OptionalBody<ScanResume>,
) -> Reply<Shown<Scan>> {
    let run = web_scans::resume(&ctx, Some(target), id, &body.into()).await.map_err(action)?;
    Scan::one(&ctx, run).await.map(Shown)
}
