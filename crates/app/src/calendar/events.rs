//! The events of a stretch of time.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use auth::Permission;
use model::blackout::{Blackout, BlackoutScope, Hold};
use model::run::RunState;
use model::schedule::Schedule;
use model::{BlackoutId, Product, RunId, ScanId, ScheduleId, ScheduledScanId, TargetId, Timestamp};
use recurrence::{Blackouts, Interval, Outcome, Plan, Planned, Recurrence, Window};
use store::calendar::{Attached, CalendarRun};
use store::web_targets::OwnWindow;

use crate::blackouts::Holding;
use crate::web_targets;
use crate::{Ctx, Error, Result};

/// The longest stretch of time of one view, in days: two months and what a page of a month shows around it.
pub const MAX_DAYS: i64 = 62;
/// Most events of one view.
const MAX_EVENTS: usize = 2_000;
/// Most runs among them.
const MAX_RUNS: u32 = 1_000;
/// Most scans whose schedules are looked at.
const MAX_ATTACHED: u32 = 1_000;
/// Most blackout periods.
const MAX_PERIODS: u32 = 1_000;
/// Most due times that are looked at for one view: what planning costs is bounded.
const MAX_STEPS: usize = 20_000;
/// Most stretches of one blackout period: one a day, and a few more.
const MAX_STRETCHES: usize = 70;
/// How long before the view a due time may lie that is put off into it.
const LOOK_BACK_DAYS: i64 = 7;

const DAY: i64 = 86_400;

model::words! {
    /// What an event is.
    EventKind {
        /// A run that was, or goes on.
        Run = "run",
        /// A due time to come.
        Planned = "planned",
        /// A stretch of time without runs.
        Blackout = "blackout",
    }
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What it is.
    pub kind: EventKind,
    /// Its beginning; of a due time that does not start by itself, the due time.
    pub start: Timestamp,
    /// Its end; none for what has no known one.
    pub end: Option<Timestamp>,
    /// A few words.
    pub title: String,
    /// Of a run.
    pub status: Option<RunState>,
    /// Of a due time to come: `on_time`, `deferred`, `coalesced`, `never`.
    pub outcome: Option<&'static str>,
    /// The due time itself.
    pub due: Option<Timestamp>,
    /// The schedule.
    pub schedule: Option<ScheduleId>,
    /// The scheduled scan whose schedule it is.
    pub scheduled_scan: Option<ScheduledScanId>,
    /// The scan.
    pub scan: Option<ScanId>,
    /// The run.
    pub run: Option<RunId>,
    /// The target.
    pub target: Option<TargetId>,
    /// The blackout period; a target's own window has none.
    pub blackout: Option<BlackoutId>,
    /// What a reader should know.
    pub remarks: Vec<String>,
    /// When what it belongs to was changed last.
    pub changed: Timestamp,
}

/// Events of a stretch of time, by their start.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// The events.
    pub events: Vec<Event>,
    /// Whether there are more.
    pub truncated: bool,
}

/// Runs, coming due times and blackout periods that touch the time from `from` to `to`.
///
/// # Errors
/// On `to` when it is not after `from`, or further away than [`MAX_DAYS`].
pub async fn events(ctx: &Ctx, from: Timestamp, to: Timestamp) -> Result<Events> {
    ctx.principal.require(Permission::ScheduleRead)?;
    ctx.principal.require(Permission::ScanRead)?;
    if to <= from {
        return Err(Error::invalid("to", "invalid", "must be after \"from\""));
    }
    if to > from.plus_seconds(MAX_DAYS * DAY) {
        let detail = format!("must not be more than {MAX_DAYS} days after \"from\"");
        return Err(Error::invalid("to", "out_of_range", detail));
    }
    let mut tx = ctx.read().await?;
    let mut found = coming(&mut tx, ctx, (from, to)).await?;
    let runs =
        store::calendar::runs(&mut tx, ctx.organization(), ctx.product(), (from, to), MAX_RUNS).await?;
    found.truncated |= runs.len() >= MAX_RUNS as usize;
    found.events.extend(runs.into_iter().map(|run| of_run(ctx, run)));
    Ok(settled(found))
}

