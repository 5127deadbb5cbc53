//! Scan profiles: read-only, system-defined.

mod list;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Scans")
        // The dialect's own spelling; the right one beside it.
        .get(
            "/v2/scans/profiles/activeted",
            about("scan_profile_activeted", "profile.read", "List activated scan profiles"),
            list::activated,
        )
        .get(
            "/v2/scans/profiles/activated",
            about("scan_profile_activated", "profile.read", "List activated scan profiles"),
            list::activated,
        )
}
