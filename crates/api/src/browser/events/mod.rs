//! `GET /app/events`: tells a page what has changed, so that it need not ask again and again (server-sent events). An
//! event says which thing changed and nothing of what is in it; the page asks for that as for everything.

mod hub;
mod mailbox;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::changes::{self, Change};
use axum::extract::State;
use axum::http::{HeaderName, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt, stream};
use model::{Id, Product, TargetId};
use serde_json::json;
use tokio::sync::watch;

use crate::browser::session::Browser;
use crate::shared::error::ApiError;
use crate::state::Shared;

pub(crate) use hub::Hub;
use mailbox::Mailbox;

/// Between two signs of life: shorter than what proxies wait for an answer to go on (60 s is common).
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Tells of changes until the session ends, the page goes or the server does.
pub(crate) async fn stream(State(state): State<Shared>, Browser(ctx): Browser) -> Result<Response, ApiError> {
    changes::may_watch(&ctx)?;
    let Some(mailbox) = state.hub.join(&ctx).await? else {
        let detail = "too many pages of this user are being told of changes already";
        return Err(ApiError::whole(StatusCode::TOO_MANY_REQUESTS, "too_many_streams", detail));
    };
    let events = events(mailbox, state.options.closing.clone());
    // Some proxies collect answers unless they are told not to.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    let beat = KeepAlive::new().interval(HEARTBEAT).text("ping");
    Ok((unbuffered, Sse::new(events).keep_alive(beat)).into_response())
}

fn events(
    mailbox: Arc<Mailbox>,
    closing: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let batches = stream::unfold((mailbox, closing), async |(mailbox, mut closing)| {
        let batch = tokio::select! {
            batch = mailbox.take() => batch?,
            () = closed(&mut closing) => return None,
        };
        Some((batch, (mailbox, closing)))
    });
    batches.flat_map(|batch| stream::iter(batch.into_iter().map(|change| Ok(event(&change)))))
}

/// Resolves when the server ends.
async fn closed(closing: &mut watch::Receiver<bool>) {
    if closing.wait_for(|closing| *closing).await.is_err() {
        // Nobody can say so any more.
        std::future::pending::<()>().await;
    }
}

fn event(change: &Change) -> Event {
    let Change { topic, product, id } = *change;
    let (dialect, id) = match product {
        Some(Product::Dast) => ("dast", id.map(|id| crate::dast::show_id(TargetId::from_uuid(id)))),
        Some(_) => ("v2", id.map(|id| id.to_string())),
        None => ("both", id.map(|id| id.to_string())),
    };
    let data = json!({"topic": topic.as_str(), "id": id, "dialect": dialect});
    Event::default().event("change").data(data.to_string())
}
