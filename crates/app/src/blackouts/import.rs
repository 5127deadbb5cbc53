//! Freeze calendars: an .ics text as blackout periods of the organization.

use auth::Permission;
use model::blackout::{Blackout, BlackoutScope, Hold};
use recurrence::ics;
use serde_json::json;

use super::{refuse_too_many, rouse, wake};
use crate::input::Fields;
use crate::{Ctx, Error, Result, audit};

/// How far ahead the series of a calendar are spread out, in days.
const AHEAD_DAYS: i64 = 2 * 366;
const DAY_SECONDS: i64 = 86_400;

/// Imports a calendar as freezes of the organization, from now on and for two years; how many it brought. Importing the
/// same name again replaces what that name brought before. Times without a zone are read in `timezone` (UTC).
///
/// # Errors
/// On `calendar`, with the line, when anything in it is not understood: nothing is imported then.
pub async fn import(ctx: &Ctx, name: &str, calendar: &str, timezone: Option<&str>) -> Result<u64> {
    ctx.principal.require(Permission::ScheduleWrite)?;
    let mut fields = Fields::default();
    let name = fields.name("name", name);
    let zone = recurrence::zone(timezone.unwrap_or("UTC").trim());
    if let Err(e) = &zone {
        fields.add("timezone", "invalid", e.reason.clone());
    }
    let now = ctx.now();
    let horizon = now.plus_seconds(AHEAD_DAYS * DAY_SECONDS);
    let read = zone.ok().map(|zone| ics::freezes(calendar, &zone, now, horizon));
    if let Some(Err(e)) = &read {
        fields.add("calendar", "invalid", e.to_string());
    }
    fields.finish()?;
    let Some(Ok(read)) = read else { return Err(Error::internal("a wrong calendar passed the check")) };
    let rows: Vec<Blackout> = read
        .freezes
        .iter()
        .map(|(label, freeze)| Blackout {
            id: ctx.env().id(),
            organization: ctx.organization(),
            scope: BlackoutScope::Organization,
            name: title(label, &name),
            hold: Hold::Freeze { begin: freeze.start, end: freeze.end },
            enabled: true,
            source: Some(name.clone()),
            created_at: now,
            changed_at: now,
            changed_by: ctx.principal.actor(),
        })
        .collect();
    let mut tx = ctx.write().await?;
    let gone = store::blackouts::delete_source(&mut tx, ctx.organization(), &name).await?;
    refuse_too_many(&mut tx, ctx.organization(), rows.len() as u64).await?;
    store::blackouts::insert_many(&mut tx, &rows).await?;
    let detail = json!({"name": name, "events": read.events, "freezes": rows.len(), "replaced": gone});
    audit::record(&mut tx, ctx, "blackout.import", "organization", ctx.organization(), detail).await?;
    rouse(&mut tx, ctx.organization()).await?;
    tx.commit().await?;
    wake(&ctx.services);
    Ok(rows.len() as u64)
}

/// The summary of an event as a name: one line, not blank, not longer than names are.
fn title(summary: &str, calendar: &str) -> String {
    let clean: String = summary.chars().filter(|c| !c.is_control()).take(crate::input::MAX_NAME).collect();
    if clean.trim().is_empty() { calendar.to_owned() } else { clean.trim().to_owned() }
}
