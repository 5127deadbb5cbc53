//! The files of reports.

use std::time::Duration;

use app::reports::{self, Download};
use app::{Ctx, Error, web_scans};
use model::report::{FileStatus, ReportFormat};
use model::{ReportId, RunId, TargetId};

use crate::dast::frame::params::{ParamDoc, Params};
use crate::dast::frame::{ApiError, Id, Ids2, Query, QueryParams, Reply, Signed, action, refused};
use crate::shared::file::{File, body};

/// How long a client waits for a report that is being written, in steps of [`STEP`].
const STEPS: u32 = 120;
const STEP: Duration = Duration::from_millis(250);

/// Which file of a report.
pub(crate) struct Format(Option<ReportFormat>);

impl QueryParams for Format {
    const DOC: &'static [ParamDoc] =
        &[("format", "`pdf`, `csv`, `json`, `sarif`, `junit`; the first that there is")];

    fn read(params: &Params) -> Result<Self, ApiError> {
        let read = |word: &str| {
            word.parse()
                .map_err(|_| refused("format", "invalid", "must be one of pdf, csv, json, sarif, junit"))
        };
        Ok(Self(params.one("format").map(read).transpose()?))
    }
}

pub(crate) async fn download(ctx: Signed, Id(id): Id<ReportId>, Query(format): Query<Format>) -> Reply<File> {
    let report = reports::show(&ctx, id).await?;
    let there = report.files.iter().find(|file| file.status == FileStatus::Done).map(|file| file.format);
    let format = format.0.or(there).unwrap_or(ReportFormat::Pdf);
    file(&ctx, id, format).await
}

pub(crate) async fn of_scan(ctx: Signed, Ids2(target, id): Ids2<TargetId, RunId>) -> Reply<File> {
    let report = web_scans::report(&ctx, Some(target), id).await.map_err(action)?;
    reports::generate(&ctx, report.id, &[ReportFormat::Pdf]).await?;
    for _ in 0..STEPS {
        let file = reports::exists(&ctx, report.id, ReportFormat::Pdf).await?;
        if file.is_none_or(|file| file.status != FileStatus::Queued) {
            return file_of(&ctx, report.id).await;
        }
        tokio::time::sleep(STEP).await;
    }
    let detail = "the report is still being written, try again";
    Err(action(Error::conflict("base", "not_ready", detail)))
}

async fn file_of(ctx: &Ctx, id: ReportId) -> Reply<File> {
    file(ctx, id, ReportFormat::Pdf).await
}

async fn file(ctx: &Ctx, id: ReportId, format: ReportFormat) -> Reply<File> {
    let Download { file_name, format, size, sha256, chunks } =
        reports::download(ctx, id, format).await.map_err(action)?;
    Ok(File { name: file_name, media_type: format.media_type(), size, sha256, body: body(chunks) })
}
