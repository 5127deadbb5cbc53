//! What can be said of a schedule.

use app::calendar::preview::Question;
use app::schedules::{NewSchedule, ScheduleChange, Timing};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::frame::{ApiError, Field, Request};
use crate::v2::views::{WordOrNumber, id};

/// A schedule to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleCreate {
    #[schema(example = "Mondays at night", max_length = 255)]
    name: String,
    #[serde(default)]
    comment: Option<String>,
    /// First local time: `YYYY-MM-DD hh:mm:ss` or ISO 8601.
    #[schema(example = "2026-12-01 02:30:00")]
    first_time: String,
    /// IANA zone; absent is the caller's.
    #[serde(default)]
    #[schema(example = "Europe/Berlin")]
    timezone: Option<String>,
    /// Every so many units; absent is 1.
    #[serde(default, alias = "interval")]
    #[schema(minimum = 1)]
    period: Option<i64>,
    /// `once` (the default), `hour`, `day`, `week`, `month` or `quarter`.
    #[serde(default)]
    #[schema(example = "week")]
    period_unit: Option<String>,
    /// `monday` … `sunday`, or 1 … 7.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    weekday: Option<WordOrNumber>,
    /// `first` … `fourth`, `last`, or 1 … 5.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    week_index: Option<WordOrNumber>,
    /// Absent is true.
    #[serde(default)]
    enabled: Option<bool>,
    /// What becomes of missed times: `latest` (the default), `none` or `all`.
    #[serde(default)]
    catch_up: Option<String>,
    /// At most so many times.
    #[serde(default)]
    #[schema(minimum = 1)]
    count: Option<i64>,
    /// Not after this time: an instant, or local time in the zone.
    #[serde(default)]
    until: Option<String>,
    /// Local times that the clocks jump over: `shift_forward` (the default), `shift_back`, `skip`.
    #[serde(default)]
    gap: Option<String>,
    /// Local times that come twice: `first` (the default), `second`, `both`.
    #[serde(default)]
    overlap: Option<String>,
    /// The rule in the words of RFC 5545, in place of period, unit, weekday, week, count and until.
    #[serde(default)]
    #[schema(example = "FREQ=WEEKLY;BYDAY=MO")]
    rrule: Option<String>,
    /// Due times while an earlier run goes on: `skip` (the default), `queue`, `cancel_running`.
    #[serde(default)]
    overlap_policy: Option<String>,
    /// Starts are spread over so many seconds after the due time; absent is 0.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 86_400)]
    jitter_seconds: Option<i64>,
}

/// A change of a schedule; absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleUpdate {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    comment: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    first_time: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    timezone: Field<String>,
    #[serde(default, alias = "interval")]
    #[schema(value_type = Option<i64>)]
    period: Field<i64>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    period_unit: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    weekday: Field<WordOrNumber>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    week_index: Field<WordOrNumber>,
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    enabled: Field<bool>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    catch_up: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    count: Field<i64>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    until: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    gap: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    overlap: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    rrule: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    overlap_policy: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    jitter_seconds: Field<i64>,
}

/// A rule to calculate with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleTiming {
    /// First local time: `YYYY-MM-DD hh:mm:ss` or ISO 8601.
    #[schema(example = "2026-12-01 02:30:00")]
    first_time: String,
    #[serde(default)]
    timezone: Option<String>,
    #[serde(default, alias = "interval")]
    period: Option<i64>,
    #[serde(default)]
    #[schema(example = "week")]
    period_unit: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    weekday: Option<WordOrNumber>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    week_index: Option<WordOrNumber>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    gap: Option<String>,
    #[serde(default)]
    overlap: Option<String>,
    /// The rule in the words of RFC 5545, in place of period, unit, weekday, week and until.
    #[serde(default)]
    rrule: Option<String>,
    /// The target whose blackout periods put starts off; absent, those of the organization do not count either.
    #[serde(default)]
    target_id: Option<String>,
    /// How many due times are wanted, 1 to 100; absent is 5.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100)]
    count: Option<usize>,
}

impl Request for ScheduleCreate {
    const WRAPPER: Option<&'static str> = Some("schedule");
}

impl Request for ScheduleUpdate {
    const WRAPPER: Option<&'static str> = Some("schedule");
}

impl Request for ScheduleTiming {
    const WRAPPER: Option<&'static str> = Some("schedule");
}

impl From<ScheduleCreate> for NewSchedule {
    fn from(body: ScheduleCreate) -> Self {
        let timing = Timing {
            first_time: body.first_time,
            timezone: body.timezone,
            period: body.period,
            period_unit: body.period_unit,
            weekday: body.weekday.map(|w| w.0),
            week_index: body.week_index.map(|w| w.0),
            count: body.count,
            until: body.until,
            gap: body.gap,
            overlap: body.overlap,
            rrule: body.rrule,
        };
        Self {
            name: body.name,
            comment: body.comment,
            timing,
            enabled: body.enabled,
            catch_up: body.catch_up,
            overlap_policy: body.overlap_policy,
            jitter_seconds: body.jitter_seconds,
        }
    }
}

impl From<ScheduleUpdate> for ScheduleChange {
    fn from(body: ScheduleUpdate) -> Self {
        Self {
            name: body.name.0,
            comment: body.comment.0,
            first_time: body.first_time.0,
            timezone: body.timezone.0,
            period: body.period.0,
            period_unit: body.period_unit.0,
            weekday: body.weekday.map(|w| w.0),
            week_index: body.week_index.map(|w| w.0),
            count: body.count.0,
            until: body.until.0,
            gap: body.gap.0,
            overlap: body.overlap.0,
            rrule: body.rrule.0,
            enabled: body.enabled.0,
            catch_up: body.catch_up.0,
            overlap_policy: body.overlap_policy.0,
            jitter_seconds: body.jitter_seconds.0,
        }
    }
}

impl ScheduleTiming {
    /// The question that is answered with at most `count` due times, where the body says nothing else.
    pub(crate) fn question(self, count: usize) -> Result<Question, ApiError> {
        let target = self.target_id.map(|text| id("target_id", &text)).transpose()?;
        let timing = Timing {
            first_time: self.first_time,
            timezone: self.timezone,
            period: self.period,
            period_unit: self.period_unit,
            weekday: self.weekday.map(|w| w.0),
            week_index: self.week_index.map(|w| w.0),
            count: None,
            until: self.until,
            gap: self.gap,
            overlap: self.overlap,
            rrule: self.rrule,
        };
        Ok(Question { timing, target, count: self.count.unwrap_or(count), ..Question::default() })
    }
}
