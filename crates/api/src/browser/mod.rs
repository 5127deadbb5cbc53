//! What only browsers ask for: the session of the web interface and what changes meanwhile. The interface's files are in
//! room `ui`; everything else that it shows comes from the two dialects.

pub(crate) mod cookie;
pub(crate) mod events;
mod origin;
mod root;
mod session;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

/// The routes.
pub(crate) fn router() -> Router<Shared> {
    let session = get(session::show).post(session::begin).delete(session::end);
    Router::new()
        .route("/", get(root::lead))
        .route("/app/session", session)
        .route("/app/events", get(events::stream))
}
