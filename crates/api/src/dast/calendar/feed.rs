//! `GET`, `POST` and `DELETE /calendar/feed/`

use app::calendar::feed;
use model::Timestamp;

use crate::dast::frame::{Gone, Made, Reply, Shown, Signed};
use crate::shared::feed::{CalendarFeed, FeedAddress, NewCalendarFeed};

pub(crate) async fn show(ctx: Signed) -> Reply<Shown<CalendarFeed>> {
    CalendarFeed::of(&ctx, Timestamp::iso_micros).await.map(Shown)
}

pub(crate) async fn create(ctx: Signed, address: FeedAddress) -> Reply<Made<NewCalendarFeed>> {
    NewCalendarFeed::make(&ctx, &address, Timestamp::iso_micros).await.map(Made)
}

pub(crate) async fn delete(ctx: Signed) -> Reply<Gone> {
    feed::revoke(&ctx).await?;
    Ok(Gone)
}
