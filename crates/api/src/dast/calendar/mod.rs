//! The calendar: what was, what is to come and when nothing may run; and the feed of it.

mod events;
mod feed;

use crate::dast::frame::Routes;
use crate::dast::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    let feed = "/calendar/feed/";
    under("Calendar")
        .get(
            "/calendar/",
            about("calendar_view", "schedule.read", "Show scans, coming due times and blackout periods").ours(),
            events::show,
        )
        .get(
            feed,
            about("calendar_feed_view", "schedule.read", "Show whether there is a feed").ours(),
            feed::show,
        )
        .post(
            feed,
            about(
                "calendar_feed_create",
                "schedule.read",
                "Make a feed for calendars, in place of an earlier one: its address holds a secret, shown once",
            )
            .ours(),
            feed::create,
        )
        .delete(
            feed,
            about("calendar_feed_delete", "schedule.read", "End the feed: its address leads nowhere from now on")
                .ours(),
            feed::delete,
        )
}
