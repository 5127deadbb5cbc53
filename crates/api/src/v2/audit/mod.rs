//! The audit trail of the caller's organization.

mod read;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Audit")
        .get(
            "/v2/audit/events",
            about("audit_event_list", "audit.read", "List audit events, newest first"),
            read::list,
        )
        .get(
            "/v2/audit/events/{id}",
            about("audit_event_view", "audit.read", "Show an audit event"),
            read::show,
        )
}
