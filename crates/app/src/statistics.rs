//! Numbers about all findings: how many are open, and how that became so, day by day. Days are those of UTC.

use auth::Permission;
use model::finding::FindingState;
use model::{SeverityCounts, TargetId, Threat, Timestamp};
use store::statistics::{Day, Over};

use crate::{Ctx, Result, targets};

pub use store::statistics::{TargetCounts, TopCheck};

/// Days of a trend, today included.
pub const TREND_DAYS: i64 = 30;
/// Days whose ends count for [`fix_times`].
const FIX_DAYS: i64 = 90;
const SECONDS_OF_DAY: i64 = 86_400;

/// Numbers about the findings of the active product.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Open findings by band, without those that a person decided on.
    pub open: SeverityCounts,
    /// Findings whose last run saw them for the first time.
    pub new: u64,
    /// Seen again.
    pub active: u64,
    /// Gone.
    pub fixed: u64,
    /// Back again.
    pub reopened: u64,
    /// Open ones that a person called false positive or accepted.
    pub decided: u64,
    /// The last [`TREND_DAYS`] days, oldest first.
    pub trend: Vec<TrendDay>,
}

/// A day of a trend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendDay {
    /// Its first instant.
    pub day: Timestamp,
    /// Open findings at its end (now, if it is today), without those that a person decided on.
    pub open: SeverityCounts,
    /// Findings seen for the first time on it.
    pub new: u64,
    /// Findings that were back.
    pub reopened: u64,
    /// Findings that were gone.
    pub fixed: u64,
}

impl TrendDay {
    /// `2026-11-22`.
    pub fn date(&self) -> String {
        self.day.to_jiff().strftime("%Y-%m-%d").to_string()
    }
}

/// Numbers about the findings of the active product.
pub async fn numbers(ctx: &Ctx) -> Result<Numbers> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let over = over(ctx, None);
    let mut out = Numbers::default();
    for (threat, state, n) in store::statistics::states(&mut tx, over).await? {
        if state.is_open() {
            *out.open.slot(threat) += n;
        }
        *match state {
            FindingState::New => &mut out.new,
            FindingState::Active => &mut out.active,
            FindingState::Fixed => &mut out.fixed,
            FindingState::Reopened => &mut out.reopened,
        } += n;
    }
    let decided = store::statistics::decided(&mut tx, over).await?;
    out.decided = decided.total();
    out.open = less(out.open, decided);
    out.trend = trend_to(&mut tx, ctx, over, out.open).await?;
    Ok(out)
}

/// Open findings of the active product, or of one of its targets, over the last [`TREND_DAYS`] days, oldest first.
pub async fn trend(ctx: &Ctx, target: Option<TargetId>) -> Result<Vec<TrendDay>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let over = known(&mut tx, ctx, target).await?;
    let mut open = SeverityCounts::default();
    for (threat, state, n) in store::statistics::states(&mut tx, over).await? {
        if state.is_open() {
            *open.slot(threat) += n;
        }
    }
    let open = less(open, store::statistics::decided(&mut tx, over).await?);
    trend_to(&mut tx, ctx, over, open).await
}

/// How many seconds findings of each band that went within ninety days had been known on average; `None` where none went.
pub async fn fix_times(ctx: &Ctx, target: Option<TargetId>) -> Result<Vec<(Threat, Option<u64>)>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let over = known(&mut tx, ctx, target).await?;
    let since = ctx.now().plus_seconds(-FIX_DAYS * SECONDS_OF_DAY);
    let days = store::statistics::days(&mut tx, over, since).await?;
    let average = |threat: &Threat| {
        let of_band = days.iter().filter(|day| day.threat == *threat);
        let (seconds, fixed) = of_band.fold((0, 0), |(s, n), day| (s + day.fix_seconds, n + day.fixed));
        (*threat, u64::checked_div(seconds, fixed))
    };
    Ok(Threat::ALL.iter().map(average).collect())
}

