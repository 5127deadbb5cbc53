//! What is shown of a label.

use model::label::Label;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::show_id;
use crate::dast::views::{ChangedBy, People};

/// A label.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct LabelView {
    pub(crate) id: String,
    name: String,
    /// A word, or `#` and hexadecimal digits; may be empty.
    color: String,
    changed: String,
    changed_by: ChangedBy,
}

impl LabelView {
    /// A label with the people who may have changed it.
    pub(crate) fn new(label: &Label, people: &People) -> Self {
        Self {
            id: show_id(label.id),
            name: label.name.clone(),
            color: label.color.clone(),
            changed: label.updated_at.iso_micros(),
            changed_by: ChangedBy::of(label.changed_by, people),
        }
    }
}
