//! What can be said of a schedule.

use app::calendar::preview::Question;
use app::schedules::{NewSchedule, ScheduleChange, Timing};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::blackouts::input::OwnWindow;
use crate::v2::frame::{ApiError, Field, Request};
use crate::v2::schedules::timing::timed;
use crate::v2::views::{WordOrNumber, id};

timed! {
    /// A schedule to be made.
    #[serde(deny_unknown_fields)]
    ScheduleCreate {
        #[schema(example = "Mondays at night", max_length = 255)]
        name: String,
        #[serde(default)]
        comment: Option<String>,
        /// At most so many times.
        #[serde(default)]
        #[schema(minimum = 1)]
        count: Option<i64>,
        /// Absent is true.
        #[serde(default)]
        enabled: Option<bool>,
        /// What becomes of missed times: `latest` (the default), `none` or `all`.
        #[serde(default)]
        catch_up: Option<String>,
        /// Due times while an earlier run goes on: `skip` (the default), `queue`, `cancel_running`.
        #[serde(default)]
        overlap_policy: Option<String>,
        /// Starts are spread over so many seconds after the due time; absent is 0.
        #[serde(default)]
        #[schema(minimum = 0, maximum = 86_400)]
        jitter_seconds: Option<i64>,
        /// When its runs are held back, beside the blackout periods of the target and the organization.
        #[serde(default)]
        blackout_period: Option<OwnWindow>,
    }
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
    /// When its runs are held back; null takes it away. Other blackout periods of the schedule stay.
    #[serde(default)]
    #[schema(value_type = Option<OwnWindow>)]
    blackout_period: Field<OwnWindow>,
}

timed! {
    /// A rule to calculate with.
    #[serde(deny_unknown_fields)]
    ScheduleTiming {
        /// The target whose blackout periods put starts off; absent, those of the organization do not count either.
        #[serde(default)]
        target_id: Option<String>,
        /// How many due times are wanted, 1 to 100; absent is 5.
        #[serde(default)]
        #[schema(minimum = 1, maximum = 100)]
        count: Option<usize>,
    }
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
    fn from(mut body: ScheduleCreate) -> Self {
        Self {
            timing: Timing { count: body.count, ..body.take_timing() },
            name: body.name,
            comment: body.comment,
            enabled: body.enabled,
            catch_up: body.catch_up,
            overlap_policy: body.overlap_policy,
            jitter_seconds: body.jitter_seconds,
            blackout_period: body.blackout_period.map(Into::into),
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
            blackout_period: body.blackout_period.map(Into::into),
        }
    }
}

impl ScheduleTiming {
    /// The question that is answered with at most `count` due times, where the body says nothing else.
    pub(crate) fn question(mut self, count: usize) -> Result<Question, ApiError> {
        let timing = self.take_timing();
        let target = self.target_id.map(|text| id("target_id", &text)).transpose()?;
        Ok(Question { timing, target, count: self.count.unwrap_or(count), ..Question::default() })
    }
}
