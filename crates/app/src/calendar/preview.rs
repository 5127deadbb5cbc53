//! What a schedule would do, without one: the due times to come and what becomes of them, by the code that fires.

use std::sync::Arc;

use auth::Permission;
use jiff::civil::DateTime;
use model::blackout::{Blackout, Hold};
use model::schedule::{Schedule, Spread};
use model::{BlackoutId, Id, ScheduleId, ScheduledScanId, TargetId, Timestamp};
use recurrence::{Adjusted, Blackouts, Plan, Planned, Recurrence, Verdict, Window};

use super::events::outcome;
use crate::blackouts::{Holding, own};
use crate::input::Fields;
use crate::scheduled_scans::ScheduledChange;
use crate::schedules::jitter;
use crate::schedules::timing::{self, Timing, When};
use crate::web_targets::BlackoutChange;
use crate::{Change, Ctx, Error, Result, scheduled_scans, schedules, targets};

/// Most due times of a preview.
pub const MAX_COUNT: usize = 50;

/// A schedule to look ahead with.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// When.
    pub timing: Timing,
    /// The target whose blackout periods hold it back.
    pub target: Option<TargetId>,
    /// The schedule whose blackout periods hold it back.
    pub schedule: Option<ScheduleId>,
    /// The window that the schedule would have of its own, in place of the one that is stored.
    pub blackout: Change<BlackoutChange>,
    /// Seconds over which its starts would be spread, in place of those of the stored schedule.
    pub jitter_seconds: Option<i64>,
    /// How many due times, 1 to [`MAX_COUNT`].
    pub count: usize,
}

/// A due time to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The due time.
    pub due: Timestamp,
    /// What clocks in the schedule's zone show then, `YYYY-MM-DDThh:mm:ss`.
    pub due_local: String,
    /// When it starts; none where it does not.
    pub start: Option<Timestamp>,
    /// What clocks in the schedule's zone show then.
    pub start_local: Option<String>,
    /// `on_time`, `deferred`, `coalesced`, `never`.
    pub outcome: &'static str,
    /// How the clocks or the calendar moved it: `none`, `gap`, `overlap`, `month_end`.
    pub adjusted: &'static str,
    /// What a reader should know.
    pub remarks: Vec<String>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Due times, soonest first.
    pub rows: Vec<Row>,
    /// `runs`, `always_deferred`, `not_due`, `never`.
    pub word: &'static str,
    /// The same as a sentence: lower case, no full stop.
    pub text: String,
    /// The first start that is to come.
    pub first_start: Option<Timestamp>,
}

/// Looks ahead with a schedule of the network dialect.
pub async fn of_schedule(ctx: &Ctx, question: Question) -> Result<Preview> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut fields = Fields::default();
    check_count(&mut fields, question.count);
    let when = timing::read(&mut fields, &question.timing);
    let mut tx = ctx.read().await?;
    let (mut rows, mut saved) = (Vec::new(), None);
    if let Some(schedule) = question.schedule {
        let found = schedules::find(&mut tx, ctx, schedule).await;
        saved = Some(refers("schedule_id", "schedule", found)?);
        rows = store::blackouts::of_schedules(&mut tx, ctx.organization(), &[schedule]).await?;
    }
    let stored = own(&rows);
    let window = own_window(&mut fields, &question.blackout, stored);
    let jitter = question.jitter_seconds.map(|seconds| jitter(&mut fields, "jitter_seconds", seconds));
    fields.finish()?;
    let when = when.ok_or_else(|| Error::internal("a rule that cannot be read passed the check"))?;
    if let Some(target) = question.target {
        let found = targets::find(&mut tx, ctx, target).await;
        refers("target_id", "target", found)?;
    }
    let stored = stored.map(|stored| stored.id);
    let holding = holding(&mut tx, ctx, (question.target, question.schedule), stored, window).await?;
    let jitter = jitter.or(saved.as_ref().map(|saved| saved.jitter_seconds)).unwrap_or(0);
    look_ahead(ctx, (&when, Starts::of(saved, &when, jitter)), &holding, question.count)
}

