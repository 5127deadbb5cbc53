//! What can be said of a user.

use app::users::{NewPassword, NewUser, UserChange};
use model::Product;
use model::user::Role;
use secrecy::SecretString;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::frame::{ApiError, Request};
use crate::v2::views::wrong;

/// A user to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserCreate {
    /// The sign-in name, unique in the installation; `username` is understood too.
    #[serde(alias = "username")]
    #[schema(example = "ada@example.org", max_length = 254)]
    email: String,
    /// `owner`, `admin`, `manager` or `viewer`, which it is when absent. Nobody gives more than they have.
    #[serde(default)]
    #[schema(example = "manager")]
    role: Option<String>,
    #[serde(default)]
    #[schema(max_length = 255)]
    first_name: Option<String>,
    #[serde(default)]
    #[schema(max_length = 255)]
    last_name: Option<String>,
    /// When absent, one is made up and shown in the answer, this once.
    #[serde(default)]
    #[schema(format = Password)]
    password: Option<String>,
    /// IANA time zone; absent is UTC.
    #[serde(default)]
    timezone: Option<String>,
    /// Absent is the organization's first.
    #[serde(default)]
    #[schema(example = "vrms")]
    active_product: Option<String>,
}

/// A change of a user; absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserUpdate {
    /// The sign-in name; `username` is understood too.
    #[serde(default, alias = "username")]
    #[schema(max_length = 254)]
    email: Option<String>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    #[schema(max_length = 255)]
    first_name: Option<String>,
    #[serde(default)]
    #[schema(max_length = 255)]
    last_name: Option<String>,
    #[serde(default)]
    timezone: Option<String>,
    /// Whether the user may sign in; keeping one out ends their sessions and tokens.
    #[serde(default)]
    enabled: Option<bool>,
    /// A new password; it ends the user's sessions and tokens.
    #[serde(default)]
    #[schema(format = Password)]
    password: Option<String>,
    /// Makes a new password up and shows it in the answer, this once.
    #[serde(default)]
    generate_password: bool,
}

impl Request for UserCreate {
    const WRAPPER: Option<&'static str> = Some("user");
}

impl Request for UserUpdate {
    const WRAPPER: Option<&'static str> = Some("user");
}

fn role(word: Option<String>) -> Result<Option<Role>, ApiError> {
    let read = |word: String| {
        word.parse().map_err(|_| wrong("role", "invalid", "must be one of owner, admin, manager, viewer"))
    };
    word.map(read).transpose()
}

impl TryFrom<UserCreate> for NewUser {
    type Error = ApiError;

    fn try_from(body: UserCreate) -> Result<Self, ApiError> {
        let product = |word: String| {
            word.parse::<Product>().map_err(|_| wrong("active_product", "invalid", "is no product"))
        };
        Ok(Self {
            email: body.email,
            password: body.password.map(SecretString::from),
            first_name: body.first_name,
            last_name: body.last_name,
            role: role(body.role)?.unwrap_or(Role::Viewer),
            active_product: body.active_product.map(product).transpose()?,
            timezone: body.timezone,
        })
    }
}

impl TryFrom<UserUpdate> for UserChange {
    type Error = ApiError;

    fn try_from(body: UserUpdate) -> Result<Self, ApiError> {
        let password = match (body.password, body.generate_password) {
            (Some(_), true) => {
                return Err(wrong("password", "invalid", "is either given or made up, not both"));
            }
            (Some(given), false) => NewPassword::Set(SecretString::from(given)),
            (None, true) => NewPassword::Generate,
            (None, false) => NewPassword::Keep,
        };
        Ok(Self {
            email: body.email,
            first_name: body.first_name,
            last_name: body.last_name,
            role: role(body.role)?,
            timezone: body.timezone,
            enabled: body.enabled,
            password,
        })
    }
}
