//! Removes what nobody needs any more, and keeps the databases' statistics fresh.

use std::sync::Arc;
use std::time::Duration;

use app::Services;
use tokio_util::sync::CancellationToken;

use crate::{WorkError, chain};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(3600);
/// Statistics are brought up to date at every so many looks; it reads every index.
const STATISTICS_EVERY: u64 = 24;
const DAY_SECONDS: i64 = 24 * 3600;
/// Sessions are kept a day beyond their end, for those who ask what happened.
const SESSIONS_KEPT: i64 = DAY_SECONDS;
/// Longer than any window that sign-ins are counted in.
const LOGIN_ATTEMPTS_KEPT: i64 = 7 * DAY_SECONDS;
/// Jobs that have ended.
const JOBS_KEPT: i64 = 30 * DAY_SECONDS;
/// Longer than any period that statistics look back on.
const FINDING_DAYS_KEPT: i64 = 400 * DAY_SECONDS;
/// Jobs removed in one transaction.
const JOBS_AT_ONCE: u32 = 1000;

/// Keeps house until the process ends.
pub(crate) async fn run(services: Arc<Services>, stop: CancellationToken) {
    for look in 1_u64.. {
        if let Err(error) = clean(&services, look.is_multiple_of(STATISTICS_EVERY)).await {
            tracing::error!("keeping house: {}", chain(&error));
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}

async fn clean(services: &Services, statistics: bool) -> Result<(), WorkError> {
    let now = services.env.now();
    let mut tx = services.db.write().await?;
    let sessions = store::sessions::purge(&mut tx, now.plus_seconds(-SESSIONS_KEPT)).await?;
    let attempts = store::login_attempts::purge(&mut tx, now.plus_seconds(-LOGIN_ATTEMPTS_KEPT)).await?;
    let days = store::findings::purge_days(&mut tx, now.plus_seconds(-FINDING_DAYS_KEPT)).await?;
    tx.commit().await?;
    let mut jobs = 0;
    loop {
        let mut tx = services.db.write().await?;
        let some = store::jobs::purge(&mut tx, now.plus_seconds(-JOBS_KEPT), JOBS_AT_ONCE).await?;
        tx.commit().await?;
        jobs += some;
        if some < u64::from(JOBS_AT_ONCE) {
            break;
        }
    }
    if statistics {
        store::maintenance::analyze(&services.db).await?;
    }
    tracing::debug!(sessions, attempts, days, jobs, "house kept");
    Ok(())
}
