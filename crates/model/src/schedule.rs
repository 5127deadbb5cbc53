//! Schedules and occurrences.

use serde::{Deserialize, Serialize};

use crate::id::{OccurrenceId, OrganizationId, RunId, ScanId, ScheduleId, ScheduledScanId, TargetId, UserId};
use crate::product::Product;
use crate::time::Timestamp;

crate::words! {
    /// Unit of a recurrence.
    PeriodUnit {
        /// Once, no recurrence.
        Once = "once",
        /// Elapsed hours.
        Hour = "hour",
        /// Calendar days.
        Day = "day",
        /// Calendar weeks.
        Week = "week",
        /// Calendar months.
        Month = "month",
        /// Three calendar months.
        Quarter = "quarter",
    }
}

crate::words! {
    /// A day of the week.
    Weekday {
        Monday = "monday", Tuesday = "tuesday", Wednesday = "wednesday", Thursday = "thursday",
        Friday = "friday", Saturday = "saturday", Sunday = "sunday",
    }
}

crate::words! {
    /// Which of a month's weekdays.
    WeekIndex { First = "first", Second = "second", Third = "third", Fourth = "fourth", Last = "last" }
}

crate::words! {
    /// What happens to a local time that the clocks jump over in spring.
    GapPolicy {
        /// Shifted forward by the length of the gap.
        ShiftForward = "shift_forward",
        /// Shifted back by the length of the gap: for what must not start later than it says.
        ShiftBack = "shift_back",
        /// Not run.
        Skip = "skip",
    }
}

crate::words! {
    /// Which instant of a local time that comes twice in autumn.
    OverlapPolicy {
        /// The earlier one.
        First = "first",
        /// The later one.
        Second = "second",
        /// Both: it runs twice, and counts once.
        Both = "both",
    }
}

crate::words! {
    /// What happens to due times that passed while nobody could fire them.
    CatchUp {
        /// The newest one runs if it is not older than the grace; earlier ones are coalesced into it.
        Latest = "latest",
        /// None runs.
        None = "none",
        /// Every one runs.
        All = "all",
    }
}

/// A recurrence rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Unit.
    pub unit: PeriodUnit,
    /// Every so many units, from 1.
    pub interval: u32,
    /// Weekday; with `week_index` for months and quarters.
    #[serde(default)]
    pub weekday: Option<Weekday>,
    /// Which of the month's weekdays.
    #[serde(default)]
    pub week_index: Option<WeekIndex>,
    /// At most so many times.
    #[serde(default)]
    pub count: Option<u32>,
    /// Not after this instant.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// Spring.
    #[serde(default = "shift_forward")]
    pub gap: GapPolicy,
    /// Autumn.
    #[serde(default = "first")]
    pub overlap: OverlapPolicy,
}

const fn shift_forward() -> GapPolicy {
    GapPolicy::ShiftForward
}

const fn first() -> OverlapPolicy {
    OverlapPolicy::First
}

/// A schedule: local start, zone and rule; never an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Id.
    pub id: ScheduleId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Product.
    pub product: Product,
    /// Name.
    pub name: String,
    /// Remark.
    pub comment: String,
    /// First local time, `YYYY-MM-DDThh:mm:ss`, as wall clocks in the zone show it.
    pub first_time: String,
    /// IANA zone.
    pub timezone: String,
    /// Rule.
    pub rule: Rule,
    /// Whether it fires.
    pub enabled: bool,
    /// What becomes of missed times.
    pub catch_up: CatchUp,
    /// Next due time; `None` when it never comes again.
    pub next_due: Option<Timestamp>,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}

/// A scheduled scan of a web or API target: a schedule of its own, with options for the runs that it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledScan {
    /// Id.
    pub id: ScheduledScanId,
    /// The target.
    pub target: TargetId,
    /// When.
    pub schedule: Schedule,
    /// What its runs do differently.
    pub options: ScheduledOptions,
    /// Who changed it last; `None` is the platform itself.
    pub changed_by: Option<UserId>,
}

/// Options of a scheduled scan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ScheduledOptions {
    /// Whether the weekday below says when, for months and quarters.
    pub run_on_day_of_week: bool,
    /// 1 (Monday) to 7 as the client sent it.
    pub scheduled_day_of_week: Option<u8>,
    /// Which of the month's weekdays as the client sent it.
    pub week_index: Option<WeekIndex>,
    /// Whether the runs are partial ones.
    pub partial_scan: bool,
    /// Whether these options win over those of the target.
    pub override_target_settings: bool,
    /// Whether only what is new is tested.
    pub incremental: bool,
    /// Whether only given addresses are tested.
    pub reduced_scope: bool,
    /// Another profile than the target's.
    pub scan_profile: Option<String>,
}

crate::words! {
    /// What became of a due time.
    OccurrenceOutcome {
        /// A run was started.
        Started = "started",
        /// Put off by a blackout period.
        Deferred = "deferred",
        /// A run was started late, after an outage.
        CaughtUp = "caught_up",
        /// Folded into a later due time.
        Coalesced = "coalesced",
        /// Not run: the reason says why.
        Skipped = "skipped",
    }
}

/// One due time of a schedule for one scan, with its one outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Id.
    pub id: OccurrenceId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Schedule.
    pub schedule: ScheduleId,
    /// The scan; `None` when the schedule had none attached.
    pub scan: Option<ScanId>,
    /// When it was due.
    pub due: Timestamp,
    /// Outcome.
    pub outcome: OccurrenceOutcome,
    /// Why.
    pub reason: Option<String>,
    /// The run that it started.
    pub run: Option<RunId>,
    /// When the outcome was decided.
    pub decided_at: Timestamp,
}
