//! Targets: what is scanned.

use crate::hosts::HostList;
use crate::id::{OrganizationId, TargetId};
use crate::product::Product;
use crate::time::Timestamp;
use crate::web::WebTarget;

crate::words! {
    /// Kind of target.
    TargetKind { Network = "network", Web = "web", Api = "api" }
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Id.
    pub id: TargetId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Product that it belongs to.
    pub product: Product,
    /// Kind.
    pub kind: TargetKind,
    /// Name, unique within organization and product.
    pub name: String,
    /// Remark.
    pub comment: String,
    /// What to scan; for web and API targets the hosts of the start address and the extra hosts.
    pub hosts: HostList,
    /// What never to touch.
    pub exclude_hosts: HostList,
    /// The most hosts scanned at once, if the user set it.
    pub max_hosts: Option<u32>,
    /// The settings of a web or API target, without its secrets; `None` for network targets.
    pub web: Option<Box<WebTarget>>,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}
