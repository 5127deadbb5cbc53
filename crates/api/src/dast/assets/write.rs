//! `POST /targets/{id}/assets/`, `PATCH`, `PUT` and `DELETE /targets/{id}/assets/{asset_id}/`, `…/verify/`

use app::web_targets::assets::{self, AssetChange};
use app::web_targets::{AssetId, verify};
use model::TargetId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::assets::view::AssetView;
use crate::dast::frame::{
    Body, Field, Flag, Gone, Id, Ids2, Made, OptionalBody, Reply, Request, Shown, Signed, action,
};
use crate::dast::targets::site_input::{SentValueInput, sent};
use crate::dast::targets::verify::SiteVerify;

/// An extra host: what is not said stays, or is the default.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct AssetInput {
    /// `name` or `name:port`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    host: Field<String>,
    #[schema(value_type = Option<String>, max_length = 255)]
    #[serde(default)]
    name: Field<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    desc: Field<String>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    include: Field<Flag>,
    #[schema(value_type = Option<Vec<SentValueInput>>)]
    #[serde(default)]
    headers: Field<Vec<SentValueInput>>,
    #[schema(value_type = Option<Vec<SentValueInput>>)]
    #[serde(default)]
    cookies: Field<Vec<SentValueInput>>,
}

impl Request for AssetInput {}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AssetVerified {
    message: &'static str,
}

impl From<AssetInput> for AssetChange {
    fn from(input: AssetInput) -> Self {
        Self {
            host: input.host.0,
            name: input.name.0,
            desc: input.desc.0,
            include: input.include.map(|f| f.0),
            headers: sent(input.headers),
            cookies: sent(input.cookies),
        }
    }
}

pub(crate) async fn create(
    ctx: Signed,
    Id(target): Id<TargetId>,
    Body(body): Body<AssetInput>,
) -> Reply<Made<AssetView>> {
    let (view, asset) = assets::create(&ctx, target, body.into()).await?;
    Ok(Made(AssetView::new(&asset, &view)))
}

pub(crate) async fn update(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, AssetId>,
    Body(body): Body<AssetInput>,
) -> Reply<Shown<AssetView>> {
    let (view, asset) = assets::update(&ctx, target, id, body.into()).await?;
    Ok(Shown(AssetView::new(&asset, &view)))
}

pub(crate) async fn delete(ctx: Signed, Ids2(target, id): Ids2<TargetId, AssetId>) -> Reply<Gone> {
    assets::delete(&ctx, target, id).await?;
    Ok(Gone)
}

pub(crate) async fn verify(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, AssetId>,
    OptionalBody(body): OptionalBody<SiteVerify>,
) -> Reply<Shown<AssetVerified>> {
    verify::asset(&ctx, target, id, body.method()).await.map_err(action)?;
    Ok(Shown(AssetVerified { message: "The extra host is verified." }))
}
