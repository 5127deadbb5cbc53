//! `GET /profile/`

use app::identity;
use model::user::Role;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::{Reply, Shown, Signed, show_id};
use crate::dast::views::{ChangedBy, full_name};

/// A user.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct User {
    id: String,
    email: String,
    name: String,
    /// Always empty.
    title: String,
    /// `owner`, `admin`, `manager`, `viewer` (an addition of ours).
    role: &'static str,
    is_admin: bool,
    is_billing_admin: bool,
    is_owner: bool,
    active: bool,
    is_active: bool,
    is_apiuser: bool,
    is_sso: bool,
    intercom_user_id: Option<String>,
    last_login: Option<String>,
    labels: Vec<String>,
    user_roles: Vec<String>,
    changed: String,
    changed_by: ChangedBy,
}

impl From<model::user::User> for User {
    fn from(user: model::user::User) -> Self {
        let administers = matches!(user.role, Role::Owner | Role::Admin);
        let name = full_name(&user);
        Self {
            id: show_id(user.id),
            title: String::new(),
            role: user.role.as_str(),
            is_admin: administers,
            is_billing_admin: user.role == Role::Owner,
            is_owner: user.role == Role::Owner,
            active: user.enabled,
            is_active: user.enabled,
            is_apiuser: false,
            is_sso: false,
            intercom_user_id: None,
            last_login: None,
            labels: Vec::new(),
            user_roles: Vec::new(),
            changed: user.updated_at.iso_micros(),
            changed_by: ChangedBy { id: show_id(user.id), email: user.email.clone(), name: name.clone() },
            email: user.email,
            name,
        }
    }
}

pub(crate) async fn show(ctx: Signed) -> Reply<Shown<User>> {
    Ok(Shown(identity::me(&ctx).await?.user.into()))
}
