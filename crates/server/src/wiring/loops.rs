//! Everything that runs beside the HTTP server, and how it ends.

use std::sync::Arc;
use std::time::Duration;

use app::Services;
use config::Config;
use engine::Engine;
use fabric::{Fabric, Local, LocalOptions};
use net::{Governor, Resolver};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::workers;

/// How long running work may take to reach a checkpoint when the process ends.
const DRAIN: Duration = Duration::from_secs(10);

/// The control plane's loops and the embedded scanner.
pub(crate) struct Loops {
    control: JoinSet<()>,
    workers: JoinSet<()>,
    fabric: Fabric,
    stop: CancellationToken,
}

impl Loops {
    /// Starts the loops. With the scanner switched off, units wait for a node that has one.
    pub(crate) fn start(services: &Arc<Services>, config: &Config) -> Self {
        let units = if config.scanner.enabled { config.scanner.parallel_units } else { 0 };
        let (local, worker) = Local::new(LocalOptions::for_workers(units));
        let fabric = Fabric::Local(local);
        let stop = CancellationToken::new();
        let (mut control, mut tasks) = (JoinSet::new(), JoinSet::new());
        let engine = Engine::new(services.env.clone(), Governor::from_system(), Resolver::system());
        workers::start(&mut tasks, &engine, &worker, units);
        work::spawn(&mut control, services, &fabric, &stop);
        Self { control, workers: tasks, fabric, stop }
    }

    /// Ends in order: no new units, running ones checkpoint, their last messages are stored, then the loops.
    pub(crate) async fn shut_down(mut self) {
        self.fabric.close();
        let drained =
            tokio::time::timeout(DRAIN, async { while self.workers.join_next().await.is_some() {} }).await;
        if drained.is_err() {
            tracing::warn!(
                "work was still running after {} s; it goes on after the next start",
                DRAIN.as_secs()
            );
            self.workers.shutdown().await;
        }
        self.stop.cancel();
        let ended =
            tokio::time::timeout(DRAIN, async { while self.control.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            self.control.shutdown().await;
        }
    }
}
