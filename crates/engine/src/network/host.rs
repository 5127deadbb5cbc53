//! One host through all stages. Each stage's result goes into the checkpoint before the next begins.

use futures::StreamExt;
use futures::future::BoxFuture;
use model::check::EVERY;
use model::host::{Host, Port};
use model::service::Service;
use model::unit::{LogLevel, UnitEvent};
use net::NetError;

use super::ports::{AFTER_PORTS, Interrupted};
use super::{Share, Stage};
use crate::Lost;
use crate::checkpoint::{HostProgress, Step};

/// The thousandths of a host's way that end with its services; the rest are checks.
const AFTER_SERVICES: u64 = 600;

impl Stage<'_> {
    /// Scans a host, or goes on with it. Returns early, without a mark, when the unit is stopped.
    pub(super) async fn host(&self, mut progress: HostProgress, share: &mut Share) -> Result<(), Lost> {
        let label = progress.host.label();
        if progress.open.is_none() {
            match self.ports(&mut progress, share).await {
                Ok(true) => {}
                Err(Interrupted::Net(NetError::Stopped)) => return Ok(()),
                Ok(false) => return self.skip(&label, "no answer on any port".to_owned()).await,
                Err(Interrupted::Net(error)) => return self.skip(&label, error.to_string()).await,
                Err(Interrupted::Lost) => return Err(Lost),
            }
        }
        self.reached(share, AFTER_PORTS).await?;
        if self.unit.plan.profile.detect_services {
            self.services(&mut progress, share).await?;
            self.udp(&mut progress).await?;
        }
        if self.stop.is_cancelled() {
            return Ok(());
        }
        self.reached(share, AFTER_SERVICES).await?;
        self.checks(&progress, share).await?;
        if self.stop.is_cancelled() {
            return Ok(());
        }
        self.emitter.step(Vec::new(), Step::Done(label)).await
    }

    /// Looks into ports that are known to be open.
    pub(super) async fn known_ports(&self, progress: &mut HostProgress) -> Result<(), Lost> {
        let mut share = Share::default();
        self.services(progress, &mut share).await?;
        if self.stop.is_cancelled() {
            return Ok(());
        }
        self.checks(progress, &mut share).await?;
        if self.stop.is_cancelled() {
            return Ok(());
        }
        self.emitter.step(Vec::new(), Step::Done(progress.host.label())).await
    }

    /// Identifies what listens on each open port, side by side.
    async fn services(&self, progress: &mut HostProgress, share: &mut Share) -> Result<(), Lost> {
        let host = progress.host.clone();
        let open = progress.open.clone().unwrap_or_default();
        let most = self.engine.max_services;
        if open.len() > most {
            self.too_many(&host, open.len()).await?;
        }
        let todo: Vec<Port> =
            open.into_iter().take(most).map(Port::tcp).filter(|p| progress.service(*p).is_none()).collect();
        let mut steps = Steps::new(AFTER_PORTS, AFTER_SERVICES, todo.len());
        let asking: Vec<_> = todo.into_iter().map(|port| self.identify(&host, port)).collect();
        let mut found = futures::stream::iter(asking).buffer_unordered(self.checks_at_once());
        while let Some((port, service)) = found.next().await {
            let Some(service) = service else { return Ok(()) };
            progress.services.push((port, service.clone()));
            self.record_service(&host, port, service).await?;
            self.reached(share, steps.next()).await?;
        }
        Ok(())
    }

    /// Says in the log and in the ledger that most open ports of a host are left alone.
    async fn too_many(&self, host: &Host, open: usize) -> Result<(), Lost> {
        let label = host.label();
        let most = self.engine.max_services;
        let reason = format!(
            "{open} ports are open, as if something answered for all of them: the first {most} are looked into"
        );
        let message = format!("{label}: {reason}");
        let events = vec![
            UnitEvent::Log { level: LogLevel::Warning, message },
            UnitEvent::NotCovered {
                host: host.clone(),
                port: None,
                place: String::new(),
                checks: vec![EVERY.to_owned()],
                reason,
            },
        ];
        for event in events {
            self.emitter.tell(event).await?;
        }
        Ok(())
    }

    fn identify<'a>(&'a self, host: &'a Host, port: Port) -> BoxFuture<'a, (Port, Option<Service>)> {
        Box::pin(async move { (port, self.ask_tcp(host, port).await) })
    }

    /// `None` when the unit is stopped.
    async fn ask_tcp(&self, host: &Host, port: Port) -> Option<Service> {
        if self.stop.is_cancelled() {
            return None;
        }
        let intensity = &self.unit.plan.profile.intensity;
        let service = discover::identify(&self.net, host, port, intensity).await;
        // What was found out while everything was being torn down is not to be believed.
        (!self.stop.is_cancelled()).then_some(service)
    }

    async fn record_service(&self, host: &Host, port: Port, service: Service) -> Result<(), Lost> {
        let event = UnitEvent::ServiceFound { host: host.clone(), port, service: service.clone() };
        self.emitter.step(vec![event], Step::Service(host.clone(), port, service)).await
    }

    /// Asks over UDP, unless that was needed already to see that the host is alive.
    async fn udp(&self, progress: &mut HostProgress) -> Result<(), Lost> {
        if progress.udp_done || self.stop.is_cancelled() {
            return Ok(());
        }
        let host = progress.host.clone();
        let Ok(udp) = self.ask_udp(&host).await else { return Ok(()) };
        progress.asked_udp(&udp.services);
        self.emitter.step(udp.events, Step::Udp(host, udp.services)).await
    }

    /// Checks each service that was not checked before a loss, side by side.
    async fn checks(&self, progress: &HostProgress, share: &mut Share) -> Result<(), Lost> {
        let todo: Vec<(Port, Service)> =
            progress.services.iter().filter(|(port, _)| !progress.checked.contains(port)).cloned().collect();
        let mut steps = Steps::new(AFTER_SERVICES, 1000, todo.len());
        let asking: Vec<_> =
            todo.into_iter().map(|(port, service)| self.inspect(&progress.host, port, service)).collect();
        let mut done = futures::stream::iter(asking).buffer_unordered(self.checks_at_once());
        while let Some(result) = done.next().await {
            result?;
            if !self.stop.is_cancelled() {
                self.reached(share, steps.next()).await?;
            }
        }
        Ok(())
    }

    fn checks_at_once(&self) -> usize {
        usize::from(self.unit.plan.profile.intensity.parallel_checks).max(1)
    }
}

/// Shares a stretch of a host's way out over equal steps.
struct Steps {
    from: u64,
    to: u64,
    total: u64,
    done: u64,
}

impl Steps {
    fn new(from: u64, to: u64, total: usize) -> Self {
        Self { from, to, total: (total as u64).max(1), done: 0 }
    }

    fn next(&mut self) -> u64 {
        self.done += 1;
        self.from + (self.to - self.from) * self.done.min(self.total) / self.total
    }
}
