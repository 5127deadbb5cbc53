//! Everything that is served over HTTP: both dialects and the web interface.

use std::sync::Arc;

use app::Services;
use axum::Router;
use tokio::sync::watch;

use super::ready;

/// The whole of it; `closing` becomes true when the process is asked to end.
pub(crate) fn router(services: &Arc<Services>, closing: watch::Receiver<bool>) -> Router {
    if ui::built().is_none() {
        tracing::warn!("this program was {}", ui::MISSING);
    }
    let options = api::Options { pages: ui::router(), closing, ..api::Options::new(ready::check(services)) };
    api::router(services.clone(), options)
}
