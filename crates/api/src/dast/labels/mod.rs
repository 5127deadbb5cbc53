//! Labels of targets and of findings.

mod finding;
mod input;
mod target;
pub(crate) mod view;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    let (read, write) = ("target.read", "target.write");
    under("Labels")
        .get("/labels/targets/", about("target_label_list", read, "List target labels"), target::list)
        .post(
            "/labels/targets/",
            about("target_label_create", write, "Create a target label"),
            target::create,
        )
        .get("/labels/targets/{id}/", about("target_label_view", read, "Show a target label"), target::show)
        .patch(
            "/labels/targets/{id}/",
            about("target_label_update", write, "Change a target label"),
            target::update,
        )
        .put(
            "/labels/targets/{id}/",
            about("target_label_replace", write, "Change a target label"),
            target::update,
        )
        .delete(
            "/labels/targets/{id}/",
            about("target_label_delete", write, "Delete a target label"),
            target::delete,
        )
        .get("/labels/", about("label_list", "finding.read", "List finding labels"), finding::list)
        .post("/labels/", about("label_create", "finding.write", "Create a finding label"), finding::create)
        .get("/labels/{id}/", about("label_view", "finding.read", "Show a finding label"), finding::show)
        .patch(
            "/labels/{id}/",
            about("label_update", "finding.write", "Change a finding label"),
            finding::update,
        )
        .put(
            "/labels/{id}/",
            about("label_replace", "finding.write", "Change a finding label"),
            finding::update,
        )
        .delete(
            "/labels/{id}/",
            about("label_delete", "finding.write", "Delete a finding label"),
            finding::delete,
        )
}
