//! `GET`, `POST` and `DELETE /v2/calendar_feed`

use app::calendar::feed;
use model::Timestamp;

use crate::shared::feed::{CalendarFeed, FeedAddress, NewCalendarFeed};
use crate::v2::frame::{Deleted, Plain, Reply, Signed};

pub(crate) async fn show(ctx: Signed) -> Reply<Plain<CalendarFeed>> {
    CalendarFeed::of(&ctx, Timestamp::iso_millis).await.map(Plain)
}

pub(crate) async fn create(ctx: Signed, address: FeedAddress) -> Reply<Plain<NewCalendarFeed>> {
    NewCalendarFeed::make(&ctx, &address, Timestamp::iso_millis).await.map(Plain)
}

pub(crate) async fn delete(ctx: Signed) -> Reply<Deleted> {
    feed::revoke(&ctx).await?;
    Ok(Deleted)
}
