//! What is shown of a schedule.

use app::Ctx;
use app::blackouts::{self, own};
use app::calendar::rrule;
use model::ScheduleId;
use model::blackout::{Blackout, Hold};
use model::schedule::{self, WeekIndex, Weekday};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Attributes, Reply};
use crate::v2::views::iso;

/// A schedule.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Schedule {
    id: String,
    name: String,
    comment: String,
    /// First local time in the zone.
    #[schema(example = "2026-12-01 02:30:00")]
    first_time: String,
    /// IANA zone.
    #[schema(example = "Europe/Berlin")]
    timezone: String,
    /// Every so many units.
    period: u32,
    /// `once`, `hour`, `day`, `week`, `month` or `quarter`.
    period_unit: &'static str,
    /// `monday` … `sunday`.
    weekday: Option<&'static str>,
    /// `first` … `fourth`, `last`.
    week_index: Option<&'static str>,
    /// The next due time; null when it never comes again.
    next_time: Option<String>,
    enabled: bool,
    /// What becomes of missed times: `latest`, `none` or `all`.
    catch_up: &'static str,
    /// At most so many times.
    count: Option<u32>,
    /// Not after this instant.
    until: Option<String>,
    /// Local times that the clocks jump over: `shift_forward`, `shift_back`, `skip`.
    gap: &'static str,
    /// Local times that come twice: `first`, `second`, `both`.
    overlap: &'static str,
    /// Due times while an earlier run goes on: `skip`, `queue`, `cancel_running`.
    overlap_policy: &'static str,
    /// Starts are spread over so many seconds after the due time.
    jitter_seconds: u32,
    /// The rule in the words of RFC 5545, which know neither `gap` nor `overlap`; null for once.
    #[schema(example = "FREQ=WEEKLY;BYDAY=MO")]
    rrule: Option<String>,
    /// The start that belongs to `rrule`.
    #[schema(example = "DTSTART;TZID=Europe/Berlin:20261201T023000")]
    dtstart: Option<String>,
    /// When its runs are held back; null for never.
    blackout_period: Option<SchedulePeriod>,
    /// Blackout periods that belong to it, that of `blackout_period` among them.
    blackout_ids: Vec<String>,
    created_at: String,
    updated_at: String,
}

/// The window of a schedule: the oldest one that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SchedulePeriod {
    /// `HH:MM`.
    #[schema(example = "08:00")]
    begin: String,
    /// `HH:MM`; before `begin` it is on the next day, equal to it the window lasts a day.
    #[schema(example = "18:00")]
    cease: String,
    /// 1 (Monday) to 7, the days on which it begins; none are all.
    weekdays: Vec<u8>,
    /// IANA zone.
    timezone: String,
    /// Whether it counts.
    enabled: bool,
}

impl SchedulePeriod {
    fn of(blackouts: &[Blackout]) -> Option<Self> {
        let own = own(blackouts)?;
        let Hold::Window { begin, cease, weekdays, timezone } = own.hold.clone() else { return None };
        Some(Self { begin, cease, weekdays, timezone, enabled: own.enabled })
    }
}

impl Schedule {
    fn new(schedule: schedule::Schedule, blackouts: &[Blackout]) -> Self {
        let (dtstart, rrule) = rrule(&schedule).unzip();
        Self {
            id: schedule.id.to_string(),
            name: schedule.name,
            comment: schedule.comment,
            first_time: schedule.first_time.replacen('T', " ", 1),
            timezone: schedule.timezone,
            period: schedule.rule.interval,
            period_unit: schedule.rule.unit.as_str(),
            weekday: schedule.rule.weekday.map(Weekday::as_str),
            week_index: schedule.rule.week_index.map(WeekIndex::as_str),
            next_time: iso(schedule.next_due),
            enabled: schedule.enabled,
            catch_up: schedule.catch_up.as_str(),
            count: schedule.rule.count,
            until: iso(schedule.rule.until),
            gap: schedule.rule.gap.as_str(),
            overlap: schedule.rule.overlap.as_str(),
            overlap_policy: schedule.overlap_policy.as_str(),
            jitter_seconds: schedule.jitter_seconds,
            rrule: rrule.flatten(),
            dtstart,
            blackout_period: SchedulePeriod::of(blackouts),
            blackout_ids: blackouts.iter().map(|blackout| blackout.id.to_string()).collect(),
            created_at: schedule.created_at.iso_millis(),
            updated_at: schedule.updated_at.iso_millis(),
        }
    }

    /// Several with their blackout periods.
    pub(crate) async fn all(ctx: &Ctx, found: Vec<schedule::Schedule>) -> Reply<Vec<Self>> {
        let ids: Vec<ScheduleId> = found.iter().map(|schedule| schedule.id).collect();
        let blackouts = blackouts::of_schedules(ctx, &ids).await?;
        let of = |id| blackouts.get(&id).map_or(&[][..], Vec::as_slice);
        Ok(found
            .into_iter()
            .map(|schedule| {
                let id = schedule.id;
                Self::new(schedule, of(id))
            })
            .collect())
    }

    /// One with its blackout periods.
    pub(crate) async fn one(ctx: &Ctx, found: schedule::Schedule) -> Reply<Self> {
        let blackouts = blackouts::of_schedules(ctx, &[found.id]).await?.remove(&found.id);
        Ok(Self::new(found, &blackouts.unwrap_or_default()))
    }
}

impl Attributes for Schedule {
    const TYPE: &'static str = "schedules";
    fn id(&self) -> String {
        self.id.clone()
    }
}
