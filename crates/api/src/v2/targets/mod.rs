//! Targets: what is scanned.

mod input;
mod read;
mod view;
mod write;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Targets")
        .get("/v2/targets", about("target_list", "target.read", "List targets"), read::list)
        .post("/v2/targets", about("target_create", "target.write", "Create a target"), write::create)
        .delete(
            "/v2/targets",
            about("target_delete_many", "target.write", "Delete targets, all or none"),
            write::delete_many,
        )
        .get("/v2/targets/{id}", about("target_view", "target.read", "Show a target"), read::show)
        .put("/v2/targets/{id}", about("target_update", "target.write", "Update a target"), write::update)
        .delete("/v2/targets/{id}", about("target_delete", "target.write", "Delete a target"), write::delete)
}
