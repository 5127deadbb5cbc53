//! The audit trail: written by every change, read by those who may.

use std::collections::BTreeMap;

use auth::Permission;
use model::audit::AuditEvent;
use model::{AuditEventId, Env, OrganizationId, UserId};
use serde_json::Value;

use crate::{Ctx, Error, ListQuery, Page, Result};

/// Events of the organization, newest first unless sorted. Columns: `action`, `actor_id`, `subject_kind`,
/// `subject_id`, `request_id`, `created_at`, `sequence`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<AuditEvent>> {
    ctx.principal.require(Permission::AuditRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::audit::list(&mut tx, ctx.organization(), query).await?)
}

/// One event.
pub async fn show(ctx: &Ctx, id: AuditEventId) -> Result<AuditEvent> {
    ctx.principal.require(Permission::AuditRead)?;
    let mut tx = ctx.read().await?;
    let event = store::audit::get(&mut tx, ctx.organization(), id).await?;
    event.ok_or_else(|| Error::not_found("audit event", id))
}

/// What goes into the chain; the store adds position, time and hashes.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) organization: OrganizationId,
    pub(crate) actor: Option<UserId>,
    pub(crate) action: &'static str,
    pub(crate) subject_kind: &'static str,
    pub(crate) subject_id: String,
    pub(crate) detail: Value,
    pub(crate) request_id: Option<String>,
}

/// Records what the caller does, inside the transaction that does it.
pub(crate) async fn record(
    tx: &mut store::Tx,
    ctx: &Ctx,
    action: &'static str,
    subject_kind: &'static str,
    subject_id: impl std::fmt::Display,
    detail: Value,
) -> Result<()> {
    let entry = Entry {
        organization: ctx.organization(),
        actor: ctx.principal.actor(),
        action,
        subject_kind,
        subject_id: subject_id.to_string(),
        detail,
        request_id: ctx.request_id.clone(),
    };
    append(tx, ctx.env(), entry).await
}

/// Appends to the chain of an organization: for those who have no [`Ctx`].
pub(crate) async fn append(tx: &mut store::Tx, env: &Env, entry: Entry) -> Result<()> {
    append_all(tx, env, vec![entry]).await
}

/// Appends to the chains of organizations, to one after the other in the order of their ids: so no two transactions that do this
/// wait for each other.
pub(crate) async fn append_all(tx: &mut store::Tx, env: &Env, entries: Vec<Entry>) -> Result<()> {
    let mut chains: BTreeMap<OrganizationId, Vec<store::audit::NewAuditEvent>> = BTreeMap::new();
    for entry in entries {
        let Entry { organization, actor, action, subject_kind, subject_id, detail, request_id } = entry;
        let detail = detail.to_string();
        let new = store::audit::NewAuditEvent { actor, action, subject_kind, subject_id, detail, request_id };
        chains.entry(organization).or_default().push(new);
    }
    for (organization, new) in chains {
        store::audit::append_all(tx, env, organization, new).await?;
    }
    Ok(())
}
