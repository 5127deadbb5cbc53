//! The caller's own user.

mod me;
mod password;

pub(crate) use me::User;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    under("Profile").get("/profile/", about("profile_view", "", "Show the caller"), me::show).post(
        "/profile/change_password/",
        about("profile_change_password", "", "Change the caller's password"),
        password::change,
    )
}
