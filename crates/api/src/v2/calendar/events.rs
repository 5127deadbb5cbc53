//! `GET /v2/calendar`

use app::calendar::{self, Event};
use model::Timestamp;
use model::run::RunState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::query::ParamDoc;
use crate::v2::frame::{ApiError, Params, Plain, Query, QueryParams, Reply, Signed, period};
use crate::v2::views::iso;

/// A stretch of time; what is not said begins now and lasts 31 days.
pub(crate) struct Between(Option<Timestamp>, Option<Timestamp>);

impl QueryParams for Between {
    const DOC: &'static [ParamDoc] = &[
        ("from", "First instant: `YYYY-MM-DD hh:mm:ss` in UTC, or ISO 8601; now if absent", "2026-12-01"),
        (
            "to",
            "First instant after it, at most 62 days later; 31 days later if absent",
            "2027-01-01T00:00:00Z",
        ),
    ];

    fn take(params: &mut Params) -> Result<Self, ApiError> {
        let mut read = |name: &str| {
            let wrong = || ApiError::parameter(name, "invalid", period::FIXED);
            params.one(name).map(|text| period::fixed(&text, false).ok_or_else(wrong)).transpose()
        };
        Ok(Self(read("from")?, read("to")?))
    }
}

/// What happened, will happen, or may not happen.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarEvent {
    /// `run`, `planned`, `blackout`.
    kind: &'static str,
    /// Of a due time that does not start by itself: the due time.
    start: String,
    /// Null where it is not known.
    end: Option<String>,
    title: String,
    /// State of a run.
    status: Option<&'static str>,
    /// Of a due time to come: `on_time`, `deferred`, `coalesced`, `never`.
    outcome: Option<&'static str>,
    /// Of a due time to come: when it is due.
    due: Option<String>,
    schedule_id: Option<String>,
    scan_id: Option<String>,
    run_id: Option<String>,
    target_id: Option<String>,
    blackout_id: Option<String>,
    /// What a reader should know of it.
    remarks: Vec<String>,
}

impl From<Event> for CalendarEvent {
    fn from(event: Event) -> Self {
        Self {
            kind: event.kind.as_str(),
            start: event.start.iso_millis(),
            end: iso(event.end),
            title: event.title,
            status: event.status.map(RunState::as_str),
            outcome: event.outcome,
            due: iso(event.due),
            schedule_id: event.schedule.map(|id| id.to_string()),
            scan_id: event.scan.map(|id| id.to_string()),
            run_id: event.run.map(|id| id.to_string()),
            target_id: event.target.map(|id| id.to_string()),
            blackout_id: event.blackout.map(|id| id.to_string()),
            remarks: event.remarks,
        }
    }
}

/// Events by their start.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Calendar {
    data: Vec<CalendarEvent>,
    meta: CalendarMeta,
}

/// What goes for all of them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarMeta {
    /// Whether there are more than are shown; a shorter time shows them.
    truncated: bool,
}

pub(crate) async fn show(ctx: Signed, Query(Between(from, to)): Query<Between>) -> Reply<Plain<Calendar>> {
    let from = from.unwrap_or_else(|| ctx.now());
    let to = to.unwrap_or_else(|| from.plus_seconds(31 * 86_400));
    let found = calendar::events(&ctx, from, to).await?;
    let data = found.events.into_iter().map(CalendarEvent::from).collect();
    Ok(Plain(Calendar { data, meta: CalendarMeta { truncated: found.truncated } }))
}
