//! Schedules: when scans run by themselves.

use model::schedule::{Occurrence, Schedule};
use model::{ScheduleId, Timestamp};

use crate::{Change, Ctx, ListQuery, Page, Result};

/// When: the rule of a schedule as texts and numbers, so that each wrong one can be named.
#[derive(Debug, Clone, Default)]
pub struct Timing {
    /// First local time: `YYYY-MM-DD hh:mm:ss` or ISO; an offset is understood and turned into the zone's local time.
    pub first_time: String,
    /// IANA zone; `None` is the caller's.
    pub timezone: Option<String>,
    /// Every so many units; `None` is 1.
    pub period: Option<i64>,
    /// `once`, `hour`, `day`, `week`, `month`, `quarter`; `None` is `once`.
    pub period_unit: Option<String>,
    /// `monday` … `sunday`, or 1 … 7 as text.
    pub weekday: Option<String>,
    /// `first` … `fourth`, `last`, or 1 … 5 as text.
    pub week_index: Option<String>,
}

/// A schedule to be made.
#[derive(Debug, Clone, Default)]
pub struct NewSchedule {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// Remark.
    pub comment: Option<String>,
    /// When.
    pub timing: Timing,
    /// Whether it fires; `None` is yes.
    pub enabled: Option<bool>,
    /// `latest`, `none`, `all`; `None` is `latest`.
    pub catch_up: Option<String>,
}

/// A change of a schedule. A change of any part of the timing computes the next due time anew.
#[derive(Debug, Clone, Default)]
pub struct ScheduleChange {
    /// Name.
    pub name: Change<String>,
    /// Remark.
    pub comment: Change<String>,
    /// First local time.
    pub first_time: Change<String>,
    /// Zone.
    pub timezone: Change<String>,
    /// Every so many units.
    pub period: Change<i64>,
    /// Unit.
    pub period_unit: Change<String>,
    /// Weekday.
    pub weekday: Change<String>,
    /// Which of the month's weekdays.
    pub week_index: Change<String>,
    /// Whether it fires.
    pub enabled: Change<bool>,
    /// Catch-up policy.
    pub catch_up: Change<String>,
}

/// The caller's schedules. Columns: `name`, `comment`, `enabled`, `next_time`, `created_at`, `updated_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<Schedule>> {
    unimplemented!()
}

/// One schedule.
pub async fn show(ctx: &Ctx, id: ScheduleId) -> Result<Schedule> {
    unimplemented!()
}

/// Makes a schedule.
pub async fn create(ctx: &Ctx, new: NewSchedule) -> Result<Schedule> {
    unimplemented!()
}

/// Changes a schedule.
pub async fn update(ctx: &Ctx, id: ScheduleId, change: ScheduleChange) -> Result<Schedule> {
    unimplemented!()
}

/// Deletes a schedule; scans that used it keep going without one.
pub async fn delete(ctx: &Ctx, id: ScheduleId) -> Result<()> {
    unimplemented!()
}

/// Deletes schedules, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[ScheduleId]) -> Result<u64> {
    unimplemented!()
}

/// The first due time of a rule from now on; `None` when it never comes.
pub async fn first_time(ctx: &Ctx, timing: Timing) -> Result<Option<Timestamp>> {
    unimplemented!()
}

/// The next `count` due times of a rule (1 to 100).
pub async fn next_dates(ctx: &Ctx, timing: Timing, count: usize) -> Result<Vec<Timestamp>> {
    unimplemented!()
}

/// What became of a schedule's due times, newest first.
pub async fn occurrences(ctx: &Ctx, id: ScheduleId, query: &ListQuery) -> Result<Page<Occurrence>> {
    unimplemented!()
}
