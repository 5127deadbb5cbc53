//! What can be said of a schedule.

use app::schedules::{NewSchedule, ScheduleChange, Timing};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::frame::{Field, Request};
use crate::v2::views::WordOrNumber;

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
    #[serde(default)]
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
    #[serde(default)]
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
    #[serde(default)]
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
    /// How many due times are wanted, 1 to 100; absent is 5.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100)]
    pub(crate) count: Option<usize>,
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
        let ScheduleCreate {
            name,
            comment,
            first_time,
            timezone,
            period,
            period_unit,
            weekday,
            week_index,
            enabled,
            catch_up,
        } = body;
        let (weekday, week_index) = (weekday.map(|w| w.0), week_index.map(|w| w.0));
        let timing = Timing { first_time, timezone, period, period_unit, weekday, week_index };
        Self { name, comment, timing, enabled, catch_up }
    }
}

impl From<ScheduleUpdate> for ScheduleChange {
    fn from(body: ScheduleUpdate) -> Self {
        let ScheduleUpdate {
            name,
            comment,
            first_time,
            timezone,
            period,
            period_unit,
            weekday,
            week_index,
            enabled,
            catch_up,
        } = body;
        Self {
            name: name.0,
            comment: comment.0,
            first_time: first_time.0,
            timezone: timezone.0,
            period: period.0,
            period_unit: period_unit.0,
            weekday: weekday.map(|w| w.0),
            week_index: week_index.map(|w| w.0),
            enabled: enabled.0,
            catch_up: catch_up.0,
        }
    }
}

impl From<ScheduleTiming> for Timing {
    fn from(body: ScheduleTiming) -> Self {
        let ScheduleTiming { first_time, timezone, period, period_unit, weekday, week_index, count: _ } =
            body;
        let (weekday, week_index) = (weekday.map(|w| w.0), week_index.map(|w| w.0));
        Self { first_time, timezone, period, period_unit, weekday, week_index }
    }
}
