//! One service through TLS inspection and checks.

use std::collections::BTreeSet;
use std::time::Duration;

use checks::CheckGroup;
use futures::future::BoxFuture;
use model::finding::Observation;
use model::host::{Host, Port};
use model::ports::Protocol;
use model::service::Service;
use model::unit::UnitEvent;
use net::NetError;
use tls::StartTls;

use super::Stage;
use super::coverage::Ledger;
use crate::Lost;
use crate::checkpoint::Step;

/// The longest that one group of checks may hold a port.
const GROUP_BUDGET: Duration = Duration::from_secs(60);
/// The longest that the TLS inspection may hold a port.
const TLS_BUDGET: Duration = Duration::from_secs(180);
/// From this certainty on a service counts as positively identified: checks for other services have their answer.
const IDENTIFIED: u8 = 50;
const NOT_IDENTIFIED: &str = "the service could not be identified";

/// One service under inspection.
struct Place<'a> {
    host: &'a Host,
    port: Port,
    service: &'a Service,
    identified: bool,
}

/// What came of it.
#[derive(Default)]
struct Notes {
    ledger: Ledger,
    observed: Vec<Observation>,
}

impl Stage<'_> {
    /// Runs everything that the run selected against one service and reports it in one step.
    pub(super) fn inspect<'a>(
        &'a self,
        host: &'a Host,
        port: Port,
        service: Service,
    ) -> BoxFuture<'a, Result<(), Lost>> {
        Box::pin(async move { self.inspect_service(host, port, &service).await })
    }

    async fn inspect_service(&self, host: &Host, port: Port, service: &Service) -> Result<(), Lost> {
        // A TLS handshake alone says nothing about what speaks inside.
        let identified =
            service.certainty >= IDENTIFIED && !matches!(service.name.as_str(), "unknown" | "ssl");
        let place = Place { host, port, service, identified };
        let mut notes = Notes::default();
        self.inspect_tls(&place, &mut notes).await;
        for group in &self.selection.groups {
            if self.stop.is_cancelled() {
                return Ok(());
            }
            if (group.applies)(service, port) {
                self.run_group(group, &place, &mut notes).await;
            } else if identified {
                notes.ledger.cover(group.words.iter().copied());
            } else {
                notes.ledger.miss(group.words.iter().copied(), NOT_IDENTIFIED);
            }
        }
        // What was found out while everything was being torn down is not to be believed.
        if self.stop.is_cancelled() {
            return Ok(());
        }
        let Notes { ledger, mut observed } = notes;
        observed.retain(|o| self.selection.wants(&o.check));
        let mut events: Vec<_> = observed.into_iter().map(|o| UnitEvent::Observed(Box::new(o))).collect();
        let version_known = identified && service.version.is_some();
        events.extend(ledger.events(&self.selection, host, port, version_known));
        self.emitter.step(events, Step::Checked(host.clone(), port)).await
    }

    async fn run_group(&self, group: &CheckGroup, place: &Place<'_>, notes: &mut Notes) {
        let Place { host, port, service, .. } = *place;
        let context = checks::Context { net: &self.net, host, port, service };
        let Ok(outcome) = tokio::time::timeout(GROUP_BUDGET, group.run(context)).await else {
            return notes.ledger.miss(group.words.iter().copied(), "took longer than its time budget");
        };
        let mut open: BTreeSet<&'static str> = group.words.iter().copied().collect();
        open.retain(|w| !outcome.covered.contains(w));
        notes.ledger.cover(outcome.covered);
        for (word, reason) in outcome.not_covered {
            open.remove(word);
            notes.ledger.miss([word], &reason);
        }
        notes.ledger.miss(open, "came to no answer");
        notes.observed.extend(outcome.observed);
    }

    async fn inspect_tls(&self, place: &Place<'_>, notes: &mut Notes) {
        let Place { host, port, service, identified } = *place;
        let words = self.selection.tls.iter().copied();
        if self.selection.tls.is_empty() || port.protocol == Protocol::Udp {
            return notes.ledger.cover(words);
        }
        let upgrade = StartTls::for_service(&service.name).filter(|_| service.starttls && !service.tls);
        if !service.tls && upgrade.is_none() {
            return match identified {
                true => notes.ledger.cover(words),
                false => notes.ledger.miss(words, NOT_IDENTIFIED),
            };
        }
        let report = tls::inspect(&self.net, host, port.number, upgrade);
        match tokio::time::timeout(TLS_BUDGET, report).await {
            Ok(Ok(report)) => {
                notes.observed.extend(tls::weaknesses(&report, host, port, self.engine.env.now()));
                match (report.not_covered.first(), report.versions.is_empty()) {
                    (Some((version, why)), _) => {
                        notes.ledger.miss(words, &format!("TLS inspection: {version}: {why}"));
                    }
                    (None, true) => notes.ledger.miss(words, "TLS inspection: no handshake succeeded"),
                    (None, false) => notes.ledger.cover(words),
                }
            }
            Ok(Err(NetError::Stopped)) => {}
            Ok(Err(error)) => notes.ledger.miss(words, &format!("TLS inspection: {error}")),
            Err(_) => notes.ledger.miss(words, "TLS inspection took longer than its time budget"),
        }
    }
}
