//! Scheduled scans: when the scan of a web or API target runs by itself. Each is a schedule with options for its runs.

mod input;

use auth::Permission;
use model::schedule::{Rule, Schedule, ScheduledOptions, ScheduledScan};
use model::web::Narrowing;
use model::{ScheduledScanId, TargetId, Timestamp};
use serde_json::json;

use crate::blackouts::own;
use crate::runs::StartOptions;
use crate::schedules::timing::{self, When};
use crate::web_targets::Options;
use crate::{Ctx, Error, Filter, ListQuery, Order, Page, Result, Sort, audit, blackouts, targets};

pub(crate) use input::Policies;
pub use input::{RuleChange, ScheduledChange};

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
    let (when, options, policies) = new.read(&ctx.services, None)?;
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
            catch_up: policies.catch_up,
            overlap_policy: policies.overlap_policy,
            jitter_seconds: policies.jitter_seconds,
            next_due: None,
            created_at: now,
            updated_at: now,
        };
        schedule.next_due = named(timing::first_of_new(&schedule, now))?;
        let blackout = own::settled(ctx, schedule.id, None, policies.blackout.clone());
        let (options, changed_by) = (options.clone(), ctx.principal.actor());
        let made = ScheduledScan { id, target, schedule, options, blackout, changed_by };
        store::scheduled_scans::insert(&mut tx, &made).await?;
        own::keep(&mut tx, ctx, None, made.blackout.as_ref()).await?;
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
    blackouts::wake(&ctx.services);
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
    blackouts::wake(&ctx.services);
    Ok(out)
}

async fn changed(
    tx: &mut store::Tx,
    ctx: &Ctx,
    old: ScheduledScan,
    change: &ScheduledChange,
    whole: bool,
) -> Result<ScheduledScan> {
    let (when, options, policies) = change.read(&ctx.services, if whole { None } else { Some(&old) })?;
    let When { first_time, timezone, rule } = start_kept(&old, when);
    let now = ctx.now();
    let same = (&old.schedule.first_time, &old.schedule.timezone, &old.schedule.rule)
        == (&first_time, &timezone, &rule);
    let Policies { catch_up, overlap_policy, jitter_seconds, blackout } = policies;
    let mut schedule = Schedule {
        first_time,
        timezone,
        rule,
        catch_up,
        overlap_policy,
        jitter_seconds,
        updated_at: now,
        ..old.schedule
    };
    if !same {
        schedule.next_due = named(timing::first_from(&schedule, now))?;
    }
    let blackout = own::settled(ctx, schedule.id, old.blackout.as_ref(), blackout);
    own::keep(tx, ctx, old.blackout.as_ref(), blackout.as_ref()).await?;
    let new = ScheduledScan { schedule, options, blackout, changed_by: ctx.principal.actor(), ..old };
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
    // Those that are due soonest, as many as are asked for: the due times of all others come later.
    let sort = Some(Sort { column: "date_time".to_owned(), order: Order::Asc });
    let per_page = u32::try_from(length).unwrap_or(1000);
    let mut query = ListQuery { per_page, sort, ..ListQuery::default() };
    if let Some(target) = target {
        query.filters.push(Filter { column: "target".to_owned(), pattern: target.to_string() });
    }
    let page = match target {
        Some(target) => of_target(ctx, target, &query).await?,
        None => list(ctx, &query).await?,
    };
    let mut out: Vec<(Timestamp, ScheduledScan)> = Vec::new();
    for scheduled in page.items {
        let full = out.get(length - 1).map(|(at, _)| *at);
        let mut next = scheduled.schedule.next_due;
        for _ in 0..length {
            let Some(at) = next.filter(|at| full.is_none_or(|full| *at <= full)) else { break };
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
    let Schedule { next_due, updated_at, .. } = &scheduled.schedule;
    next_due.unwrap_or_else(|| timing::last(&scheduled.schedule).ok().flatten().unwrap_or(*updated_at))
}

/// When after a change. Clients send the next run back as it was shown to them: that says nothing new of the start, which may
/// lie on the 31st of another month, on the other side of a gap, or so many runs ago, and it stays as long as the rule does.
pub(crate) fn start_kept(old: &ScheduledScan, when: When) -> When {
    let Schedule { first_time, timezone, rule, .. } = &old.schedule;
    let same_rule = Rule { until: when.rule.until, ..rule.clone() } == when.rule;
    if same_rule && *timezone == when.timezone && when.shows(shown_time(old)) {
        return When { first_time: first_time.clone(), ..when };
    }
    when
}

/// What a run that a scheduled scan starts does differently: with `override_target_settings` what the schedule says (a
/// profile that it does not name is the target's), without it what the target says about scheduled scans.
pub(crate) fn start_options(own: ScheduledOptions, target: &Options) -> StartOptions {
    let crawl_sequences_only = target.schedule_crawl_sequences_only;
    if !own.override_target_settings {
        let (incremental, reduced_scope) = (target.schedule_incremental, target.schedule_reduced_scope);
        let narrowing = Narrowing { incremental, reduced_scope, crawl_sequences_only };
        return StartOptions { narrowing: narrowing.into(), ..StartOptions::default() };
    }
    let partial = own.partial_scan;
    let (incremental, reduced_scope) = (partial && own.incremental, partial && own.reduced_scope);
    let narrowing = Narrowing { incremental, reduced_scope, crawl_sequences_only };
    StartOptions { profile: own.scan_profile, narrowing: narrowing.into(), ..StartOptions::default() }
}

/// A first due time, with the words of this dialect where there is none.
fn named(first: Result<Option<Timestamp>>) -> Result<Option<Timestamp>> {
    match first {
        Err(Error::Invalid(wrong)) if wrong.iter().any(|wrong| wrong.field == "until") => {
            Err(Error::invalid("x_rule.until", "past", "leaves nothing to come: the scan would never run"))
        }
        Err(Error::Invalid(_)) => {
            Err(Error::invalid("date_time", "past", "lies in the past: the scan would never run"))
        }
        other => other,
    }
}

pub(crate) async fn find(
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
        "options": scheduled.options, "blackout_period": own::detail(scheduled.blackout.as_ref())})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_obeys_the_target_unless_the_schedule_overrides_it() {
        let target = Options { schedule_incremental: true, ..Options::default() };
        let own = |over, partial| ScheduledOptions {
            override_target_settings: over,
            partial_scan: partial,
            reduced_scope: true,
            scan_profile: Some("safe".to_owned()),
            ..ScheduledOptions::default()
        };
        let read = |own| {
            let options = start_options(own, &target);
            let wish = options.narrowing;
            (options.profile, wish.incremental == Some(true), wish.reduced_scope == Some(true))
        };
        assert_eq!(read(own(false, true)), (None, true, false));
        assert_eq!(read(own(true, true)), (Some("safe".to_owned()), false, true));
        assert_eq!(read(own(true, false)), (Some("safe".to_owned()), false, false));
        assert_eq!(read(ScheduledOptions { scan_profile: None, ..own(true, true) }), (None, false, true));
    }
}
