//! `/keys/`, `/keys/{id}/`

use app::api_keys;
use model::ApiKeyId;

use crate::dast::frame::{Body, Gone, Id, List, Made, Page, Reply, Shown, Signed};
use crate::dast::keys::view::{KeyBody, KeyColumns, KeyView, make, page};

pub(crate) async fn list(ctx: Signed, list: List<KeyColumns>) -> Reply<Page<KeyView>> {
    page(&ctx, None, list).await
}

pub(crate) async fn create(ctx: Signed, Body(body): Body<KeyBody>) -> Reply<Made<KeyView>> {
    make(&ctx, None, &body.name).await
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<ApiKeyId>) -> Reply<Shown<KeyView>> {
    Ok(Shown(api_keys::show(&ctx, None, id).await?.into()))
}

pub(crate) async fn delete(ctx: Signed, Id(id): Id<ApiKeyId>) -> Reply<Gone> {
    api_keys::delete(&ctx, None, id).await?;
    Ok(Gone)
}
