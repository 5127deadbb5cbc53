//! `/targets/all/needs_attention_pie/`, `…/needs_attention_top/`, `…/top_vulns/`, `…/average_fix_time/`, and the last two of
//! one target

use app::statistics::{self, TargetCounts};
use model::{TargetId, Threat};
use serde::Serialize;
use utoipa::ToSchema;

use super::point::{Named, Slice};
use crate::dast::frame::{Id, Many, Reply, Shown, Signed, show_id};

/// Targets and weaknesses that are named.
const NAMED: u32 = 5;

/// How long findings that were fixed within ninety days had been open on average.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AverageFixTime {
    results: FixTimes,
}

/// Seconds; null where none was fixed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FixTimes {
    critical: Option<u64>,
    high: Option<u64>,
    medium: Option<u64>,
    low: Option<u64>,
}

/// A target with its open findings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorstTarget {
    id: String,
    name: String,
    url: String,
    lows: u64,
    mediums: u64,
    highs: u64,
    criticals: u64,
}

/// Whether anything that is more than information is open.
const fn needs_attention(target: &TargetCounts) -> bool {
    target.open.critical + target.open.high + target.open.medium + target.open.low > 0
}

async fn fix_time(ctx: Signed, target: Option<TargetId>) -> Reply<Shown<AverageFixTime>> {
    let found = statistics::fix_times(&ctx, target).await?;
    let of = |threat| found.iter().find(|(t, _)| *t == threat).and_then(|(_, seconds)| *seconds);
    let results = FixTimes {
        critical: of(Threat::Critical),
        high: of(Threat::High),
        medium: of(Threat::Medium),
        low: of(Threat::Low),
    };
    Ok(Shown(AverageFixTime { results }))
}

async fn top_vulns(ctx: Signed, target: Option<TargetId>) -> Reply<Many<Named>> {
    let found = statistics::top(&ctx, target, NAMED).await?;
    Ok(Many(found.into_iter().map(|top| Named(top.name, top.findings.to_string())).collect()))
}

pub(crate) async fn fix_time_of_all(ctx: Signed) -> Reply<Shown<AverageFixTime>> {
    fix_time(ctx, None).await
}

pub(crate) async fn fix_time_of_target(
    ctx: Signed,
    Id(target): Id<TargetId>,
) -> Reply<Shown<AverageFixTime>> {
    fix_time(ctx, Some(target)).await
}

pub(crate) async fn top_vulns_of_all(ctx: Signed) -> Reply<Many<Named>> {
    top_vulns(ctx, None).await
}

pub(crate) async fn top_vulns_of_target(ctx: Signed, Id(target): Id<TargetId>) -> Reply<Many<Named>> {
    top_vulns(ctx, Some(target)).await
}

/// `needs_atention` is spelled so by the dialect.
pub(crate) async fn pie(ctx: Signed) -> Reply<Many<Slice>> {
    let targets = statistics::worst_targets(&ctx).await?;
    let bad = targets.iter().filter(|target| needs_attention(target)).count() as u64;
    let fine = targets.len() as u64 - bad;
    Ok(Many(vec![
        Slice("needing attention", bad, "needs_atention"),
        Slice("no issues found", fine, "no_issues_found"),
    ]))
}

pub(crate) async fn top(ctx: Signed) -> Reply<Many<WorstTarget>> {
    let targets = statistics::worst_targets(&ctx).await?;
    let worst = targets.into_iter().filter(needs_attention).take(NAMED as usize);
    let shown = worst.map(|target| WorstTarget {
        id: show_id(target.id),
        name: target.name,
        url: target.url.unwrap_or_default(),
        lows: target.open.low,
        mediums: target.open.medium,
        highs: target.open.high,
        criticals: target.open.critical,
    });
    Ok(Many(shown.collect()))
}
