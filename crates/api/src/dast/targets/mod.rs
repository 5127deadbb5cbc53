//! Targets: web applications and APIs.

mod actions;
mod bulk;
pub(crate) mod input;
mod logout;
mod read;
mod settings;
pub(crate) mod site_input;
pub(crate) mod site_view;
pub(crate) mod verify;
pub(crate) mod view;
mod write;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    let (read, write) = ("target.read", "target.write");
    let routes = under("Targets")
        .get("/targets/", about("target_list", read, "List targets"), read::list)
        .post("/targets/", about("target_create", write, "Create a target"), write::create)
        .get("/targets/{id}/", about("target_view", read, "Show a target"), read::show)
        .patch("/targets/{id}/", about("target_update", write, "Change a target"), write::update)
        .put("/targets/{id}/", about("target_replace", write, "Change a target"), write::replace)
        .delete(
            "/targets/{id}/",
            about("target_delete", write, "Delete a target with its scans and findings"),
            write::delete,
        )
        .post(
            "/targets/bulk/update/",
            about("target_bulk_update", write, "Change targets alike, all or none"),
            bulk::update,
        )
        .post(
            "/targets/bulk/delete/",
            about("target_bulk_delete", write, "Delete targets, all or none"),
            bulk::delete,
        )
        .post("/targets/archive/", about("target_archive", write, "Archive targets"), bulk::archive)
        .post(
            "/targets/activate/",
            about("target_activate", write, "Take archived targets into use"),
            bulk::activate,
        )
        .post("/targets/archived/", about("target_archived", read, "List archived targets"), read::archived)
        .get(
            "/targets/{id}/site/",
            about("target_site_view", read, "Show the core settings of a target"),
            read::site,
        )
        .patch(
            "/targets/{id}/site/",
            about("target_site_update", write, "Change the core settings"),
            write::update_site,
        )
        .put(
            "/targets/{id}/site/",
            about("target_site_replace", write, "Change the core settings"),
            write::update_site,
        )
        .get(
            "/targets/{id}/settings/",
            about("target_settings_view", read, "Show scanner settings"),
            settings::show,
        )
        .patch(
            "/targets/{id}/settings/",
            about("target_settings_update", write, "Change scanner settings"),
            settings::update,
        );
    actions(routes, write, read)
}

fn actions(routes: Routes, write: &'static str, read: &'static str) -> Routes {
    routes
        .post(
            "/targets/{id}/verify/",
            about("target_verify", write, "Prove the ownership of a target"),
            verify::target,
        )
        .post(
            "/targets/{id}/site/verify/",
            about("target_site_verify", write, "Prove the ownership of a target"),
            verify::site,
        )
        .post(
            "/targets/{id}/upload_api_schema_file/",
            about("target_upload_schema", write, "Upload the description of an API, at most 5 MiB"),
            actions::upload,
        )
        .delete(
            "/targets/{id}/otp/",
            about("target_clear_otp", write, "Clear two-factor settings"),
            actions::clear_otp,
        )
        .delete(
            "/targets/{id}/logout-detection/",
            about("target_clear_logout_detection", write, "Clear logout detection"),
            actions::clear_logout_detection,
        )
        .delete(
            "/targets/{id}/api-auth/",
            about("target_clear_api_auth", write, "Clear API authentication"),
            actions::clear_api_auth,
        )
        .get(
            "/targets/{id}/logout/",
            about("logout_detector_list", read, "List logout detectors"),
            logout::list,
        )
        .post(
            "/targets/{id}/logout/",
            about("logout_detector_create", write, "Add a logout detector"),
            logout::create,
        )
        .get(
            "/targets/{id}/logout/{detector_id}/",
            about("logout_detector_view", read, "Show a logout detector"),
            logout::show,
        )
        .patch(
            "/targets/{id}/logout/{detector_id}/",
            about("logout_detector_update", write, "Change a logout detector"),
            logout::update,
        )
        .delete(
            "/targets/{id}/logout/{detector_id}/",
            about("logout_detector_delete", write, "Remove a logout detector"),
            logout::delete,
        )
}
