//! `/targets/{id}/logout/`, `/targets/{id}/logout/{detector_id}/`

use app::web_targets::detectors;
use model::web::LogoutDetector;
use model::{DetectorId, TargetId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::frame::{Body, Gone, Id, Ids2, Made, Page, Reply, Request, Shown, Signed, refused, show_id};

/// A sign of being signed out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Detector {
    id: String,
    /// `text`, `url`, `sel`.
    r#type: &'static str,
    value: String,
}

/// A sign of being signed out.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct DetectorInput {
    /// `text` in the page, `url`, or `sel` for an element.
    r#type: Option<String>,
    value: Option<String>,
}

impl Request for DetectorInput {}

impl From<LogoutDetector> for Detector {
    fn from(detector: LogoutDetector) -> Self {
        let LogoutDetector { id, kind, value } = detector;
        Self { id: show_id(id), r#type: kind.as_str(), value }
    }
}

pub(crate) async fn list(ctx: Signed, Id(target): Id<TargetId>) -> Reply<Page<Detector>> {
    let results: Vec<Detector> =
        detectors::list(&ctx, target).await?.into_iter().map(Detector::from).collect();
    let count = results.len() as u64;
    Ok(Page { count, page: 1, length: u32::try_from(count.max(10)).unwrap_or(u32::MAX), results })
}

pub(crate) async fn show(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, DetectorId>,
) -> Reply<Shown<Detector>> {
    Ok(Shown(detectors::show(&ctx, target, id).await?.into()))
}

pub(crate) async fn create(
    ctx: Signed,
    Id(target): Id<TargetId>,
    Body(body): Body<DetectorInput>,
) -> Reply<Made<Detector>> {
    let missing = |field| refused(field, "missing", "is missing");
    let kind = body.r#type.ok_or_else(|| missing("type"))?;
    let value = body.value.ok_or_else(|| missing("value"))?;
    Ok(Made(detectors::create(&ctx, target, &kind, value).await?.into()))
}

pub(crate) async fn update(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, DetectorId>,
    Body(body): Body<DetectorInput>,
) -> Reply<Shown<Detector>> {
    Ok(Shown(detectors::update(&ctx, target, id, (body.r#type, body.value)).await?.into()))
}

pub(crate) async fn delete(ctx: Signed, Ids2(target, id): Ids2<TargetId, DetectorId>) -> Reply<Gone> {
    detectors::delete(&ctx, target, id).await?;
    Ok(Gone)
}
