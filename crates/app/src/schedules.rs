//! Schedules: when scans run by themselves.

mod batch;
mod due;
pub mod fire;
mod start;
pub mod timing;
mod wait;

use auth::Permission;
use model::blackout::Blackout;
use model::schedule::{CatchUp, Occurrence, RunOverlap, Schedule};
use model::{ScheduleId, Timestamp};
use serde_json::json;

use crate::blackouts::{self, own};
use crate::input::{self, Fields};
use crate::web_targets::BlackoutChange;
use crate::{Change, Ctx, Error, ListQuery, Page, Result, audit};

pub use fire::{Fired, fire_due};
pub(crate) use start::held;
pub use timing::Timing;

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
    /// `skip`, `queue`, `cancel_running`; `None` is `skip`.
    pub overlap_policy: Option<String>,
    /// Seconds over which starts are spread, 0 to 86,400; `None` is 0.
    pub jitter_seconds: Option<i64>,
    /// When its runs are held back.
    pub blackout_period: Option<BlackoutChange>,
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
    /// At most so many times.
    pub count: Change<i64>,
    /// Not after this time.
    pub until: Change<String>,
    /// Spring.
    pub gap: Change<String>,
    /// Autumn.
    pub overlap: Change<String>,
    /// A rule of RFC 5545, in place of unit, period, weekday, week, count and until.
    pub rrule: Change<String>,
    /// Whether it fires.
    pub enabled: Change<bool>,
    /// Catch-up policy.
    pub catch_up: Change<String>,
    /// Overlap policy.
    pub overlap_policy: Change<String>,
    /// Spread of starts.
    pub jitter_seconds: Change<i64>,
    /// When its runs are held back; parts that are not said stay.
    pub blackout_period: Change<BlackoutChange>,
}

/// The caller's schedules. Columns: `name`, `comment`, `timezone`, `first_time`, `enabled`, `id`, `next_time`,
/// `created_at`, `updated_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<Schedule>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::schedules::list(&mut tx, ctx.organization(), ctx.product(), query).await?)
}

/// One schedule.
pub async fn show(ctx: &Ctx, id: ScheduleId) -> Result<Schedule> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, id).await
}

/// Makes a schedule. Due times that lie in the past never come: the first one is now or later.
pub async fn create(ctx: &Ctx, new: NewSchedule) -> Result<Schedule> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let NewSchedule { name, comment, timing, catch_up, overlap_policy, jitter_seconds, .. } = &new;
    let mut fields = Fields::default();
    let name = fields.name("name", name);
    let comment = fields.comment(comment.as_deref().unwrap_or_default());
    let catch_up = word(&mut fields, "catch_up", catch_up.as_deref(), CatchUp::Latest);
    let overlap_policy = word(&mut fields, "overlap_policy", overlap_policy.as_deref(), RunOverlap::Skip);
    let jitter_seconds = jitter(&mut fields, "jitter_seconds", jitter_seconds.unwrap_or(0));
    let when = timing::read(&mut fields, timing);
    let blackout = own::read(&mut fields, &new.blackout_period.into(), None);
    fields.finish()?;
    let when = when.ok_or_else(|| Error::internal("a schedule without a rule passed the check"))?;
    let now = ctx.now();
    let mut schedule = Schedule {
        id: ctx.env().id(),
        organization: ctx.organization(),
        product: ctx.product(),
        name,
        comment,
        first_time: when.first_time,
        timezone: when.timezone,
        rule: when.rule,
        enabled: new.enabled.unwrap_or(true),
        catch_up,
        overlap_policy,
        jitter_seconds,
        next_due: None,
        created_at: now,
        updated_at: now,
    };
    schedule.next_due = timing::first_of_new(&schedule, now)?;
    let mut tx = ctx.write().await?;
    store::schedules::insert(&mut tx, &schedule).await?;
    let blackout = own::settled(ctx, schedule.id, None, blackout);
    own::keep(&mut tx, ctx, None, blackout.as_ref()).await?;
    let detail = detail(&schedule, blackout.as_ref());
    audit::record(&mut tx, ctx, "schedule.create", "schedule", schedule.id, detail).await?;
    tx.commit().await?;
    ctx.services.wake.schedules.notify_one();
    Ok(schedule)
}

