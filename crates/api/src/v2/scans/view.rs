//! What is shown of a scan.

use app::scans::ScanView;
use model::run::{Run, RunState};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;
use crate::v2::views::{SeverityCounts, iso, verdict};

/// A scan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Scan {
    id: String,
    name: String,
    comment: String,
    target_id: String,
    target_name: String,
    /// The word of its profile.
    profile_id: String,
    profile_name: String,
    /// Where it runs: `embedded`.
    scanner_id: &'static str,
    schedule_id: Option<String>,
    /// A built-in list's word or an own one's id; null is the profile's.
    port_list_id: Option<String>,
    notification_ids: Vec<String>,
    /// State of the newest run; `new` before the first.
    status: &'static str,
    /// Percent of the newest run.
    progress: u16,
    /// Verdict of the newest run: `pass`, `fail` or null.
    compliance: Option<&'static str>,
    /// Findings of the newest run.
    severity_counts: SeverityCounts,
    last_run: Option<LastRun>,
    /// When it runs next by itself.
    next_time: Option<String>,
    created_at: String,
    updated_at: String,
}

/// The newest run of a scan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LastRun {
    /// Id among the scan's histories.
    id: String,
    status: &'static str,
    reason: Option<String>,
    /// While it is pausing or paused, who holds it: `person` or `blackout`.
    held_by: Option<&'static str>,
    /// Since when it is held.
    held_since: Option<String>,
    started_at: Option<String>,
    finished_at: Option<String>,
}

impl From<Run> for LastRun {
    fn from(run: Run) -> Self {
        Self {
            id: run.id.to_string(),
            status: run.state.as_str(),
            reason: run.reason,
            held_by: run.hold.map(|hold| hold.by.as_str()),
            held_since: iso(run.hold.map(|hold| hold.since)),
            started_at: iso(run.started_at),
            finished_at: iso(run.finished_at),
        }
    }
}

impl From<ScanView> for Scan {
    fn from(view: ScanView) -> Self {
        let ScanView { scan, target_name, profile_name, last_run, next_time } = view;
        let last = last_run.as_ref();
        Self {
            id: scan.id.to_string(),
            name: scan.name,
            comment: scan.comment,
            target_id: scan.target.to_string(),
            target_name,
            profile_id: scan.profile,
            profile_name,
            scanner_id: "embedded",
            schedule_id: scan.schedule.map(|id| id.to_string()),
            port_list_id: scan.port_list,
            notification_ids: Vec::new(),
            status: last.map(|r| r.state).map_or("new", RunState::as_str),
            progress: last.map_or(0, |r| r.progress / 10),
            compliance: verdict(last.and_then(|r| r.compliance)),
            severity_counts: last.map(|r| r.counts).unwrap_or_default().into(),
            last_run: last_run.map(LastRun::from),
            next_time: iso(next_time),
            created_at: scan.created_at.iso_millis(),
            updated_at: scan.updated_at.iso_millis(),
        }
    }
}

impl Attributes for Scan {
    const TYPE: &'static str = "scans";
    fn id(&self) -> String {
        self.id.clone()
    }
}
