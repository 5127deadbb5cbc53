//! The server behind the start address: its name, its service, its TLS.

use model::host::{Host, Port};
use model::ports::PortSet;
use model::profile::{CheckSelection, ScanProfile};
use model::unit::UnitEvent;
use model::web::{Stage, StageState};
use net::NetError;

use super::{End, WebUnit};
use crate::network;

/// Network checks of web servers that the web engine's own passive checks and templates do better.
const COVERED_ELSEWHERE: &[&str] = &[
    "http-directory-listing",
    "http-git-exposed",
    "http-env-exposed",
    "http-backup-file-exposed",
    "http-server-status",
    "http-server-info",
    "http-nginx-status",
    "http-default-page",
    "http-missing-hsts",
    "http-version-disclosed",
    "http-trace-enabled",
    "http-webdav-enabled",
];

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

    /// The profile with the network checks that belong to a web server.
    fn profile(&self) -> ScanProfile {
        let mut profile = self.unit.plan.profile.clone();
        if let CheckSelection::AllExcept(out) = &mut profile.checks {
            out.extend(COVERED_ELSEWHERE.iter().map(|w| (*w).to_owned()));
        }
        profile
    }

    async fn unreachable(&self, label: &str, reason: &str) -> Result<Option<Host>, End> {
        let event = UnitEvent::HostSkipped { host: label.to_owned(), reason: reason.to_owned() };
        self.emitter.tell(event).await?;
        Err(End::Failed(format!("{label} cannot be reached: {reason}")))
    }
}
