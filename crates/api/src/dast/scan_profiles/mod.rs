//! Scan profiles: read-only, defined by the system.

mod read;
mod view;

use crate::dast::frame::{Routes, about, under};

pub(crate) fn routes() -> Routes {
    under("Scan profiles")
        .get("/scan-profiles/", about("scan_profile_list", "profile.read", "List scan profiles"), read::list)
        .get(
            "/scan-profiles/{id}/",
            about("scan_profile_view", "profile.read", "Show a scan profile"),
            read::show,
        )
}
