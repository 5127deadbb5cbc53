//! What the DAST dialect keeps of a target beside the target and its site.

use model::web::{SentValue, Verification};
use model::{DetectorId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Settings of a target that are no part of its site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Which report its scans end in.
    pub report_type: String,
    /// `pdf` or `docx`.
    pub report_fileformat: String,
    /// `testing` or `production`.
    pub environment: String,
    /// Whether reports list addresses that were built alike.
    pub include_deduplicated_endpoints: Option<bool>,
    /// Whether a scan ends at an error that it could live with.
    pub fail_fast: bool,
    /// Scans asked for look only at what is new.
    pub incremental: bool,
    /// Scans asked for look only at given addresses.
    pub reduced_scope: bool,
    /// Scheduled scans look only at what is new.
    pub schedule_incremental: bool,
    /// Scheduled scans look only at given addresses.
    pub schedule_reduced_scope: bool,
    /// Scans asked for follow only recorded sequences.
    pub crawl_sequences_only: bool,
    /// Scheduled scans follow only recorded sequences.
    pub schedule_crawl_sequences_only: bool,
    /// When no scan runs.
    pub blackout_period: Option<Blackout>,
    /// Extra hosts.
    pub assets: Vec<Asset>,
    /// The longest scan, in seconds.
    pub max_scan_duration: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            report_type: "default".to_owned(),
            report_fileformat: "pdf".to_owned(),
            environment: "testing".to_owned(),
            include_deduplicated_endpoints: None,
            fail_fast: true,
            incremental: false,
            reduced_scope: false,
            schedule_incremental: false,
            schedule_reduced_scope: false,
            crawl_sequences_only: false,
            schedule_crawl_sequences_only: false,
            blackout_period: None,
            assets: Vec::new(),
            max_scan_duration: None,
        }
    }
}

/// A window of local time in which no scan runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blackout {
    /// `HH:MM`.
    pub begin: String,
    /// `HH:MM`; before `begin` it is on the next day.
    pub cease: String,
    /// 1 is Monday, 7 is Sunday; none are all.
    pub weekdays: Vec<u8>,
    /// Whether it counts.
    pub enabled: bool,
    /// IANA zone.
    pub timezone: String,
    /// Last change.
    pub changed: Timestamp,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
}

/// A host that belongs to a target besides its own. The values of its headers and cookies are empty where it rests: they
/// are among the target's secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// Id.
    pub id: AssetId,
    /// Name.
    pub name: String,
    /// Remark.
    pub desc: String,
    /// `name` or `name:port`.
    pub host: String,
    /// Whether scans go there.
    pub include: bool,
    /// Headers sent along.
    pub headers: Vec<SentValue>,
    /// Cookies sent along.
    pub cookies: Vec<SentValue>,
    /// What is known about ownership.
    pub verification: Verification,
    /// Last change.
    pub changed: Timestamp,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
}

/// The id of an extra host: unique in its target, as those of logout detectors.
pub type AssetId = DetectorId;

impl Options {
    /// From what the store keeps; what it cannot read falls back to the default.
    pub(crate) fn read(map: &Map<String, Value>) -> Self {
        serde_json::from_value(Value::Object(map.clone())).unwrap_or_default()
    }

    /// As the store keeps it.
    pub(crate) fn write(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }
}