/// Coming due times and blackout periods, in no order.
pub(super) async fn coming(
    tx: &mut store::Tx,
    ctx: &Ctx,
    (from, to): (Timestamp, Timestamp),
) -> Result<Events> {
    let attached = store::calendar::attached(tx, ctx.organization(), ctx.product(), MAX_ATTACHED).await?;
    let scheduled: HashMap<ScheduleId, ScheduledScanId> =
        attached.iter().filter_map(|scan| Some((scan.schedule, scan.scheduled_scan?))).collect();
    let mut found = planned(tx, ctx, &attached, (from, to)).await?;
    let mut holds = own_windows(tx, ctx, (from, to)).await?;
    found.events.append(&mut holds);
    let periods =
        store::blackouts::touching(tx, ctx.organization(), ctx.product(), (from, to), MAX_PERIODS).await?;
    found.truncated |= periods.len() >= MAX_PERIODS as usize;
    for blackout in &periods {
        let mut stretches = of_blackout(blackout, (from, to));
        let of = |id| scheduled.get(&id).copied();
        let scheduled_scan = blackout.scope.schedule().and_then(of);
        stretches.iter_mut().for_each(|event| event.scheduled_scan = scheduled_scan);
        found.events.append(&mut stretches);
    }
    Ok(found)
}

/// By their start, no more than may be.
pub(super) fn settled(mut found: Events) -> Events {
    found.events.sort_by(|a, b| (a.start, a.kind, &a.title).cmp(&(b.start, b.kind, &b.title)));
    found.truncated |= found.events.len() > MAX_EVENTS;
    found.events.truncate(MAX_EVENTS);
    found
}

fn of_run(ctx: &Ctx, run: CalendarRun) -> Event {
    let title = if ctx.product() == Product::Dast { run.target_name } else { run.scan_name };
    Event {
        kind: EventKind::Run,
        start: run.start,
        end: run.end,
        title,
        status: Some(run.state),
        scan: Some(run.scan),
        run: Some(run.run),
        target: Some(run.target),
        ..Event::empty(run.end.unwrap_or(run.start))
    }
}

async fn planned(
    tx: &mut store::Tx,
    ctx: &Ctx,
    attached: &[Attached],
    (from, to): (Timestamp, Timestamp),
) -> Result<Events> {
    let mut found = Events { truncated: attached.len() >= MAX_ATTACHED as usize, ..Events::default() };
    let mut schedules: HashMap<ScheduleId, Option<Schedule>> = HashMap::new();
    let mut steps = MAX_STEPS;
    let mut holding = Holding::new(from.min(ctx.now()));
    let of = |scan: &Attached| (ctx.organization(), scan.target, Some(scan.schedule));
    holding.look(tx, &attached.iter().map(of).collect::<Vec<_>>()).await?;
    for scan in attached {
        let schedule = match schedules.entry(scan.schedule) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(space) => {
                let (organization, product) = (ctx.organization(), ctx.product());
                space.insert(store::schedules::get(tx, organization, product, scan.schedule).await?)
            }
        };
        let Some(schedule) = schedule else { continue };
        let held = holding.known(of(scan));
        found.truncated |= !plan(ctx, schedule, scan, &held, (from, to), &mut steps, &mut found.events)?;
    }
    Ok(found)
}

/// The coming due times of a scan; whether all of them were looked at.
fn plan(
    ctx: &Ctx,
    schedule: &Schedule,
    scan: &Attached,
    holding: &Blackouts,
    (from, to): (Timestamp, Timestamp),
    steps: &mut usize,
    events: &mut Vec<Event>,
) -> Result<bool> {
    let from = from.max(ctx.now());
    // What was due before it was made or changed never comes.
    let after = from.plus_seconds(-LOOK_BACK_DAYS * DAY).max(schedule.updated_at.plus_micros(-1));
    let Schedule { first_time, timezone, rule, .. } = schedule;
    let recurrence = Recurrence::new(first_time, timezone, rule).map_err(Error::internal)?;
    for planned in Plan::new(&recurrence, holding).spread(schedule.spread()).iter_after(after) {
        if planned.due.instant >= to {
            return Ok(true);
        }
        if *steps == 0 {
            return Ok(false);
        }
        *steps -= 1;
        let start = planned.start().unwrap_or(planned.at);
        if start >= from && start < to {
            events.push(of_planned(ctx, schedule, scan, &planned, start));
        }
    }
    Ok(true)
}

