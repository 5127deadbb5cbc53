//! `GET /v2/reports/{id}/download`

use app::reports::{self, Chunks, Download};
use axum::body::Body;
use futures::stream;
use model::ReportId;
use model::report::ReportFormat;

use crate::v2::frame::{File, Id, Query, Reply, Signed};
use crate::v2::reports::format::Types;

pub(crate) async fn download(ctx: Signed, Id(id): Id<ReportId>, Query(types): Query<Types>) -> Reply<File> {
    let format = types.one()?.unwrap_or(ReportFormat::Pdf);
    let Download { file_name, format, size, sha256, chunks } = reports::download(&ctx, id, format).await?;
    Ok(File { name: file_name, media_type: format.media_type(), size, sha256, body: body(chunks) })
}

/// The file as it is read, chunk by chunk; a failure breaks the transfer off, which the announced length reveals.
fn body(chunks: Chunks) -> Body {
    Body::from_stream(stream::try_unfold(chunks, |mut chunks| async move {
        match chunks.next().await {
            Ok(Some(bytes)) => Ok(Some((bytes, chunks))),
            Ok(None) => Ok(None),
            Err(error) => {
                tracing::error!(%error, "reading a report file for a download failed");
                Err(std::io::Error::other("the file could not be read"))
            }
        }
    }))
}
