//! The server behind the start address: its name, its service, its TLS.

use model::check::{END_OF_LIFE, VERSIONS};
use model::host::{Host, Port};
use model::ports::PortSet;
use model::profile::{CheckSelection, ScanProfile};
use model::unit::UnitEvent;
use model::web::{Stage, StageState};
use net::NetError;

use super::{End, WebUnit};
use crate::network;

impl WebUnit<'_> {
    /// Looks at the server; the host that findings name, or `None` when the unit was stopped.
    pub(super) async fn server(&self) -> Result<Option<Host>, End> {
        let origin = self.setup.start.origin();
        let label = origin.bare_host().to_owned();
        let resolved = match self.net.resolve(&label).await {
            Ok(hosts) => hosts,
            Err(NetError::Stopped) => return Ok(None),
            Err(error) => return self.unreachable(&label, &error.to_string()).await,
        };
        let Some(host) = resolved.into_iter().next() else {
            return self.unreachable(&label, "the name has no address").await;
        };
        let port = Port::tcp(origin.port);
        match self.net.connect(&host, port.number).await {
            Ok(stream) => drop(stream),
            Err(NetError::Stopped) => return Ok(None),
            Err(error) => return self.unreachable(&label, &error.to_string()).await,
        }
        self.stage(Stage::Fingerprinter, StageState::Started, (0, 1), Vec::new()).await?;
        let up = UnitEvent::HostUp { host: host.clone(), reason: format!("{port} open") };
        let scanned = UnitEvent::PortsScanned {
            host: host.clone(),
            protocol: port.protocol,
            scanned: PortSet::from_ports([port.number], []),
            open: vec![port.number],
            filtered: PortSet::default(),
        };
        self.emitter.tell(up).await?;
        self.emitter.tell(scanned).await?;
        network::inspect_one(self.engine, self.unit, &self.profile(), self.emitter, self.stop, (&host, port))
            .await?;
        self.stage(Stage::Fingerprinter, StageState::Ended, (1, 1), Vec::new()).await?;
        Ok(Some(host))
    }

    /// The profile with what belongs to the server and not to the site: TLS, and what its version tells. Network checks of
    /// web servers send what they need; here the run's ceiling holds for each request, and templates do their part.
    fn profile(&self) -> ScanProfile {
        let mut profile = self.unit.plan.profile.clone();
        let words = tls::WORDS.iter().copied().chain([VERSIONS, END_OF_LIFE]);
        let wanted = words.filter(|w| profile.checks.selects(w)).map(str::to_owned).collect();
        profile.checks = CheckSelection::Only(wanted);
        profile
    }

    async fn unreachable(&self, label: &str, reason: &str) -> Result<Option<Host>, End> {
        let event = UnitEvent::HostSkipped { host: label.to_owned(), reason: reason.to_owned() };
        self.emitter.tell(event).await?;
        Err(End::Failed(format!("{label} cannot be reached: {reason}")))
    }
}
