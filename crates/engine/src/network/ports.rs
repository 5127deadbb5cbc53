//! Whether a host is alive, and which of its ports are open.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use discover::{Liveness, UdpScan};
use model::host::{Host, Port};
use model::ports::{PortSet, Protocol};
use model::profile::Discovery;
use model::service::Service;
use model::unit::UnitEvent;
use net::{NetError, PortScan};

use super::{Share, Stage};
use crate::Lost;
use crate::checkpoint::{HostProgress, Step};

/// The thousandths of a host's way that end with its ports.
pub(super) const AFTER_PORTS: u64 = 400;
/// How often the way through a long list of ports is reported.
const REPORT_EVERY: Duration = Duration::from_secs(1);

/// Why a stage of a host did not come to its end.
pub(super) enum Interrupted {
    Net(NetError),
    Lost,
}

/// What UDP said: the services that answered, and it all as events.
#[derive(Default)]
pub(super) struct UdpStage {
    pub services: Vec<(Port, Service)>,
    pub events: Vec<UnitEvent>,
    /// What shows that the host is alive.
    proof: Option<String>,
}

impl Stage<'_> {
    /// Finds the open ports of a host and puts them into `progress`. `false`: the host never answered.
    pub(super) async fn ports(
        &self,
        progress: &mut HostProgress,
        share: &mut Share,
    ) -> Result<bool, Interrupted> {
        let host = progress.host.clone();
        let profile = &self.unit.plan.profile;
        let mut alive = None;
        if profile.discovery == Discovery::Probe {
            match discover::find_live(&self.net, &host, profile).await? {
                Liveness::Up { reason } => alive = Some(reason),
                Liveness::Down { .. } => return Ok(false),
            }
        }
        let wanted: Vec<u16> = self.unit.plan.ports.ports(Protocol::Tcp).collect();
        let found = self.scan(&host, &wanted, share).await?;
        let alive = alive.or_else(|| match (found.open.first(), found.closed.first()) {
            (Some(port), _) => Some(format!("tcp {port} open")),
            (None, Some(port)) => Some(format!("tcp {port} refused")),
            (None, None) => None,
        });
        // A host may answer over UDP alone.
        let udp = if alive.is_none() { Some(self.ask_udp(&host).await?) } else { None };
        let by_udp = udp.as_ref().and_then(|u| u.proof.clone());
        let Some(reason) = alive.or(by_udp) else { return Ok(false) };
        let open = found.open.clone();
        let mut events = vec![UnitEvent::HostUp { host: host.clone(), reason }];
        if !wanted.is_empty() {
            events.push(UnitEvent::PortsScanned {
                host: host.clone(),
                protocol: Protocol::Tcp,
                scanned: PortSet::from_ports(wanted, []),
                open: found.open,
                filtered: PortSet::from_ports(found.filtered, []),
            });
        }
        progress.open = Some(open);
        if let Some(udp) = udp {
            progress.asked_udp(&udp.services);
            events.extend(udp.events);
        }
        self.emitter.step(events, Step::Progress(Box::new(progress.clone()))).await?;
        Ok(true)
    }

    /// Scans the TCP ports and reports now and then how far it got.
    async fn scan(&self, host: &Host, wanted: &[u16], share: &mut Share) -> Result<PortScan, Interrupted> {
        if wanted.is_empty() {
            return Ok(PortScan::default());
        }
        let done = AtomicUsize::new(0);
        let scan = self.net.scan_ports(host, wanted, |n| done.store(n, Ordering::Relaxed));
        tokio::pin!(scan);
        let mut tick = tokio::time::interval(REPORT_EVERY);
        loop {
            tokio::select! {
                biased;
                found = &mut scan => return Ok(found?),
                _ = tick.tick() => {
                    let part = done.load(Ordering::Relaxed) as u64 * AFTER_PORTS / wanted.len() as u64;
                    self.reached(share, part).await?;
                }
            }
        }
    }

    /// Asks the wanted UDP ports; only an answer proves a service. None is asked where services are not looked for.
    pub(super) async fn ask_udp(&self, host: &Host) -> Result<UdpStage, NetError> {
        let wanted: Vec<u16> = self.unit.plan.ports.ports(Protocol::Udp).collect();
        if wanted.is_empty() || !self.unit.plan.profile.detect_services {
            return Ok(UdpStage::default());
        }
        let found = discover::scan_udp(&self.net, host, &wanted).await;
        // What was found out while everything was being torn down is not to be believed.
        if self.stop.is_cancelled() {
            return Err(NetError::Stopped);
        }
        Ok(UdpStage::of(host, wanted, found))
    }
}

impl UdpStage {
    fn of(host: &Host, wanted: Vec<u16>, found: UdpScan) -> Self {
        let open: Vec<u16> = found.answered.iter().map(|(port, _)| *port).collect();
        let spoke: BTreeSet<u16> = open.iter().chain(&found.closed).copied().collect();
        let silent: Vec<u16> = wanted.iter().copied().filter(|p| !spoke.contains(p)).collect();
        let proof = match (open.first(), found.closed.first()) {
            (Some(port), _) => Some(format!("udp {port} answered")),
            (None, Some(port)) => Some(format!("udp {port} refused")),
            (None, None) => None,
        };
        let mut events = vec![UnitEvent::PortsScanned {
            host: host.clone(),
            protocol: Protocol::Udp,
            filtered: PortSet::from_ports([], silent),
            scanned: PortSet::from_ports([], wanted),
            open,
        }];
        let services: Vec<_> =
            found.answered.into_iter().map(|(number, service)| (Port::udp(number), service)).collect();
        events.extend(services.iter().map(|(port, service)| UnitEvent::ServiceFound {
            host: host.clone(),
            port: *port,
            service: service.clone(),
        }));
        Self { services, events, proof }
    }
}

impl From<NetError> for Interrupted {
    fn from(error: NetError) -> Self {
        Self::Net(error)
    }
}

impl From<Lost> for Interrupted {
    fn from(Lost: Lost) -> Self {
        Self::Lost
    }
}
