//! Scheduled scans: when the scan of a web or API target runs by itself. Each is a schedule with options for its runs.

mod input;

use auth::Permission;
use model::schedule::{CatchUp, Schedule, ScheduledOptions, ScheduledScan};
use model::{ScheduledScanId, TargetId, Timestamp};
use serde_json::json;

use crate::runs::StartOptions;
use crate::schedules::timing::{self, When};
use crate::{Ctx, Error, Filter, ListQuery, Page, Result, audit, targets};

pub use input::ScheduledChange;

/// The caller's scheduled scans. Columns: `id`, `target`, `label`, `search`; ordered by `changed`, `created`,
/// `date_time`, `target`, `id`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<ScheduledScan>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::scheduled_scans::list(&mut tx, ctx.organization(), ctx.product(), query).await?)
}

/// The scheduled scans of a target. Columns as for [`list`].
pub async fn of_target(ctx: &Ctx, target: TargetId, query: &ListQuery) -> Result<Page<ScheduledScan>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    targets::find(&mut tx, ctx, target).await?;
    let mut query = query.clone();
    query.filters.retain(|filter| filter.column != "target");
    query.filters.push(Filter { column: "target".to_owned(), pattern: target.to_string() });
    Ok(store::scheduled_scans::list(&mut tx, ctx.organization(), ctx.product(), &query).await?)
}

/// One scheduled scan; of that target, if one is named.
pub async fn show(ctx: &Ctx, target: Option<TargetId>, id: ScheduledScanId) -> Result<ScheduledScan> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, target, id).await
}

/// Schedules the scan of a target.
pub async fn create(ctx: &Ctx, target: TargetId, new: ScheduledChange) -> Result<ScheduledScan> {
    let mut made = create_many(ctx, &[target], &new).await?;
    made.pop().ok_or_else(|| Error::internal("a scheduled scan that was made is gone"))
}

/// Schedules the scans of targets alike, all or none.
pub async fn create_many(
    ctx: &Ctx,
    wanted: &[TargetId],
    new: &ScheduledChange,
) -> Result<Vec<ScheduledScan>> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let wanted = crate::input::bulk(wanted)?;
    let now = ctx.now();
    let (when, options) = new.read(&ctx.services, None)?;
    let mut tx = ctx.write().await?;
    let mut out = Vec::with_capacity(wanted.len());
    for target in wanted {
        targets::find(&mut tx, ctx, target).await?;
        let id: ScheduledScanId = ctx.env().id();
        let mut schedule = Schedule {
            id: ctx.env().id(),
            organization: ctx.organization(),
            product: ctx.product(),
            // Nobody reads it; the name of a schedule has to be unique.
            name: format!("scheduled scan {id}"),
            comment: String::new(),
            first_time: when.first_time.clone(),
            timezone: when.timezone.clone(),
            rule: when.rule.clone(),
            enabled: true,
            catch_up: CatchUp::Latest,
            next_due: None,
            created_at: now,
            updated_at: now,
        };
        schedule.next_due = first_due(&schedule, now)?;
        let options = options.clone();
        let made = ScheduledScan { id, target, schedule, options, changed_by: ctx.principal.actor() };
        store::scheduled_scans::insert(&mut tx, &made).await?;
        audit::record(&mut tx, ctx, "scheduled_scan.create", "scheduled_scan", id, detail(&made)).await?;
        out.push(made);
    }
    tx.commit().await?;
    ctx.services.wake.schedules.notify_one();
    Ok(out)
}

/// Changes a scheduled scan: what was not sent stays, unless `whole` says that it falls back to its default.
pub async fn update(
    ctx: &Ctx,
    target: Option<TargetId>,
    id: ScheduledScanId,
    change: &ScheduledChange,
    whole: bool,
) -> Result<ScheduledScan> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let mut tx = ctx.write().await?;
    let old = find(&mut tx, ctx, target, id).await?;
    let changed = changed(&mut tx, ctx, old, change, whole).await?;
    tx.commit().await?;
    ctx.services.wake.schedules.notify_one();
    Ok(changed)
}

/// Changes scheduled scans alike, all or none.
pub async fn update_many(
    ctx: &Ctx,
    ids: &[ScheduledScanId],
    change: &ScheduledChange,
) -> Result<Vec<ScheduledScan>> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let ids = crate::input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    let mut out = Vec::with_capacity(ids.len());
    for id in ids {
        let old = find(&mut tx, ctx, None, id).await?;
        out.push(changed(&mut tx, ctx, old, change, false).await?);
    }
    tx.commit().await?;
    ctx.services.wake.schedules.notify_one();
    Ok(out)
}

