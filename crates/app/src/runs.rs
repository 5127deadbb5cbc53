//! Runs: executions of a scan. The `/v2` dialect calls them histories.

use model::run::Run;
use model::{RunId, ScanId};

use crate::{Ctx, ListQuery, Page, Result};

/// The runs of a scan, newest first unless sorted. Columns: `status`, `started_at`, `finished_at`, `created_at`.
pub async fn list(ctx: &Ctx, scan: ScanId, query: &ListQuery) -> Result<Page<Run>> {
    unimplemented!()
}

/// One run of a scan.
pub async fn show(ctx: &Ctx, scan: ScanId, id: RunId) -> Result<Run> {
    unimplemented!()
}

/// Starts a scan: a queued run with its units. Refused while another run of the scan has not ended, and where a host
/// lies outside the organization's allowed ranges.
pub async fn start(ctx: &Ctx, scan: ScanId) -> Result<Run> {
    unimplemented!()
}

/// Stops the running run of a scan: a queued one is canceled at once, a started one drains first.
pub async fn stop(ctx: &Ctx, scan: ScanId) -> Result<Run> {
    unimplemented!()
}
