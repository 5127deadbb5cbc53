//! Findings: the weaknesses of targets, and what people decide about them.

mod bulk;
mod definitions;
mod input;
mod list;
mod log;
mod view;
mod write;

use crate::dast::frame::Routes;
use crate::dast::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    let one = "/targets/{target_id}/findings/{id}/";
    under("Findings")
        .get("/findings/", about("finding_list", "finding.read", "List findings"), list::list)
        .get(
            "/findings/{id}/",
            about("finding_view", "finding.read", "Show a finding by target and number"),
            list::show,
        )
        .patch(
            "/findings/{id}/",
            about("finding_update", "finding.write", "Decide on a finding"),
            write::update,
        )
        .post(
            "/findings/bulk/update/",
            about("finding_bulk_update", "finding.write", "Decide on findings alike, all or none"),
            bulk::update,
        )
        .get(
            "/targets/{target_id}/findings/",
            about("target_finding_list", "finding.read", "List the findings of a target"),
            list::of_target,
        )
        .get(
            one,
            about("target_finding_view", "finding.read", "Show a finding of a target"),
            list::show_of_target,
        )
        .patch(
            one,
            about("target_finding_update", "finding.write", "Decide on a finding of a target"),
            write::update_of_target,
        )
        .put(
            one,
            about("target_finding_replace", "finding.write", "Decide on a finding of a target"),
            write::update_of_target,
        )
        .get(
            "/targets/{target_id}/findings/{id}/log/",
            about("target_finding_log", "finding.read", "List what became of a finding"),
            log::log,
        )
        .patch(
            "/targets/{target_id}/findings/bulk/update/",
            about(
                "target_finding_bulk_update",
                "finding.write",
                "Decide on findings of a target alike, all or none",
            ),
            bulk::update_of_target,
        )
        .post(
            "/targets/{target_id}/findings/bulk-update/",
            about(
                "target_finding_bulk_update_2",
                "finding.write",
                "Decide on findings of a target alike, all or none",
            ),
            bulk::update_of_target,
        )
        .get(
            "/vulnerability_definitions/",
            about("definition_list", "profile.read", "List what is looked for"),
            definitions::list,
        )
}