fn of_planned(ctx: &Ctx, schedule: &Schedule, scan: &Attached, planned: &Planned, start: Timestamp) -> Event {
    let title = if ctx.product() == Product::Dast {
        scan.target_name.clone()
    } else {
        format!("{} ({})", scan.scan_name, schedule.name)
    };
    Event {
        kind: EventKind::Planned,
        start,
        title,
        outcome: Some(outcome(&planned.outcome)),
        due: Some(planned.due.instant),
        schedule: Some(scan.schedule),
        scheduled_scan: scan.scheduled_scan,
        scan: Some(scan.scan),
        target: Some(scan.target),
        remarks: planned.remarks(),
        ..Event::empty(schedule.updated_at)
    }
}

/// The word of an outcome.
pub(super) const fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::OnTime => "on_time",
        Outcome::Deferred { .. } => "deferred",
        Outcome::Coalesced { .. } => "coalesced",
        Outcome::Never { .. } => "never",
    }
}

fn of_blackout(blackout: &Blackout, (from, to): (Timestamp, Timestamp)) -> Vec<Event> {
    let (target, schedule) = match blackout.scope {
        BlackoutScope::Organization => (None, None),
        BlackoutScope::Target(id) => (Some(id), None),
        BlackoutScope::Schedule(id) => (None, Some(id)),
    };
    let event = |Interval { start, end }: Interval| Event {
        start,
        end: Some(end),
        title: blackout.name.clone(),
        target,
        schedule,
        blackout: Some(blackout.id),
        ..Event::empty(blackout.changed_at)
    };
    stretches(&blackout.hold, blackout.created_at, (from, to)).into_iter().map(event).collect()
}

/// When a blackout period that was made at an instant holds between two others; a freeze is shown whole.
fn stretches(hold: &Hold, made: Timestamp, (from, to): (Timestamp, Timestamp)) -> Vec<Interval> {
    match hold {
        Hold::Freeze { begin, end } => {
            let both = (*begin < to && *end > from).then_some(Interval { start: *begin, end: *end });
            both.into_iter().collect()
        }
        // It held nothing before it was made.
        Hold::Window { .. } => held_by(hold).intervals(from.max(made), to, MAX_STRETCHES),
    }
}

/// A blackout period by itself.
pub(super) fn held_by(hold: &Hold) -> Blackouts {
    match hold {
        Hold::Freeze { begin, end } => {
            Blackouts::new([], [(Arc::from(""), Interval { start: *begin, end: *end })])
        }
        Hold::Window { begin, cease, weekdays, timezone } => window((begin, cease, weekdays, timezone)),
    }
}

/// What cannot be read was checked when it came in; that it holds runs back until it is mended is in the log.
fn window((begin, cease, weekdays, timezone): (&str, &str, &[u8], &str)) -> Blackouts {
    let window = Window::new(begin, cease, weekdays, timezone).ok();
    Blackouts::new(window.map(|window| (Arc::from(""), window)), [])
}

/// The windows that the DAST dialect keeps with its targets.
async fn own_windows(
    tx: &mut store::Tx,
    ctx: &Ctx,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<Event>> {
    if ctx.product() != Product::Dast {
        return Ok(Vec::new());
    }
    let rows = store::web_targets::windows(tx, ctx.organization(), ctx.product(), MAX_ATTACHED).await?;
    let mut events = Vec::new();
    for OwnWindow { target, name, window: text, .. } in rows {
        // One that cannot be read holds runs back until it is mended, and the log says so.
        let own = serde_json::from_str::<web_targets::Blackout>(&text).ok();
        let Some(own) = own.filter(|own| own.enabled) else { continue };
        let parts = (own.begin.as_str(), own.cease.as_str(), own.weekdays.as_slice(), own.timezone.as_str());
        // What it was before its last change is not known.
        let found = window(parts).intervals(from.max(own.changed), to, MAX_STRETCHES);
        events.extend(found.into_iter().map(|Interval { start, end }| Event {
            start,
            end: Some(end),
            title: name.clone(),
            target: Some(target),
            ..Event::empty(own.changed)
        }));
    }
    Ok(events)
}

impl Event {
    /// A blackout period of nothing.
    const fn empty(changed: Timestamp) -> Self {
        Self {
            kind: EventKind::Blackout,
            start: changed,
            end: None,
            title: String::new(),
            status: None,
            outcome: None,
            due: None,
            schedule: None,
            scheduled_scan: None,
            scan: None,
            run: None,
            target: None,
            blackout: None,
            remarks: Vec::new(),
            changed,
        }
    }
}
