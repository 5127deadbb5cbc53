//! The calendar: what was, what is to come and when nothing may run; and the feed of it.

mod events;
mod feed;

use crate::dast::frame::Routes;
use crate::dast::frame::routes::{about, under};
use crate::shared::feed::{CREATE, DELETE, SHOW};

pub(crate) fn routes() -> Routes {
    let at = "/calendar/feed/";
    under("Calendar")
        .get(
            "/calendar/",
            about("calendar_view", "schedule.read", "Show scans, coming due times and blackout periods")
                .ours(),
            events::show,
        )
        .get(at, SHOW, feed::show)
        .post(at, CREATE, feed::create)
        .delete(at, DELETE, feed::delete)
}
