//! Blackout periods: when nothing may run. Those of the organization, of the target and of the schedule add up.

mod hold;
mod import;
mod input;
pub(crate) mod own;

use std::collections::BTreeMap;

use auth::Permission;
use model::blackout::{Blackout, BlackoutScope, HoldKind};
use model::{BlackoutId, OrganizationId, ScheduleId};
use serde_json::json;

use crate::ctx::Services;
use crate::input::Fields;
use crate::{Change, Ctx, Error, ListQuery, Page, Result, audit, schedules, targets};

pub use hold::{Held, Holding, holding, holding_many};
pub use import::import;
pub(crate) use input::PERIOD_NAMES;
pub use input::{HoldInput, WindowInput};
pub use own::own;
pub use recurrence::Blackouts;

/// The most blackout periods of an organization, those of imported calendars included.
const MAX_BLACKOUTS: u64 = 50_000;

/// A blackout period to be made.
#[derive(Debug, Clone)]
pub struct NewBlackout {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// What it holds back.
    pub scope: BlackoutScope,
    /// When.
    pub hold: HoldInput,
    /// Whether it counts; `None` is yes.
    pub enabled: Option<bool>,
}

/// A change of a blackout period. A change of the form starts from nothing: all parts of the new one are needed.
#[derive(Debug, Clone, Default)]
pub struct BlackoutUpdate {
    /// Name.
    pub name: Change<String>,
    /// Whether it counts.
    pub enabled: Change<bool>,
    /// When; parts that are not given stay.
    pub hold: HoldInput,
}

/// The caller's blackout periods: those of the organization, and those of targets and schedules of the product. Columns:
/// `name`, `id`, `kind`, `scope`, `target_id`, `schedule_id`, `enabled`, `source`, `created_at`, `updated_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<Blackout>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::blackouts::list(&mut tx, ctx.organization(), ctx.product(), query).await?)
}

/// One blackout period.
pub async fn show(ctx: &Ctx, id: BlackoutId) -> Result<Blackout> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, id).await
}

/// Those of schedules, for views of them.
pub async fn of_schedules(ctx: &Ctx, ids: &[ScheduleId]) -> Result<BTreeMap<ScheduleId, Vec<Blackout>>> {
    ctx.principal.require(Permission::ScheduleRead)?;
    let mut tx = ctx.read().await?;
    let mut found: BTreeMap<ScheduleId, Vec<Blackout>> = BTreeMap::new();
    for blackout in store::blackouts::of_schedules(&mut tx, ctx.organization(), ids).await? {
        if let Some(schedule) = blackout.scope.schedule() {
            found.entry(schedule).or_default().push(blackout);
        }
    }
    Ok(found)
}

/// Makes a blackout period. It acts at once: what runs under it is held within a second.
pub async fn create(ctx: &Ctx, new: NewBlackout) -> Result<Blackout> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let mut fields = Fields::default();
    let name = fields.name("name", &new.name);
    let hold = new.hold.read(&mut fields, None);
    let mut tx = ctx.write().await?;
    check_scope(&mut tx, ctx, &mut fields, new.scope).await?;
    fields.finish()?;
    let hold = hold.ok_or_else(|| Error::internal("a blackout period without a time passed the check"))?;
    refuse_too_many(&mut tx, ctx.organization(), 1).await?;
    let now = ctx.now();
    let made = Blackout {
        id: ctx.env().id(),
        organization: ctx.organization(),
        scope: new.scope,
        name,
        hold,
        enabled: new.enabled.unwrap_or(true),
        source: None,
        created_at: now,
        changed_at: now,
        changed_by: ctx.principal.actor(),
    };
    store::blackouts::insert(&mut tx, &made).await?;
    audit::record(&mut tx, ctx, "blackout.create", "blackout", made.id, detail(&made)).await?;
    rouse(&mut tx, ctx.organization()).await?;
    tx.commit().await?;
    wake(&ctx.services);
    Ok(made)
}

