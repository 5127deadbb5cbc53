//! Which scans pass and which fail, by the newest verdict of each.

use auth::Permission;
use model::run::Compliance;

use crate::{Ctx, Result};

pub use store::scans::Verdict;

/// Scans that are looked at, the newest.
const LOOKED_AT: u32 = 10_000;
/// Scans that are named.
const NAMED: usize = 100;

/// Verdicts of the scans of the active product. Only `pci` knows any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdicts {
    /// Scans whose newest verdict is a pass.
    pub pass: u64,
    /// Scans whose newest verdict is a fail.
    pub fail: u64,
    /// Scans without a verdict yet.
    pub unknown: u64,
    /// The scans: those that fail first, then those without a verdict, each newest first; at most a hundred.
    pub scans: Vec<Verdict>,
}

/// Verdicts of the scans of the active product.
pub async fn verdicts(ctx: &Ctx) -> Result<Verdicts> {
    ctx.principal.require(Permission::ScanRead)?;
    let mut tx = ctx.read().await?;
    let mut scans = store::scans::verdicts(&mut tx, ctx.organization(), ctx.product(), LOOKED_AT).await?;
    let mut out = Verdicts::default();
    for scan in &scans {
        *match scan.compliance {
            Some(Compliance::Pass) => &mut out.pass,
            Some(Compliance::Fail) => &mut out.fail,
            None => &mut out.unknown,
        } += 1;
    }
    let rank = |scan: &Verdict| match scan.compliance {
        Some(Compliance::Fail) => 0,
        None => 1,
        Some(Compliance::Pass) => 2,
    };
    // Stable: within a rank the order stays, newest scans first.
    scans.sort_by_key(rank);
    scans.truncate(NAMED);
    out.scans = scans;
    Ok(out)
}
