//! What a request says about a user.

use app::users::{NewPassword, NewUser, UserChange};
use model::user::Role;
use secrecy::SecretString;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::frame::{ApiError, Flag, Reply, Request, refused};

/// A user: what is not said stays.
#[derive(Deserialize, ToSchema)]
pub(crate) struct UserBody {
    #[serde(default)]
    #[schema(max_length = 254)]
    email: Option<String>,
    /// Given and family name; the last word is the family name.
    #[serde(default)]
    #[schema(max_length = 255)]
    name: Option<String>,
    /// `owner`, `admin`, `manager`, `viewer` (an addition of ours). Nobody gives more than they have.
    #[serde(default)]
    role: Option<String>,
    /// `true` makes an administrator where no role is said.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    is_admin: Option<Flag>,
    /// Whether the user may sign in; `is_active` is understood too.
    #[serde(default, alias = "is_active")]
    #[schema(value_type = Option<bool>)]
    active: Option<Flag>,
    /// A password (an addition of ours). For a new user one is made up and shown where none is said.
    #[serde(default)]
    #[schema(format = Password)]
    password: Option<String>,
}

impl Request for UserBody {}

/// Given and family name of a whole one.
fn split(name: Option<String>) -> (Option<String>, Option<String>) {
    let Some(name) = name else { return (None, None) };
    let name = name.trim();
    let (first, last) = name.rsplit_once(' ').unwrap_or((name, ""));
    (Some(first.trim().to_owned()), Some(last.to_owned()))
}

impl UserBody {
    fn role(&self) -> Result<Option<Role>, ApiError> {
        match (self.role.as_deref().filter(|word| !word.is_empty()), &self.is_admin) {
            (Some(word), _) => word
                .parse()
                .map(Some)
                .map_err(|_| refused("role", "invalid", "must be one of owner, admin, manager, viewer")),
            (None, Some(Flag(true))) => Ok(Some(Role::Admin)),
            (None, _) => Ok(None),
        }
    }

    /// A user to be made.
    pub(crate) fn into_new(self) -> Reply<NewUser> {
        let role = self.role()?.unwrap_or(Role::Viewer);
        let Some(email) = self.email else { return Err(refused("email", "missing", "is missing")) };
        let (first_name, last_name) = split(self.name);
        let password = self.password.filter(|p| !p.is_empty()).map(SecretString::from);
        Ok(NewUser { email, password, first_name, last_name, role, ..NewUser::default() })
    }

    /// What changes.
    pub(crate) fn into_change(self) -> Reply<UserChange> {
        let role = self.role()?;
        let (first_name, last_name) = split(self.name);
        let password = self.password.filter(|p| !p.is_empty()).map(SecretString::from);
        Ok(UserChange {
            email: self.email,
            first_name,
            last_name,
            role,
            timezone: None,
            enabled: self.active.map(|Flag(active)| active),
            password: password.map_or(NewPassword::Keep, NewPassword::Set),
        })
    }
}