/// The weaknesses that are open most often, by name, at most `limit`; see [`store::statistics::top`].
pub async fn top(ctx: &Ctx, target: Option<TargetId>, limit: u32) -> Result<Vec<TopCheck>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let over = known(&mut tx, ctx, target).await?;
    Ok(store::statistics::top(&mut tx, over, limit).await?)
}

/// The targets in use with their open findings, worst first.
pub async fn worst_targets(ctx: &Ctx) -> Result<Vec<TargetCounts>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let mut all = store::statistics::targets(&mut tx, ctx.organization(), ctx.product()).await?;
    all.sort_by_key(|t| {
        let SeverityCounts { critical, high, medium, low, .. } = t.open;
        (std::cmp::Reverse((critical, high, medium, low)), t.id)
    });
    Ok(all)
}

const fn over(ctx: &Ctx, target: Option<TargetId>) -> Over {
    let principal = &ctx.principal;
    Over { organization: principal.organization, product: principal.active_product, target }
}

async fn known(tx: &mut store::Tx, ctx: &Ctx, target: Option<TargetId>) -> Result<Over> {
    if let Some(target) = target {
        targets::find(tx, ctx, target).await?;
    }
    Ok(over(ctx, target))
}

fn less(from: SeverityCounts, by: SeverityCounts) -> SeverityCounts {
    SeverityCounts {
        critical: from.critical.saturating_sub(by.critical),
        high: from.high.saturating_sub(by.high),
        medium: from.medium.saturating_sub(by.medium),
        low: from.low.saturating_sub(by.low),
        info: from.info.saturating_sub(by.info),
    }
}

async fn trend_to(tx: &mut store::Tx, ctx: &Ctx, over: Over, open: SeverityCounts) -> Result<Vec<TrendDay>> {
    let since = ctx.now().plus_seconds(-(TREND_DAYS - 1) * SECONDS_OF_DAY);
    let moves = store::statistics::days(tx, over, since).await?;
    Ok(back_from(ctx.now(), open, &moves))
}

/// Goes back from what is open now, day by day.
fn back_from(now: Timestamp, mut open: SeverityCounts, moves: &[Day]) -> Vec<TrendDay> {
    let today = now.micros().div_euclid(SECONDS_OF_DAY * 1_000_000);
    let mut out = Vec::new();
    for day in (0..TREND_DAYS).map(|back| today - back) {
        let mut shown = TrendDay {
            day: Timestamp::from_micros(day * SECONDS_OF_DAY * 1_000_000),
            open,
            new: 0,
            reopened: 0,
            fixed: 0,
        };
        for moved in moves.iter().filter(|moved| moved.day == day) {
            shown.new += moved.found;
            shown.reopened += moved.reopened;
            shown.fixed += moved.fixed;
            let slot = open.slot(moved.threat);
            *slot = slot.saturating_add_signed(moved.net.saturating_neg());
        }
        out.push(shown);
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_goes_back_from_what_is_open_now() {
        let now = Timestamp::from_micros(100 * SECONDS_OF_DAY * 1_000_000 + 5);
        let moved = |day, threat, net, found, fixed| Day {
            day,
            threat,
            net,
            found,
            reopened: 0,
            fixed,
            fix_seconds: 0,
        };
        let moves = [
            moved(98, Threat::High, 5, 5, 0),
            moved(99, Threat::High, -2, 1, 3),
            moved(100, Threat::Low, 1, 1, 0),
        ];
        let open = SeverityCounts { high: 4, low: 1, ..SeverityCounts::default() };
        let trend = back_from(now, open, &moves);
        assert_eq!(trend.len(), 30);
        let last: Vec<_> =
            trend.iter().rev().take(4).map(|d| (d.open.high, d.open.low, d.new, d.fixed)).collect();
        assert_eq!(last, [(4, 1, 1, 0), (4, 0, 1, 3), (6, 0, 5, 0), (1, 0, 0, 0)]);
        assert_eq!(trend.last().unwrap().date(), "1970-04-11");
    }
}
