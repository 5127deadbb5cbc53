//! What can be said of a scan.

use app::scans::{NewScan, ScanChange};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::v2::frame::{ApiError, Field, Request};
use crate::v2::views::{id, nothing, wrong};

/// A scan to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScanCreate {
    #[schema(example = "Office, weekly", max_length = 255)]
    name: String,
    #[serde(default)]
    comment: Option<String>,
    target_id: String,
    /// A profile's word; absent is the product's default. `config_id` is understood too.
    #[serde(default, alias = "config_id")]
    #[schema(example = "normal")]
    profile_id: Option<String>,
    /// `embedded`, the only scanner there is.
    #[serde(default)]
    scanner_id: Option<String>,
    #[serde(default)]
    schedule_id: Option<String>,
    /// A built-in list's word or an own one's id; absent is the profile's.
    #[serde(default)]
    port_list_id: Option<String>,
    /// None are kept by this server yet: only an empty list is taken.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    notification_ids: Option<Value>,
}

/// A change of a scan; absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScanUpdate {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    comment: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    target_id: Field<String>,
    /// `null` is the product's default.
    #[serde(default, alias = "config_id")]
    #[schema(value_type = Option<String>)]
    profile_id: Field<String>,
    #[serde(default)]
    scanner_id: Option<String>,
    /// `null` takes the schedule away.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    schedule_id: Field<String>,
    /// `null` is the profile's.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    port_list_id: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    notification_ids: Option<Value>,
}

impl Request for ScanCreate {
    const WRAPPER: Option<&'static str> = Some("scan");
}

impl Request for ScanUpdate {
    const WRAPPER: Option<&'static str> = Some("scan");
}

fn scanner(word: Option<&str>) -> Result<(), ApiError> {
    match word {
        None | Some("" | "embedded") => Ok(()),
        Some(_) => {
            Err(wrong("scanner_id", "invalid", "is not a scanner of this server; it has \"embedded\""))
        }
    }
}

impl TryFrom<ScanCreate> for NewScan {
    type Error = ApiError;

    fn try_from(body: ScanCreate) -> Result<Self, ApiError> {
        let ScanCreate {
            name,
            comment,
            target_id,
            profile_id,
            scanner_id,
            schedule_id,
            port_list_id,
            notification_ids,
        } = body;
        scanner(scanner_id.as_deref())?;
        nothing("notification_ids", notification_ids.as_ref())?;
        Ok(Self {
            name,
            comment,
            target_id: Some(id("target_id", &target_id)?),
            profile_id,
            port_list_id,
            schedule_id: schedule_id.map(|t| id("schedule_id", &t)).transpose()?,
        })
    }
}

impl TryFrom<ScanUpdate> for ScanChange {
    type Error = ApiError;

    fn try_from(body: ScanUpdate) -> Result<Self, ApiError> {
        let ScanUpdate {
            name,
            comment,
            target_id,
            profile_id,
            scanner_id,
            schedule_id,
            port_list_id,
            notification_ids,
        } = body;
        scanner(scanner_id.as_deref())?;
        nothing("notification_ids", notification_ids.as_ref())?;
        Ok(Self {
            name: name.0,
            comment: comment.0,
            target_id: target_id.try_map(|t| id("target_id", &t))?,
            profile_id: profile_id.0,
            port_list_id: port_list_id.0,
            schedule_id: schedule_id.try_map(|t| id("schedule_id", &t))?,
        })
    }
}
