//! Labels: tags that people put on targets and findings.

use crate::id::{LabelId, OrganizationId, UserId};
use crate::time::Timestamp;

crate::words! {
    /// What a label is put on.
    LabelKind { Target = "target", Finding = "finding" }
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Id.
    pub id: LabelId,
    /// Tenant.
    pub organization: OrganizationId,
    /// What it is put on.
    pub kind: LabelKind,
    /// Name, unique within organization and kind.
    pub name: String,
    /// Color: a word or `#` and hexadecimal digits; may be empty.
    pub color: String,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}
