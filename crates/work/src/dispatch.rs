//! Hands waiting units to the fabric, as many as it wants.

use std::collections::{BTreeMap, HashMap};

use app::Services;
use fabric::Fabric;
use model::run::Run;
use model::secret::SecretText;
use model::unit::WorkUnit;
use model::web::{PART_API_SCHEMA, PART_BASELINE, part_seen};
use model::{RunId, UnitId};
use serde_json::Value;

use crate::WorkError;
use crate::holds::Holds;

/// Hands out units in the order that `store` gives: people before schedules, organizations in turn. None of a run whose
/// blackout has begun by then, even if that was after the look that this belongs to: the run is `started` in the database
/// until the next one, and its units, stopped in memory, wait again.
pub(crate) async fn hand_out(services: &Services, fabric: &Fabric, holds: &Holds) -> Result<(), WorkError> {
    let free = u32::try_from(fabric.free()).unwrap_or(u32::MAX);
    if free == 0 {
        return Ok(());
    }
    let mut tx = services.db.read().await?;
    let waiting = store::units::waiting(&mut tx, free).await?;
    let mut runs: HashMap<RunId, Run> = HashMap::new();
    for unit in &waiting {
        if !runs.contains_key(&unit.run)
            && let Some(run) = store::runs::by_id(&mut tx, unit.run).await?
        {
            runs.insert(run.id, run);
        }
    }
    drop(tx);
    for unit in waiting {
        let Some(run) = runs.get(&unit.run) else { continue };
        let (parts, secrets) = enclosed(services, run, unit.id).await?;
        if holds.dark(run, services.env.now()) {
            continue;
        }
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
            plan: run.plan.clone(),
            work: unit.work,
            checkpoint: unit.checkpoint,
            parts,
            secrets,
        };
        if fabric.dispatch(work).is_err() {
            // The process ends; the next one takes the unit back.
            return Ok(());
        }
        // It began while that was written down.
        if holds.dark(run, services.env.now()) {
            fabric.stop(run.id);
        }
    }
    Ok(())
}

/// What goes with a unit of a web run: what an earlier hand-out kept, what an incremental run builds on, an uploaded
/// description of the API, and the target's secrets as they are now.
async fn enclosed(
    services: &Services,
    run: &Run,
    unit: UnitId,
) -> Result<(BTreeMap<String, Value>, BTreeMap<String, SecretText>), WorkError> {
    let Some(web) = &run.plan.web else { return Ok((BTreeMap::new(), BTreeMap::new())) };
    let mut tx = services.db.read().await?;
    let mut parts = store::ingest::parts(&mut tx, unit).await?;
    if web.narrowing.incremental && !parts.contains_key(&part_seen(&run.plan.profile.id)) {
        let seen =
            store::ingest::last_seen(&mut tx, run.organization, run.target, &run.plan.profile.id).await?;
        parts.extend(seen.map(|seen| (PART_BASELINE.to_owned(), seen)));
    }
    if let Some(file) = store::web_targets::api_schema(&mut tx, run.organization, run.target).await? {
        parts.insert(PART_API_SCHEMA.to_owned(), Value::String(file.content));
    }
    let secrets = app::web_targets::secrets(&mut tx, services, run.organization, run.target).await?;
    Ok((parts, secrets))
}
