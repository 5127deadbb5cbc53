//! `POST /targets/{id}/upload_api_schema_file/`, `DELETE /targets/{id}/otp/`, `/logout-detection/`, `/api-auth/`

use app::web_targets;
use app::web_targets::detectors::{self, Clear};
use model::TargetId;

use crate::dast::frame::{Id, Made, Reply, Shown, Signed, Upload};
use crate::dast::targets::view::Target;

pub(crate) async fn upload(ctx: Signed, Id(id): Id<TargetId>, file: Upload) -> Reply<Made<Target>> {
    Ok(Made(web_targets::upload_schema(&ctx, id, &file.name, file.text).await?.into()))
}

pub(crate) async fn clear_otp(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Shown<Target>> {
    Ok(Shown(detectors::clear(&ctx, id, Clear::Otp).await?.into()))
}

pub(crate) async fn clear_logout_detection(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Shown<Target>> {
    Ok(Shown(detectors::clear(&ctx, id, Clear::LogoutDetection).await?.into()))
}

pub(crate) async fn clear_api_auth(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Shown<Target>> {
    Ok(Shown(detectors::clear(&ctx, id, Clear::ApiAuth).await?.into()))
}
