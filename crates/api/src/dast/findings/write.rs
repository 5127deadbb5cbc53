//! Deciding on one finding.

use app::web_findings;
use model::TargetId;

use crate::dast::findings::input::FindingInput;
use crate::dast::findings::list::named;
use crate::dast::findings::view::Finding;
use crate::dast::frame::{Body, Numbered, Reply, Shown, Signed, Word};

pub(crate) async fn update(ctx: Signed, id: Word, Body(body): Body<FindingInput>) -> Reply<Shown<Finding>> {
    let view = web_findings::update(&ctx, named(&id)?, &body.into()).await?;
    Finding::one(&ctx, view).await.map(Shown)
}

pub(crate) async fn update_of_target(
    ctx: Signed,
    Numbered(target, number): Numbered<TargetId>,
    Body(body): Body<FindingInput>,
) -> Reply<Shown<Finding>> {
    let view = web_findings::update(&ctx, (target, number.into()), &body.into()).await?;
    Finding::one(&ctx, view).await.map(Shown)
}
