//! How far a unit got, in the engine's own form: opaque to everyone who carries or stores it.

use std::collections::{BTreeMap, BTreeSet};

use model::host::{Host, Port};
use model::service::Service;
use serde::{Deserialize, Serialize};

/// The form's version: a checkpoint of another one is ignored and the unit begins anew.
const VERSION: u8 = 1;

/// Progress of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnitCheckpoint {
    version: u8,
    /// Labels of the hosts that are done.
    pub done: BTreeSet<String>,
    /// Hosts under way, by label.
    pub hosts: BTreeMap<String, HostProgress>,
}

/// Progress of one host. Each stage's result is kept, so that later stages see the same after a loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HostProgress {
    /// The address that its name resolved to: the scan goes on where it began.
    pub host: Host,
    /// Open TCP ports, once they were scanned.
    pub open: Option<Vec<u16>>,
    /// Services identified so far.
    pub services: Vec<(Port, Service)>,
    /// Whether UDP was asked.
    pub udp_done: bool,
    /// Ports whose checks are done.
    pub checked: Vec<Port>,
}

/// One step forward.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// A host's ports were scanned: this is what is known of it.
    Progress(Box<HostProgress>),
    /// A TCP service was identified.
    Service(Host, Port, Service),
    /// UDP ports were asked; these services answered.
    Udp(Host, Vec<(Port, Service)>),
    /// The checks of a port are done.
    Checked(Host, Port),
    /// The host with this label is done.
    Done(String),
}

impl Default for UnitCheckpoint {
    fn default() -> Self {
        Self { version: VERSION, done: BTreeSet::new(), hosts: BTreeMap::new() }
    }
}

impl UnitCheckpoint {
    /// Reads a stored checkpoint; one that cannot be read is as good as none.
    pub(crate) fn read(stored: Option<&serde_json::Value>) -> Self {
        stored
            .and_then(|v| Self::deserialize(v).ok())
            .filter(|c: &Self| c.version == VERSION)
            .unwrap_or_default()
    }

    /// The stored form.
    pub(crate) fn write(&self) -> serde_json::Value {
        serde_json::to_value(self).expect("a checkpoint is plain data")
    }

    /// Takes a step.
    pub(crate) fn take(&mut self, step: Step) {
        match step {
            Step::Service(host, port, service) => self.host(host).services.push((port, service)),
            Step::Udp(host, services) => self.host(host).asked_udp(&services),
            Step::Progress(progress) => {
                self.hosts.insert(progress.host.label(), *progress);
            }
            Step::Checked(host, port) => self.host(host).checked.push(port),
            Step::Done(label) => {
                self.hosts.remove(&label);
                self.done.insert(label);
            }
        }
    }

    /// The progress of a host, begun where there is none.
    fn host(&mut self, host: Host) -> &mut HostProgress {
        self.hosts.entry(host.label()).or_insert_with(|| HostProgress::new(host))
    }
}

impl HostProgress {
    /// A host at its beginning.
    pub(crate) fn new(host: Host) -> Self {
        Self { host, open: None, services: Vec::new(), udp_done: false, checked: Vec::new() }
    }

    /// Marks UDP as asked, with the services that answered.
    pub(crate) fn asked_udp(&mut self, services: &[(Port, Service)]) {
        self.udp_done = true;
        self.services.extend_from_slice(services);
    }

    /// What is known to listen on a port.
    pub(crate) fn service(&self, port: Port) -> Option<&Service> {
        self.services.iter().find(|(p, _)| *p == port).map(|(_, s)| s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_storage_and_ignores_what_it_does_not_know() {
        let mut checkpoint = UnitCheckpoint::default();
        let mut host = HostProgress::new(Host::from_address([127, 0, 0, 1].into()));
        host.open = Some(vec![22, 80]);
        checkpoint.take(Step::Progress(Box::new(host)));
        checkpoint.take(Step::Done("10.0.0.9".to_owned()));
        assert_eq!(UnitCheckpoint::read(Some(&checkpoint.write())), checkpoint);
        for other in [serde_json::json!({"version": 2, "done": [], "hosts": {}}), serde_json::json!("x")] {
            assert_eq!(UnitCheckpoint::read(Some(&other)), UnitCheckpoint::default());
        }
    }
}
