//! Scans: the runs of targets.

pub(crate) mod bulk;
mod control;
mod endpoints;
mod list;
mod start;
pub(crate) mod view;

use crate::dast::frame::Routes;
use crate::dast::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    let routes = under("Scans")
        .get("/scans/", about("scan_list", "scan.read", "List scans"), list::list)
        .get("/scans/{id}/", about("scan_view", "scan.read", "Show a scan"), list::show)
        .get("/targets/all/scans/", about("scan_list_all", "scan.read", "List scans"), list::list)
        .get(
            "/targets/{target_id}/scans/",
            about("target_scan_list", "scan.read", "List the scans of a target"),
            list::of_target,
        )
        .get(
            "/targets/{target_id}/scans/dates/",
            about("target_scan_dates", "scan.read", "List the days on which scans ran"),
            list::dates,
        )
        .get(
            "/targets/{target_id}/scans/{id}/",
            about("target_scan_view", "scan.read", "Show a scan of a target"),
            list::show_of_target,
        )
        .get(
            "/targets/{target_id}/scans/{id}/endpoints/",
            about(
                "scan_endpoints",
                "scan.read",
                "List what the crawler asked for: all of it as CSV, or page by page",
            ),
            endpoints::list,
        );
    actions(routes)
}

fn actions(routes: Routes) -> Routes {
    routes
        .post(
            "/targets/{target_id}/scan_now/",
            about("target_scan_now", "scan.start", "Scan a target now"),
            start::now,
        )
        .post(
            "/targets/{target_id}/scans/{id}/cancel/",
            about("scan_cancel", "scan.start", "Cancel a scan"),
            control::cancel,
        )
        .post(
            "/targets/{target_id}/scans/{id}/stop/",
            about("scan_stop", "scan.start", "Cancel a scan"),
            control::cancel,
        )
        .post(
            "/targets/{target_id}/scans/{id}/pause/",
            about("scan_pause", "scan.start", "Pause a scan"),
            control::pause,
        )
        .post(
            "/targets/{target_id}/scans/{id}/resume/",
            about("scan_resume", "scan.start", "Resume a paused scan"),
            control::resume,
        )
        .post(
            "/scans/bulk/start/",
            about("scan_bulk_start", "scan.start", "Scan targets now, all or none"),
            bulk::start,
        )
        .post("/scans/bulk/cancel/", about("scan_bulk_cancel", "scan.start", "Cancel scans"), bulk::cancel)
        .post("/scans/bulk/pause/", about("scan_bulk_pause", "scan.start", "Pause scans"), bulk::pause)
        .post(
            "/scans/bulk/resume/",
            about("scan_bulk_resume", "scan.start", "Resume paused scans"),
            bulk::resume,
        )
}
