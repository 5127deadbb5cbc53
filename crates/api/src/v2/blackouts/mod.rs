//! Blackout periods: when nothing may run. Those of the organization, of targets and of schedules add up.

mod import;
pub(crate) mod input;
mod read;
mod view;
mod write;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Blackouts")
        .get(
            "/v2/blackouts",
            about("blackout_list", "schedule.read", "List blackout periods").ours(),
            read::list,
        )
        .post(
            "/v2/blackouts",
            about("blackout_create", "schedule.write", "Create a blackout period; it acts at once").ours(),
            write::create,
        )
        .get(
            "/v2/blackouts/{id}",
            about("blackout_view", "schedule.read", "Show a blackout period").ours(),
            read::show,
        )
        .put(
            "/v2/blackouts/{id}",
            about("blackout_update", "schedule.write", "Update a blackout period; it acts at once").ours(),
            write::update,
        )
        .delete(
            "/v2/blackouts/{id}",
            about("blackout_delete", "schedule.write", "Delete a blackout period; what it held goes on")
                .ours(),
            write::delete,
        )
        .post(
            "/v2/blackouts/import",
            about(
                "blackout_import",
                "schedule.write",
                "Import a freeze calendar (iCalendar), in place of what its name brought before",
            )
            .ours(),
            import::import,
        )
}
