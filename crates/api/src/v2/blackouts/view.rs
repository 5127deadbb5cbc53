//! What is shown of a blackout period.

use app::calendar::{Moments, moments};
use model::Timestamp;
use model::blackout::{self, Hold};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;
use crate::v2::views::iso;

/// A blackout period: nothing that it belongs to runs while it holds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Blackout {
    id: String,
    name: String,
    /// `organization`, `target`, `schedule`.
    scope: &'static str,
    target_id: Option<String>,
    schedule_id: Option<String>,
    /// `window`: local time on days of the week; `freeze`: one stretch of time.
    kind: &'static str,
    /// Of a window: `HH:MM`.
    begin: Option<String>,
    /// Of a window: `HH:MM`; before `begin` it is on the next day, equal to it the window lasts a day.
    cease: Option<String>,
    /// Of a window: 1 (Monday) to 7, the days on which it begins; none are all.
    weekdays: Option<Vec<u8>>,
    /// Of a window: IANA zone.
    timezone: Option<String>,
    /// Of a freeze: its first instant.
    from: Option<String>,
    /// Of a freeze: the first instant after it.
    until: Option<String>,
    enabled: bool,
    /// Name of the calendar that it was imported from.
    source: Option<String>,
    /// Whether it holds now.
    active: bool,
    /// When it begins next; null if it does not again, or is switched off.
    next_begin: Option<String>,
    /// When it ends, or the next one does.
    next_end: Option<String>,
    created_at: String,
    updated_at: String,
}

impl Blackout {
    /// As it is at an instant.
    pub(crate) fn new(blackout: blackout::Blackout, now: Timestamp) -> Self {
        let Moments { active, next_begin, next_end } = moments(&blackout, now);
        let shown = Self {
            id: blackout.id.to_string(),
            name: blackout.name,
            scope: blackout.scope.kind().as_str(),
            target_id: blackout.scope.target().map(|id| id.to_string()),
            schedule_id: blackout.scope.schedule().map(|id| id.to_string()),
            kind: blackout.hold.kind().as_str(),
            begin: None,
            cease: None,
            weekdays: None,
            timezone: None,
            from: None,
            until: None,
            enabled: blackout.enabled,
            source: blackout.source,
            active,
            next_begin: iso(next_begin),
            next_end: iso(next_end),
            created_at: blackout.created_at.iso_millis(),
            updated_at: blackout.changed_at.iso_millis(),
        };
        match blackout.hold {
            Hold::Window { begin, cease, weekdays, timezone } => Self {
                begin: Some(begin),
                cease: Some(cease),
                weekdays: Some(weekdays),
                timezone: Some(timezone),
                ..shown
            },
            Hold::Freeze { begin, end } => {
                Self { from: Some(begin.iso_millis()), until: Some(end.iso_millis()), ..shown }
            }
        }
    }
}

impl Attributes for Blackout {
    const TYPE: &'static str = "blackouts";
    fn id(&self) -> String {
        self.id.clone()
    }
}
