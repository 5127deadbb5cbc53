//! `GET`, `POST` and `DELETE /calendar/feed/`

use app::calendar::feed;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::{Gone, Made, Reply, Shown, Signed};
use crate::dast::views::iso;
use crate::shared::feed::FeedAddress;

/// Whether there is a feed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarFeed {
    active: bool,
    created_at: Option<String>,
}

/// A new feed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewCalendarFeed {
    /// What to subscribe to. Whoever knows it sees the feed; it is not shown again.
    url: String,
    created_at: String,
}

pub(crate) async fn show(ctx: Signed) -> Reply<Shown<CalendarFeed>> {
    let made = feed::show(&ctx).await?;
    Ok(Shown(CalendarFeed { active: made.is_some(), created_at: iso(made) }))
}

pub(crate) async fn create(ctx: Signed, address: FeedAddress) -> Reply<Made<NewCalendarFeed>> {
    let (secret, made) = feed::create(&ctx).await?;
    Ok(Made(NewCalendarFeed { url: address.of(&secret), created_at: made.iso_micros() }))
}

pub(crate) async fn delete(ctx: Signed) -> Reply<Gone> {
    feed::revoke(&ctx).await?;
    Ok(Gone)
}