/// Changes a blackout period. It acts at once: what waits or is held moves within a second.
pub async fn update(ctx: &Ctx, id: BlackoutId, change: BlackoutUpdate) -> Result<Blackout> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let mut tx = ctx.write().await?;
    let old = find(&mut tx, ctx, id).await?;
    let mut fields = Fields::default();
    let name = fields.name("name", &change.name.apply_or(old.name.clone(), String::new()));
    let hold = change.hold.read(&mut fields, Some(&old.hold));
    fields.finish()?;
    let hold = hold.ok_or_else(|| Error::internal("a blackout period without a time passed the check"))?;
    let enabled = change.enabled.apply_or(old.enabled, true);
    let (changed_at, changed_by) = (ctx.now(), ctx.principal.actor());
    let changed = Blackout { name, hold, enabled, changed_at, changed_by, ..old };
    store::blackouts::update(&mut tx, &changed).await?;
    audit::record(&mut tx, ctx, "blackout.update", "blackout", id, detail(&changed)).await?;
    rouse(&mut tx, ctx.organization()).await?;
    tx.commit().await?;
    wake(&ctx.services);
    Ok(changed)
}

/// Deletes a blackout period: what it held goes on.
pub async fn delete(ctx: &Ctx, id: BlackoutId) -> Result<()> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let mut tx = ctx.write().await?;
    let old = find(&mut tx, ctx, id).await?;
    store::blackouts::delete(&mut tx, ctx.organization(), id).await?;
    audit::record(&mut tx, ctx, "blackout.delete", "blackout", id, detail(&old)).await?;
    rouse(&mut tx, ctx.organization()).await?;
    tx.commit().await?;
    wake(&ctx.services);
    Ok(())
}

/// Makes the blackout periods of an organization act now: what waits for one to end is looked at again.
pub(crate) async fn rouse(tx: &mut store::Tx, organization: OrganizationId) -> Result<()> {
    Ok(store::occurrences::rouse(tx, organization).await?)
}

/// Nudges the loops that blackout periods concern: after the commit.
pub(crate) fn wake(services: &Services) {
    services.wake.runs.notify_one();
    services.wake.schedules.notify_one();
}

async fn find(tx: &mut store::Tx, ctx: &Ctx, id: BlackoutId) -> Result<Blackout> {
    let found = store::blackouts::get(tx, ctx.organization(), ctx.product(), id).await?;
    found.ok_or_else(|| Error::not_found("blackout", id))
}

/// What a blackout period is to belong to must be the caller's.
async fn check_scope(tx: &mut store::Tx, ctx: &Ctx, fields: &mut Fields, scope: BlackoutScope) -> Result<()> {
    match scope {
        BlackoutScope::Organization => {}
        BlackoutScope::Target(id) => {
            fields.refers("target_id", "target", targets::find(tx, ctx, id).await)?;
        }
        BlackoutScope::Schedule(id) => {
            fields.refers("schedule_id", "schedule", schedules::find(tx, ctx, id).await)?;
        }
    }
    Ok(())
}

/// Refuses more than [`MAX_BLACKOUTS`].
async fn refuse_too_many(tx: &mut store::Tx, organization: OrganizationId, more: u64) -> Result<()> {
    if store::blackouts::count(tx, organization).await? + more > MAX_BLACKOUTS {
        let detail =
            format!("the organization has {MAX_BLACKOUTS} blackout periods already, delete some first");
        return Err(Error::conflict("base", "too_many", detail));
    }
    Ok(())
}

fn detail(blackout: &Blackout) -> serde_json::Value {
    json!({"name": blackout.name, "scope": blackout.scope.kind(), "target": blackout.scope.target(),
        "schedule": blackout.scope.schedule(), "hold": blackout.hold, "enabled": blackout.enabled})
}

impl HoldInput {
    /// A window.
    pub fn window(window: WindowInput) -> Self {
        Self { kind: Some(HoldKind::Window), window, ..Self::default() }
    }
}
