//! Whether the server can serve.

use std::sync::Arc;

use app::Services;

/// Asks the database what version it has. What exactly is wrong is for the log, not for callers.
pub(crate) fn check(services: &Arc<Services>) -> api::ReadyCheck {
    let services = services.clone();
    Arc::new(move || {
        let services = services.clone();
        Box::pin(async move {
            let version = store::migrate::version(&services.db).await.map_err(|error| {
                tracing::error!("the readiness check failed: {error}");
                "the database does not answer".to_owned()
            })?;
            if version == store::migrate::known_version() {
                Ok(())
            } else {
                Err("the database has another version than the program".to_owned())
            }
        })
    })
}
