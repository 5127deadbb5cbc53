//! Hosts: of the organization across runs, and as one scan saw them.

mod list;
mod of_scan;
mod view;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Hosts")
        .get("/v2/hosts", about("host_list", "host.read", "List hosts"), list::list)
        .get(
            "/v2/hosts/most_vulnerable",
            about("host_most_vulnerable", "host.read", "List the most vulnerable hosts, worst first"),
            list::most_vulnerable,
        )
        .get("/v2/hosts/{id}", about("host_view", "host.read", "Show a host"), list::show)
        .get(
            "/v2/scans/{scan_id}/hosts",
            about("scan_host_list", "host.read", "List the hosts of a scan"),
            of_scan::list,
        )
        .get(
            "/v2/scans/{scan_id}/hosts/{id}",
            about("scan_host_view", "host.read", "Show a host of a scan"),
            of_scan::show,
        )
}
