//! The ticker: asks `app` to fire what is due.

use std::sync::Arc;

use app::Services;
use tokio_util::sync::CancellationToken;

use crate::{TICK, chain, rest};

/// Fires due times until the process ends.
pub(crate) async fn run(services: Arc<Services>, stop: CancellationToken) {
    loop {
        let now = services.env.now();
        let longest = match app::schedules::fire_due(&services, now).await {
            Ok(fired) => {
                if fired.total() > 0 {
                    tracing::info!(
                        started = fired.started,
                        caught_up = fired.caught_up,
                        deferred = fired.deferred,
                        coalesced = fired.coalesced,
                        skipped = fired.skipped,
                        "due schedules were fired"
                    );
                }
                // Sleep to the due time itself where it is nearer than a tick, so that starts do not drift.
                let left = fired.next_due.map_or(i64::MAX, |due| due.micros() - services.env.now().micros());
                TICK.min(std::time::Duration::from_micros(u64::try_from(left).unwrap_or(0)))
            }
            Err(error) => {
                tracing::error!("firing schedules: {}", chain(&error));
                TICK
            }
        };
        if !rest(&services.wake.schedules, longest, &stop).await {
            return;
        }
    }
}
