//! `POST /v2/blackouts/import`

use app::blackouts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v2::frame::{Body, Plain, Reply, Request, Signed};

/// A freeze calendar.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlackoutImport {
    /// What it is known by: importing the same name again replaces what it brought.
    #[schema(example = "Change freezes", max_length = 255)]
    name: String,
    /// The text of an iCalendar file; the whole request is at most 1 MiB.
    calendar: String,
    /// IANA zone for times without one; absent is UTC.
    #[serde(default)]
    timezone: Option<String>,
}

impl Request for BlackoutImport {
    const WRAPPER: Option<&'static str> = Some("blackout");
}

/// What a calendar brought.
#[derive(Serialize, ToSchema)]
pub(crate) struct Imported {
    /// Freezes in the next two years.
    imported: u64,
}

pub(crate) async fn import(ctx: Signed, Body(body): Body<BlackoutImport>) -> Reply<Plain<Imported>> {
    let BlackoutImport { name, calendar, timezone } = body;
    let imported = blackouts::import(&ctx, &name, &calendar, timezone.as_deref()).await?;
    Ok(Plain(Imported { imported }))
}
