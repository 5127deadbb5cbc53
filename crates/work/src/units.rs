//! Units that do not come back as they should.

use app::Services;
use fabric::Fabric;
use model::UnitId;
use model::unit::UnitState;
use store::Tx;

use crate::WorkError;

/// How often a unit may go wrong before it is given up.
const MAX_ATTEMPTS: u32 = 3;
/// A worker that has said nothing for so long is gone. Progress is reported every second, and no single step of the
/// engine may take longer than a minute.
const SILENCE_SECONDS: i64 = 15 * 60;
/// Units looked at in one transaction.
const AT_ONCE: u32 = 1000;

/// Hands a unit out again, or gives it up after its last attempt.
pub(crate) async fn went_wrong(
    tx: &mut Tx,
    services: &Services,
    (unit, epoch): (UnitId, u32),
    reason: &str,
    retryable: bool,
) -> Result<(), WorkError> {
    let now = services.env.now();
    let attempts = store::units::by_id(tx, unit).await?.map_or(0, |u| u.attempts);
    if retryable && attempts + 1 < MAX_ATTEMPTS {
        store::units::retry(tx, unit, epoch, reason, now).await?;
    } else {
        store::units::finish(tx, unit, epoch, UnitState::Failed, Some(reason), now).await?;
    }
    Ok(())
}

/// The watchdog: takes back units whose worker died without a word, such as that of another node.
pub(crate) async fn take_back_silent(services: &Services, fabric: &Fabric) -> Result<(), WorkError> {
    let since = services.env.now().plus_seconds(-SILENCE_SECONDS);
    let mut tx = services.db.read().await?;
    let silent = store::units::silent(&mut tx, since, AT_ONCE).await?;
    drop(tx);
    for unit in silent {
        if fabric.is_queued(unit.id) {
            // No worker has it yet; nobody can have died with it.
            continue;
        }
        let mut tx = services.db.write().await?;
        went_wrong(&mut tx, services, (unit.id, unit.epoch), "its worker was not heard of any more", true)
            .await?;
        tx.commit().await?;
        tracing::warn!(unit = %unit.id, run = %unit.run, "a worker was not heard of any more; its unit was taken back");
    }
    Ok(())
}
