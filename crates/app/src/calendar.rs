//! What is to come and what was, in one view: runs, coming due times with what becomes of them, blackout periods; previews
//! of schedules that need not exist; the ledger of due times; the feed that calendars subscribe to.

mod events;
pub mod feed;
pub mod preview;

use auth::Permission;
use model::Timestamp;
use model::blackout::Blackout;
use model::schedule::Schedule;
use recurrence::Recurrence;

pub use events::{Event, EventKind, Events, MAX_DAYS, events};
pub use store::calendar::LedgerRow;

use crate::{Ctx, ListQuery, Page, Result};

/// What became of the due times of the caller's product, newest first. Columns: `outcome`, `schedule_id`, `scan_id`, `run_id`,
/// `target_id`, `scheduledscan_id`, `schedule_name`, `reason`; ordered by `due`, `decided_at`; dates are held against `due`.
pub async fn ledger(ctx: &Ctx, query: &ListQuery) -> Result<Page<LedgerRow>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::calendar::ledger(&mut tx, ctx.organization(), ctx.product(), query).await?)
}

/// When a blackout period holds next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moments {
    /// Whether it holds now.
    pub active: bool,
    /// When it begins next; none if it does not again, or is switched off.
    pub next_begin: Option<Timestamp>,
    /// When it ends if it holds, or else when the next one does.
    pub next_end: Option<Timestamp>,
}

/// When a blackout period holds, seen from an instant.
pub fn moments(blackout: &Blackout, now: Timestamp) -> Moments {
    let held = events::held_by(&blackout.hold);
    let active = blackout.enabled && held.covers(now);
    let after = if active { held.free_from(now) } else { Some(now) };
    let next_begin = after.filter(|_| blackout.enabled).and_then(|after| held.next_begin(after));
    let next_end = if active { after } else { next_begin.and_then(|begin| held.free_from(begin)) };
    Moments { active, next_begin, next_end }
}

/// A schedule in the words of RFC 5545: `DTSTART` with its parameters, and `RRULE` where it recurs. None for one that has no
/// due time at all.
pub fn rrule(schedule: &Schedule) -> Option<(String, Option<String>)> {
    let Schedule { first_time, timezone, rule, .. } = schedule;
    let recurrence = Recurrence::new(first_time, timezone, rule).ok()?;
    let written = recurrence::rrule::write(&recurrence)?;
    Some((written.dtstart, written.rrule))
}
