//! Runs and their state machine.

use serde::{Deserialize, Serialize};

use crate::id::{OccurrenceId, OrganizationId, RunId, ScanId, TargetId, UserId};
use crate::plan::RunPlan;
use crate::product::Product;
use crate::scan::Scan;
use crate::severity::SeverityCounts;
use crate::time::Timestamp;

crate::words! {
    /// State of a run.
    RunState {
        /// Waits to be planned and given to workers.
        Queued = "queued",
        /// Workers are at it.
        Started = "started",
        /// All units are done; findings are being closed and counted.
        FinishingUp = "finishing_up",
        /// Units are being drained.
        Pausing = "pausing",
        /// Nothing runs; checkpoints are kept.
        Paused = "paused",
        /// Units are being handed out again.
        Resuming = "resuming",
        /// A stop was asked for; units are being drained.
        Canceling = "canceling",
        /// Stopped before its end.
        Canceled = "canceled",
        /// Ended whole.
        Completed = "completed",
        /// Ended, but coverage was lost: the reason says how.
        CompletedInvalid = "completed_invalid",
        /// Could not be done: the reason says why.
        Failed = "failed",
        /// Ended and waits for a person's review.
        UnderReview = "under_review",
    }
}

impl RunState {
    /// Whether nothing will change any more.
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Canceled | Self::Completed | Self::CompletedInvalid | Self::Failed)
    }

    /// Whether a run may go from this state to `next`.
    pub const fn may_become(self, next: Self) -> bool {
        use RunState as S;
        match self {
            S::Queued => matches!(next, S::Started | S::Canceled | S::Failed),
            S::Started => matches!(next, S::FinishingUp | S::Pausing | S::Canceling | S::Failed),
            // Nothing is out while a run waits to be resumed: a blackout can have it back at once.
            S::Resuming => matches!(next, S::Started | S::Pausing | S::Paused | S::Canceling | S::Failed),
            S::Pausing => matches!(next, S::Paused | S::Canceling | S::FinishingUp | S::Failed),
            S::Paused => matches!(next, S::Resuming | S::Canceled | S::Failed),
            S::Canceling => matches!(next, S::Canceled | S::Failed),
            S::FinishingUp => {
                matches!(next, S::Completed | S::CompletedInvalid | S::UnderReview | S::Failed | S::Canceling)
            }
            S::UnderReview => matches!(next, S::Completed | S::CompletedInvalid | S::Failed),
            S::Canceled | S::Completed | S::CompletedInvalid | S::Failed => false,
        }
    }
}

crate::words! {
    /// What started a run.
    Trigger {
        /// A person or a client.
        Manual = "manual",
        /// A schedule.
        Schedule = "schedule",
    }
}

crate::words! {
    /// Who keeps a run from running.
    HeldBy {
        /// A person or a client: until a person resumes it.
        Person = "person",
        /// A blackout: until it ends.
        Blackout = "blackout",
    }
}

/// Why a run that is pausing or paused does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Who holds it.
    pub by: HeldBy,
    /// Since when.
    pub since: Timestamp,
    /// The time that counts towards the end of a pause: microseconds outside blackouts from `since` to `mark`.
    pub counted: i64,
    /// Up to when that time is counted.
    pub mark: Timestamp,
}

impl Hold {
    /// A hold that begins now.
    pub const fn new(by: HeldBy, since: Timestamp) -> Self {
        Self { by, since, counted: 0, mark: since }
    }
}

/// Leave for one run to go on in blackouts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoreBlackout {
    /// Why.
    pub reason: String,
    /// Who gave it; `None` is the platform itself.
    pub by: Option<UserId>,
}

crate::words! {
    /// The verdict on a run where its product knows one.
    Compliance { Pass = "pass", Fail = "fail" }
}

/// One execution of a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Id.
    pub id: RunId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Product.
    pub product: Product,
    /// The scan.
    pub scan: ScanId,
    /// The target.
    pub target: TargetId,
    /// State.
    pub state: RunState,
    /// Why it is in this state, where that needs saying.
    pub reason: Option<String>,
    /// What started it.
    pub trigger: Trigger,
    /// Who started it, if a person did.
    pub started_by: Option<UserId>,
    /// The due time that it answers, if a schedule started it.
    pub occurrence: Option<OccurrenceId>,
    /// Thousandths done.
    pub progress: u16,
    /// What it does: copies of target, profile and ports as they were at its start.
    pub plan: RunPlan,
    /// Open findings seen by it.
    pub counts: SeverityCounts,
    /// Verdict.
    pub compliance: Option<Compliance>,
    /// Hosts found alive.
    pub hosts_up: u32,
    /// Creation.
    pub created_at: Timestamp,
    /// First unit handed out.
    pub started_at: Option<Timestamp>,
    /// End.
    pub finished_at: Option<Timestamp>,
    /// What holds it, while it is pausing or paused.
    pub hold: Option<Hold>,
    /// Leave to go on in blackouts.
    pub ignore_blackout: Option<IgnoreBlackout>,
    /// Since when it is `started` without a break.
    pub active_since: Option<Timestamp>,
    /// Microseconds that it was `started` before that.
    pub active_micros: i64,
}

impl Run {
    /// What people call it: by its scan, or by its target where they never see the scan.
    pub fn shown_name<'a>(&'a self, scan: Option<&'a Scan>) -> &'a str {
        match scan {
            Some(scan) if self.plan.web.is_none() => &scan.name,
            _ => &self.plan.target_name,
        }
    }

    /// Microseconds that it has been `started` up to now, pauses left out.
    pub fn active_for(&self, now: Timestamp) -> i64 {
        let open = self.active_since.map_or(0, |since| now.micros().saturating_sub(since.micros()).max(0));
        self.active_micros.saturating_add(open)
    }
}

/// A host as one run saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostSummary {
    /// Host label.
    pub host: String,
    /// Address probed.
    pub address: std::net::IpAddr,
    /// Open ports with what listens there.
    pub services: Vec<(crate::host::Port, crate::service::Service)>,
    /// Findings by band.
    pub counts: SeverityCounts,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_states_are_ends_and_every_other_state_can_end() {
        for &from in RunState::ALL {
            let exits = RunState::ALL.iter().filter(|&&to| from.may_become(to)).count();
            assert_eq!(exits == 0, from.is_terminal(), "{from}");
            assert!(from.is_terminal() || from.may_become(RunState::Failed), "the watchdog can end {from}");
        }
    }
}
