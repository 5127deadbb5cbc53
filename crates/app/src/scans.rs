//! Scans: definitions that runs are made from.

use model::run::Run;
use model::scan::Scan;
use model::{ScanId, ScheduleId, TargetId, Timestamp};

use crate::{Change, Ctx, ListQuery, Page, Result};

/// A scan to be made.
#[derive(Debug, Clone, Default)]
pub struct NewScan {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// Remark.
    pub comment: Option<String>,
    /// What is scanned.
    pub target_id: Option<TargetId>,
    /// Profile word; `None` is the product's default. PCI knows only `pci_asv`.
    pub profile_id: Option<String>,
    /// Word of a built-in port list or id of an own one; `None` is the profile's. Fixed for PCI.
    pub port_list_id: Option<String>,
    /// When it runs by itself.
    pub schedule_id: Option<ScheduleId>,
}

/// A change of a scan.
#[derive(Debug, Clone, Default)]
pub struct ScanChange {
    /// Name.
    pub name: Change<String>,
    /// Remark.
    pub comment: Change<String>,
    /// What is scanned.
    pub target_id: Change<TargetId>,
    /// Profile.
    pub profile_id: Change<String>,
    /// Port list.
    pub port_list_id: Change<String>,
    /// Schedule.
    pub schedule_id: Change<ScheduleId>,
}

/// A scan with what a reader wants next to it.
#[derive(Debug, Clone)]
pub struct ScanView {
    /// The scan.
    pub scan: Scan,
    /// Name of its target.
    pub target_name: String,
    /// Title of its profile.
    pub profile_name: String,
    /// Its newest run.
    pub last_run: Option<Run>,
    /// When it runs next by itself.
    pub next_time: Option<Timestamp>,
}

/// The caller's scans. Columns: `name`, `comment`, `status`, `target_id`, `profile_id`, `created_at`, `updated_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScanView>> {
    unimplemented!()
}

/// Scans with a coming due time, soonest first.
pub async fn upcoming(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScanView>> {
    unimplemented!()
}

/// Scans by the end of their newest complete run, newest first.
pub async fn recent(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScanView>> {
    unimplemented!()
}

/// Scans whose newest run has not ended.
pub async fn running(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScanView>> {
    unimplemented!()
}

/// One scan.
pub async fn show(ctx: &Ctx, id: ScanId) -> Result<ScanView> {
    unimplemented!()
}

/// Makes a scan.
pub async fn create(ctx: &Ctx, new: NewScan) -> Result<ScanView> {
    unimplemented!()
}

/// Changes a scan. Runs that are under way keep the plan they started with.
pub async fn update(ctx: &Ctx, id: ScanId, change: ScanChange) -> Result<ScanView> {
    unimplemented!()
}

/// Deletes a scan with its runs and reports. A scan with a run that has not ended is kept: stop it first.
pub async fn delete(ctx: &Ctx, id: ScanId) -> Result<()> {
    unimplemented!()
}

/// Deletes scans, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[ScanId]) -> Result<u64> {
    unimplemented!()
}
