//! What is shown of a schedule.

use model::schedule::{self, WeekIndex, Weekday};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;
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
    created_at: String,
    updated_at: String,
}

impl From<schedule::Schedule> for Schedule {
    fn from(schedule: schedule::Schedule) -> Self {
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
            created_at: schedule.created_at.iso_millis(),
            updated_at: schedule.updated_at.iso_millis(),
        }
    }
}

impl Attributes for Schedule {
    const TYPE: &'static str = "schedules";
    fn id(&self) -> String {
        self.id.clone()
    }
}
