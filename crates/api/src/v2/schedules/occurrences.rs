//! `GET /v2/schedules/{id}/occurrences`

use app::schedules;
use model::ScheduleId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Attributes, Columns, Id, List, Page, Reply, Signed};

/// One due time with its one outcome.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Occurrence {
    id: String,
    schedule_id: String,
    /// Null when no scan was attached.
    scan_id: Option<String>,
    /// When it was due.
    due: String,
    /// `started`, `deferred`, `caught_up`, `coalesced` or `skipped`.
    outcome: &'static str,
    /// Why.
    reason: Option<String>,
    /// The run that it started.
    run_id: Option<String>,
    decided_at: String,
}

impl From<model::schedule::Occurrence> for Occurrence {
    fn from(occurrence: model::schedule::Occurrence) -> Self {
        Self {
            id: occurrence.id.to_string(),
            schedule_id: occurrence.schedule.to_string(),
            scan_id: occurrence.scan.map(|id| id.to_string()),
            due: occurrence.due.iso_millis(),
            outcome: occurrence.outcome.as_str(),
            reason: occurrence.reason,
            run_id: occurrence.run.map(|id| id.to_string()),
            decided_at: occurrence.decided_at.iso_millis(),
        }
    }
}

impl Attributes for Occurrence {
    const TYPE: &'static str = "occurrences";
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// The columns of the list.
pub(crate) struct OccurrenceColumns;

impl Columns for OccurrenceColumns {
    const FILTER: &'static [&'static str] = &["outcome", "scan_id", "reason"];
    const SORT: &'static [&'static str] = &["due", "created_at"];
}

pub(crate) async fn list(
    ctx: Signed,
    Id(id): Id<ScheduleId>,
    List(query, _): List<OccurrenceColumns>,
) -> Reply<Page<Occurrence>> {
    let page = schedules::occurrences(&ctx, id, &query).await?;
    Ok(Page::of(page, &query, Occurrence::from))
}
