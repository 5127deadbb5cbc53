//! `/report/`

use app::{reports, web_scans};
use model::ReportId;
use model::report::{FileStatus, Report, ReportFile, ReportFormat};
use serde::Deserialize;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::{
    Body, Columns, Id, Kind, List, Made, Page, Param, Reply, Request, Shown, Signed, id_of, refused, show_id,
};

/// A report to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ReportInput {
    /// Id of the scan.
    scan: String,
    /// `default` is all there is.
    #[serde(default, rename = "type")]
    kind: Option<String>,
    /// `pdf` if nothing is said; `csv`, `json`, `sarif`, `junit`.
    #[serde(default)]
    format: Option<String>,
}

impl Request for ReportInput {}

/// How far a report is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportView {
    id: String,
    name: String,
    /// Id of the scan.
    scan: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    /// The format that was asked for, or the first that there is.
    format: Option<&'static str>,
    /// `queued`, `done`, `failed`.
    status: &'static str,
    /// Every file that was asked for.
    files: Vec<ReportFileView>,
    created: String,
}

/// A file of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportFileView {
    /// `pdf`, `csv`, `json`, `sarif`, `junit`.
    format: &'static str,
    /// `queued`, `done`, `failed`.
    status: &'static str,
    /// Bytes, where it is done.
    size: Option<u64>,
}

/// The columns of the list.
pub(crate) struct ReportColumns;

impl Columns for ReportColumns {
    const FILTER: &'static [Param] = &[
        Param { name: "id", column: "id", kind: Kind::Id, about: "Id" },
        Param { name: "scan", column: "run_id", kind: Kind::Id, about: "Scan id" },
        Param { name: "target", column: "target_id", kind: Kind::Id, about: "Target id" },
    ];
    const SORT: &'static [(&'static str, &'static str)] = &[("created", "created_at"), ("name", "name")];
    const SEARCH: &'static str = "";
}

impl ReportView {
    fn new(report: &Report, asked: Option<ReportFormat>) -> Self {
        let file = report.files.iter().find(|file| asked.is_none_or(|format| file.format == format));
        Self {
            id: show_id(report.id),
            name: report.name.clone(),
            scan: Some(show_id(report.run)),
            kind: "default",
            format: file.map(|file| file.format.as_str()),
            status: file.map_or(FileStatus::Queued, |file| file.status).as_str(),
            files: report.files.iter().map(ReportFileView::from).collect(),
            created: report.created_at.iso_micros(),
        }
    }
}

impl From<&ReportFile> for ReportFileView {
    fn from(file: &ReportFile) -> Self {
        Self { format: file.format.as_str(), status: file.status.as_str(), size: file.size }
    }
}

pub(crate) async fn list(ctx: Signed, list: List<ReportColumns>) -> Reply<Page<ReportView>> {
    let found = reports::list(&ctx, &list.query).await?;
    list.page(found, |report| show_id(report.id), |report| ReportView::new(&report, None))
}

pub(crate) async fn create(ctx: Signed, Body(body): Body<ReportInput>) -> Reply<Made<ReportView>> {
    if body.kind.as_deref().is_some_and(|kind| !matches!(kind, "" | "default")) {
        return Err(refused("type", "invalid", "must be \"default\""));
    }
    let format = body.format.as_deref().filter(|word| !word.is_empty()).unwrap_or("pdf");
    let format: ReportFormat = format
        .parse()
        .map_err(|_| refused("format", "invalid", "must be one of pdf, csv, json, sarif, junit"))?;
    let report = web_scans::report(&ctx, None, id_of("scan", &body.scan)?).await?;
    let report = reports::generate(&ctx, report.id, &[format]).await?;
    Ok(Made(ReportView::new(&report, Some(format))))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<ReportId>) -> Reply<Shown<ReportView>> {
    let report = reports::show(&ctx, id).await?;
    Ok(Shown(ReportView::new(&report, None)))
}
