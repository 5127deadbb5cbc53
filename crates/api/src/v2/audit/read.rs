//! `GET /v2/audit/events`, `GET /v2/audit/events/{id}`

use app::audit;
use model::AuditEventId;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::v2::frame::{Attributes, Columns, Found, Id, List, Page, Reply, Signed};

/// One entry of the audit chain.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditEvent {
    id: String,
    /// Position in the organization's chain, from 1.
    sequence: i64,
    /// What was done: `target.create`.
    action: String,
    /// Who did it; null is the system itself.
    actor_id: Option<String>,
    /// Kind of what it was done to.
    subject_kind: String,
    /// Id of what it was done to.
    subject_id: String,
    /// What changed.
    #[schema(value_type = Object)]
    detail: Value,
    /// The request that caused it.
    request_id: Option<String>,
    created_at: String,
    /// Microseconds since 1970 UTC, as the hash takes the time.
    created_at_micros: i64,
    /// The detail as the hash takes it.
    detail_text: String,
    /// Hash of the event before.
    previous_hash: String,
    /// SHA-256 over all other fields.
    hash: String,
}

impl From<model::audit::AuditEvent> for AuditEvent {
    fn from(event: model::audit::AuditEvent) -> Self {
        Self {
            id: event.id.to_string(),
            sequence: event.sequence,
            action: event.action,
            actor_id: event.actor.map(|id| id.to_string()),
            subject_kind: event.subject_kind,
            subject_id: event.subject_id,
            detail: serde_json::from_str(&event.detail).unwrap_or(Value::Null),
            request_id: event.request_id,
            created_at: event.at.iso_millis(),
            created_at_micros: event.at.micros(),
            detail_text: event.detail,
            previous_hash: event.previous_hash,
            hash: event.hash,
        }
    }
}

impl Attributes for AuditEvent {
    const TYPE: &'static str = "audit_events";
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// The columns of the list.
pub(crate) struct AuditColumns;

impl Columns for AuditColumns {
    const FILTER: &'static [&'static str] =
        &["action", "actor_id", "subject_kind", "subject_id", "request_id"];
    const SORT: &'static [&'static str] = &["created_at", "sequence"];
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<AuditColumns>) -> Reply<Page<AuditEvent>> {
    let page = audit::list(&ctx, &query).await?;
    Ok(Page::of(page, &query, AuditEvent::from))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<AuditEventId>) -> Reply<Found<AuditEvent>> {
    Ok(Found(audit::show(&ctx, id).await?.into()))
}
