//! Scans: definitions that runs are made from.

mod compliance;
mod input;
mod read;
mod view;
mod write;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Scans")
        .get("/v2/scans", about("scan_list", "scan.read", "List scans"), read::list)
        .get(
            "/v2/scans/upcoming",
            about("scan_upcoming", "scan.read", "List upcoming scans, soonest first"),
            read::upcoming,
        )
        .get(
            "/v2/scans/recent",
            about("scan_recent", "scan.read", "List recently completed scans"),
            read::recent,
        )
        .get("/v2/scans/running", about("scan_running", "scan.read", "List running scans"), read::running)
        .get(
            "/v2/scans/compliance",
            about("scan_compliance", "scan.read", "Show which scans pass and which fail").ours(),
            compliance::show,
        )
        .get("/v2/scans/{id}", about("scan_view", "scan.read", "Show a scan"), read::show)
        .post("/v2/scans", about("scan_create", "scan.write", "Create a scan"), write::create)
        .put("/v2/scans/{id}", about("scan_update", "scan.write", "Update a scan"), write::update)
        .delete("/v2/scans/{id}", about("scan_delete", "scan.write", "Delete a scan"), write::delete)
        .delete(
            "/v2/scans",
            about("scan_delete_many", "scan.write", "Delete scans, all or none"),
            write::delete_many,
        )
}
