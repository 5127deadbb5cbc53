//! The embedded scanner: workers that take units from the fabric and give them to the engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use engine::{Engine, Lost, Sink, Until};
use fabric::{Assignment, LocalWorker, Reports};
use model::unit::{UnitEvent, UnitMessage, UnitOutcome};
use tokio::task::JoinSet;

/// Starts `count` workers.
pub(super) fn start(tasks: &mut JoinSet<()>, engine: &Engine, worker: &LocalWorker, count: usize) {
    for _ in 0..count {
        let (engine, worker) = (engine.clone(), worker.clone());
        tasks.spawn(async move {
            while let Some(assignment) = worker.next().await {
                let (unit, epoch) = (assignment.unit.id, assignment.unit.epoch);
                work(&engine, assignment).await;
                worker.done(unit, epoch);
            }
        });
    }
}

/// Does one unit. A panic of the engine is a failed attempt, not a lost unit.
async fn work(engine: &Engine, assignment: Assignment) {
    let Assignment { unit, stop, reports } = assignment;
    let sent = Arc::new(AtomicU64::new(0));
    let (id, run, epoch) = (unit.id, unit.run, unit.epoch);
    let running = tokio::spawn({
        let (engine, sink) = (engine.clone(), sink(reports.clone(), sent.clone()));
        async move { engine.run(unit, sink, stop).await }
    });
    if let Err(error) = running.await {
        tracing::error!(unit = %id, run = %run, "the engine panicked: {error}");
        let reason = "the engine ended unexpectedly".to_owned();
        let event = UnitEvent::Finished(UnitOutcome::Failed { reason, retryable: true });
        let sequence = sent.load(Ordering::SeqCst) + 1;
        let _ = reports.send(UnitMessage { unit: id, run, epoch, sequence, event }).await;
    }
}

fn sink(reports: Reports, sent: Arc<AtomicU64>) -> Sink {
    Box::new(move |message, until| {
        let (reports, sent) = (reports.clone(), sent.clone());
        Box::pin(async move {
            let sequence = message.sequence;
            match until {
                Until::Sent => reports.send(message).await,
                Until::Stored => reports.send_stored(message).await,
            }
            .map_err(|_| Lost)?;
            sent.store(sequence, Ordering::SeqCst);
            Ok(())
        })
    })
}
