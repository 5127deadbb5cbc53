//! Targets: what is scanned.

use model::TargetId;
use model::target::Target;

use crate::{Change, Ctx, ListQuery, Page, Result};

/// A target to be made.
#[derive(Debug, Clone, Default)]
pub struct NewTarget {
    /// Name, 1 to 255 characters, unique in the organization and product.
    pub name: String,
    /// Kind word; `None` is `network`, the only kind there is yet.
    pub kind: Option<String>,
    /// Addresses, CIDRs, ranges and names, comma separated; at most a /16.
    pub hosts: String,
    /// Hosts never to touch, in the same form.
    pub exclude_hosts: Option<String>,
    /// Remark.
    pub comment: Option<String>,
    /// The most hosts scanned at once, from 1.
    pub max_hosts: Option<u32>,
}

/// A change of a target.
#[derive(Debug, Clone, Default)]
pub struct TargetChange {
    /// Name.
    pub name: Change<String>,
    /// Hosts.
    pub hosts: Change<String>,
    /// Exclusions.
    pub exclude_hosts: Change<String>,
    /// Remark.
    pub comment: Change<String>,
    /// The most hosts at once.
    pub max_hosts: Change<u32>,
}

/// The caller's targets. Columns: `name`, `hosts`, `comment`, `kind`, `created_at`, `updated_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<Target>> {
    unimplemented!()
}

/// One target.
pub async fn show(ctx: &Ctx, id: TargetId) -> Result<Target> {
    unimplemented!()
}

/// Makes a target. Hosts outside the organization's allowed ranges are let in: starting a scan of them is refused.
pub async fn create(ctx: &Ctx, new: NewTarget) -> Result<Target> {
    unimplemented!()
}

/// Changes a target. Runs that are under way keep the copy they started with.
pub async fn update(ctx: &Ctx, id: TargetId, change: TargetChange) -> Result<Target> {
    unimplemented!()
}

/// Deletes a target. One that scans use is kept: the conflict names them.
pub async fn delete(ctx: &Ctx, id: TargetId) -> Result<()> {
    unimplemented!()
}

/// Deletes targets, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[TargetId]) -> Result<u64> {
    unimplemented!()
}
