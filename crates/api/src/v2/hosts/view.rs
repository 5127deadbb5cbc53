//! What is shown of a host.

use app::hosts::{KnownHost, ScanHost};
use model::host::Port;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;
use crate::v2::views::SeverityCounts;

/// A host across runs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Host {
    id: String,
    /// Its name if the target was named, else its address.
    host: String,
    /// Address that was probed last.
    address: String,
    target_id: String,
    /// The run that saw it last.
    last_run_id: String,
    /// Open findings.
    severity_counts: SeverityCounts,
    first_seen: String,
    last_seen: String,
}

/// A host as the newest run of a scan saw it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScannedHost {
    id: String,
    /// Its name if the target was named, else its address.
    host: String,
    /// Address that was probed.
    address: String,
    /// Findings of the run.
    severity_counts: SeverityCounts,
    /// Open ports with what listens there.
    services: Vec<Service>,
}

/// A service on an open port.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Service {
    port: u16,
    /// `tcp` or `udp`.
    protocol: &'static str,
    /// `ssh`, `http` … or `unknown`.
    name: String,
    product: Option<String>,
    version: Option<String>,
    extra: Option<String>,
    /// CPE 2.3 names.
    cpe: Vec<String>,
    banner: Option<String>,
    /// Whether it spoke inside TLS.
    tls: bool,
}

impl From<KnownHost> for Host {
    fn from(host: KnownHost) -> Self {
        Self {
            id: host.id.to_string(),
            host: host.host,
            address: host.address.to_string(),
            target_id: host.target.to_string(),
            last_run_id: host.last_run.to_string(),
            severity_counts: host.counts.into(),
            first_seen: host.first_seen.iso_millis(),
            last_seen: host.last_seen.iso_millis(),
        }
    }
}

impl From<ScanHost> for ScannedHost {
    fn from(host: ScanHost) -> Self {
        let ScanHost { id, summary } = host;
        Self {
            id: id.to_string(),
            host: summary.host,
            address: summary.address.to_string(),
            severity_counts: summary.counts.into(),
            services: summary.services.into_iter().map(Service::from).collect(),
        }
    }
}

impl From<(Port, model::service::Service)> for Service {
    fn from((port, service): (Port, model::service::Service)) -> Self {
        Self {
            port: port.number,
            protocol: port.protocol.as_str(),
            name: service.name,
            product: service.product,
            version: service.version,
            extra: service.extra,
            cpe: service.cpe,
            banner: service.banner,
            tls: service.tls,
        }
    }
}

impl Attributes for Host {
    const TYPE: &'static str = "hosts";
    fn id(&self) -> String {
        self.id.clone()
    }
}

impl Attributes for ScannedHost {
    const TYPE: &'static str = "scan_hosts";
    fn id(&self) -> String {
        self.id.clone()
    }
}
