//! Hosts that are named, silent, out of scope, or there over UDP alone.

use model::host::Host;
use model::ports::Protocol;
use model::unit::UnitEvent;

use crate::harness::{profile, run, unit};
use crate::services::{REDIS_OPEN, closed, scripted, snmp};

#[tokio::test]
async fn a_named_host_keeps_its_name() {
    let port = scripted([127, 0, 0, 1], REDIS_OPEN).await;
    let story = run(unit("Named.Test", &port.to_string(), profile()), None).await;
    let host = Host { address: [127, 0, 0, 1].into(), name: Some("named.test".into()) };
    assert!(story.events().any(|e| matches!(e, UnitEvent::HostUp { host: h, .. } if *h == host)));
    assert_eq!(story.observed().first().map(|o| o.host.label()).as_deref(), Some("named.test"));
}

#[tokio::test]
async fn a_host_left_out_is_named_with_the_reason() {
    let port = scripted([127, 0, 0, 1], REDIS_OPEN).await;
    let hosts = "127.0.0.1,127.9.9.9,192.0.2.1,missing.test";
    let story = run(unit(hosts, &port.to_string(), profile()), None).await;
    let mut skipped = story.skipped();
    skipped.sort_unstable();
    let labels: Vec<_> = skipped.iter().map(|(host, _)| *host).collect();
    assert_eq!(labels, ["127.9.9.9", "192.0.2.1", "missing.test"]);
    assert!(
        skipped[0].1.contains("out of scope") && skipped[2].1.contains("does not resolve"),
        "{skipped:?}"
    );
    assert_eq!(story.words(port), ["redis-no-password"]);
}

#[tokio::test]
async fn a_host_that_refuses_everything_is_up_and_clean() {
    let port = closed([127, 0, 0, 1]);
    let story = run(unit("127.0.0.1", &port.to_string(), profile()), None).await;
    let reason = format!("tcp {port} refused");
    assert!(story.events().any(|e| matches!(e, UnitEvent::HostUp { reason: r, .. } if *r == reason)));
    assert!(story.observed().is_empty());
}

#[tokio::test]
async fn udp_is_asked_whatever_tcp_said() {
    let host = [127, 0, 77, 1];
    snmp(host).await;
    let closed = closed(host);
    for ports in ["U:123,1161".to_owned(), format!("{closed},U:123,1161")] {
        let story = run(unit("127.0.77.1", &ports, profile()), None).await;
        assert_eq!(story.service(1161).name, "snmp", "{ports}");
        let udp = story.events().find_map(|e| match e {
            UnitEvent::PortsScanned { protocol: Protocol::Udp, open, filtered, .. } => {
                Some((open.clone(), filtered.ports(Protocol::Udp).collect::<Vec<_>>()))
            }
            _ => None,
        });
        assert_eq!(udp, Some((vec![1161], vec![])), "a refused port is closed, not silent");
    }
}
