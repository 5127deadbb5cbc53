//! UDP services: an answer to a service's own question proves both the open port and the service.

use std::time::Duration;

use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};
use model::host::Host;
use model::ports::Protocol;
use model::service::Service;
use net::{Net, NetError};
use tokio::time::{Instant, timeout_at};

use crate::data::Detector;
use crate::talk::Place;

/// Ports asked at once.
const AT_ONCE: usize = 16;
/// After a good answer the others get this time to add to it.
const GRACE: Duration = Duration::from_secs(1);

/// What asking UDP ports came to; what is in neither list stayed silent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UdpScan {
    /// Ports that answered, ascending, with what listens there.
    pub answered: Vec<(u16, Service)>,
    /// Ports of which the host said that nothing listens, ascending.
    pub closed: Vec<u16>,
}

/// What one port said.
pub(crate) enum UdpAnswer {
    Service(Service),
    Closed,
    Silent,
}

/// Asks each port that a probe is made for. Ports without a probe are not asked: silence would say nothing about them.
pub async fn scan_udp(net: &Net, host: &Host, ports: &[u16]) -> UdpScan {
    let detector = Detector::builtin();
    // Boxed, and all there before the first is polled: a lazy stream over borrowed ports is not `Send` to the compiler.
    let asking: Vec<BoxFuture<'_, _>> =
        ports.iter().map(|&port| ask(Place { detector, net, host, port }).boxed()).collect();
    let mut answers = futures::stream::iter(asking).buffer_unordered(AT_ONCE);
    let mut scan = UdpScan::default();
    while let Some((port, answer)) = answers.next().await {
        match answer {
            UdpAnswer::Service(service) => scan.answered.push((port, service)),
            UdpAnswer::Closed => scan.closed.push(port),
            UdpAnswer::Silent => {}
        }
    }
    scan.answered.sort_by_key(|(port, _)| *port);
    scan.closed.sort_unstable();
    scan
}

async fn ask(place: Place<'_>) -> (u16, UdpAnswer) {
    (place.port, identify(place).await)
}

/// The service on a UDP port by the probes for it; an answer that no rule understands is `unknown`. All probes are asked at
/// once, as most cost a time-out.
pub(crate) async fn identify(place: Place<'_>) -> UdpAnswer {
    let probes = place.detector.probes.iter();
    let fitting = probes.filter(|p| p.protocol == Protocol::Udp && p.ports.contains(&place.port));
    let mut asking: futures::stream::FuturesUnordered<_> = fitting
        .map(|probe| async move {
            let answer = place.net.udp_exchange(place.host, place.port, &place.fill(probe)).await;
            (probe.name.as_str(), answer)
        })
        .collect();
    let mut best: Option<Service> = None;
    let mut closed = false;
    let mut until: Option<Instant> = None;
    loop {
        let next = match until {
            Some(until) => timeout_at(until, asking.next()).await.unwrap_or_default(),
            None => asking.next().await,
        };
        let Some((probe, answer)) = next else { break };
        let bytes = match answer {
            Ok(bytes) => bytes,
            Err(error) => {
                closed |= matches!(error, NetError::Refused);
                tracing::debug!(port = place.port, probe, %error, "no datagram came back");
                continue;
            }
        };
        let service = place.detector.read(probe, &bytes).unwrap_or_else(|| Service {
            name: "unknown".to_owned(),
            banner: crate::rule::banner(&bytes),
            ..Service::default()
        });
        if service.version.is_some() {
            return UdpAnswer::Service(service);
        }
        if service.certainty >= 90 {
            until.get_or_insert(Instant::now() + GRACE);
        }
        best = Some(match best {
            Some(other) => together(other, service),
            None => service,
        });
    }
    match best {
        Some(service) => UdpAnswer::Service(service),
        None if closed => UdpAnswer::Closed,
        None => UdpAnswer::Silent,
    }
}

/// The better of two answers of one port, with what only the other one tells of the same service.
fn together(one: Service, other: Service) -> Service {
    let rank = |s: &Service| (s.certainty, s.product.is_some());
    let (mut better, worse) = if rank(&other) > rank(&one) { (other, one) } else { (one, other) };
    if better.name == worse.name {
        better.extra = worse.extra.filter(|_| better.extra.is_none()).or(better.extra);
    }
    better
}
