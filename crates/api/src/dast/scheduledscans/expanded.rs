//! `…/scheduledscans/expanded/`: the next due times, one after another.

use app::scheduled_scans;
use model::TargetId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::params::{ParamDoc, Params};
use crate::dast::frame::{ApiError, Id, Query, QueryParams, Reply, Shown, Signed};
use crate::dast::scheduledscans::view::{Scheduled, around};

/// How many due times are wanted.
pub(crate) struct Length(usize);

impl QueryParams for Length {
    const DOC: &'static [ParamDoc] = &[("length", "How many due times, at most 1,000")];

    fn read(params: &Params) -> Result<Self, ApiError> {
        let length = params.number("length", 1, 10_000)?.unwrap_or(10);
        Ok(Self(usize::try_from(length).unwrap_or(10)))
    }
}

/// Due times, soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Expanded {
    /// A scheduled scan for each of its due times.
    results: Vec<Scheduled>,
}

pub(crate) async fn all(ctx: Signed, Query(length): Query<Length>) -> Reply<Shown<Expanded>> {
    expand(&ctx, None, length.0).await
}

pub(crate) async fn of_target(
    ctx: Signed,
    Id(target): Id<TargetId>,
    Query(length): Query<Length>,
) -> Reply<Shown<Expanded>> {
    expand(&ctx, Some(target), length.0).await
}

async fn expand(ctx: &Signed, target: Option<TargetId>, length: usize) -> Reply<Shown<Expanded>> {
    let (times, found): (Vec<_>, Vec<_>) =
        scheduled_scans::expanded(ctx, target, length).await?.into_iter().unzip();
    let around = around(ctx, &found).await?;
    let results = times.into_iter().zip(&found).map(|(at, scheduled)| Scheduled::at(scheduled, at, &around));
    Ok(Shown(Expanded { results: results.collect() }))
}
