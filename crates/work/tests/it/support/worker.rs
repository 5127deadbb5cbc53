//! A unit in the test's hands.

use fabric::{Assignment, Reports};
use model::unit::{UnitEvent, UnitMessage, WorkUnit};
use tokio_util::sync::CancellationToken;

pub(crate) struct Hand {
    pub(crate) unit: WorkUnit,
    pub(crate) stop: CancellationToken,
    reports: Reports,
    sequence: u64,
}

impl Hand {
    pub(crate) fn new(assignment: Assignment) -> Self {
        let Assignment { unit, stop, reports } = assignment;
        Self { unit, stop, reports, sequence: 0 }
    }

    /// The next message, not yet sent.
    pub(crate) fn message(&mut self, event: UnitEvent) -> UnitMessage {
        self.sequence += 1;
        let WorkUnit { id: unit, run, epoch, .. } = self.unit;
        UnitMessage { unit, run, epoch, sequence: self.sequence, event }
    }

    /// All messages of a hand-out, not yet sent.
    pub(crate) fn messages(&mut self, events: impl IntoIterator<Item = UnitEvent>) -> Vec<UnitMessage> {
        events.into_iter().map(|event| self.message(event)).collect()
    }

    pub(crate) async fn send(&mut self, event: UnitEvent) {
        let message = self.message(event);
        self.send_raw(message).await;
    }

    pub(crate) async fn send_raw(&self, message: UnitMessage) {
        self.reports.send(message).await.unwrap();
    }
}
