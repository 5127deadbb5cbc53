//! The jobs that use-cases enqueue. Room `work` does them.

use model::report::ReportFormat;
use model::{Env, JobId, OrganizationId, ReportId};
use serde::{Deserialize, Serialize};
use store::jobs::NewJob;

use crate::{Error, Result};

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

impl WriteReport {
    /// Kind of the job.
    pub const KIND: &'static str = "report.write";
    /// How often it is tried.
    pub const MAX_ATTEMPTS: u32 = 3;
}

/// Enqueues the job inside the caller's transaction. One file is never in the queue twice.
pub(crate) async fn enqueue(tx: &mut store::Tx, env: &Env, job: &WriteReport) -> Result<()> {
    let now = env.now();
    let row = NewJob {
        id: env.id::<JobId>(),
        organization: Some(job.organization),
        kind: WriteReport::KIND,
        payload: serde_json::to_string(job).map_err(Error::internal)?,
        priority: 0,
        run_at: now,
        max_attempts: WriteReport::MAX_ATTEMPTS,
        dedup_key: Some(format!("{}/{}", job.report, job.format)),
        created_at: now,
    };
    store::jobs::insert(tx, &row).await?;
    Ok(())
}
