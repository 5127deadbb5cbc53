//! Users, roles and permissions.

use crate::id::{OrganizationId, UserId};
use crate::product::Product;
use crate::time::Timestamp;

crate::words! {
    /// A role: a named set of permissions. Most powerful first.
    Role {
        /// Everything, the organization itself included.
        Owner = "owner",
        /// Everything but the ownership.
        Admin = "admin",
        /// Targets, scans, schedules, reports; no users and no settings.
        Manager = "manager",
        /// Reads.
        Viewer = "viewer",
    }
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Id.
    pub id: UserId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Sign-in name: the e-mail address, lower case, unique in the installation.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Role.
    pub role: Role,
    /// Language tag.
    pub locale: String,
    /// IANA time zone.
    pub timezone: String,
    /// The product that every answer is filtered to.
    pub active_product: Product,
    /// Argon2id hash in PHC form.
    pub password_hash: String,
    /// Whether the user may sign in.
    pub enabled: bool,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}
