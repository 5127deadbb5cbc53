//! Organizations: the tenants.

use ipnet::IpNet;

use crate::id::OrganizationId;
use crate::product::Product;
use crate::time::Timestamp;

/// A tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Id.
    pub id: OrganizationId,
    /// The partner above it, if any.
    pub parent: Option<OrganizationId>,
    /// Name.
    pub name: String,
    /// Products with an active subscription.
    pub products: Vec<Product>,
    /// Ranges that it may scan beyond passive profiles.
    pub allowed_ranges: Vec<IpNet>,
    /// Names that it may scan without proof of ownership: `app.example` itself, `*.example` everything below.
    pub allowed_names: Vec<String>,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}
