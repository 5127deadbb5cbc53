//! The ledger: what became of every due time of the product.

use app::calendar::{self, LedgerRow};
use model::schedule::WaitsFor;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::routes::{about, under};
use crate::v2::frame::{Attributes, Columns, List, Page, Reply, Routes, Signed};
use crate::v2::views::iso;

pub(crate) fn routes() -> Routes {
    under("Schedules").get(
        "/v2/occurrences",
        about("occurrence_list", "schedule.read", "List what became of the due times of all schedules")
            .ours(),
        list,
    )
}

/// One due time with its one outcome.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerEntry {
    id: String,
    schedule_id: String,
    schedule_name: String,
    /// Null when no scan was attached.
    scan_id: Option<String>,
    scan_name: Option<String>,
    target_id: Option<String>,
    target_name: Option<String>,
    /// When it was due.
    due: String,
    /// `started`, `deferred`, `caught_up`, `coalesced` or `skipped`.
    outcome: &'static str,
    /// Why.
    reason: Option<String>,
    /// What it waits for, as long as it does: `blackout`, `run`.
    waits: Option<&'static str>,
    /// When it is looked at again, as long as it waits.
    waits_until: Option<String>,
    /// The run that it started.
    run_id: Option<String>,
    decided_at: String,
}

impl From<LedgerRow> for LedgerEntry {
    fn from(row: LedgerRow) -> Self {
        let LedgerRow { occurrence, schedule_name, scan_name, target, target_name, .. } = row;
        Self {
            id: occurrence.id.to_string(),
            schedule_id: occurrence.schedule.to_string(),
            schedule_name,
            scan_id: occurrence.scan.map(|id| id.to_string()),
            scan_name,
            target_id: target.map(|id| id.to_string()),
            target_name,
            due: occurrence.due.iso_millis(),
            outcome: occurrence.outcome.as_str(),
            reason: occurrence.reason,
            waits: occurrence.waits.map(WaitsFor::as_str),
            waits_until: iso(occurrence.waits_until),
            run_id: occurrence.run.map(|id| id.to_string()),
            decided_at: occurrence.decided_at.iso_millis(),
        }
    }
}

impl Attributes for LedgerEntry {
    const TYPE: &'static str = "occurrences";
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// The columns of the list; date ranges are held against `due`.
pub(crate) struct LedgerColumns;

impl Columns for LedgerColumns {
    const FILTER: &'static [&'static str] =
        &["outcome", "schedule_id", "scan_id", "run_id", "target_id", "schedule_name", "reason"];
    const SORT: &'static [&'static str] = &["due", "decided_at", "outcome"];
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<LedgerColumns>) -> Reply<Page<LedgerEntry>> {
    let page = calendar::ledger(&ctx, &query).await?;
    Ok(Page::of(page, &query, LedgerEntry::from))
}
