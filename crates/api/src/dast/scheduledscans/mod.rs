//! Scheduled scans: when the scans of targets run by themselves.

mod bulk;
mod expanded;
mod input;
mod list;
mod occurrences;
mod preview;
pub(crate) mod view;
mod write;

use crate::dast::frame::Routes;
use crate::dast::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    let one = "/targets/{target_id}/scheduledscans/{id}/";
    under("Scheduled scans")
        .get(
            "/scheduledscans/",
            about("scheduledscan_list", "schedule.read", "List scheduled scans"),
            list::list,
        )
        .post(
            "/scheduledscans/bulk/",
            about(
                "scheduledscan_bulk_create",
                "schedule.write",
                "Schedule scans of targets alike, all or none",
            ),
            bulk::create,
        )
        .patch(
            "/scheduledscans/bulk/",
            about("scheduledscan_bulk_update", "schedule.write", "Change scheduled scans alike, all or none"),
            bulk::update,
        )
        .delete(
            "/scheduledscans/bulk/",
            about("scheduledscan_bulk_delete", "schedule.write", "Delete scheduled scans, all or none"),
            bulk::delete,
        )
        .post(
            "/scheduledscans/preview/",
            about(
                "scheduledscan_preview",
                "schedule.read",
                "Show the due times of a scheduled scan that need not exist, and what becomes of them",
            )
            .ours(),
            preview::preview,
        )
        .get(
            "/scheduledscans/occurrences/",
            about("scheduledscan_occurrence_list", "schedule.read", "List what became of due times").ours(),
            occurrences::list,
        )
        .get(
            "/targets/all/scheduledscans/expanded/",
            about("scheduledscan_expanded", "schedule.read", "List the next due times of all targets"),
            expanded::all,
        )
        .get(
            "/targets/{target_id}/scheduledscans/",
            about("target_scheduledscan_list", "schedule.read", "List the scheduled scans of a target"),
            list::of_target,
        )
        .post(
            "/targets/{target_id}/scheduledscans/",
            about("target_scheduledscan_create", "schedule.write", "Schedule a scan"),
            write::create,
        )
        .get(
            "/targets/{target_id}/scheduledscans/expanded/",
            about("target_scheduledscan_expanded", "schedule.read", "List the next due times of a target"),
            expanded::of_target,
        )
        .get(one, about("target_scheduledscan_view", "schedule.read", "Show a scheduled scan"), list::show)
        .put(
            one,
            about("target_scheduledscan_replace", "schedule.write", "Replace a scheduled scan"),
            write::replace,
        )
        .patch(
            one,
            about("target_scheduledscan_update", "schedule.write", "Change a scheduled scan"),
            write::update,
        )
        .delete(
            one,
            about("target_scheduledscan_delete", "schedule.write", "Delete a scheduled scan"),
            write::delete,
        )
}
