//! `GET /v2/reports/{id}/download`

use app::reports::{self, Download};
use model::ReportId;
use model::report::ReportFormat;

use crate::shared::file::body;
use crate::v2::frame::{File, Id, Query, Reply, Signed};
use crate::v2::reports::format::Types;

pub(crate) async fn download(ctx: Signed, Id(id): Id<ReportId>, Query(types): Query<Types>) -> Reply<File> {
    let format = types.one()?.unwrap_or(ReportFormat::Pdf);
    let Download { file_name, format, size, sha256, chunks } = reports::download(&ctx, id, format).await?;
    Ok(File { name: file_name, media_type: format.media_type(), size, sha256, body: body(chunks) })
}
