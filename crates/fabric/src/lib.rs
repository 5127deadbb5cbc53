//! Carries work units from the control plane to workers and their messages back.
//!
//! [`Fabric`] is the control plane's side: dispatch, control, receive. [`LocalWorker`] is the worker's side: take a unit,
//! report about it. Between them lies [`Local`], in process; unit state is in the database, so that whatever was under
//! way when a process died is handed out again. The room knows no database and no engine, only `model` values.

mod local;

use model::unit::{UnitMessage, WorkUnit};
use model::{RunId, UnitId};
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

pub use local::{Local, LocalOptions, LocalWorker};

/// Why something could not be carried.
#[derive(Debug, thiserror::Error)]
pub enum FabricError {
    /// The other side is gone: the process is shutting down.
    #[error("the fabric is closed")]
    Closed,
}

/// The control plane's side.
#[derive(Clone)]
pub enum Fabric {
    /// In process.
    Local(Local),
}

impl Fabric {
    /// How many more units may be handed out before workers have enough to do. The control plane keeps the rest, so
    /// that a user's run can still overtake a scheduled one.
    pub fn free(&self) -> usize {
        match self {
            Self::Local(local) => local.free(),
        }
    }

    /// Hands a unit to whichever worker is free first; the user lane goes first.
    ///
    /// # Errors
    /// [`FabricError::Closed`] when no worker will come any more.
    pub fn dispatch(&self, unit: WorkUnit) -> Result<(), FabricError> {
        match self {
            Self::Local(local) => local.dispatch(unit),
        }
    }

    /// Stops every unit of a run, handed out or waiting here. Workers answer with `Finished(Stopped)`.
    pub fn stop(&self, run: RunId) {
        match self {
            Self::Local(local) => local.stop(run),
        }
    }

    /// Whether a unit that was handed out still waits for a worker to be free. Its silence means nothing.
    pub fn is_queued(&self, unit: UnitId) -> bool {
        match self {
            Self::Local(local) => local.is_queued(unit),
        }
    }

    /// Waits for messages of workers and takes at most `limit` of those that are there: never none, unless every worker
    /// is gone.
    pub async fn receive(&self, limit: usize) -> Vec<Delivery> {
        match self {
            Self::Local(local) => local.receive(limit).await,
        }
    }

    /// Takes no new units; workers finish or checkpoint what they have.
    pub fn close(&self) {
        match self {
            Self::Local(local) => local.close(),
        }
    }
}

/// A message on its way to the database. Acknowledge it when it is stored; one that is dropped was not, and a worker that
/// waits for it ends its unit.
#[derive(Debug)]
pub struct Delivery {
    /// What the worker said.
    pub message: UnitMessage,
    stored: Option<oneshot::Sender<()>>,
}

impl Delivery {
    /// Tells the fabric, and the worker if it waits, that the message is stored.
    pub fn ack(self) {
        if let Some(stored) = self.stored {
            // A worker that is gone does not wait any more.
            let _ = stored.send(());
        }
    }
}

/// A unit in a worker's hands.
pub struct Assignment {
    /// What to do.
    pub unit: WorkUnit,
    /// Cancelled when the unit has to stop at its next checkpoint.
    pub stop: CancellationToken,
    /// Where to report.
    pub reports: Reports,
}

/// A worker's way back. Waits when the control plane is behind.
#[derive(Clone)]
pub struct Reports {
    sender: mpsc::Sender<Delivery>,
}

impl Reports {
    /// Reports one message; returns when it is on its way.
    ///
    /// # Errors
    /// [`FabricError::Closed`] when nobody listens any more: the unit should end.
    pub async fn send(&self, message: UnitMessage) -> Result<(), FabricError> {
        self.hand_over(Delivery { message, stored: None }).await
    }

    /// Reports one message; returns when it is stored.
    ///
    /// # Errors
    /// [`FabricError::Closed`] when nobody listens any more, or when it was not stored: the unit should end.
    pub async fn send_stored(&self, message: UnitMessage) -> Result<(), FabricError> {
        let (sender, stored) = oneshot::channel();
        self.hand_over(Delivery { message, stored: Some(sender) }).await?;
        stored.await.map_err(|_| FabricError::Closed)
    }

    async fn hand_over(&self, delivery: Delivery) -> Result<(), FabricError> {
        self.sender.send(delivery).await.map_err(|_| FabricError::Closed)
    }
}
