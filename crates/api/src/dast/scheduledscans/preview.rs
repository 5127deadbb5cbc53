//! `POST /scheduledscans/preview/`

use app::calendar::preview::{self, Row};
use model::{ScheduledScanId, TargetId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::frame::{Body, Int, Reply, Request, Shown, Signed, id_of};
use crate::dast::scheduledscans::input::ScheduledInput;
use crate::dast::views::iso;

/// Due times when nothing is said.
const COUNT: i64 = 10;

/// A scheduled scan as it would be made, or changed.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ScheduledPreview {
    /// The target whose blackout periods hold it back.
    #[serde(default)]
    target: Option<String>,
    /// The scheduled scan that would be changed: what is not said is as it is there.
    #[serde(default)]
    scheduledscan: Option<String>,
    /// How many due times, 1 to 50; absent is 10.
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 50)]
    #[serde(default)]
    count: Option<Int>,
    #[serde(flatten)]
    change: ScheduledInput,
}

impl Request for ScheduledPreview {}

/// Due times to come, and whether it runs at all.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScheduledForecast {
    results: Vec<PlannedTime>,
    verdict: Verdict,
}

/// Whether it can ever run.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Verdict {
    /// `runs`, `always_deferred`, `not_due`, `never`.
    word: &'static str,
    /// The same as a sentence.
    text: String,
    /// The first start to come.
    first_start: Option<String>,
}

/// A due time and what becomes of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlannedTime {
    due: String,
    /// What clocks in the schedule's zone show then.
    due_local: String,
    /// None where it does not start by itself.
    start: Option<String>,
    start_local: Option<String>,
    /// `on_time`, `deferred`, `coalesced`, `never`.
    outcome: &'static str,
    /// How the clocks or the calendar moved it: `none`, `gap`, `overlap`, `month_end`.
    adjusted: &'static str,
    /// How it differs from what the rule says, what becomes of it, and why.
    remarks: Vec<String>,
}

impl From<Row> for PlannedTime {
    fn from(row: Row) -> Self {
        let Row { due, due_local, start, start_local, outcome, adjusted, remarks } = row;
        Self { due: due.iso_micros(), due_local, start: iso(start), start_local, outcome, adjusted, remarks }
    }
}

pub(crate) async fn preview(
    ctx: Signed,
    Body(body): Body<ScheduledPreview>,
) -> Reply<Shown<ScheduledForecast>> {
    let ScheduledPreview { target, scheduledscan, count, change } = body;
    let filled = |text: &String| !text.is_empty();
    let target = target.filter(filled).map(|text| id_of::<TargetId>("target", &text)).transpose()?;
    let old = scheduledscan.filter(filled);
    let old = old.map(|text| id_of::<ScheduledScanId>("scheduledscan", &text)).transpose()?;
    let count = usize::try_from(count.map_or(COUNT, |count| count.0)).unwrap_or(0);
    let found = preview::of_scheduled_scan(&ctx, &change.into(), target, old, count).await?;
    let verdict = Verdict { word: found.word, text: found.text, first_start: iso(found.first_start) };
    let results = found.rows.into_iter().map(PlannedTime::from).collect();
    Ok(Shown(ScheduledForecast { results, verdict }))
}
