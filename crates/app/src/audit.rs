//! The audit trail of the caller's organization.

use model::AuditEventId;
use model::audit::AuditEvent;

use crate::{Ctx, ListQuery, Page, Result};

/// Events of the organization, newest first unless sorted. Columns: `action`, `subject_kind`, `subject_id`, `actor`,
/// `at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<AuditEvent>> {
    unimplemented!()
}

/// One event.
pub async fn show(ctx: &Ctx, id: AuditEventId) -> Result<AuditEvent> {
    unimplemented!()
}
