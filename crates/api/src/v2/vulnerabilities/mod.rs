//! Vulnerabilities: findings, of one scan and of all.

mod decide;
mod list;
mod of_scan;
mod statistics;
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
            "/v2/vulnerabilities/statistics",
            about(
                "vulnerability_statistics",
                "finding.read",
                "Show numbers about all vulnerabilities, and how they became so",
            )
            .ours(),
            statistics::all,
        )
        .put(
            "/v2/vulnerabilities",
            about("vulnerability_update_many", "finding.write", "Decide on vulnerabilities, all or none")
                .ours(),
            decide::many,
        )
        .put(
            "/v2/vulnerabilities/{id}",
            about("vulnerability_update", "finding.write", "Decide on a vulnerability").ours(),
            decide::one,
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