/// Changes a schedule and the blackout period of its own. A change of its timing, and switching it on, compute the next due
/// time anew, from now.
pub async fn update(ctx: &Ctx, id: ScheduleId, change: ScheduleChange) -> Result<Schedule> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let mut tx = ctx.write().await?;
    let old = find(&mut tx, ctx, id).await?;
    let rows = store::blackouts::of_schedules(&mut tx, ctx.organization(), &[id]).await?;
    let mut fields = Fields::default();
    let blackout = own::read(&mut fields, &change.blackout_period, own(&rows));
    let schedule = changed(&mut fields, &old, change);
    fields.finish()?;
    let mut schedule = Schedule { updated_at: ctx.now(), ..schedule };
    let same = (&old.first_time, &old.timezone, &old.rule)
        == (&schedule.first_time, &schedule.timezone, &schedule.rule);
    if !same || (schedule.enabled && !old.enabled) {
        schedule.next_due = timing::first_from(&schedule, ctx.now())?;
    }
    store::schedules::update(&mut tx, &schedule).await?;
    let blackout = own::settled(ctx, id, own(&rows), blackout);
    own::keep(&mut tx, ctx, own(&rows), blackout.as_ref()).await?;
    let detail = detail(&schedule, blackout.as_ref());
    audit::record(&mut tx, ctx, "schedule.update", "schedule", id, detail).await?;
    tx.commit().await?;
    blackouts::wake(&ctx.services);
    Ok(schedule)
}

/// Deletes a schedule; scans that used it keep going without one.
pub async fn delete(ctx: &Ctx, id: ScheduleId) -> Result<()> {
    delete_many(ctx, &[id]).await.map(|_| ())
}

/// Deletes schedules, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[ScheduleId]) -> Result<u64> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    let mut gone = Vec::with_capacity(ids.len());
    for &id in &ids {
        gone.push(find(&mut tx, ctx, id).await?);
        store::schedules::delete(&mut tx, ctx.organization(), ctx.product(), id).await?;
    }
    for schedule in &gone {
        let detail = json!({"name": schedule.name});
        audit::record(&mut tx, ctx, "schedule.delete", "schedule", schedule.id, detail).await?;
    }
    tx.commit().await?;
    Ok(gone.len() as u64)
}

/// The first due time of a rule from now on; `None` when it never comes.
pub async fn first_time(ctx: &Ctx, timing: Timing) -> Result<Option<Timestamp>> {
    Ok(next_dates(ctx, timing, 1).await?.pop())
}

/// The next `count` due times of a rule (1 to 100) from now on. The same code as firing.
pub async fn next_dates(ctx: &Ctx, timing: Timing, count: usize) -> Result<Vec<Timestamp>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut fields = Fields::default();
    if !(1..=100).contains(&count) {
        fields.add("count", "out_of_range", "must be between 1 and 100");
    }
    let when = timing::read(&mut fields, &timing);
    fields.finish()?;
    let when = when.ok_or_else(|| Error::internal("a rule that cannot be read passed the check"))?;
    let mut after = ctx.now().plus_micros(-1);
    let mut out = Vec::with_capacity(count);
    while out.len() < count
        && let Some(at) = when.next_after(after)?
    {
        out.push(at);
        after = at;
    }
    Ok(out)
}

/// What became of a schedule's due times, newest first. Columns: `outcome`, `scan_id`, `reason`, `due`, `created_at`.
pub async fn occurrences(ctx: &Ctx, id: ScheduleId, query: &ListQuery) -> Result<Page<Occurrence>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, id).await?;
    Ok(store::occurrences::list(&mut tx, ctx.organization(), id, query).await?)
}