/// Looks ahead with a scheduled scan: `change` as it would be made, or as `old` would be after it.
pub async fn of_scheduled_scan(
    ctx: &Ctx,
    change: &ScheduledChange,
    target: Option<TargetId>,
    old: Option<ScheduledScanId>,
    count: usize,
) -> Result<Preview> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut fields = Fields::default();
    check_count(&mut fields, count);
    fields.finish()?;
    let mut tx = ctx.read().await?;
    if let Some(target) = target {
        let found = targets::find(&mut tx, ctx, target).await;
        refers("target", "target", found)?;
    }
    let old = match old {
        None => None,
        Some(id) => {
            let found = scheduled_scans::find(&mut tx, ctx, target, id).await;
            Some(refers("scheduledscan", "scheduled scan", found)?)
        }
    };
    let (when, _, policies) = change.read(&ctx.services, old.as_ref())?;
    let when = match &old {
        Some(old) => scheduled_scans::start_kept(old, when),
        None => when,
    };
    let mut fields = Fields::default();
    let stored = old.as_ref().and_then(|old| old.blackout.as_ref());
    let window = own_window(&mut fields, &change.blackout_period, stored);
    fields.finish()?;
    let stored = stored.map(|stored| stored.id);
    let target = target.or(old.as_ref().map(|old| old.target));
    let schedule = old.as_ref().map(|old| old.schedule.id);
    let holding = holding(&mut tx, ctx, (target, schedule), stored, window).await?;
    let starts = Starts::of(old.map(|old| old.schedule), &when, policies.jitter_seconds);
    look_ahead(ctx, (&when, starts), &holding, count)
}

/// The first due time from now on; for a target: the first start. None when it never comes.
pub async fn first_time(ctx: &Ctx, question: Question) -> Result<Option<Timestamp>> {
    Ok(next_dates(ctx, Question { count: 1, ..question }).await?.pop())
}

/// The next due times (`count`: 1 to 100) from now on; for a target: the starts that its blackout periods, and those of the
/// organization, leave of them.
pub async fn next_dates(ctx: &Ctx, question: Question) -> Result<Vec<Timestamp>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut fields = Fields::default();
    if !(1..=100).contains(&question.count) {
        fields.add("count", "out_of_range", "must be between 1 and 100");
    }
    let when = timing::read(&mut fields, &question.timing);
    fields.finish()?;
    let when = when.ok_or_else(|| Error::internal("a rule that cannot be read passed the check"))?;
    let held = match question.target {
        None => Blackouts::default(),
        Some(target) => {
            let mut tx = ctx.read().await?;
            let found = targets::find(&mut tx, ctx, target).await;
            refers("target_id", "target", found)?;
            holding(&mut tx, ctx, (Some(target), None), None, None).await?
        }
    };
    let recurrence = recurrence(&when)?;
    let plan = Plan::new(&recurrence, &held);
    let mut dates = Vec::with_capacity(question.count);
    let mut after = ctx.now().plus_micros(-1);
    while dates.len() < question.count
        && let Some(planned) = plan.next_start(after)
    {
        after = planned.due.instant;
        dates.extend(planned.start());
    }
    Ok(dates)
}

fn check_count(fields: &mut Fields, count: usize) {
    if !(1..=MAX_COUNT).contains(&count) {
        fields.add("count", "out_of_range", format!("must be between 1 and {MAX_COUNT}"));
    }
}

/// What the body names and the caller may not see is a wrong field, as in every other body.
fn refers<T>(field: &'static str, kind: &str, found: Result<T>) -> Result<T> {
    let mut fields = Fields::default();
    let found = fields.refers(field, kind, found)?;
    fields.finish()?;
    found.ok_or_else(|| Error::internal("an unknown reference passed the check"))
}

/// The window that a schedule would have of its own: none if it is switched off or taken away. Outside is [`None`] when
/// nothing was said of it.
fn own_window(
    fields: &mut Fields,
    change: &Change<BlackoutChange>,
    old: Option<&Blackout>,
) -> Option<Option<Window>> {
    if matches!(change, Change::Keep) {
        return None;
    }
    let wanted = own::read(fields, change, old).filter(|(_, enabled)| *enabled);
    Some(wanted.and_then(|(hold, _)| match hold {
        Hold::Window { begin, cease, weekdays, timezone } => {
            Window::new(&begin, &cease, &weekdays, &timezone).ok()
        }
        Hold::Freeze { .. } => None,
    }))
}

