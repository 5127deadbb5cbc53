//! What is shown of a user to those who manage them.

use app::users::WithPassword;
use secrecy::ExposeSecret;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;

/// A user as those see them who manage users.
#[derive(Serialize, ToSchema)]
pub(crate) struct UserAccount {
    id: String,
    /// The sign-in name.
    username: String,
    email: String,
    /// `owner`, `admin`, `manager` or `viewer`.
    role: &'static str,
    first_name: String,
    last_name: String,
    locale: String,
    /// IANA time zone.
    timezone: String,
    /// The product that every answer is filtered to.
    active_product: &'static str,
    organization_id: String,
    /// Whether the user may sign in.
    enabled: bool,
    created_at: String,
    updated_at: String,
    /// The password, where one was just made up: it is shown only now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Password)]
    password: Option<String>,
}

impl From<model::user::User> for UserAccount {
    fn from(user: model::user::User) -> Self {
        Self {
            id: user.id.to_string(),
            username: user.email.clone(),
            email: user.email,
            role: user.role.as_str(),
            first_name: user.first_name,
            last_name: user.last_name,
            locale: user.locale,
            timezone: user.timezone,
            active_product: user.active_product.as_str(),
            organization_id: user.organization.to_string(),
            enabled: user.enabled,
            created_at: user.created_at.iso_millis(),
            updated_at: user.updated_at.iso_millis(),
            password: None,
        }
    }
}

impl From<WithPassword> for UserAccount {
    fn from(WithPassword { user, password }: WithPassword) -> Self {
        Self { password: password.map(|p| p.expose_secret().to_owned()), ..Self::from(user) }
    }
}

impl Attributes for UserAccount {
    const TYPE: &'static str = "users";
    fn id(&self) -> String {
        self.id.clone()
    }
}
