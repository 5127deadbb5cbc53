//! `POST /cli/analytics/event/`: what command line clients tell about themselves. It is taken and dropped.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::frame::{Caller, OptionalBody, Reply, Request, Routes, Shown, about, under};

/// Whatever a client tells.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct Event {}

impl Request for Event {}

/// Nothing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Dropped {}

pub(crate) fn routes() -> Routes {
    under("Telemetry").post(
        "/cli/analytics/event/",
        about("cli_event", "", "Take an event of a client and drop it"),
        event,
    )
}

async fn event(_: Caller, OptionalBody(Event {}): OptionalBody<Event>) -> Reply<Shown<Dropped>> {
    Ok(Shown(Dropped {}))
}
