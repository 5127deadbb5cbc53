//! Hands waiting units to the fabric, as many as it wants.

use std::collections::HashMap;

use app::Services;
use fabric::Fabric;
use model::RunId;
use model::plan::RunPlan;
use model::unit::WorkUnit;

use crate::WorkError;

/// Hands out units in the order that `store` gives: people before schedules, organizations in turn.
pub(crate) async fn hand_out(services: &Services, fabric: &Fabric) -> Result<(), WorkError> {
    let free = u32::try_from(fabric.free()).unwrap_or(u32::MAX);
    if free == 0 {
        return Ok(());
    }
    let mut tx = services.db.read().await?;
    let waiting = store::units::waiting(&mut tx, free).await?;
    let mut plans: HashMap<RunId, RunPlan> = HashMap::new();
    for unit in &waiting {
        if !plans.contains_key(&unit.run)
            && let Some(run) = store::runs::by_id(&mut tx, unit.run).await?
        {
            plans.insert(run.id, run.plan);
        }
    }
    drop(tx);
    for unit in waiting {
        let Some(plan) = plans.get(&unit.run) else { continue };
        let mut tx = services.db.write().await?;
        let Some(epoch) = store::units::dispatch(&mut tx, unit.id, services.env.now()).await? else {
            continue;
        };
        tx.commit().await?;
        let work = WorkUnit {
            id: unit.id,
            run: unit.run,
            epoch,
            lane: unit.lane,
            plan: plan.clone(),
            work: unit.work,
            checkpoint: unit.checkpoint,
        };
        if fabric.dispatch(work).is_err() {
            // The process ends; the next one takes the unit back.
            return Ok(());
        }
    }
    Ok(())
}
