//! The blackout period that a schedule has of its own: said with the schedule, kept as a row among the others. Both dialects
//! have one.

use model::ScheduleId;
use model::blackout::{Blackout, BlackoutScope, Hold, HoldKind};

use super::{PERIOD_NAMES, WindowInput, refuse_too_many, rouse};
use crate::input::Fields;
use crate::web_targets::BlackoutChange;
use crate::{Change, Ctx, Result};

/// What reasons call it.
pub(crate) const NAME: &str = "blackout period of the schedule";

/// The one among those that belong to a schedule, oldest first: the oldest window. The others were made by themselves and
/// are left alone.
pub fn own(rows: &[Blackout]) -> Option<&Blackout> {
    rows.iter().find(|row| row.hold.kind() == HoldKind::Window)
}

/// When it is to hold after a change, and whether that counts; `None` for none. What is wrong is noted below
/// `blackout_period`.
pub(crate) fn read(
    fields: &mut Fields,
    change: &Change<BlackoutChange>,
    old: Option<&Blackout>,
) -> Option<(Hold, bool)> {
    let change = match change {
        Change::Keep => return old.map(|old| (old.hold.clone(), old.enabled)),
        Change::Clear => return None,
        Change::Set(change) => change.clone(),
    };
    let before = match old.map(|old| old.hold.clone()) {
        Some(Hold::Window { begin, cease, weekdays, timezone }) => Some((begin, cease, weekdays, timezone)),
        Some(Hold::Freeze { .. }) | None => None,
    };
    let enabled = change.enabled.or(old.map(|old| old.enabled)).unwrap_or(true);
    let BlackoutChange { begin, cease, weekdays, timezone, .. } = change;
    let window = WindowInput { begin, cease, weekdays, timezone };
    let (begin, cease, weekdays, timezone) = window.read(fields, PERIOD_NAMES, before)?;
    Some((Hold::Window { begin, cease, weekdays, timezone }, enabled))
}

/// The row as it is to be; one that did not change keeps who changed it.
pub(crate) fn settled(
    ctx: &Ctx,
    schedule: ScheduleId,
    old: Option<&Blackout>,
    wanted: Option<(Hold, bool)>,
) -> Option<Blackout> {
    let (hold, enabled) = wanted?;
    if let Some(old) = old.filter(|old| (&old.hold, old.enabled) == (&hold, enabled)) {
        return Some(old.clone());
    }
    let now = ctx.now();
    Some(Blackout {
        id: old.map_or_else(|| ctx.env().id(), |old| old.id),
        organization: ctx.organization(),
        scope: BlackoutScope::Schedule(schedule),
        name: old.map_or_else(|| NAME.to_owned(), |old| old.name.clone()),
        hold,
        enabled,
        source: None,
        created_at: old.map_or(now, |old| old.created_at),
        changed_at: now,
        changed_by: ctx.principal.actor(),
    })
}

/// Stores what became of it, behind its schedule. What it holds or held is looked at anew; the caller wakes the loops after the
/// commit ([`super::wake`]).
pub(crate) async fn keep(
    tx: &mut store::Tx,
    ctx: &Ctx,
    old: Option<&Blackout>,
    new: Option<&Blackout>,
) -> Result<()> {
    if old == new {
        return Ok(());
    }
    match (old, new) {
        (None, Some(new)) => {
            refuse_too_many(tx, ctx.organization(), 1).await?;
            store::blackouts::insert(tx, new).await?;
        }
        (_, Some(new)) => drop(store::blackouts::update(tx, new).await?),
        (Some(old), None) => drop(store::blackouts::delete(tx, ctx.organization(), old.id).await?),
        (None, None) => {}
    }
    rouse(tx, ctx.organization()).await
}

/// What the audit chain keeps of it.
pub(crate) fn detail(own: Option<&Blackout>) -> serde_json::Value {
    own.map_or(serde_json::Value::Null, |own| serde_json::json!({"hold": own.hold, "enabled": own.enabled}))
}
