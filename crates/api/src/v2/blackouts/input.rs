//! What can be said of a blackout period.

use app::blackouts::{BlackoutUpdate, HoldInput, NewBlackout, WindowInput};
use app::web_targets::BlackoutChange;
use model::Timestamp;
use model::blackout::{BlackoutScope, HoldKind, ScopeKind};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::frame::{ApiError, Field, Request, period};
use crate::v2::views::{id, wrong};

/// A blackout period to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlackoutCreate {
    #[schema(example = "Business hours", max_length = 255)]
    name: String,
    /// `organization`, `target` or `schedule`; absent, it follows from the ids.
    #[serde(default)]
    scope: Option<String>,
    /// Of what target.
    #[serde(default)]
    target_id: Option<String>,
    /// Of what schedule.
    #[serde(default)]
    schedule_id: Option<String>,
    /// `window` (the default) or `freeze`.
    #[serde(default)]
    kind: Option<String>,
    /// Of a window: `HH:MM`.
    #[serde(default)]
    #[schema(example = "08:00")]
    begin: Option<String>,
    /// Of a window: `HH:MM`; before `begin` it is on the next day, equal to it the window lasts a day.
    #[serde(default)]
    #[schema(example = "18:00")]
    cease: Option<String>,
    /// Of a window: 1 (Monday) to 7; none are all.
    #[serde(default)]
    weekdays: Option<Vec<i64>>,
    /// Of a window: IANA zone; absent is UTC.
    #[serde(default)]
    #[schema(example = "Europe/Berlin")]
    timezone: Option<String>,
    /// Of a freeze: its first instant, ISO 8601.
    #[serde(default)]
    #[schema(example = "2026-12-20T00:00:00Z")]
    from: Option<String>,
    /// Of a freeze: the first instant after it.
    #[serde(default)]
    until: Option<String>,
    /// Absent is true.
    #[serde(default)]
    enabled: Option<bool>,
}

/// A change of a blackout period; absent fields stay as they are. What it belongs to does not change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlackoutPut {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Field<String>,
    /// Another form than before needs all of its parts.
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    begin: Option<String>,
    #[serde(default)]
    cease: Option<String>,
    #[serde(default)]
    weekdays: Option<Vec<i64>>,
    #[serde(default)]
    timezone: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    enabled: Field<bool>,
}

/// The window of a schedule. Beside one that is there, absent parts stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnWindow {
    /// `HH:MM`.
    #[schema(example = "08:00")]
    begin: Option<String>,
    /// `HH:MM`; before `begin` it is on the next day, equal to it the window lasts a day.
    #[schema(example = "18:00")]
    cease: Option<String>,
    /// 1 (Monday) to 7; none are all.
    weekdays: Option<Vec<i64>>,
    /// Whether it counts; absent is true.
    enabled: Option<bool>,
    /// IANA zone; absent is UTC.
    timezone: Option<String>,
}

impl Request for BlackoutCreate {
    const WRAPPER: Option<&'static str> = Some("blackout");
}

impl Request for BlackoutPut {
    const WRAPPER: Option<&'static str> = Some("blackout");
}

impl From<OwnWindow> for BlackoutChange {
    fn from(own: OwnWindow) -> Self {
        let OwnWindow { begin, cease, weekdays, enabled, timezone } = own;
        Self { begin, cease, weekdays, enabled, timezone }
    }
}

fn instant(field: &'static str, text: Option<String>) -> Result<Option<Timestamp>, ApiError> {
    let read = |text: String| {
        period::fixed(&text, false)
            .ok_or_else(|| wrong(field, "invalid", "must be an instant such as 2026-12-20T00:00:00Z"))
    };
    text.map(read).transpose()
}

fn word<T: std::str::FromStr<Err = model::UnknownWord>>(
    field: &'static str,
    text: Option<&String>,
) -> Result<Option<T>, ApiError> {
    text.map(|text| text.parse().map_err(|e: model::UnknownWord| wrong(field, "invalid", &e.to_string())))
        .transpose()
}

fn scope(body: &BlackoutCreate) -> Result<BlackoutScope, ApiError> {
    let BlackoutCreate { scope, target_id, schedule_id, .. } = body;
    let said = word::<ScopeKind>("scope", scope.as_ref())?;
    let kind = said.unwrap_or(match (target_id, schedule_id) {
        (Some(_), _) => ScopeKind::Target,
        (None, Some(_)) => ScopeKind::Schedule,
        (None, None) => ScopeKind::Organization,
    });
    for (field, given, of) in
        [("target_id", target_id, ScopeKind::Target), ("schedule_id", schedule_id, ScopeKind::Schedule)]
    {
        if given.is_some() && kind != of {
            return Err(wrong(field, "invalid", &format!("does not go with the scope \"{kind}\"")));
        }
        if given.is_none() && kind == of {
            return Err(wrong(field, "missing", "is missing"));
        }
    }
    Ok(match (target_id, schedule_id) {
        (Some(target), _) => BlackoutScope::Target(id("target_id", target)?),
        (None, Some(schedule)) => BlackoutScope::Schedule(id("schedule_id", schedule)?),
        (None, None) => BlackoutScope::Organization,
    })
}

impl TryFrom<BlackoutCreate> for NewBlackout {
    type Error = ApiError;

    fn try_from(body: BlackoutCreate) -> Result<Self, ApiError> {
        let scope = scope(&body)?;
        let BlackoutCreate { name, kind, begin, cease, weekdays, timezone, from, until, enabled, .. } = body;
        let hold = HoldInput {
            kind: word::<HoldKind>("kind", kind.as_ref())?,
            window: WindowInput { begin, cease, weekdays, timezone },
            from: instant("from", from)?,
            until: instant("until", until)?,
        };
        Ok(Self { name, scope, hold, enabled })
    }
}

impl TryFrom<BlackoutPut> for BlackoutUpdate {
    type Error = ApiError;

    fn try_from(body: BlackoutPut) -> Result<Self, ApiError> {
        let BlackoutPut { name, kind, begin, cease, weekdays, timezone, from, until, enabled } = body;
        let hold = HoldInput {
            kind: word::<HoldKind>("kind", kind.as_ref())?,
            window: WindowInput { begin, cease, weekdays, timezone },
            from: instant("from", from)?,
            until: instant("until", until)?,
        };
        Ok(Self { name: name.0, enabled: enabled.0, hold })
    }
}
