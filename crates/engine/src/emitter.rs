//! Numbers events and keeps them in step with the checkpoint.

use std::time::Duration;

use futures::future::BoxFuture;
use model::unit::{UnitEvent, UnitMessage, WorkUnit};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::Lost;
use crate::checkpoint::{HostProgress, Step, UnitCheckpoint};

/// What is waited for when a message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// It is on its way.
    Sent,
    /// It is stored for good.
    Stored,
}

/// Where a unit's messages go.
pub type Sink = Box<dyn Fn(UnitMessage, Until) -> BoxFuture<'static, Result<(), Lost>> + Send + Sync>;

/// Sends events in order. Hosts of a unit are scanned side by side; one lock keeps every event before the checkpoint
/// that counts on it.
pub(crate) struct Emitter {
    head: UnitMessage,
    sink: Sink,
    /// Checkpoints closer together than this are held back: the state they carry is reported with the next one.
    spacing: Duration,
    state: Mutex<State>,
}

struct State {
    sequence: u64,
    checkpoint: UnitCheckpoint,
    unsent: bool,
    last_sent: Instant,
    permille: u16,
}

impl Emitter {
    pub(crate) fn new(unit: &WorkUnit, sink: Sink, spacing: Duration) -> Self {
        let head = UnitMessage {
            unit: unit.id,
            run: unit.run,
            epoch: unit.epoch,
            sequence: 0,
            event: UnitEvent::Progress { permille: 0 },
        };
        let checkpoint = UnitCheckpoint::read(unit.checkpoint.as_ref());
        let state = State { sequence: 0, checkpoint, unsent: false, last_sent: Instant::now(), permille: 0 };
        Self { head, sink, spacing, state: Mutex::new(state) }
    }

    /// What the checkpoint knows about a host: `None` if it is done, else how far it got, if it was begun.
    pub(crate) async fn known(&self, label: &str) -> Option<Option<HostProgress>> {
        let state = self.state.lock().await;
        (!state.checkpoint.done.contains(label)).then(|| state.checkpoint.hosts.get(label).cloned())
    }

    /// Sends events, then takes the step into the checkpoint.
    ///
    /// Boxed, as is every future that hosts and ports are scanned with side by side: the compiler cannot see that the
    /// unboxed ones may move between threads.
    pub(crate) fn step(&self, events: Vec<UnitEvent>, step: Step) -> BoxFuture<'_, Result<(), Lost>> {
        Box::pin(async move {
            let mut state = self.state.lock().await;
            for event in events {
                self.send(&mut state, event).await?;
            }
            state.checkpoint.take(step);
            state.unsent = true;
            if state.last_sent.elapsed() >= self.spacing {
                self.flush(&mut state).await?;
            }
            Ok(())
        })
    }

    /// Sends an event that no checkpoint depends on.
    pub(crate) fn tell(&self, event: UnitEvent) -> BoxFuture<'_, Result<(), Lost>> {
        Box::pin(async move {
            let mut state = self.state.lock().await;
            self.send(&mut state, event).await
        })
    }

    /// Reports progress where it moved.
    pub(crate) async fn progress(&self, permille: u16) -> Result<(), Lost> {
        let mut state = self.state.lock().await;
        if permille > state.permille {
            state.permille = permille;
            self.send(&mut state, UnitEvent::Progress { permille }).await?;
        }
        Ok(())
    }

    /// Sends what the checkpoint still holds back, then the last event.
    pub(crate) async fn finish(&self, last: UnitEvent) -> Result<(), Lost> {
        let mut state = self.state.lock().await;
        if state.unsent {
            self.flush(&mut state).await?;
        }
        self.send(&mut state, last).await
    }

    async fn flush(&self, state: &mut State) -> Result<(), Lost> {
        let checkpoint = state.checkpoint.write();
        self.send(state, UnitEvent::Checkpoint(checkpoint)).await?;
        state.unsent = false;
        state.last_sent = Instant::now();
        Ok(())
    }

    /// Sends events and waits until they are stored for good: what may not be done twice is done after this.
    pub(crate) fn keep(&self, events: Vec<UnitEvent>) -> BoxFuture<'_, Result<(), Lost>> {
        Box::pin(async move {
            let mut state = self.state.lock().await;
            let last = events.len().saturating_sub(1);
            for (i, event) in events.into_iter().enumerate() {
                let until = if i == last { Until::Stored } else { Until::Sent };
                self.send_until(&mut state, event, until).await?;
            }
            Ok(())
        })
    }

    async fn send(&self, state: &mut State, event: UnitEvent) -> Result<(), Lost> {
        self.send_until(state, event, Until::Sent).await
    }

    async fn send_until(&self, state: &mut State, event: UnitEvent, until: Until) -> Result<(), Lost> {
        state.sequence += 1;
        (self.sink)(UnitMessage { sequence: state.sequence, event, ..self.head.clone() }, until).await
    }
}
