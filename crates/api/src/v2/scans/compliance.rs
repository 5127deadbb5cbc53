//! `GET /v2/scans/compliance`

use app::scans::{self, Verdict, Verdicts};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Plain, Reply, Signed};
use crate::v2::views::{iso, verdict};

/// The newest verdicts of the active product's scans.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Compliance {
    /// Scans whose newest verdict is a pass.
    pass: u64,
    /// Scans whose newest verdict is a fail.
    fail: u64,
    /// Scans without a verdict yet; all of them, where the product knows none.
    unknown: u64,
    /// All scans.
    total: u64,
    /// The scans: those that fail first, then those without a verdict; at most a hundred.
    scans: Vec<ScanVerdict>,
}

/// The newest verdict of a scan.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScanVerdict {
    id: String,
    name: String,
    /// `pass`, `fail` or null.
    compliance: Option<&'static str>,
    /// The run that was judged.
    history_id: Option<String>,
    /// Its end.
    finished_at: Option<String>,
}

impl From<Verdict> for ScanVerdict {
    fn from(scan: Verdict) -> Self {
        Self {
            id: scan.id.to_string(),
            name: scan.name,
            compliance: verdict(scan.compliance),
            history_id: scan.run.map(|id| id.to_string()),
            finished_at: iso(scan.finished_at),
        }
    }
}

pub(crate) async fn show(ctx: Signed) -> Reply<Plain<Compliance>> {
    let Verdicts { pass, fail, unknown, scans } = scans::verdicts(&ctx).await?;
    let total = pass + fail + unknown;
    Ok(Plain(Compliance {
        pass,
        fail,
        unknown,
        total,
        scans: scans.into_iter().map(ScanVerdict::from).collect(),
    }))
}
