//! Takes in what workers report: each message once, in order, in one transaction with the findings that follow from it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use app::Services;
use fabric::{Delivery, Fabric};
use model::UnitId;
use model::finding::Observation;
use model::host::Port;
use model::run::Run;
use model::unit::{UnitEvent, UnitMessage, UnitOutcome, UnitState};
use store::Tx;
use store::findings::{RunRef, Sighting};
use tokio_util::sync::CancellationToken;

use crate::{Control, WorkError, chain, units};

/// The most messages of one transaction: large enough to be fast, small enough not to hold up the one writer of SQLite.
const BATCH: usize = 256;
/// Tries to store a batch before its unit is taken back, if the database allows that.
const TRIES: u32 = 6;
/// The longest wait between two tries to store a batch.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Stores messages until the process ends; what has arrived by then is still stored.
pub(crate) async fn run(control: Control, stop: CancellationToken) {
    while control.take_in(BATCH, &stop).await {}
}

/// Waits for messages, stores them and acknowledges them; whether to go on.
pub(crate) async fn take_in(
    services: &Services,
    fabric: &Fabric,
    limit: usize,
    stop: &CancellationToken,
) -> bool {
    let deliveries = tokio::select! {
        biased;
        deliveries = fabric.receive(limit) => deliveries,
        () = stop.cancelled() => return false,
    };
    if deliveries.is_empty() {
        return false;
    }
    for deliveries in by_hand_out(deliveries) {
        let messages: Vec<UnitMessage> = deliveries.values().map(|d| d.message.clone()).collect();
        match persist(services, &messages, stop).await {
            Persisted::Stored => deliveries.into_values().for_each(Delivery::ack),
            // A worker that waits for one of these ends its unit: another hand-out has it.
            Persisted::Dropped => drop(deliveries),
            Persisted::Ended => return false,
        }
    }
    true
}

/// The messages of each hand-out in their order, each once. Of a unit that went to a second worker while the first was
/// thought to be dead, messages of both may come together: neither may hold up the other.
fn by_hand_out(deliveries: Vec<Delivery>) -> impl Iterator<Item = BTreeMap<u64, Delivery>> {
    let mut hand_outs: BTreeMap<(UnitId, u32), BTreeMap<u64, Delivery>> = BTreeMap::new();
    for delivery in deliveries {
        let message = &delivery.message;
        let (hand_out, sequence) = ((message.unit, message.epoch), message.sequence);
        hand_outs.entry(hand_out).or_default().insert(sequence, delivery);
    }
    hand_outs.into_values()
}

/// What became of a batch.
enum Persisted {
    /// It is stored.
    Stored,
    /// It does not count any more, or could not be stored and its unit was taken back.
    Dropped,
    /// The process ended first; the unit is handed out again, so nothing is lost.
    Ended,
}

/// Stores a batch, however long the database takes to recover. A batch that the database refuses while it takes other
/// writes must not hold up all the others: its unit is taken back.
async fn persist(services: &Services, messages: &[UnitMessage], stop: &CancellationToken) -> Persisted {
    let mut wait = Duration::from_millis(50);
    for tries in 1_u32.. {
        match store_batch(services, messages).await {
            Ok(true) => return Persisted::Stored,
            Ok(false) => return Persisted::Dropped,
            // The run was deleted meanwhile: there is nothing left to attach the messages to.
            Err(WorkError::Db(store::DbError::ForeignKey)) => return Persisted::Dropped,
            Err(error) => tracing::error!("storing what a worker reported: {}", chain(&error)),
        }
        if tries >= TRIES && give_back(services, messages).await.is_ok() {
            return Persisted::Dropped;
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => wait = (wait * 2).min(LONGEST_WAIT),
            () = stop.cancelled() => return Persisted::Ended,
        }
    }
    Persisted::Ended
}

/// Takes a unit back whose messages cannot be stored.
async fn give_back(services: &Services, messages: &[UnitMessage]) -> Result<(), WorkError> {
    let Some(first) = messages.first() else { return Ok(()) };
    let mut tx = services.db.write().await?;
    let reason = "what its worker reported could not be stored";
    units::went_wrong(&mut tx, services, (first.unit, first.epoch), reason, true).await?;
    tx.commit().await?;
    services.wake.runs.notify_one();
    Ok(())
}

/// Stores messages of one unit; whether all of them count.
async fn store_batch(services: &Services, messages: &[UnitMessage]) -> Result<bool, WorkError> {
    let Some(first) = messages.first() else { return Ok(true) };
    let mut tx = services.db.write().await?;
    let Some(run) = store::runs::by_id(&mut tx, first.run).await? else { return Ok(false) };
    if run.state.is_terminal() {
        // A worker that was thought to be dead goes on: what a run found does not change after its end.
        return Ok(false);
    }
    let reference = RunRef {
        organization: run.organization,
        product: run.product,
        target: run.target,
        scan: run.scan,
        run: run.id,
    };
    let fresh = store::ingest::fence(&mut tx, services.env.now(), messages).await?;
    if fresh.is_empty() {
        return Ok(false);
    }
    let whole = fresh.len() == messages.len();
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
    Ok(whole)
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
    let fingerprint = observation.fingerprint(run.target);
    let severity = observation.severity.unwrap_or(definition.severity);
    let service = observation.port.and_then(|p| names.get(&(observation.host.label(), p)).cloned());
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
