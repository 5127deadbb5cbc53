//! What is shown of a run.

use model::run::Run;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;
use crate::v2::views::{SeverityCounts, iso, verdict};

/// One execution of a scan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct History {
    id: String,
    scan_id: String,
    target_id: String,
    /// `queued`, `started`, `finishing_up`, `canceling`, `canceled`, `completed`, `completed_invalid`, `failed` …
    status: &'static str,
    /// Why it is in this state, where that needs saying.
    reason: Option<String>,
    /// While it is pausing or paused, who holds it: `person` or `blackout`.
    held_by: Option<&'static str>,
    /// Since when it is held.
    held_since: Option<String>,
    /// Why it goes on in blackouts, if it does.
    ignore_blackout_reason: Option<String>,
    /// `manual` or `schedule`.
    trigger: &'static str,
    /// Percent.
    progress: u16,
    /// `pass`, `fail`, or null where the product knows no verdict.
    compliance: Option<&'static str>,
    severity_counts: SeverityCounts,
    /// Hosts found alive.
    hosts_up: u32,
    /// The profile that it ran with.
    profile_id: String,
    /// Version of that profile.
    profile_version: u32,
    /// The target's hosts as they were at the start.
    hosts: String,
    /// The ports that were scanned.
    ports: String,
    created_at: String,
    started_at: Option<String>,
    finished_at: Option<String>,
    /// Seconds from start to end.
    duration: Option<i64>,
}

impl From<Run> for History {
    fn from(run: Run) -> Self {
        let took = run.started_at.zip(run.finished_at);
        Self {
            id: run.id.to_string(),
            scan_id: run.scan.to_string(),
            target_id: run.target.to_string(),
            status: run.state.as_str(),
            reason: run.reason,
            held_by: run.hold.map(|hold| hold.by.as_str()),
            held_since: iso(run.hold.map(|hold| hold.since)),
            ignore_blackout_reason: run.ignore_blackout.map(|leave| leave.reason),
            trigger: run.trigger.as_str(),
            progress: run.progress / 10,
            compliance: verdict(run.compliance),
            severity_counts: run.counts.into(),
            hosts_up: run.hosts_up,
            hosts: run.plan.scope.include.to_string(),
            ports: run.plan.ports.to_string(),
            profile_id: run.plan.profile.id,
            profile_version: run.plan.profile.version,
            created_at: run.created_at.iso_millis(),
            started_at: iso(run.started_at),
            finished_at: iso(run.finished_at),
            duration: took.map(|(start, end)| (end.micros() - start.micros()) / 1_000_000),
        }
    }
}

impl Attributes for History {
    const TYPE: &'static str = "histories";
    fn id(&self) -> String {
        self.id.clone()
    }
}
