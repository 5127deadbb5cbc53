//! One host through all stages. Each stage's result goes into the checkpoint before the next begins.

use discover::Liveness;
use futures::StreamExt;
use model::host::{Host, Port};
use model::ports::{PortSet, Protocol};
use model::profile::Discovery;
use model::service::Service;
use model::unit::UnitEvent;
use net::NetError;

use super::Stage;
use crate::Lost;
use crate::checkpoint::HostProgress;

/// How a host's thousandths are shared out: ports, services, checks.
const AFTER_PORTS: u64 = 400;
const AFTER_SERVICES: u64 = 600;

impl Stage<'_> {
    /// Scans a host, or goes on with it. Returns early, without a mark, when the unit is stopped.
    pub(super) async fn host(&self, host: Host) -> Result<(), Lost> {
        let label = host.label();
        let mut progress = match self.emitter.checkpoint().await.hosts.remove(&label) {
            Some(progress) => progress,
            None => HostProgress::new(host.clone()),
        };
        if progress.open.is_none() {
            match self.ports(&host).await {
                Ok(Some(open)) => progress.open = Some(open),
                Ok(None) => return self.skip(&label, "no answer on any port".to_owned()).await,
                Err(Interrupted::Stopped) => return Ok(()),
                Err(Interrupted::Net(reason)) => return self.skip(&label, reason).await,
                Err(Interrupted::Lost) => return Err(Lost),
            }
        }
        self.host_progress(0, AFTER_PORTS).await?;
        self.services(&mut progress).await?;
        self.host_progress(AFTER_PORTS, AFTER_SERVICES).await?;
        self.checks(&progress).await?;
        if self.stop.is_cancelled() {
            return Ok(());
        }
        // The caller counts the whole host once more; take back what was counted on the way.
        self.take_back(AFTER_SERVICES);
        self.emitter.step(Vec::new(), |c| c.finish(&label)).await
    }

    fn take_back(&self, permille: u64) {
        self.permille_sum.fetch_sub(permille, std::sync::atomic::Ordering::Relaxed);
    }

    /// Whether the host is alive, and its open TCP ports. `None`: it never answered.
    async fn ports(&self, host: &Host) -> Result<Option<Vec<u16>>, Interrupted> {
        let profile = &self.unit.plan.profile;
        let mut alive = None;
        if profile.discovery == Discovery::Probe {
            match discover::find_live(&self.net, host, profile).await? {
                Liveness::Up { reason } => alive = Some(reason),
                Liveness::Down { .. } => return Ok(None),
            }
        }
        let wanted: Vec<u16> = self.unit.plan.ports.ports(Protocol::Tcp).collect();
        let found = self.net.scan_ports(host, &wanted, |_| {}).await?;
        if alive.is_none() {
            alive = match (found.open.first(), found.closed.first()) {
                (Some(port), _) => Some(format!("tcp {port} open")),
                (None, Some(port)) => Some(format!("tcp {port} refused")),
                (None, None) => return Ok(None),
            };
        }
        let events = vec![
            UnitEvent::HostUp { host: host.clone(), reason: alive.unwrap_or_default() },
            UnitEvent::PortsScanned {
                host: host.clone(),
                protocol: Protocol::Tcp,
                scanned: PortSet::from_ports(wanted, []),
                open: found.open.clone(),
                filtered: PortSet::from_ports(found.filtered, []),
            },
        ];
        let open = found.open.clone();
        self.emitter.step(events, |c| c.host(host).open = Some(open)).await?;
        Ok(Some(found.open))
    }

    /// Identifies what listens on each open port, side by side.
    async fn services(&self, progress: &mut HostProgress) -> Result<(), Lost> {
        if !self.unit.plan.profile.detect_services {
            return Ok(());
        }
        let host = progress.host.clone();
        let open = progress.open.clone().unwrap_or_default();
        let todo: Vec<Port> =
            open.into_iter().map(Port::tcp).filter(|p| progress.service(*p).is_none()).collect();
        let at_once = usize::from(self.unit.plan.profile.intensity.parallel_checks).max(1);
        let mut found = futures::stream::iter(todo)
            .map(|port| {
                let host = &host;
                async move { (port, self.identify(host, port).await) }
            })
            .buffer_unordered(at_once);
        while let Some((port, service)) = found.next().await {
            let Some(service) = service else { return Ok(()) };
            progress.services.push((port, service.clone()));
            self.record_service(&host, port, service).await?;
        }
        if !progress.udp_done {
            self.udp(progress).await?;
        }
        Ok(())
    }

    /// `None` when the unit is stopped.
    async fn identify(&self, host: &Host, port: Port) -> Option<Service> {
        let intensity = &self.unit.plan.profile.intensity;
        let service = discover::identify(&self.net, host, port, intensity).await;
        // What was found out while everything was being torn down is not to be believed.
        (!self.stop.is_cancelled()).then_some(service)
    }

    async fn record_service(&self, host: &Host, port: Port, service: Service) -> Result<(), Lost> {
        let event = UnitEvent::ServiceFound { host: host.clone(), port, service: service.clone() };
        self.emitter.step(vec![event], |c| c.host(host).services.push((port, service))).await
    }

    /// Asks the wanted UDP ports; only an answer proves a service.
    async fn udp(&self, progress: &mut HostProgress) -> Result<(), Lost> {
        let wanted: Vec<u16> = self.unit.plan.ports.ports(Protocol::Udp).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let host = progress.host.clone();
        let found = discover::scan_udp(&self.net, &host, &wanted).await;
        if self.stop.is_cancelled() {
            return Ok(());
        }
        let open: Vec<u16> = found.iter().map(|(port, _)| *port).collect();
        let silent = wanted.iter().copied().filter(|p| !open.contains(p));
        let mut events = vec![UnitEvent::PortsScanned {
            host: host.clone(),
            protocol: Protocol::Udp,
            filtered: PortSet::from_ports([], silent),
            scanned: PortSet::from_ports([], wanted.iter().copied()),
            open,
        }];
        let services: Vec<_> =
            found.into_iter().map(|(number, service)| (Port::udp(number), service)).collect();
        events.extend(services.iter().map(|(port, service)| UnitEvent::ServiceFound {
            host: host.clone(),
            port: *port,
            service: service.clone(),
        }));
        progress.services.extend(services.iter().cloned());
        progress.udp_done = true;
        self.emitter
            .step(events, |c| {
                let entry = c.host(&host);
                entry.udp_done = true;
                entry.services.extend(services);
            })
            .await
    }

    /// Checks each service that was not checked before a loss, side by side.
    async fn checks(&self, progress: &HostProgress) -> Result<(), Lost> {
        let todo = progress.services.iter().filter(|(port, _)| !progress.checked.contains(port));
        let at_once = usize::from(self.unit.plan.profile.intensity.parallel_checks).max(1);
        let mut done = futures::stream::iter(todo)
            .map(|(port, service)| self.inspect(&progress.host, *port, service))
            .buffer_unordered(at_once);
        while let Some(result) = done.next().await {
            result?;
        }
        Ok(())
    }
}

/// Why a stage of a host did not come to its end.
enum Interrupted {
    Stopped,
    Net(String),
    Lost,
}

impl From<NetError> for Interrupted {
    fn from(error: NetError) -> Self {
        match error {
            NetError::Stopped => Self::Stopped,
            other => Self::Net(other.to_string()),
        }
    }
}

impl From<Lost> for Interrupted {
    fn from(Lost: Lost) -> Self {
        Self::Lost
    }
}
