//! `/targets/{target_id}/keys/`, `/targets/{target_id}/keys/{id}/`

use app::api_keys;
use model::{ApiKeyId, TargetId};

use crate::dast::frame::{Body, Gone, Id, Ids2, List, Made, Page, Reply, Shown, Signed};
use crate::dast::keys::view::{KeyBody, KeyColumns, KeyView, make, page};

pub(crate) async fn list(
    ctx: Signed,
    Id(target): Id<TargetId>,
    list: List<KeyColumns>,
) -> Reply<Page<KeyView>> {
    page(&ctx, Some(target), list).await
}

pub(crate) async fn create(
    ctx: Signed,
    Id(target): Id<TargetId>,
    Body(body): Body<KeyBody>,
) -> Reply<Made<KeyView>> {
    make(&ctx, Some(target), &body.name).await
}

pub(crate) async fn show(ctx: Signed, Ids2(target, id): Ids2<TargetId, ApiKeyId>) -> Reply<Shown<KeyView>> {
    Ok(Shown(api_keys::show(&ctx, Some(target), id).await?.into()))
}

pub(crate) async fn delete(ctx: Signed, Ids2(target, id): Ids2<TargetId, ApiKeyId>) -> Reply<Gone> {
    api_keys::delete(&ctx, Some(target), id).await?;
    Ok(Gone)
}