async fn changed(
    tx: &mut store::Tx,
    ctx: &Ctx,
    old: ScheduledScan,
    change: &ScheduledChange,
    whole: bool,
) -> Result<ScheduledScan> {
    let (When { first_time, timezone, rule }, options) =
        change.read(&ctx.services, if whole { None } else { Some(&old) })?;
    let now = ctx.now();
    let same = (&old.schedule.first_time, &old.schedule.timezone, &old.schedule.rule)
        == (&first_time, &timezone, &rule);
    let mut schedule = Schedule { first_time, timezone, rule, updated_at: now, ..old.schedule };
    if !same {
        schedule.next_due = first_due(&schedule, now)?;
    }
    let new = ScheduledScan { schedule, options, changed_by: ctx.principal.actor(), ..old };
    store::scheduled_scans::update(tx, &new).await?;
    audit::record(tx, ctx, "scheduled_scan.update", "scheduled_scan", new.id, detail(&new)).await?;
    Ok(new)
}

/// Deletes scheduled scans, all or none.
pub async fn delete_many(ctx: &Ctx, target: Option<TargetId>, ids: &[ScheduledScanId]) -> Result<()> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let ids = crate::input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    for id in ids {
        let old = find(&mut tx, ctx, target, id).await?;
        store::scheduled_scans::delete(&mut tx, ctx.organization(), ctx.product(), id).await?;
        audit::record(&mut tx, ctx, "scheduled_scan.delete", "scheduled_scan", id, detail(&old)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The due times of scheduled scans that come next, soonest first: of one target, or of all. The same code as firing.
pub async fn expanded(
    ctx: &Ctx,
    target: Option<TargetId>,
    length: usize,
) -> Result<Vec<(Timestamp, ScheduledScan)>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let length = length.clamp(1, 1000);
    let mut query = ListQuery { per_page: 1000, ..ListQuery::default() };
    if let Some(target) = target {
        query.filters.push(Filter { column: "target".to_owned(), pattern: target.to_string() });
    }
    let page = match target {
        Some(target) => of_target(ctx, target, &query).await?,
        None => list(ctx, &query).await?,
    };
    let mut out = Vec::new();
    for scheduled in page.items {
        let mut next = scheduled.schedule.next_due;
        for _ in 0..length {
            let Some(at) = next else { break };
            out.push((at, scheduled.clone()));
            next = timing::next_after(&scheduled.schedule, at)?;
        }
        // No more than what is asked for is kept of what may be thousands.
        out.sort_by_key(|(at, scheduled)| (*at, scheduled.id));
        out.truncate(length);
    }
    Ok(out)
}

/// When it runs next, or ran for the last time.
pub fn shown_time(scheduled: &ScheduledScan) -> Timestamp {
    let Schedule { next_due, first_time, timezone, rule, updated_at, .. } = &scheduled.schedule;
    next_due.unwrap_or_else(|| {
        let when = When { first_time: first_time.clone(), timezone: timezone.clone(), rule: rule.clone() };
        when.next_after(Timestamp::from_micros(0)).ok().flatten().unwrap_or(*updated_at)
    })
}

/// What a run that a scheduled scan starts does differently.
pub(crate) fn start_options(options: ScheduledOptions) -> StartOptions {
    StartOptions { profile: options.scan_profile, ..StartOptions::default() }
}

/// The first due time, with the words of this dialect where there is none.
fn first_due(schedule: &Schedule, now: Timestamp) -> Result<Option<Timestamp>> {
    match timing::first_from(schedule, now) {
        Err(Error::Invalid(_)) => {
            Err(Error::invalid("date_time", "past", "lies in the past: the scan would never run"))
        }
        other => other,
    }
}

async fn find(
    tx: &mut store::Tx,
    ctx: &Ctx,
    target: Option<TargetId>,
    id: ScheduledScanId,
) -> Result<ScheduledScan> {
    let found = store::scheduled_scans::get(tx, ctx.organization(), ctx.product(), id).await?;
    found
        .filter(|found| target.is_none_or(|target| found.target == target))
        .ok_or_else(|| Error::not_found("scheduled scan", id))
}

fn detail(scheduled: &ScheduledScan) -> serde_json::Value {
    let Schedule { first_time, timezone, rule, .. } = &scheduled.schedule;
    json!({"target": scheduled.target, "first_time": first_time, "timezone": timezone, "rule": rule,
        "options": scheduled.options})
}
