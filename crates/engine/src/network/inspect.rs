//! One service through TLS inspection and checks.

use std::time::Duration;

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

/// The longest that one group of checks may hold a port.
const GROUP_BUDGET: Duration = Duration::from_secs(60);
/// From this certainty on a service counts as positively identified: checks for other services have their answer.
const IDENTIFIED: u8 = 50;

impl Stage<'_> {
    /// Runs everything that the run selected against one service and reports it in one step.
    pub(super) async fn inspect(&self, host: &Host, port: Port, service: &Service) -> Result<(), Lost> {
        let mut ledger = Ledger::new(service.certainty >= IDENTIFIED);
        let mut observed = Vec::new();
        self.inspect_tls(host, port, service, &mut ledger, &mut observed).await;
        for group in &self.selection.groups {
            if self.stop.is_cancelled() {
                return Ok(());
            }
            if (group.applies)(service, port) {
                self.run_group(group, host, port, service, &mut ledger, &mut observed).await;
            } else if service.certainty >= IDENTIFIED {
                ledger.cover(group.words.iter().copied());
            } else {
                ledger.miss(group.words.iter().copied(), "the service could not be identified");
            }
        }
        if self.stop.is_cancelled() {
            return Ok(());
        }
        observed.retain(|o: &Observation| self.selection.wants(&o.check));
        let mut events: Vec<_> = observed.into_iter().map(|o| UnitEvent::Observed(Box::new(o))).collect();
        events.extend(ledger.events(&self.selection, host, port));
        self.emitter.step(events, |c| c.host(host).checked.push(port)).await
    }

    async fn run_group(
        &self,
        group: &checks::CheckGroup,
        host: &Host,
        port: Port,
        service: &Service,
        ledger: &mut Ledger,
        observed: &mut Vec<Observation>,
    ) {
        let context = checks::Context { net: &self.net, host, port, service };
        match tokio::time::timeout(GROUP_BUDGET, group.run(context)).await {
            Ok(outcome) => {
                ledger.cover(outcome.covered);
                for (word, reason) in outcome.not_covered {
                    ledger.miss([word], &reason);
                }
                observed.extend(outcome.observed);
            }
            Err(_) => ledger.miss(group.words.iter().copied(), "took longer than its time budget"),
        }
    }

    async fn inspect_tls(
        &self,
        host: &Host,
        port: Port,
        service: &Service,
        ledger: &mut Ledger,
        observed: &mut Vec<Observation>,
    ) {
        let words = self.selection.tls.iter().copied();
        if self.selection.tls.is_empty() || port.protocol == Protocol::Udp {
            return ledger.cover(words);
        }
        let upgrade = StartTls::for_service(&service.name).filter(|_| service.starttls);
        if !service.tls && upgrade.is_none() {
            return match service.certainty >= IDENTIFIED {
                true => ledger.cover(words),
                false => ledger.miss(words, "the service could not be identified"),
            };
        }
        match tls::inspect(&self.net, host, port.number, upgrade).await {
            Ok(report) => {
                observed.extend(tls::weaknesses(&report, host, port, self.engine.env.now()));
                ledger.cover(words);
            }
            Err(NetError::Stopped) => {}
            Err(error) => ledger.miss(words, &format!("TLS inspection: {error}")),
        }
    }
}
