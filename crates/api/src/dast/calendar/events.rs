//! `GET /calendar/`

use app::calendar::{self, Event};
use model::Timestamp;
use model::run::RunState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::list::instant;
use crate::dast::frame::params::{ParamDoc, Params};
use crate::dast::frame::{ApiError, Query, QueryParams, Reply, Shown, Signed, refused, show_id};
use crate::dast::views::iso;

/// A stretch of time; what is not said begins now and lasts 31 days.
pub(crate) struct Between(Option<Timestamp>, Option<Timestamp>);

impl QueryParams for Between {
    const DOC: &'static [ParamDoc] = &[
        ("from", "First instant; now if absent"),
        ("to", "First instant after it, at most 62 days later; 31 days later if absent"),
    ];

    fn read(params: &Params) -> Result<Self, ApiError> {
        let read = |name: &str| {
            let wrong = || refused(name, "invalid", "enter a valid date/time");
            params.one(name).map(|text| instant(text).ok_or_else(wrong)).transpose()
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
    /// None where it is not known.
    end: Option<String>,
    title: String,
    /// State of a scan.
    status: Option<&'static str>,
    /// Of a due time to come: `on_time`, `deferred`, `coalesced`, `never`.
    outcome: Option<&'static str>,
    /// Of a due time to come: when it is due.
    due: Option<String>,
    /// The scheduled scan.
    schedule_id: Option<String>,
    scan_id: Option<String>,
    /// The scan in the words of this dialect.
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
            start: event.start.iso_micros(),
            end: iso(event.end),
            title: event.title,
            status: event.status.map(RunState::as_str),
            outcome: event.outcome,
            due: iso(event.due),
            schedule_id: event.scheduled_scan.map(show_id),
            scan_id: event.scan.map(show_id),
            run_id: event.run.map(show_id),
            target_id: event.target.map(show_id),
            blackout_id: event.blackout.map(show_id),
            remarks: event.remarks,
        }
    }
}

/// Events by their start.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Calendar {
    results: Vec<CalendarEvent>,
    /// Whether there are more than are shown; a shorter time shows them.
    truncated: bool,
}

pub(crate) async fn show(ctx: Signed, Query(Between(from, to)): Query<Between>) -> Reply<Shown<Calendar>> {
    let from = from.unwrap_or_else(|| ctx.now());
    let to = to.unwrap_or_else(|| from.plus_seconds(31 * 86_400));
    let found = calendar::events(&ctx, from, to).await?;
    let results = found.events.into_iter().map(CalendarEvent::from).collect();
    Ok(Shown(Calendar { results, truncated: found.truncated }))
}
