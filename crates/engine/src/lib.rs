//! Executes one work unit: stages, budgets, checkpoints → a stream of events.
//!
//! The engine knows no database and no API. It takes a [`WorkUnit`], reaches targets only through `net`, and tells what
//! happens as [`UnitEvent`]s. After every step that took time it reports a checkpoint; given back with the unit, the
//! work goes on behind it. What a unit reports twice (because it died between report and checkpoint) is equal, so that
//! storing it twice changes nothing.

mod checkpoint;
mod emitter;
mod network;
pub mod templates;
mod web;

use std::time::Duration;

use model::Env;
use model::unit::{UnitEvent, UnitWork, WorkUnit};
use net::{Governor, Resolver};
use tokio_util::sync::CancellationToken;

use emitter::Emitter;
pub use emitter::{Sink, Until};

/// How close together checkpoints are by default: each is stored, and what lies between two is little work.
const CHECKPOINT_SPACING: Duration = Duration::from_millis(250);
/// The most open TCP ports of one host that are looked into by default. A tarpit or a proxy that accepts every connection
/// would otherwise hold a run for hours; no ordinary host comes near.
const MAX_SERVICES: usize = 1000;

/// What every unit of a process shares.
#[derive(Clone)]
pub struct Engine {
    env: Env,
    governor: Governor,
    resolver: Resolver,
    spacing: Duration,
    max_services: usize,
}

impl Engine {
    /// An engine whose units share one rate governor and one name resolver.
    pub fn new(env: Env, governor: Governor, resolver: Resolver) -> Self {
        Self { env, governor, resolver, spacing: CHECKPOINT_SPACING, max_services: MAX_SERVICES }
    }

    /// The same with another least time between two checkpoints; zero reports one after every step.
    #[must_use]
    pub fn checkpoint_spacing(self, spacing: Duration) -> Self {
        Self { spacing, ..self }
    }

    /// The same with another bound on the open TCP ports of one host that are looked into, lowest first.
    #[must_use]
    pub fn max_services(self, max_services: usize) -> Self {
        Self { max_services, ..self }
    }

    /// Does the unit and reports to `sink`; the last event is always `Finished`, unless the sink is gone. Cancelling
    /// `stop` ends it at the next step with `Finished(Stopped)`; the checkpoint before it says where.
    pub async fn run(&self, unit: WorkUnit, sink: Sink, stop: CancellationToken) {
        let emitter = Emitter::new(&unit, sink, self.spacing);
        let outcome = match &unit.work {
            UnitWork::Network(slice) => network::run(self, &unit, slice, &emitter, &stop).await,
            UnitWork::Web => web::boxed(self, &unit, &emitter, &stop).await,
        };
        let outcome = match outcome {
            Ok(outcome) => outcome,
            // Nobody listens: the unit is handed out again after a restart.
            Err(Lost) => return,
        };
        let _ = emitter.finish(UnitEvent::Finished(outcome)).await;
    }
}

/// The other side of the event stream is gone; there is no point in going on.
#[derive(Debug, Clone, Copy)]
pub struct Lost;
