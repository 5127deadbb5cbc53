//! `/targets/all/risk_trend/`, `…/severity_trend/`, and the same of one target

use app::statistics::{self, TrendDay};
use model::{SeverityCounts, TargetId};
use serde::Serialize;
use utoipa::ToSchema;

use super::point::Point;
use crate::dast::frame::{Id, Many, Reply, Shown, Signed};

/// Open findings at the end of each of the last thirty days (of UTC), oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeverityTrend {
    results: SeverityLines,
    /// Days between two points.
    step: u32,
}

/// A line for each severity.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeverityLines {
    critical: Vec<Point>,
    high: Vec<Point>,
    medium: Vec<Point>,
    low: Vec<Point>,
}

/// The numbers that the dialect has for severities, added up over open findings.
const fn score(open: SeverityCounts) -> u64 {
    let SeverityCounts { critical, high, medium, low, .. } = open;
    critical * 40 + high * 30 + medium * 20 + low * 10
}

fn line(trend: &[TrendDay], of: impl Fn(SeverityCounts) -> u64) -> Vec<Point> {
    trend.iter().map(|day| Point(format!("{}T00:00:00Z", day.date()), of(day.open))).collect()
}

async fn risk(ctx: Signed, target: Option<TargetId>) -> Reply<Many<Point>> {
    Ok(Many(line(&statistics::trend(&ctx, target).await?, score)))
}

async fn severity(ctx: Signed, target: Option<TargetId>) -> Reply<Shown<SeverityTrend>> {
    let trend = statistics::trend(&ctx, target).await?;
    let results = SeverityLines {
        critical: line(&trend, |open| open.critical),
        high: line(&trend, |open| open.high),
        medium: line(&trend, |open| open.medium),
        low: line(&trend, |open| open.low),
    };
    Ok(Shown(SeverityTrend { results, step: 1 }))
}

pub(crate) async fn risk_of_all(ctx: Signed) -> Reply<Many<Point>> {
    risk(ctx, None).await
}

pub(crate) async fn risk_of_target(ctx: Signed, Id(target): Id<TargetId>) -> Reply<Many<Point>> {
    risk(ctx, Some(target)).await
}

pub(crate) async fn severity_of_all(ctx: Signed) -> Reply<Shown<SeverityTrend>> {
    severity(ctx, None).await
}

pub(crate) async fn severity_of_target(ctx: Signed, Id(target): Id<TargetId>) -> Reply<Shown<SeverityTrend>> {
    severity(ctx, Some(target)).await
}
