//! `GET`, `POST` and `DELETE /v2/calendar_feed`

use app::calendar::feed;
use serde::Serialize;
use utoipa::ToSchema;

use crate::shared::feed::FeedAddress;
use crate::v2::frame::{Deleted, Plain, Reply, Signed};
use crate::v2::views::iso;

/// Whether there is a feed of the active product.
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

pub(crate) async fn show(ctx: Signed) -> Reply<Plain<CalendarFeed>> {
    let made = feed::show(&ctx).await?;
    Ok(Plain(CalendarFeed { active: made.is_some(), created_at: iso(made) }))
}

pub(crate) async fn create(ctx: Signed, address: FeedAddress) -> Reply<Plain<NewCalendarFeed>> {
    let (secret, made) = feed::create(&ctx).await?;
    Ok(Plain(NewCalendarFeed { url: address.of(&secret), created_at: made.iso_millis() }))
}

pub(crate) async fn delete(ctx: Signed) -> Reply<Deleted> {
    feed::revoke(&ctx).await?;
    Ok(Deleted)
}
