//! Making, changing and deleting the scheduled scans of a target.

use app::scheduled_scans;
use model::{ScheduledScanId, TargetId};

use crate::dast::frame::{Body, Gone, Id, Ids2, Made, Reply, Shown, Signed};
use crate::dast::scheduledscans::input::ScheduledInput;
use crate::dast::scheduledscans::view::Scheduled;

pub(crate) async fn create(
    ctx: Signed,
    Id(target): Id<TargetId>,
    Body(body): Body<ScheduledInput>,
) -> Reply<Made<Scheduled>> {
    let made = scheduled_scans::create(&ctx, target, body.into()).await?;
    Scheduled::one(&ctx, &made).await.map(Made)
}

pub(crate) async fn replace(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, ScheduledScanId>,
    Body(body): Body<ScheduledInput>,
) -> Reply<Shown<Scheduled>> {
    let changed = scheduled_scans::update(&ctx, Some(target), id, &body.into(), true).await?;
    Scheduled::one(&ctx, &changed).await.map(Shown)
}

pub(crate) async fn update(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, ScheduledScanId>,
    Body(body): Body<ScheduledInput>,
) -> Reply<Shown<Scheduled>> {
    let changed = scheduled_scans::update(&ctx, Some(target), id, &body.into(), false).await?;
    Scheduled::one(&ctx, &changed).await.map(Shown)
}

pub(crate) async fn delete(ctx: Signed, Ids2(target, id): Ids2<TargetId, ScheduledScanId>) -> Reply<Gone> {
    scheduled_scans::delete_many(&ctx, Some(target), &[id]).await?;
    Ok(Gone)
}
