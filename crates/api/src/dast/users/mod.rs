//! The users of the account, for those who manage them.

mod input;
mod read;
mod write;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    let manage = "user.manage";
    under("Users")
        .get("/users/", about("user_list", "user.read", "List users"), read::list)
        .post("/users/", about("user_create", manage, "Create a user"), write::create)
        .get("/users/{id}/", about("user_view", "user.read", "Show a user"), read::show)
        .patch("/users/{id}/", about("user_update", manage, "Change a user"), write::update)
        .put("/users/{id}/", about("user_replace", manage, "Change a user"), write::update)
        .delete("/users/{id}/", about("user_delete", manage, "Deactivate a user"), write::deactivate)
}
