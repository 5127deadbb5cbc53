//! The users of the caller's organization, for those who manage them.

mod input;
mod read;
mod view;
mod write;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Users")
        .get("/v2/users", about("users_list", "user.read", "List users"), read::list)
        .get("/v2/users/{id}", about("users_view", "user.read", "Show a user"), read::show)
        .post("/v2/users", about("users_create", "user.manage", "Create a user"), write::create)
        .put("/v2/users/{id}", about("users_update", "user.manage", "Update a user"), write::update)
        .delete("/v2/users/{id}", about("users_delete", "user.manage", "Delete a user"), write::delete)
}
