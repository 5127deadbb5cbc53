//! `/labels/`, `/labels/{id}/`

use app::labels;
use model::LabelId;
use model::label::LabelKind;

use crate::dast::frame::{Body, Gone, Id, List, Made, Page, Reply, Shown, Signed};
use crate::dast::labels::input::{LabelBody, LabelColumns, one, page};
use crate::dast::labels::view::LabelView;

const KIND: LabelKind = LabelKind::Finding;

pub(crate) async fn list(ctx: Signed, list: List<LabelColumns>) -> Reply<Page<LabelView>> {
    page(&ctx, KIND, list).await
}

pub(crate) async fn create(ctx: Signed, Body(body): Body<LabelBody>) -> Reply<Made<LabelView>> {
    let (name, color) = body.into_new()?;
    let label = labels::create(&ctx, KIND, &name, color).await?;
    Ok(Made(one(&ctx, label).await?))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<LabelId>) -> Reply<Shown<LabelView>> {
    let label = labels::show(&ctx, KIND, id).await?;
    Ok(Shown(one(&ctx, label).await?))
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<LabelId>,
    Body(body): Body<LabelBody>,
) -> Reply<Shown<LabelView>> {
    let label = labels::update(&ctx, KIND, id, body.into_change()).await?;
    Ok(Shown(one(&ctx, label).await?))
}

pub(crate) async fn delete(ctx: Signed, Id(id): Id<LabelId>) -> Reply<Gone> {
    labels::delete(&ctx, KIND, id).await?;
    Ok(Gone)
}
