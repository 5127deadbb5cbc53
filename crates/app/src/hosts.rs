//! Hosts: of the organization across runs, and as one scan saw them.

use model::{HostId, RunHostId, ScanId};

use crate::{Ctx, ListQuery, Page, Result};

pub use store::hosts::{HostRow, RunHostRow};

/// The organization's hosts. Columns: `host`, `address`, `last_seen`, `severity`, `created_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<HostRow>> {
    unimplemented!()
}

/// One host.
pub async fn show(ctx: &Ctx, id: HostId) -> Result<HostRow> {
    unimplemented!()
}

/// Hosts by how grave and many their open findings are.
pub async fn most_vulnerable(ctx: &Ctx, query: &ListQuery) -> Result<Page<HostRow>> {
    unimplemented!()
}

/// Hosts as the newest run of a scan saw them.
pub async fn of_scan(ctx: &Ctx, scan: ScanId, query: &ListQuery) -> Result<Page<RunHostRow>> {
    unimplemented!()
}

/// One host of a scan.
pub async fn show_of_scan(ctx: &Ctx, scan: ScanId, id: RunHostId) -> Result<RunHostRow> {
    unimplemented!()
}
