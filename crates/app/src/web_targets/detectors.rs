//! Signs of being signed out, of one target.

use std::str::FromStr;

use auth::Permission;
use model::web::{DetectorKind, LogoutDetector};
use model::{DetectorId, TargetId};
use serde_json::json;
use store::web_targets::WebRow;

use super::site::text;
use super::{change, find};
use crate::input::Fields;
use crate::{Change, Ctx, Error, Result, audit};

/// The most detectors of a target.
const MAX: usize = 20;

/// The detectors of a target.
pub async fn list(ctx: &Ctx, target: TargetId) -> Result<Vec<LogoutDetector>> {
    ctx.principal.require(Permission::TargetRead)?;
    let mut tx = ctx.read().await?;
    let row = find(&mut tx, ctx, target).await?;
    Ok(row.target.web.map(|web| web.logout.detectors).unwrap_or_default())
}

/// One detector.
pub async fn show(ctx: &Ctx, target: TargetId, id: DetectorId) -> Result<LogoutDetector> {
    let all = list(ctx, target).await?;
    all.into_iter().find(|d| d.id == id).ok_or_else(|| Error::not_found("logout detector", id))
}

/// Adds a detector.
pub async fn create(ctx: &Ctx, target: TargetId, kind: &str, value: String) -> Result<LogoutDetector> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, target).await?;
    let mut fields = Fields::default();
    let made = LogoutDetector { id: ctx.env().id(), kind: kind_of(&mut fields, kind), value };
    check(&mut fields, &made);
    if detectors(&mut row).len() >= MAX {
        fields.add("base", "too_many", format!("a target has at most {MAX} logout detectors"));
    }
    fields.finish()?;
    detectors(&mut row).push(made.clone());
    save(tx, ctx, row, "target.add_logout_detector").await?;
    Ok(made)
}

/// Changes a detector.
pub async fn update(
    ctx: &Ctx,
    target: TargetId,
    id: DetectorId,
    (kind, value): (Option<String>, Option<String>),
) -> Result<LogoutDetector> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, target).await?;
    let mut fields = Fields::default();
    let found = detectors(&mut row).iter_mut().find(|d| d.id == id);
    let found = found.ok_or_else(|| Error::not_found("logout detector", id))?;
    if let Some(kind) = kind {
        found.kind = kind_of(&mut fields, &kind);
    }
    if let Some(value) = value {
        found.value = value;
    }
    check(&mut fields, found);
    fields.finish()?;
    let changed = found.clone();
    save(tx, ctx, row, "target.update_logout_detector").await?;
    Ok(changed)
}

/// Removes a detector. Without any, the end of a session is not looked for any more.
pub async fn delete(ctx: &Ctx, target: TargetId, id: DetectorId) -> Result<()> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, target).await?;
    let all = detectors(&mut row);
    let before = all.len();
    all.retain(|d| d.id != id);
    if all.len() == before {
        return Err(Error::not_found("logout detector", id));
    }
    let none = all.is_empty();
    if let Some(web) = row.target.web.as_mut().filter(|_| none) {
        web.logout.enabled = false;
    }
    save(tx, ctx, row, "target.delete_logout_detector").await
}

/// What a target can be rid of at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clear {
    /// Two-factor settings.
    Otp,
    /// Everything about the end of a session.
    LogoutDetection,
    /// How an API is signed in to.
    ApiAuth,
}

/// Clears a group of settings.
pub async fn clear(ctx: &Ctx, target: TargetId, what: Clear) -> Result<super::TargetView> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, target).await?;
    if let Some(web) = &mut row.target.web {
        match what {
            Clear::Otp => {
                web.other.retain(|name, _| !name.starts_with("otp_") && name != "has_otp");
                web.other_secrets.retain(|name, _| !name.starts_with("otp_"));
            }
            Clear::LogoutDetection => web.logout = model::web::LogoutSettings::default(),
            Clear::ApiAuth => {
                let api = std::mem::take(&mut web.api);
                web.api.schema_type = api.schema_type;
                web.api.schema_url = api.schema_url;
                web.api.schema_file = api.schema_file;
                web.api.parameters = api.parameters;
            }
        }
    }
    let action = match what {
        Clear::Otp => "target.clear_otp",
        Clear::LogoutDetection => "target.clear_logout_detection",
        Clear::ApiAuth => "target.clear_api_auth",
    };
    save(tx, ctx, row, action).await?;
    super::show(ctx, target).await
}

fn detectors(row: &mut WebRow) -> &mut Vec<LogoutDetector> {
    &mut row.target.web.get_or_insert_default().logout.detectors
}

async fn save(mut tx: store::Tx, ctx: &Ctx, mut row: WebRow, action: &'static str) -> Result<()> {
    row.target.updated_at = ctx.now();
    row.changed_by = ctx.principal.actor();
    change::store(&mut tx, ctx, &mut row, Change::Keep).await?;
    let detail = json!({"name": row.target.name});
    audit::record(&mut tx, ctx, action, "target", row.target.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

fn kind_of(fields: &mut Fields, word: &str) -> DetectorKind {
    DetectorKind::from_str(word).unwrap_or_else(|e| {
        fields.add("type", "invalid", e.to_string());
        DetectorKind::Text
    })
}

fn check(fields: &mut Fields, detector: &LogoutDetector) {
    if detector.value.trim().is_empty() {
        fields.add("value", "blank", "must not be blank");
    }
    text(fields, "value", &detector.value, 1024);
}
