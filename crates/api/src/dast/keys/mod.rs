//! Keys for programs: of the account, and of one target.

mod account;
mod target;
mod view;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    let manage = "api_key.manage";
    under("Keys")
        .get("/keys/", about("key_list", manage, "List the keys of the account"), account::list)
        .post(
            "/keys/",
            about("key_create", manage, "Create a key of the account; it is shown once"),
            account::create,
        )
        .get("/keys/{id}/", about("key_view", manage, "Show a key of the account"), account::show)
        .delete("/keys/{id}/", about("key_delete", manage, "Delete a key of the account"), account::delete)
        .get(
            "/targets/{target_id}/keys/",
            about("target_key_list", manage, "List the keys of a target"),
            target::list,
        )
        .post(
            "/targets/{target_id}/keys/",
            about("target_key_create", manage, "Create a key of a target; it is shown once"),
            target::create,
        )
        .get(
            "/targets/{target_id}/keys/{id}/",
            about("target_key_view", manage, "Show a key of a target"),
            target::show,
        )
        .delete(
            "/targets/{target_id}/keys/{id}/",
            about("target_key_delete", manage, "Delete a key of a target"),
            target::delete,
        )
}
