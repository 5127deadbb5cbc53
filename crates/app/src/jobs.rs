//! The jobs that use-cases enqueue. Room `work` does them.

use jobs::{EnqueueOptions, Job};
use model::report::ReportFormat;
use model::{OrganizationId, ReportId};
use serde::{Deserialize, Serialize};

/// Writes one file of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteReport {
    /// Tenant.
    pub organization: OrganizationId,
    /// The report.
    pub report: ReportId,
    /// The file.
    pub format: ReportFormat,
}

impl Job for WriteReport {
    const KIND: &'static str = "report.write";
    const MAX_ATTEMPTS: u32 = 3;
}

impl WriteReport {
    /// How it is enqueued: two jobs at one file would write over each other's chunks, and a failed file is asked for
    /// again while its job still has tries left.
    pub(crate) fn options(&self) -> EnqueueOptions {
        EnqueueOptions {
            organization: Some(self.organization),
            dedup_key: Some(format!("report:{}:{}", self.report, self.format)),
            ..EnqueueOptions::default()
        }
    }
}
