//! `GET /calendar/{secret}.ics`: the feed that calendars subscribe to. Its address is all that it takes; whatever is wrong
//! with it, the answer is the same 404. And what both dialects show of the caller's own feed.

use std::convert::Infallible;

use app::Ctx;
use app::calendar::feed;
use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use model::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use utoipa::ToSchema;

use crate::shared::caller::anonymous;
use crate::shared::describe::{Describe, Entry};
use crate::shared::error::ApiError;
use crate::shared::routes::{About, about};
use crate::state::Shared;

const ENDING: &str = ".ics";

/// The route; it belongs to no dialect.
pub(crate) fn router() -> Router<Shared> {
    Router::new().route("/calendar/{file}", get(read))
}

/// How the caller's feed is shown, made and ended: the same in both dialects but for the address and how instants are written.
pub(crate) const SHOW: About =
    about("calendar_feed_view", "schedule.read", "Show whether there is a feed").ours();
/// Makes one.
pub(crate) const CREATE: About = about(
    "calendar_feed_create",
    "schedule.read",
    "Make a feed for calendars, in place of an earlier one: its address holds a secret, shown once",
)
.ours();
/// Ends it.
pub(crate) const DELETE: About =
    about("calendar_feed_delete", "schedule.read", "End the feed: its address leads nowhere from now on")
        .ours();

/// Whether there is a feed of the active product.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarFeed {
    active: bool,
    created_at: Option<String>,
}

/// A new feed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NewCalendarFeed {
    /// What to subscribe to. Whoever knows it sees the feed; it is not shown again.
    url: String,
    created_at: String,
}

impl CalendarFeed {
    /// That of the caller.
    pub(crate) async fn of(ctx: &Ctx, iso: fn(Timestamp) -> String) -> Result<Self, ApiError> {
        let made = feed::show(ctx).await?;
        Ok(Self { active: made.is_some(), created_at: made.map(iso) })
    }
}

impl NewCalendarFeed {
    /// A new one of the caller.
    pub(crate) async fn make(
        ctx: &Ctx,
        address: &FeedAddress,
        iso: fn(Timestamp) -> String,
    ) -> Result<Self, ApiError> {
        let (secret, made) = feed::create(ctx).await?;
        Ok(Self { url: address.of(&secret), created_at: iso(made) })
    }
}

/// Where this server is reached, as the request says.
pub(crate) struct FeedAddress {
    /// Empty if the request does not say.
    base: String,
}

impl FeedAddress {
    /// The address of the feed with a secret.
    fn of(&self, secret: &SecretString) -> String {
        format!("{}/calendar/{}{ENDING}", self.base, secret.expose_secret())
    }
}

impl FromRequestParts<Shared> for FeedAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Infallible> {
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
        let scheme = if state.options.https { "https" } else { "http" };
        let base = if !host.is_empty() && host.len() <= 255 && host.chars().all(plain) {
            format!("{scheme}://{host}")
        } else {
            String::new()
        };
        Ok(Self { base })
    }
}

impl Describe for FeedAddress {
    fn describe(_: &mut Entry) {}
}

/// Who asks, of whom nothing is known.
pub(crate) struct Anybody(app::Anonymous);

impl FromRequestParts<Shared> for Anybody {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Infallible> {
        Ok(Self(anonymous(parts, state)))
    }
}

async fn read(
    State(_): State<Shared>,
    Path(file): Path<String>,
    Anybody(anybody): Anybody,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let secret = file.strip_suffix(ENDING).unwrap_or_default();
    let written = feed::read(&anybody, secret).await?;
    let tag = format!("\"{}\"", written.sha256);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(written.text.into());
        let media_type = HeaderValue::from_static("text/calendar; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, media_type);
        response
    };
    let headers = response.headers_mut();
    // A shared cache must not keep what a secret opens, and nobody keeps it without asking whether it is the same.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}
