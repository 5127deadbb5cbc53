//! What is shown of a report.

use std::collections::BTreeMap;

use model::report::Report as Stored;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;
use crate::v2::views::{SeverityCounts, verdict};

/// A report over one run.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Report {
    id: String,
    name: String,
    scan_id: String,
    run_id: String,
    /// Formats asked for so far.
    formats: Vec<&'static str>,
    /// Open findings of the run.
    results_count: SeverityCounts,
    /// `pass`, `fail`, or null where the product knows no verdict.
    compliance: Option<&'static str>,
    /// Files by format.
    files: BTreeMap<&'static str, ReportFile>,
    created_at: String,
}

/// One file of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportFile {
    /// `queued`, `done` or `failed`.
    pub(crate) status: &'static str,
    /// Bytes, when done.
    pub(crate) size: Option<u64>,
    /// When done.
    pub(crate) sha256: Option<String>,
    /// Why it failed.
    pub(crate) reason: Option<String>,
}

impl From<model::report::ReportFile> for ReportFile {
    fn from(file: model::report::ReportFile) -> Self {
        Self { status: file.status.as_str(), size: file.size, sha256: file.sha256, reason: file.reason }
    }
}

impl From<Stored> for Report {
    fn from(report: Stored) -> Self {
        Self {
            id: report.id.to_string(),
            name: report.name,
            scan_id: report.scan.to_string(),
            run_id: report.run.to_string(),
            formats: report.files.iter().map(|f| f.format.as_str()).collect(),
            results_count: report.counts.into(),
            compliance: verdict(report.compliance),
            files: report.files.into_iter().map(|f| (f.format.as_str(), f.into())).collect(),
            created_at: report.created_at.iso_millis(),
        }
    }
}

impl Attributes for Report {
    const TYPE: &'static str = "reports";
    fn id(&self) -> String {
        self.id.clone()
    }
}
