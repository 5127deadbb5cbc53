//! What can be said of a target.

use app::targets::{NewTarget, TargetChange};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::v2::frame::{ApiError, Field, Request};
use crate::v2::views::nothing;

/// A target to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetCreate {
    /// Unique among the product's targets.
    #[schema(example = "Office network", max_length = 255)]
    name: String,
    /// `network`, the default.
    #[serde(default)]
    kind: Option<String>,
    /// Addresses, CIDRs, ranges and names, comma separated; at most 65536 hosts.
    #[schema(example = "10.1.2.0/24,www.example.org")]
    hosts: String,
    /// Hosts that are never touched, in the same form.
    #[serde(default)]
    exclude_hosts: Option<String>,
    #[serde(default)]
    comment: Option<String>,
    /// The most hosts scanned at once.
    #[serde(default)]
    #[schema(minimum = 1)]
    max_hosts: Option<u32>,
    /// None are kept by this server yet: only an empty list is taken.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    credential_ids: Option<Value>,
}

/// A change of a target; absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetUpdate {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Field<String>,
    /// The kind cannot be changed; the present one is taken.
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    hosts: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    exclude_hosts: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    comment: Field<String>,
    /// `null` takes the limit away.
    #[serde(default)]
    #[schema(value_type = Option<u32>)]
    max_hosts: Field<u32>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    credential_ids: Option<Value>,
}

impl Request for TargetCreate {
    const WRAPPER: Option<&'static str> = Some("target");
}

impl Request for TargetUpdate {
    const WRAPPER: Option<&'static str> = Some("target");
}

impl TryFrom<TargetCreate> for NewTarget {
    type Error = ApiError;

    fn try_from(body: TargetCreate) -> Result<Self, ApiError> {
        let TargetCreate { name, kind, hosts, exclude_hosts, comment, max_hosts, credential_ids } = body;
        nothing("credential_ids", credential_ids.as_ref())?;
        Ok(Self { name, kind, hosts, exclude_hosts, comment, max_hosts })
    }
}

impl TryFrom<TargetUpdate> for TargetChange {
    type Error = ApiError;

    fn try_from(body: TargetUpdate) -> Result<Self, ApiError> {
        let TargetUpdate { name, kind, hosts, exclude_hosts, comment, max_hosts, credential_ids } = body;
        nothing("credential_ids", credential_ids.as_ref())?;
        if kind.is_some_and(|k| k != "network") {
            return Err(crate::v2::views::wrong("kind", "unsupported", "cannot be changed"));
        }
        Ok(Self {
            name: name.0,
            hosts: hosts.0,
            exclude_hosts: exclude_hosts.0,
            comment: comment.0,
            max_hosts: max_hosts.0,
        })
    }
}
