//! Reports of scans: asked for and downloaded, or in one go.

mod file;
mod report;

use crate::dast::frame::Routes;
use crate::dast::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    let of_scan = "/targets/{target_id}/scans/{id}/report/";
    under("Reports")
        .get(
            of_scan,
            about("scan_report", "report.write", "Download the report of a scan as PDF"),
            file::of_scan,
        )
        .get(
            "/targets/{target_id}/scans/{id}/report/default/",
            about("scan_report_default", "report.write", "Download the report of a scan as PDF"),
            file::of_scan,
        )
        .get(
            "/report/",
            about("report_list", "report.read", "List reports, newest first").ours(),
            report::list,
        )
        .post(
            "/report/",
            about("report_create", "report.write", "Ask for a report of a scan"),
            report::create,
        )
        .get("/report/{id}/", about("report_view", "report.read", "Show how far a report is"), report::show)
        .get(
            "/report/{id}/download/",
            about("report_download", "report.read", "Download a report"),
            file::download,
        )
}
