//! Schedules and occurrences.

use serde::{Deserialize, Serialize};

use crate::blackout::Blackout;
use crate::id::{
    Id, OccurrenceId, OrganizationId, RunId, ScanId, ScheduleId, ScheduledScanId, TargetId, UserId,
};
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

crate::words! {
    /// What a due time does while an earlier run of the scan has not ended.
    RunOverlap {
        /// It is not run.
        Skip = "skip",
        /// It waits until the run has ended.
        Queue = "queue",
        /// It stops the run and starts when that has ended.
        CancelRunning = "cancel_running",
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
    /// What becomes of a due time while an earlier run has not ended.
    pub overlap_policy: RunOverlap,
    /// Starts are spread over so many seconds after the due time, see [`Schedule::spread`]; 0 is none.
    pub jitter_seconds: u32,
    /// Next due time; `None` when it never comes again.
    pub next_due: Option<Timestamp>,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}

impl Rule {
    /// The longest spread of starts that keeps them in the order of their due times, in seconds: at most a day.
    pub fn longest_spread(&self) -> u32 {
        const HOUR: u32 = 3600;
        match self.unit {
            PeriodUnit::Hour => self.interval.saturating_mul(HOUR).saturating_sub(1).min(24 * HOUR),
            // Clocks go back by half an hour at least.
            _ if self.overlap == OverlapPolicy::Both => HOUR / 2 - 1,
            // Days may be some hours shorter where clocks go forward.
            PeriodUnit::Day if self.interval == 1 => 20 * HOUR,
            PeriodUnit::Once
            | PeriodUnit::Day
            | PeriodUnit::Week
            | PeriodUnit::Month
            | PeriodUnit::Quarter => 24 * HOUR,
        }
    }
}

/// How the starts of a schedule are spread after its due times. The same on every node and at every look, since it is drawn
/// from the schedule's id and the due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread {
    seed: u64,
    longest_millis: u64,
}

impl Spread {
    /// Starts are due times.
    pub const NONE: Self = Self { seed: 0, longest_millis: 0 };

    /// One that is drawn from a seed, at most so many seconds long.
    pub fn new(seed: u64, longest_seconds: u32) -> Self {
        Self { seed: mix(seed), longest_millis: u64::from(longest_seconds) * 1000 }
    }

    /// Whether starts are due times.
    pub const fn is_none(self) -> bool {
        self.longest_millis == 0
    }

    /// When a due time is to start.
    pub fn start(self, due: Timestamp) -> Timestamp {
        if self.is_none() {
            return due;
        }
        let drawn = mix(self.seed.wrapping_add(due.micros().cast_unsigned())) % (self.longest_millis + 1);
        due.plus_micros(i64::try_from(drawn).unwrap_or(0) * 1000)
    }
}

impl Schedule {
    /// How its starts are spread: never beyond the next due time.
    pub fn spread(&self) -> Spread {
        let (high, low) = self.id.uuid().as_u64_pair();
        Spread::new(high ^ low, self.jitter_seconds.min(self.rule.longest_spread()))
    }

    /// When a due time is to start.
    pub fn starts_at(&self, due: Timestamp) -> Timestamp {
        self.spread().start(due)
    }
}

/// The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
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
    /// When its runs are held back, beside the blackout periods of target and organization.
    pub blackout: Option<Blackout>,
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
    /// Whether the dialect calls it unlimited.
    pub unlimited: bool,
}

crate::words! {
    /// What became of a due time.
    OccurrenceOutcome {
        /// A run was started.
        Started = "started",
        /// Put off, by a blackout period or an earlier run: the run is named once it was started.
        Deferred = "deferred",
        /// A run was started late, after an outage.
        CaughtUp = "caught_up",
        /// Folded into a later due time.
        Coalesced = "coalesced",
        /// Not run: the reason says why.
        Skipped = "skipped",
    }
}

crate::words! {
    /// What a due time that was put off waits for.
    WaitsFor {
        /// The end of a blackout period.
        Blackout = "blackout",
        /// The end of an earlier run of the scan.
        Run = "run",
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
    /// What it waits for, as long as it waits.
    pub waits: Option<WaitsFor>,
    /// When it is looked at again, as long as it waits.
    pub waits_until: Option<Timestamp>,
    /// When the outcome was decided.
    pub decided_at: Timestamp,
}

impl Occurrence {
    /// Lets it wait; `outcome` is the one that it has once it was started.
    pub fn wait(&mut self, outcome: OccurrenceOutcome, what: WaitsFor, until: Timestamp, reason: String) {
        self.outcome = outcome;
        self.waits = Some(what);
        self.waits_until = Some(until);
        self.reason = Some(reason);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Env;

    #[test]
    fn starts_are_spread_evenly_and_always_alike() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        let mut schedule = Schedule {
            id: env.id(),
            organization: env.id(),
            product: Product::Vrms,
            name: String::new(),
            comment: String::new(),
            first_time: String::new(),
            timezone: String::new(),
            rule: Rule {
                unit: PeriodUnit::Day,
                interval: 1,
                weekday: None,
                week_index: None,
                count: None,
                until: None,
                gap: GapPolicy::Skip,
                overlap: OverlapPolicy::First,
            },
            enabled: true,
            catch_up: CatchUp::Latest,
            overlap_policy: RunOverlap::Skip,
            jitter_seconds: 0,
            next_due: None,
            created_at: env.now(),
            updated_at: env.now(),
        };
        let due = Timestamp::from_micros(1_800_000_000_000_000);
        assert_eq!(schedule.starts_at(due), due);
        schedule.jitter_seconds = 600;
        let mut tenths = [0; 10];
        for day in 0..1000 {
            let due = due.plus_seconds(day * 86_400);
            let late = schedule.starts_at(due).micros() - due.micros();
            assert!((0..=600_000_000).contains(&late) && schedule.starts_at(due) == due.plus_micros(late));
            tenths[usize::try_from(late / 60_000_001).unwrap()] += 1;
        }
        assert!(tenths.iter().all(|n| (50..200).contains(n)), "{tenths:?}");
    }
}
