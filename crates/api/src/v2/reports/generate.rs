//! `POST /v2/reports/{id}/generate`

use app::reports;
use model::ReportId;
use model::report::ReportFormat;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::frame::{Accepted, Id, OptionalBody, Query, Reply, Request, Signed};
use crate::v2::reports::format::Types;
use crate::v2::reports::view::Report;

/// The files that are asked for; none is a PDF.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ReportGenerate {
    #[schema(value_type = Vec<String>, example = json!(["pdf", "csv"]))]
    formats: Vec<ReportFormat>,
    /// One format; `type` is understood too.
    #[serde(alias = "type")]
    #[schema(value_type = Option<String>)]
    format: Option<ReportFormat>,
}

impl Request for ReportGenerate {
    const WRAPPER: Option<&'static str> = Some("report");
}

pub(crate) async fn generate(
    ctx: Signed,
    Id(id): Id<ReportId>,
    Query(types): Query<Types>,
    OptionalBody(body): OptionalBody<ReportGenerate>,
) -> Reply<Accepted<Report>> {
    let mut formats = types.0;
    formats.extend(body.formats.into_iter().chain(body.format));
    Ok(Accepted(reports::generate(&ctx, id, &formats).await?.into()))
}