/// The schedule if the caller may see it.
pub(crate) async fn find(tx: &mut store::Tx, ctx: &Ctx, id: ScheduleId) -> Result<Schedule> {
    store::schedules::get(tx, ctx.organization(), ctx.product(), id)
        .await?
        .ok_or_else(|| Error::not_found("schedule", id))
}

/// The schedule after the change; its next due time is the old one still.
fn changed(fields: &mut Fields, old: &Schedule, change: ScheduleChange) -> Schedule {
    let timing = timing_after(old, &change);
    let when = timing::read(fields, &timing);
    let ScheduleChange { name, comment, enabled, catch_up, overlap_policy, jitter_seconds, .. } = change;
    let (present, running) = (old.catch_up.to_string(), old.overlap_policy.to_string());
    let mut schedule = Schedule {
        name: fields.name("name", &name.apply_or(old.name.clone(), String::new())),
        comment: fields.comment(&comment.apply_or(old.comment.clone(), String::new())),
        enabled: enabled.apply_or(old.enabled, true),
        catch_up: word(fields, "catch_up", catch_up.apply(Some(present)).as_deref(), CatchUp::Latest),
        overlap_policy: word(
            fields,
            "overlap_policy",
            overlap_policy.apply(Some(running)).as_deref(),
            RunOverlap::Skip,
        ),
        jitter_seconds: jitter(
            fields,
            "jitter_seconds",
            jitter_seconds.apply_or(i64::from(old.jitter_seconds), 0),
        ),
        ..old.clone()
    };
    if let Some(when) = when {
        schedule.rule = when.rule;
        schedule.first_time = when.first_time;
        schedule.timezone = when.timezone;
    }
    schedule
}

/// The timing after the change: a written rule takes the place of all parts that it can say.
fn timing_after(old: &Schedule, change: &ScheduleChange) -> Timing {
    let change = change.clone();
    let mut present = Timing::of(old);
    if matches!(&change.rrule, Change::Set(text) if !text.trim().is_empty()) {
        let Timing { first_time, timezone, gap, overlap, .. } = present;
        present = Timing { first_time, timezone, gap, overlap, ..Timing::default() };
    }
    Timing {
        first_time: change.first_time.apply_or(present.first_time, String::new()),
        timezone: change.timezone.apply(present.timezone),
        period: change.period.apply(present.period),
        period_unit: change.period_unit.apply(present.period_unit),
        weekday: change.weekday.apply(present.weekday),
        week_index: change.week_index.apply(present.week_index),
        count: change.count.apply(present.count),
        until: change.until.apply(present.until),
        gap: change.gap.apply(present.gap),
        overlap: change.overlap.apply(present.overlap),
        rrule: change.rrule.apply(None),
    }
}

/// A policy, or the default of it.
pub(crate) fn word<T>(fields: &mut Fields, field: &'static str, text: Option<&str>, default: T) -> T
where
    T: std::str::FromStr<Err = model::UnknownWord>,
{
    text.and_then(|text| fields.parse(field, text)).unwrap_or(default)
}

/// The longest spread of starts, in seconds: a day.
const MAX_JITTER: i64 = 86_400;

/// Seconds over which starts are spread.
pub(crate) fn jitter(fields: &mut Fields, field: &'static str, seconds: i64) -> u32 {
    if !(0..=MAX_JITTER).contains(&seconds) {
        fields.add(field, "out_of_range", format!("must be between 0 and {MAX_JITTER} seconds"));
    }
    u32::try_from(seconds).unwrap_or(0)
}

fn detail(schedule: &Schedule, blackout: Option<&Blackout>) -> serde_json::Value {
    json!({"name": schedule.name, "first_time": schedule.first_time, "timezone": schedule.timezone,
        "rule": schedule.rule, "enabled": schedule.enabled, "catch_up": schedule.catch_up,
        "overlap_policy": schedule.overlap_policy, "jitter_seconds": schedule.jitter_seconds,
        "blackout_period": own::detail(blackout)})
}
