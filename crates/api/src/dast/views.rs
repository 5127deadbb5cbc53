//! Pieces that several resources show.

use std::collections::HashMap;

use model::user::User;
use model::{Timestamp, UserId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::show_id;

/// Who changed something last.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub(crate) struct ChangedBy {
    /// Empty where it was the platform itself.
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) name: String,
}

/// People by id, for [`ChangedBy`].
pub(crate) type People = HashMap<UserId, User>;

impl ChangedBy {
    /// Who is behind an id; people who are gone, and the platform itself, have no name.
    pub(crate) fn of(id: Option<UserId>, people: &People) -> Self {
        match id.and_then(|id| people.get(&id)) {
            Some(user) => Self { id: show_id(user.id), email: user.email.clone(), name: full_name(user) },
            None => {
                Self { id: id.map(show_id).unwrap_or_default(), email: String::new(), name: String::new() }
            }
        }
    }
}

/// A person's name as one text.
pub(crate) fn full_name(user: &User) -> String {
    format!("{} {}", user.first_name, user.last_name).trim().to_owned()
}

/// An optional instant as ISO 8601 with microseconds.
pub(crate) fn iso(at: Option<Timestamp>) -> Option<String> {
    at.map(Timestamp::iso_micros)
}
