//! Scans: definitions that runs are made from. And an organization's own port lists.

use crate::id::{OrganizationId, PortListId, RunId, ScanId, ScheduleId, TargetId, UserId};
use crate::ports::PortSet;
use crate::product::Product;
use crate::time::Timestamp;

/// A scan definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Id.
    pub id: ScanId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Product.
    pub product: Product,
    /// Name.
    pub name: String,
    /// Remark.
    pub comment: String,
    /// What is scanned.
    pub target: TargetId,
    /// Profile word.
    pub profile: String,
    /// Word of a built-in port list or id of an own one; `None` is the profile's.
    pub port_list: Option<String>,
    /// When it runs by itself.
    pub schedule: Option<ScheduleId>,
    /// The newest run.
    pub last_run: Option<RunId>,
    /// Who made it.
    pub created_by: UserId,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}

/// An organization's own port list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortList {
    /// Id.
    pub id: PortListId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Product.
    pub product: Product,
    /// Name.
    pub name: String,
    /// Remark.
    pub comment: String,
    /// The ports.
    pub ports: PortSet,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}
