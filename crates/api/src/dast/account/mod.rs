//! The caller's organization.

mod show;
mod update;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    under("Account")
        .get("/account/", about("account_view", "organization.read", "Show the account"), show::show)
        .patch(
            "/account/",
            about("account_update", "organization.manage", "Change the account"),
            update::update,
        )
}
