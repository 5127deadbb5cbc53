//! `POST /v2/schedules/preview`

use app::calendar::preview::{self, Question, Row};
use app::schedules::Timing;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::shared::error::At;
use crate::v2::blackouts::input::OwnWindow;
use crate::v2::frame::{ApiError, Body, Field, Plain, Reply, Request, Signed};
use crate::v2::schedules::timing::timed;
use crate::v2::views::{id, iso};

/// Due times when nothing is said.
const COUNT: usize = 10;

/// A schedule to look ahead with; it need not exist.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SchedulePreview {
    schedule: PreviewTiming,
    /// The target whose blackout periods hold it back.
    #[serde(default)]
    target_id: Option<String>,
    /// The schedule whose blackout periods hold it back.
    #[serde(default)]
    schedule_id: Option<String>,
    /// How many due times, 1 to 50; absent is 10.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 50)]
    count: Option<usize>,
}

timed! {
    /// When. Other fields of a schedule may stand beside these and mean nothing here.
    PreviewTiming {
        /// At most so many times.
        #[serde(default)]
        count: Option<i64>,
        /// Starts are spread over so many seconds after the due time; absent is as `schedule_id` says.
        #[serde(default)]
        jitter_seconds: Option<i64>,
        /// The window that the schedule would have of its own, in place of the one that is stored; null is none.
        #[serde(default)]
        #[schema(value_type = Option<OwnWindow>)]
        blackout_period: Field<OwnWindow>,
    }
}

impl Request for SchedulePreview {
    const WRAPPER: Option<&'static str> = None;
}

/// Due times to come, and whether it runs at all.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Forecast {
    data: Vec<PlannedTime>,
    meta: ForecastMeta,
}

/// What goes for the schedule as a whole.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ForecastMeta {
    verdict: Verdict,
}

/// Whether the schedule can ever run.
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
    /// Null where it does not start by itself.
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
        Self { due: due.iso_millis(), due_local, start: iso(start), start_local, outcome, adjusted, remarks }
    }
}

impl TryFrom<SchedulePreview> for Question {
    type Error = ApiError;

    fn try_from(body: SchedulePreview) -> Result<Self, ApiError> {
        let SchedulePreview { mut schedule, target_id, schedule_id, count } = body;
        Ok(Self {
            timing: Timing { count: schedule.count, ..schedule.take_timing() },
            target: target_id.map(|text| id("target_id", &text)).transpose()?,
            schedule: schedule_id.map(|text| id("schedule_id", &text)).transpose()?,
            blackout: schedule.blackout_period.map(Into::into),
            jitter_seconds: schedule.jitter_seconds,
            count: count.unwrap_or(COUNT),
        })
    }
}

/// Fields of the rule lie below `schedule`, the others beside it.
fn placed(error: app::Error, about_count: bool) -> ApiError {
    let mut error = ApiError::from(error);
    for item in &mut error.items {
        if let At::Field(name) = &item.at
            && !matches!(name.as_str(), "target_id" | "schedule_id")
            && !(about_count && name == "count")
        {
            item.at = At::Pointer(format!("/schedule/{}", name.replace('.', "/")));
        }
    }
    error
}

pub(crate) async fn preview(ctx: Signed, Body(body): Body<SchedulePreview>) -> Reply<Plain<Forecast>> {
    let question = Question::try_from(body)?;
    let about_count = !(1..=preview::MAX_COUNT).contains(&question.count);
    let found = preview::of_schedule(&ctx, question).await.map_err(|e| placed(e, about_count))?;
    let verdict = Verdict { word: found.word, text: found.text, first_start: iso(found.first_start) };
    let data = found.rows.into_iter().map(PlannedTime::from).collect();
    Ok(Plain(Forecast { data, meta: ForecastMeta { verdict } }))
}
