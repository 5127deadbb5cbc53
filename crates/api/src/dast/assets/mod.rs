//! Extra hosts of targets.

mod read;
pub(crate) mod view;
mod write;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    let (read, write) = ("target.read", "target.write");
    under("Extra hosts")
        .get(
            "/targets/assets/",
            about("asset_list_all", read, "List the extra hosts of all targets"),
            read::all,
        )
        .get(
            "/targets/{id}/assets/",
            about("asset_list", read, "List the extra hosts of a target"),
            read::list,
        )
        .post("/targets/{id}/assets/", about("asset_create", write, "Add an extra host"), write::create)
        .get("/targets/{id}/assets/{asset_id}/", about("asset_view", read, "Show an extra host"), read::show)
        .patch(
            "/targets/{id}/assets/{asset_id}/",
            about("asset_update", write, "Change an extra host"),
            write::update,
        )
        .put(
            "/targets/{id}/assets/{asset_id}/",
            about("asset_replace", write, "Change an extra host"),
            write::update,
        )
        .delete(
            "/targets/{id}/assets/{asset_id}/",
            about("asset_delete", write, "Remove an extra host"),
            write::delete,
        )
        .post(
            "/targets/{id}/assets/{asset_id}/verify/",
            about("asset_verify", write, "Prove the ownership of an extra host"),
            write::verify,
        )
}
