//! `POST /profile/change_password/`

use app::users;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::frame::{Body, Reply, Request, Shown, Signed, refused};

/// The old password and, twice, the new one.
#[derive(Deserialize, ToSchema)]
pub(crate) struct PasswordChange {
    #[schema(format = Password)]
    current_password: String,
    #[schema(format = Password)]
    password: String,
    /// The new one again.
    #[schema(format = Password)]
    confpassword: String,
}

impl Request for PasswordChange {}

/// That it was done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Done {
    message: &'static str,
}

pub(crate) async fn change(ctx: Signed, Body(body): Body<PasswordChange>) -> Reply<Shown<Done>> {
    let PasswordChange { current_password, password, confpassword } = body;
    if password != confpassword {
        return Err(refused("confpassword", "invalid", "is not the same as password"));
    }
    users::change_password(&ctx, current_password.into(), password.into()).await?;
    Ok(Shown(Done { message: "The password was changed." }))
}
