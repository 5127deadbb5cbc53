//! What is shown of a target.

use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;

/// A target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Target {
    id: String,
    #[schema(example = "Office network")]
    name: String,
    /// `network`, `web`, `api`.
    kind: &'static str,
    /// Addresses, CIDRs, ranges and names, comma separated.
    #[schema(example = "10.1.2.0/24,10.1.3.7-10.1.3.20,www.example.org")]
    hosts: String,
    /// Hosts that are never touched, in the same form.
    exclude_hosts: String,
    comment: String,
    /// The most hosts scanned at once.
    max_hosts: Option<u32>,
    /// How many hosts it holds; overlaps count once.
    hosts_count: u64,
    /// Credentials for the hosts.
    credential_ids: Vec<String>,
    created_at: String,
    updated_at: String,
}

impl From<model::target::Target> for Target {
    fn from(target: model::target::Target) -> Self {
        Self {
            id: target.id.to_string(),
            name: target.name,
            kind: target.kind.as_str(),
            hosts: target.hosts.to_string(),
            exclude_hosts: target.exclude_hosts.to_string(),
            comment: target.comment,
            max_hosts: target.max_hosts,
            hosts_count: target.hosts.count(),
            credential_ids: Vec::new(),
            created_at: target.created_at.iso_millis(),
            updated_at: target.updated_at.iso_millis(),
        }
    }
}

impl Attributes for Target {
    const TYPE: &'static str = "targets";
    fn id(&self) -> String {
        self.id.clone()
    }
}
