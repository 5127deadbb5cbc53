//! `POST /v2/schedules/first_time`, `POST /v2/schedules/next_dates`

use app::calendar::preview;
use model::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Body, Plain, Reply, Signed};
use crate::v2::schedules::input::ScheduleTiming;
use crate::v2::views::iso;

/// Due times when nothing is said.
const COUNT: usize = 5;

/// The first due time.
#[derive(Serialize, ToSchema)]
pub(crate) struct FirstTime {
    /// From now on; null when it never comes. With a target, when it starts.
    first_time: Option<String>,
}

/// The next due times.
#[derive(Serialize, ToSchema)]
pub(crate) struct NextDates {
    /// From now on, soonest first. With a target, when they start: those that are folded into later ones are left out.
    next_dates: Vec<String>,
}

pub(crate) async fn first_time(ctx: Signed, Body(body): Body<ScheduleTiming>) -> Reply<Plain<FirstTime>> {
    let first = preview::first_time(&ctx, body.question(1)?).await?;
    Ok(Plain(FirstTime { first_time: iso(first) }))
}

pub(crate) async fn next_dates(ctx: Signed, Body(body): Body<ScheduleTiming>) -> Reply<Plain<NextDates>> {
    let dates = preview::next_dates(&ctx, body.question(COUNT)?).await?;
    Ok(Plain(NextDates { next_dates: dates.into_iter().map(Timestamp::iso_millis).collect() }))
}
