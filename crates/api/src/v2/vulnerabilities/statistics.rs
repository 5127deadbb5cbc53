//! `GET /v2/vulnerabilities/statistics`

use app::statistics::{self, Numbers, TrendDay};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Plain, Reply, Signed};
use crate::v2::views::SeverityCounts;

/// Numbers about all vulnerabilities of the active product.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductStatistics {
    /// Open ones by band, without those that a person decided on.
    severity_counts: SeverityCounts,
    states: States,
    /// Open ones that a person called false positive or accepted.
    decided: u64,
    /// The last thirty days (of UTC), oldest first; the last one is today.
    trend: Vec<TrendPoint>,
}

/// How many there are in each state, decided ones included.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct States {
    /// Seen for the first time.
    new: u64,
    /// Seen again.
    active: u64,
    /// Back again.
    reopened: u64,
    /// Gone.
    fixed: u64,
}

/// A day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrendPoint {
    #[schema(example = "2026-11-22")]
    date: String,
    /// Open ones at the end of the day.
    severity_counts: SeverityCounts,
    /// Seen for the first time on that day.
    new: u64,
    /// Back on that day.
    reopened: u64,
    /// Gone on that day.
    fixed: u64,
}

impl From<TrendDay> for TrendPoint {
    fn from(day: TrendDay) -> Self {
        Self {
            date: day.date(),
            severity_counts: day.open.into(),
            new: day.new,
            reopened: day.reopened,
            fixed: day.fixed,
        }
    }
}

pub(crate) async fn all(ctx: Signed) -> Reply<Plain<ProductStatistics>> {
    let Numbers { open, new, active, fixed, reopened, decided, trend } = statistics::numbers(&ctx).await?;
    Ok(Plain(ProductStatistics {
        severity_counts: open.into(),
        states: States { new, active, reopened, fixed },
        decided,
        trend: trend.into_iter().map(TrendPoint::from).collect(),
    }))
}
