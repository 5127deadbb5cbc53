//! `POST /targets/{id}/scans/{id}/cancel/`, `pause/`, `resume/`. What is sent along is ignored.

use app::web_scans::{self, Wish};
use model::{RunId, TargetId};

use crate::dast::frame::{Ids2, Reply, Shown, Signed, action};
use crate::dast::scans::view::Scan;

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

pub(crate) async fn resume(ctx: Signed, Ids2(target, id): Ids2<TargetId, RunId>) -> Reply<Shown<Scan>> {
    control(&ctx, target, id, Wish::Resume).await
}
