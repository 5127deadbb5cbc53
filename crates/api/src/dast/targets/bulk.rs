//! `POST /targets/bulk/update/`, `/targets/bulk/delete/`, `/targets/archive/`, `/targets/activate/`

use app::{Ctx, web_targets};
use model::TargetId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::list::unknown_ids;
use crate::dast::frame::{Body, Reply, Shown, Signed, read_id, refused};
use crate::dast::targets::input::{BulkUpdate, TargetIds};

/// The targets that were acted on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Acted {
    ids: Vec<String>,
}

pub(crate) async fn update(ctx: Signed, Body(body): Body<BulkUpdate>) -> Reply<Shown<Acted>> {
    let (texts, change) = body.split();
    let ids = known(&ctx, &texts).await?;
    web_targets::update_many(&ctx, &ids, &change.into_change()?).await?;
    Ok(Shown(Acted { ids: texts }))
}

pub(crate) async fn delete(ctx: Signed, Body(body): Body<TargetIds>) -> Reply<Shown<Acted>> {
    let ids = known(&ctx, &body.ids).await?;
    web_targets::delete_many(&ctx, &ids).await?;
    Ok(Shown(Acted { ids: body.ids }))
}

pub(crate) async fn archive(ctx: Signed, Body(body): Body<TargetIds>) -> Reply<Shown<Acted>> {
    let ids = known(&ctx, &body.ids).await?;
    web_targets::set_enabled(&ctx, &ids, false).await?;
    Ok(Shown(Acted { ids: body.ids }))
}

pub(crate) async fn activate(ctx: Signed, Body(body): Body<TargetIds>) -> Reply<Shown<Acted>> {
    let ids = known(&ctx, &body.ids).await?;
    web_targets::set_enabled(&ctx, &ids, true).await?;
    Ok(Shown(Acted { ids: body.ids }))
}

/// The ids, all of which must be there: those that are not are named.
async fn known(ctx: &Ctx, texts: &[String]) -> Reply<Vec<TargetId>> {
    web_targets::may_change(ctx)?;
    if texts.len() > app::input::MAX_BULK {
        return Err(refused("ids", "too_long", format!("must name at most {} ids", app::input::MAX_BULK)));
    }
    let ids: Vec<Option<TargetId>> = texts.iter().map(|text| read_id(text)).collect();
    let readable: Vec<TargetId> = ids.iter().flatten().copied().collect();
    let unknown = web_targets::unknown(ctx, &readable).await?;
    let gone = |id: &Option<TargetId>| id.is_none_or(|id| unknown.contains(&id));
    let missing: Vec<&String> =
        ids.iter().zip(texts).filter(|(id, _)| gone(id)).map(|(_, text)| text).collect();
    if missing.is_empty() { Ok(readable) } else { Err(unknown_ids(&missing)) }
}
