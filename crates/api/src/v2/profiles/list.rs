//! `GET /v2/scans/profiles/activeted` and `…/activated`

use app::profiles::{self, ProfileView};
use model::profile::Discovery;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Attributes, Items, Reply, Signed};

/// A scan profile.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Profile {
    /// A word: `normal`, `full`, `pci_asv`.
    id: String,
    name: String,
    version: u32,
    description: String,
    /// Why it is as it is and cannot be changed.
    rationale: String,
    /// Products that offer it.
    products: Vec<&'static str>,
    /// Whether it is used when none is chosen.
    default: bool,
    /// Whether nothing else may be used.
    mandatory: bool,
    /// Word of its port list.
    port_list_id: String,
    /// `probe`, or `assume_up`: every host is taken to be alive.
    discovery: &'static str,
    /// The strongest effect that its checks may have.
    effect_ceiling: &'static str,
    /// Whether versions are held against the vulnerability feed.
    version_checks: bool,
    /// Whether services are identified.
    detect_services: bool,
    /// Whether TLS is inspected.
    inspect_tls: bool,
    intensity: Intensity,
}

/// How hard a profile pushes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Intensity {
    /// Hosts at the same time.
    parallel_hosts: u16,
    /// Connections to one host at the same time.
    parallel_connections: u16,
    /// New connections a second to one host; 0 is unbounded.
    connections_per_second: u32,
}

impl From<ProfileView> for Profile {
    fn from(view: ProfileView) -> Self {
        let ProfileView { profile, is_default, is_mandatory } = view;
        Self {
            id: profile.id.clone(),
            name: profile.name.clone(),
            version: profile.version,
            description: profile.description.clone(),
            rationale: profile.rationale.clone(),
            products: profile.products.iter().map(|p| p.as_str()).collect(),
            default: is_default,
            mandatory: is_mandatory,
            port_list_id: profile.port_list.clone(),
            discovery: match profile.discovery {
                Discovery::Probe => "probe",
                Discovery::AssumeUp => "assume_up",
            },
            effect_ceiling: profile.effect_ceiling.as_str(),
            version_checks: profile.version_checks,
            detect_services: profile.detect_services,
            inspect_tls: profile.inspect_tls,
            intensity: Intensity {
                parallel_hosts: profile.intensity.parallel_hosts,
                parallel_connections: profile.intensity.parallel_connections,
                connections_per_second: profile.intensity.connections_per_second,
            },
        }
    }
}

impl Attributes for Profile {
    const TYPE: &'static str = "scan_profiles";
    fn id(&self) -> String {
        self.id.clone()
    }
}

pub(crate) async fn activated(ctx: Signed) -> Reply<Items<Profile>> {
    Ok(Items(profiles::activated(&ctx).await?.into_iter().map(Profile::from).collect()))
}
