//! What handlers are given.

use std::pin::Pin;
use std::sync::Arc;

use app::Services;

use crate::browser::events::Hub;

/// Says whether the server can serve: `Ok`, or why not (shown to the caller, so without secrets).
pub type ReadyCheck = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> + Send + Sync>;

/// How the interface behaves.
#[derive(Clone)]
pub struct Options {
    /// Asked by `/readyz`: the database answers, its schema is the one this program knows.
    pub ready: ReadyCheck,
    /// Whether clients come by HTTPS, so that browsers are told to stay with it.
    pub https: bool,
    /// Pages to be served beside the dialects, with the same limits, headers and log: the web interface.
    pub pages: axum::Router,
    /// Becomes true when the process is asked to end: answers that go on and on end then.
    pub closing: tokio::sync::watch::Receiver<bool>,
}

impl Options {
    /// Plain HTTP without pages, ready as soon as it listens.
    pub fn new(ready: ReadyCheck) -> Self {
        let (_, closing) = tokio::sync::watch::channel(false);
        Self { ready, https: false, pages: axum::Router::new(), closing }
    }
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("https", &self.https).finish_non_exhaustive()
    }
}

/// The state of the router.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) services: Arc<Services>,
    pub(crate) options: Arc<Options>,
    /// Pages that are told of changes.
    pub(crate) hub: Arc<Hub>,
}
