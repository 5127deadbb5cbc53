//! What is shown of a scheduled scan. The order of the fields is that of the vendor's page.

use app::{Ctx, scheduled_scans};
use model::Timestamp;
use model::schedule::{PeriodUnit, ScheduledScan, WeekIndex};
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::around::Around;
use crate::dast::frame::{Reply, show_id};
use crate::dast::targets::view::{BlackoutPeriod, SimpleTarget};
use crate::dast::views::{ChangedBy, People, iso};

/// A scheduled scan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Scheduled {
    id: String,
    target: SimpleTarget,
    #[serde(flatten)]
    rest: TargetlessScheduled,
}

/// A scheduled scan without its target, as targets show their next one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TargetlessScheduled {
    /// Next run in UTC; the last one where none comes any more.
    date_time: String,
    /// `h`, `d`, `w`, `m`, `q`, or empty for once.
    recurrence: &'static str,
    changed: String,
    changed_by: ChangedBy,
    blackout_period: Option<BlackoutPeriod>,
    /// The zone in whose local time it recurs.
    timezone: String,
    run_on_day_of_week: bool,
    /// 1 (Monday) to 7.
    scheduled_day_of_week: Option<u8>,
    /// `first` … `fourth`, `last`.
    week_index: Option<&'static str>,
    partial_scan: bool,
    override_target_settings: bool,
    incremental: bool,
    reduced_scope: bool,
    scan_profile: Option<String>,
    unlimited: bool,
    /// What else its rule says.
    #[schema(extensions(("x-watchpost" = json!(true))))]
    x_rule: XRule,
}

/// What a rule says beyond the dialect's words.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct XRule {
    /// Every so many hours, days, …
    interval: u32,
    /// At most so many times.
    count: Option<u32>,
    /// Not after this instant.
    until: Option<String>,
    /// Local times that the clocks jump over: `shift_forward`, `shift_back`, `skip`.
    gap: &'static str,
    /// Local times that come twice: `first`, `second`, `both`.
    overlap: &'static str,
    /// Missed times: `latest`, `none`, `all`.
    catch_up: &'static str,
    /// Due times while an earlier scan goes on: `skip`, `queue`, `cancel_running`.
    overlap_policy: &'static str,
    /// Starts are spread over so many seconds.
    jitter_seconds: u32,
}

/// The next scheduled scan of a target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NextScan {
    id: String,
    #[serde(flatten)]
    rest: TargetlessScheduled,
}

impl TargetlessScheduled {
    fn new(scheduled: &ScheduledScan, at: Timestamp, people: &People) -> Self {
        let ScheduledScan { schedule, options, changed_by, blackout, .. } = scheduled;
        Self {
            date_time: at.iso_micros(),
            recurrence: recurrence(schedule.rule.unit),
            changed: schedule.updated_at.iso_micros(),
            changed_by: ChangedBy::of(*changed_by, people),
            blackout_period: blackout.as_ref().and_then(|b| BlackoutPeriod::of_schedule(b, people)),
            timezone: schedule.timezone.clone(),
            run_on_day_of_week: options.run_on_day_of_week,
            scheduled_day_of_week: options.scheduled_day_of_week,
            week_index: options.week_index.map(WeekIndex::as_str),
            partial_scan: options.partial_scan,
            override_target_settings: options.override_target_settings,
            incremental: options.incremental,
            reduced_scope: options.reduced_scope,
            scan_profile: options.scan_profile.clone(),
            unlimited: options.unlimited,
            x_rule: XRule {
                interval: schedule.rule.interval,
                count: schedule.rule.count,
                until: iso(schedule.rule.until),
                gap: schedule.rule.gap.as_str(),
                overlap: schedule.rule.overlap.as_str(),
                catch_up: schedule.catch_up.as_str(),
                overlap_policy: schedule.overlap_policy.as_str(),
                jitter_seconds: schedule.jitter_seconds,
            },
        }
    }
}

impl NextScan {
    /// The next one of a target; `None` if it never comes again.
    pub(crate) fn new(scheduled: &ScheduledScan, people: &People) -> Option<Self> {
        let at = scheduled.schedule.next_due?;
        Some(Self { id: show_id(scheduled.id), rest: TargetlessScheduled::new(scheduled, at, people) })
    }
}

impl Scheduled {
    /// One with its target.
    pub(crate) fn new(scheduled: &ScheduledScan, around: &Around) -> Self {
        Self::at(scheduled, scheduled_scans::shown_time(scheduled), around)
    }

    /// One as it is due at an instant.
    pub(crate) fn at(scheduled: &ScheduledScan, at: Timestamp, around: &Around) -> Self {
        Self {
            id: show_id(scheduled.id),
            target: around.target(scheduled.target),
            rest: TargetlessScheduled::new(scheduled, at, &around.people),
        }
    }

    /// Several with what they need.
    pub(crate) async fn all(ctx: &Ctx, found: &[ScheduledScan]) -> Reply<Vec<Self>> {
        let around = around(ctx, found).await?;
        Ok(found.iter().map(|scheduled| Self::new(scheduled, &around)).collect())
    }

    /// One with what it needs.
    pub(crate) async fn one(ctx: &Ctx, found: &ScheduledScan) -> Reply<Self> {
        let around = around(ctx, std::slice::from_ref(found)).await?;
        Ok(Self::new(found, &around))
    }
}

/// Targets and people of scheduled scans.
pub(crate) async fn around(ctx: &Ctx, found: &[ScheduledScan]) -> Reply<Around> {
    let of_blackout = |s: &ScheduledScan| s.blackout.as_ref().and_then(|b| b.changed_by);
    let people = found.iter().flat_map(|s| [s.changed_by, of_blackout(s)]).collect();
    Around::of(ctx, found.iter().map(|s| s.target).collect(), people).await
}

const fn recurrence(unit: PeriodUnit) -> &'static str {
    match unit {
        PeriodUnit::Once => "",
        PeriodUnit::Hour => "h",
        PeriodUnit::Day => "d",
        PeriodUnit::Week => "w",
        PeriodUnit::Month => "m",
        PeriodUnit::Quarter => "q",
    }
}
