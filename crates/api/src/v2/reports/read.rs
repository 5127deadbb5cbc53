//! `GET /v2/reports`, `GET /v2/reports/{id}`, `GET /v2/reports/{id}/exists`

use app::reports;
use model::ReportId;
use model::report::{FileStatus, ReportFormat};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Columns, Found, Id, List, Page, Plain, Query, Reply, Signed};
use crate::v2::reports::format::Types;
use crate::v2::reports::view::{Report, ReportFile};

/// The columns of the list.
pub(crate) struct ReportColumns;

impl Columns for ReportColumns {
    const FILTER: &'static [&'static str] = &["name", "scan_id", "run_id", "compliance", "id"];
    const SORT: &'static [&'static str] = &["name", "created_at"];
}

/// Whether a file is there.
#[derive(Serialize, ToSchema)]
pub(crate) struct Exists {
    /// Whether it can be downloaded.
    exists: bool,
    /// The format that was asked about.
    r#type: &'static str,
    /// The file, if it was ever asked for.
    file: Option<ReportFile>,
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<ReportColumns>) -> Reply<Page<Report>> {
    let page = reports::list(&ctx, &query).await?;
    Ok(Page::of(page, &query, Report::from))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<ReportId>) -> Reply<Found<Report>> {
    Ok(Found(reports::show(&ctx, id).await?.into()))
}

pub(crate) async fn exists(
    ctx: Signed,
    Id(id): Id<ReportId>,
    Query(types): Query<Types>,
) -> Reply<Plain<Exists>> {
    let format = types.one()?.unwrap_or(ReportFormat::Pdf);
    let file = reports::exists(&ctx, id, format).await?;
    let exists = file.as_ref().is_some_and(|f| f.status == FileStatus::Done);
    Ok(Plain(Exists { exists, r#type: format.as_str(), file: file.map(ReportFile::from) }))
}
