//! The single steps of the loops that move runs, for the loops themselves and for tests, which have their own clock.

use std::sync::Arc;

use app::Services;
use fabric::Fabric;
use tokio_util::sync::CancellationToken;

use crate::{WorkError, ingest, runner, runs};

/// The control plane of one process. Cheap to clone.
#[derive(Clone)]
pub struct Control {
    pub(crate) services: Arc<Services>,
    pub(crate) fabric: Fabric,
}

impl Control {
    /// The control plane over a database, with the workers at the other end of the fabric.
    pub fn new(services: Arc<Services>, fabric: Fabric) -> Self {
        Self { services, fabric }
    }

    /// Takes back what the last process had handed out: in-process workers died with it. Once, before the first tick.
    ///
    /// # Errors
    /// The database.
    pub async fn begin(&self) -> Result<(), WorkError> {
        runs::take_back(&self.services).await
    }

    /// One look at every run that has not ended, then at what can be handed out.
    ///
    /// # Errors
    /// The database. What goes wrong with one run is logged and does not hold up the others.
    pub async fn tick(&self) -> Result<(), WorkError> {
        runs::tick(&self.services, &self.fabric).await.map(|_| ())
    }

    /// Waits for messages of workers, at most `limit`, and stores them, however long the database takes to recover.
    /// `false` when there is nobody left to wait for, or `stop` came first.
    pub async fn take_in(&self, limit: usize, stop: &CancellationToken) -> bool {
        ingest::take_in(&self.services, &self.fabric, limit, stop).await
    }

    /// Runs the jobs that are due now, one after the other; how many tries there were. The process itself has a runner
    /// that waits for jobs, with the same handlers.
    ///
    /// # Errors
    /// The database.
    pub async fn run_due_jobs(&self) -> Result<usize, WorkError> {
        Ok(runner(&self.services).run_due_once().await?)
    }
}
