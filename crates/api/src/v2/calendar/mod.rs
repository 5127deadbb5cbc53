//! The calendar: what was, what is to come and when nothing may run; and the feed of it.

mod events;
mod feed;

use crate::shared::feed::{CREATE, DELETE, SHOW};
use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    let at = "/v2/calendar_feed";
    under("Calendar")
        .get(
            "/v2/calendar",
            about("calendar_view", "schedule.read", "Show runs, coming due times and blackout periods")
                .ours(),
            events::show,
        )
        .get(at, SHOW, feed::show)
        .post(at, CREATE, feed::create)
        .delete(at, DELETE, feed::delete)
}
