//! Histories: the runs of a scan, and starting, pausing and stopping them.

mod control;
mod ledger;
mod read;
pub(crate) mod view;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Scans")
        .get(
            "/v2/scans/{scan_id}/histories",
            about("scan_history_list", "scan.read", "List the histories (runs) of a scan"),
            read::list,
        )
        .get(
            "/v2/scans/{scan_id}/histories/{id}",
            about("scan_history_view", "scan.read", "Show a history (run) of a scan"),
            read::show,
        )
        .get(
            "/v2/scans/{scan_id}/histories/{id}/log",
            about("scan_history_log", "scan.read", "List the log lines of a history").ours(),
            ledger::log,
        )
        .get(
            "/v2/scans/{scan_id}/histories/{id}/coverage",
            about("scan_history_coverage", "scan.read", "List what a history tested, and what not and why")
                .ours(),
            ledger::coverage,
        )
        .post("/v2/scans/{id}/start", about("scan_start", "scan.start", "Start a scan"), control::start)
        .post("/v2/scans/{id}/stop", about("scan_stop", "scan.start", "Stop a scan"), control::stop)
        .post(
            "/v2/scans/{id}/pause",
            about("scan_pause", "scan.start", "Pause a scan until it is resumed").ours(),
            control::pause,
        )
        .post(
            "/v2/scans/{id}/resume",
            about("scan_resume", "scan.start", "Resume a paused scan").ours(),
            control::resume,
        )
}
