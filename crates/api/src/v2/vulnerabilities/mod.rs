//! Vulnerabilities: findings, of one scan and of all.

mod list;
mod of_scan;
mod view;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Vulnerabilities")
        .get(
            "/v2/vulnerabilities",
            about("vulnerability_list", "finding.read", "List vulnerabilities"),
            list::list,
        )
        .get(
            "/v2/vulnerabilities/{id}",
            about("vulnerability_view", "finding.read", "Show a vulnerability"),
            list::show,
        )
        .get(
            "/v2/scans/{scan_id}/vulnerabilities",
            about("scan_vulnerability_list", "finding.read", "List the vulnerabilities of a scan"),
            of_scan::list,
        )
        .get(
            "/v2/scans/{scan_id}/vulnerabilities/statistics",
            about(
                "scan_vulnerability_statistics",
                "finding.read",
                "Show numbers about a scan's vulnerabilities",
            ),
            of_scan::statistics,
        )
        .get(
            "/v2/scans/{scan_id}/vulnerabilities/{id}",
            about("scan_vulnerability_view", "finding.read", "Show a vulnerability of a scan"),
            of_scan::show,
        )
}
