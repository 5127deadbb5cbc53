//! `portscan HOST PORTS [ports-only]`: open ports and what listens there, with the time that each part took.

use std::time::{Duration, Instant};

use futures::StreamExt;
use model::host::{Host, Port};
use model::ports::{PortSet, Protocol};
use model::profile::Intensity;
use model::scope::{Scope, private_ranges};
use net::{Caps, Governor, Limits, Net, NetOptions, Resolver};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let host = arguments.next().ok_or("portscan HOST PORTS [ports-only]")?;
    let ports: PortSet = arguments.next().unwrap_or_else(|| "1-65535".to_owned()).parse()?;
    let ports_only = arguments.next().is_some();
    let intensity = Intensity {
        parallel_hosts: 1,
        parallel_connections: 512,
        parallel_checks: 8,
        connections_per_second: 0,
        connect_timeout_ms: 1500,
        read_timeout_ms: 5000,
        retries: 1,
    };
    let scope =
        Scope { include: host.parse()?, exclude: "".to_owned().try_into()?, allowed: private_ranges() };
    let net = Net::new(NetOptions {
        limits: Limits::from_intensity(&intensity),
        caps: Caps::from(&intensity),
        retries: intensity.retries,
        governor: Governor::from_system(),
        resolver: Resolver::system(),
        ..NetOptions::new(scope)
    });
    for host in net.resolve(&host).await? {
        scan(&net, &host, &ports, &intensity, ports_only).await?;
    }
    Ok(())
}

async fn scan(
    net: &Net,
    host: &Host,
    ports: &PortSet,
    intensity: &Intensity,
    ports_only: bool,
) -> Result<(), Box<dyn std::error::Error>> {
    let tcp: Vec<u16> = ports.ports(Protocol::Tcp).collect();
    let begin = Instant::now();
    let found = net.scan_ports(host, &tcp, |_| ()).await?;
    println!(
        "{}: {} open, {} closed, {} filtered in {:?}",
        host.label(),
        found.open.len(),
        found.closed.len(),
        found.filtered.len(),
        begin.elapsed()
    );
    if ports_only {
        println!("{:?}", found.open);
        return Ok(());
    }
    let begin = Instant::now();
    let asking = found.open.iter().map(|&port| async move {
        let begin = Instant::now();
        (port, discover::identify(net, host, Port::tcp(port), intensity).await, begin.elapsed())
    });
    let mut services: Vec<_> = futures::stream::iter(asking).buffer_unordered(32).collect().await;
    services.sort_by_key(|(port, ..)| *port);
    for (port, service, took) in services {
        print(Port::tcp(port), &service, took);
    }
    let udp: Vec<u16> = ports.ports(Protocol::Udp).collect();
    for (port, service) in discover::scan_udp(net, host, &udp).await.answered {
        print(Port::udp(port), &service, Duration::ZERO);
    }
    println!("services in {:?}", begin.elapsed());
    Ok(())
}

fn print(port: Port, service: &model::service::Service, took: Duration) {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    println!(
        "{port:<10} {}{} {} {} ({}) {}% starttls={} {:?} {took:?}",
        service.name,
        if service.tls { "/tls" } else { "" },
        part(&service.product),
        part(&service.version),
        part(&service.extra),
        service.certainty,
        service.starttls,
        service.cpe,
    );
}
