//! Takes in what workers report: each message once, in order, in one transaction with the findings that follow from it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use app::Services;
use fabric::{Delivery, Fabric};
use model::UnitId;
use model::finding::Observation;
use model::fingerprint::FingerprintParts;
use model::host::Port;
use model::run::Run;
use model::unit::{UnitEvent, UnitMessage, UnitOutcome, UnitState};
use store::Tx;
use store::findings::{RunRef, Sighting};
use tokio_util::sync::CancellationToken;

use crate::{WorkError, chain, units};

/// The most messages of one transaction: large enough to be fast, small enough not to hold up the one writer of SQLite.
const BATCH: usize = 256;
/// The longest wait between two tries to store a batch.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Stores messages until the process ends; what has arrived by then is still stored.
pub(crate) async fn run(services: Arc<Services>, fabric: Fabric, stop: CancellationToken) {
    loop {
        let deliveries = tokio::select! {
            biased;
            deliveries = fabric.receive(BATCH) => deliveries,
            () = stop.cancelled() => return,
        };
        if deliveries.is_empty() {
            return;
        }
        for (_, deliveries) in by_unit(deliveries) {
            let messages: Vec<UnitMessage> = deliveries.iter().map(|d| d.message.clone()).collect();
            if !persist(&services, &messages, &stop).await {
                return;
            }
            deliveries.into_iter().for_each(Delivery::ack);
        }
    }
}

/// Messages of each unit, in their order.
fn by_unit(deliveries: Vec<Delivery>) -> BTreeMap<UnitId, Vec<Delivery>> {
    let mut units: BTreeMap<UnitId, Vec<Delivery>> = BTreeMap::new();
    for delivery in deliveries {
        units.entry(delivery.message.unit).or_default().push(delivery);
    }
    units
}

/// Stores a batch, however long the database takes to recover; `false` when the process ends first. The unit is then
/// handed out again, so nothing is lost.
async fn persist(services: &Services, messages: &[UnitMessage], stop: &CancellationToken) -> bool {
    let mut wait = Duration::from_millis(50);
    loop {
        match store_batch(services, messages).await {
            Ok(()) => return true,
            // The run was deleted meanwhile: there is nothing left to attach the messages to.
            Err(WorkError::Db(store::DbError::ForeignKey)) => return true,
            Err(error) => tracing::error!("storing what a worker reported: {}", chain(&error)),
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => wait = (wait * 2).min(LONGEST_WAIT),
            () = stop.cancelled() => return false,
        }
    }
}

/// Stores messages of one unit.
pub(crate) async fn store_batch(services: &Services, messages: &[UnitMessage]) -> Result<(), WorkError> {
    let Some(first) = messages.first() else { return Ok(()) };
    let mut tx = services.db.write().await?;
    let Some(run) = store::runs::by_id(&mut tx, first.run).await? else { return Ok(()) };
    let reference = RunRef {
        organization: run.organization,
        product: run.product,
        target: run.target,
        scan: run.scan,
        run: run.id,
    };
    let fresh = store::ingest::fence(&mut tx, services.env.now(), messages).await?;
    if fresh.is_empty() {
        return Ok(());
    }
    let applied = store::ingest::apply(&mut tx, &services.env, &reference, fresh).await?;
    let sightings = sightings(&mut tx, services, &run, fresh).await?;
    store::findings::record(&mut tx, &services.env, &reference, &sightings).await?;
    if let Some(outcome) = &applied.finished {
        end_unit(&mut tx, services, first, outcome).await?;
    }
    tx.commit().await?;
    if applied.finished.is_some() {
        services.wake.runs.notify_one();
    }
    Ok(())
}

/// What the messages observed, and what the versions of found services say, with definition and fingerprint.
async fn sightings(
    tx: &mut Tx,
    services: &Services,
    run: &Run,
    messages: &[UnitMessage],
) -> Result<Vec<Sighting>, WorkError> {
    let now = services.env.now();
    let mut observations: Vec<Observation> = Vec::new();
    for message in messages {
        match &message.event {
            UnitEvent::Observed(observation) => observations.push((**observation).clone()),
            UnitEvent::ServiceFound { host, port, service } => observations.extend(
                services.knowledge.service_observations(&run.plan.profile, host, *port, service, now),
            ),
            _ => {}
        }
    }
    let labels: BTreeSet<String> = observations.iter().map(|o| o.host.label()).collect();
    let mut names: BTreeMap<(String, Port), String> = BTreeMap::new();
    for label in labels {
        for (port, service) in store::hosts::services_of_host(tx, run.organization, run.id, &label).await? {
            names.insert((label.clone(), port), service.name);
        }
    }
    Ok(observations.into_iter().filter_map(|o| sighting(services, run, &names, o)).collect())
}

fn sighting(
    services: &Services,
    run: &Run,
    names: &BTreeMap<(String, Port), String>,
    observation: Observation,
) -> Option<Sighting> {
    let Some(definition) = services.knowledge.definition(&observation.check) else {
        tracing::warn!(check = observation.check, "an observation without a definition was dropped");
        return None;
    };
    let host = observation.host.label();
    let parts = FingerprintParts {
        target: run.target,
        check: &observation.check,
        host: &host,
        port: observation.port,
        place: &observation.place,
    };
    let fingerprint = parts.fingerprint();
    let severity = observation.severity.unwrap_or(definition.severity);
    let service = observation.port.and_then(|p| names.get(&(host, p)).cloned());
    Some(Sighting { observation, definition, fingerprint, severity, service })
}

async fn end_unit(
    tx: &mut Tx,
    services: &Services,
    message: &UnitMessage,
    outcome: &UnitOutcome,
) -> Result<(), WorkError> {
    let now = services.env.now();
    let (unit, epoch) = (message.unit, message.epoch);
    match outcome {
        UnitOutcome::Completed => {
            store::units::finish(tx, unit, epoch, UnitState::Done, None, now).await?;
        }
        UnitOutcome::Stopped => {
            store::units::release(tx, unit, epoch, now).await?;
        }
        UnitOutcome::Failed { reason, retryable } => {
            units::went_wrong(tx, services, (unit, epoch), reason, *retryable).await?;
        }
    }
    Ok(())
}
