//! UDP services: an answer to a service's own question proves both the open port and the service.

use futures::StreamExt;
use model::host::Host;
use model::ports::Protocol;
use model::service::Service;
use net::{Net, NetError};

use crate::data::Detector;
use crate::talk::Place;

/// Ports asked at once.
const AT_ONCE: usize = 16;

/// Asks each port that a probe is made for and gives those that answered, ascending. Ports without a probe are left out:
/// silence says nothing about them.
pub async fn scan_udp(net: &Net, host: &Host, ports: &[u16]) -> Vec<(u16, Service)> {
    let detector = Detector::builtin();
    let asking = ports.iter().map(|&port| async move {
        let service = identify(Place { detector, net, host, port }).await;
        service.map(|service| (port, service))
    });
    let mut found: Vec<_> = futures::stream::iter(asking)
        .buffer_unordered(AT_ONCE)
        .filter_map(std::future::ready)
        .collect()
        .await;
    found.sort_by_key(|(port, _)| *port);
    found
}

/// The service on a UDP port by the probes for it; an answer that no rule understands is `unknown`. All probes are asked at
/// once, as most cost a time-out.
pub(crate) async fn identify(place: Place<'_>) -> Option<Service> {
    let probes = place.detector.probes.iter();
    let fitting = probes.filter(|p| p.protocol == Protocol::Udp && p.ports.contains(&place.port));
    let mut asking: futures::stream::FuturesUnordered<_> = fitting
        .map(|probe| async move {
            match place.net.udp_exchange(place.host, place.port, &place.fill(probe)).await {
                Ok(answer) => Some((probe.name.as_str(), answer)),
                Err(NetError::Refused) => None,
                Err(error) => {
                    tracing::debug!(port = place.port, probe = probe.name, %error, "no datagram came back");
                    None
                }
            }
        })
        .collect();
    let mut best: Option<Service> = None;
    while let Some(answer) = asking.next().await {
        let Some((probe, bytes)) = answer else { continue };
        let service = place.detector.read(probe, &bytes).unwrap_or_else(|| Service {
            name: "unknown".to_owned(),
            banner: crate::rule::banner(&bytes),
            ..Service::default()
        });
        if service.version.is_some() {
            return Some(service);
        }
        if best.as_ref().is_none_or(|b| {
            (service.certainty, service.product.is_some()) > (b.certainty, b.product.is_some())
        }) {
            best = Some(service);
        }
    }
    best
}