/// Everything that holds back: of the organization, the target and the schedule; in place of the stored window of its own the
/// one in the question, if that says something of it.
async fn holding(
    tx: &mut store::Tx,
    ctx: &Ctx,
    (target, schedule): (Option<TargetId>, Option<ScheduleId>),
    stored: Option<BlackoutId>,
    window: Option<Option<Window>>,
) -> Result<Blackouts> {
    // The nil id is nobody's: what is the organization's is left.
    let target = target.unwrap_or_else(|| TargetId::from_uuid(uuid::Uuid::nil()));
    let stored = stored.filter(|_| window.is_some());
    let held = (ctx.organization(), target, schedule);
    let holding = Holding::new(ctx.now()).without(stored).of(tx, held).await?;
    let holding = Arc::unwrap_or_clone(holding);
    Ok(match window.flatten() {
        Some(window) => holding.with_window(Arc::from(own::NAME), window),
        None => holding,
    })
}

fn recurrence(when: &When) -> Result<Recurrence> {
    Recurrence::new(&when.first_time, &when.timezone, &when.rule).map_err(Error::internal)
}

/// When due times start, as far as no blackout holds.
#[derive(Debug, Clone, Copy)]
enum Starts {
    /// As firing will draw it.
    Spread(Spread),
    /// At most so many seconds later: what is drawn depends on the id, which a schedule has once it is stored.
    UpTo(u32),
}

impl Starts {
    fn of(saved: Option<Schedule>, when: &When, jitter_seconds: u32) -> Self {
        match saved {
            Some(saved) => {
                Self::Spread(Schedule { rule: when.rule.clone(), jitter_seconds, ..saved }.spread())
            }
            None => Self::UpTo(jitter_seconds.min(when.rule.longest_spread())),
        }
    }
}

fn look_ahead(
    ctx: &Ctx,
    (when, starts): (&When, Starts),
    holding: &Blackouts,
    count: usize,
) -> Result<Preview> {
    let recurrence = recurrence(when)?;
    let (spread, up_to) = match starts {
        Starts::Spread(spread) => (spread, 0),
        Starts::UpTo(seconds) => (Spread::NONE, seconds),
    };
    let plan = Plan::new(&recurrence, holding).spread(spread);
    let after = ctx.now().plus_micros(-1);
    let mut rows: Vec<Row> =
        plan.preview(after, count).iter().map(|planned| row(&recurrence, planned)).collect();
    for row in rows.iter_mut().filter(|row| up_to > 0 && row.start.is_some()) {
        let longest = recurrence::length(i64::from(up_to));
        row.remarks.push(format!("spread: starts up to {longest} after it is due"));
    }
    let (word, text) = said(&plan.verdict(after));
    let first_start = plan.next_start(after).and_then(|planned| planned.start());
    Ok(Preview { rows, word, text, first_start })
}

fn row(recurrence: &Recurrence, planned: &Planned) -> Row {
    let start = planned.start();
    let local = |at: Timestamp| show(recurrence.zone().to_datetime(at.to_jiff()));
    Row {
        due: planned.due.instant,
        due_local: show(planned.due.local),
        start,
        start_local: start.map(local),
        outcome: outcome(&planned.outcome),
        adjusted: match planned.due.adjusted {
            Adjusted::None => "none",
            Adjusted::Gap => "gap",
            Adjusted::Overlap => "overlap",
            Adjusted::MonthEnd => "month_end",
        },
        remarks: planned.remarks(),
    }
}

fn show(local: DateTime) -> String {
    local.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A verdict as a word and as a sentence.
fn said(verdict: &Verdict) -> (&'static str, String) {
    match verdict {
        Verdict::Runs(due) => {
            ("runs", format!("runs; the first due time outside of blackout periods is {}", due.local))
        }
        Verdict::AlwaysDeferred(planned) => {
            let until = planned.start().map(|at| at.to_string()).unwrap_or_default();
            (
                "always_deferred",
                format!("every due time lies in a blackout period; the first start is {until}"),
            )
        }
        Verdict::NotDue => ("not_due", "is not due any more".to_owned()),
        Verdict::Never(_) => ("never", "never runs: the blackout periods do not end".to_owned()),
    }
}
