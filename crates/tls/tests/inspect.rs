//! Whole inspections against servers on the loopback: rustls for today's versions, scripted bytes for yesterday's, and
//! `openssl s_server` (skipped with a message where it is missing) for what lies between.

mod servers;

use model::Timestamp;
use model::host::{Host, Port};
use model::scope::{Scope, private_ranges};
use net::{Net, NetOptions};
use tls::{TlsReport, Version, inspect, weaknesses};

fn net() -> Net {
    Net::new(NetOptions::new(Scope {
        include: "127.0.0.1".parse().expect("a host list"),
        exclude: model::hosts::HostList::default(),
        allowed: private_ranges(),
    }))
}

async fn ask(port: u16) -> TlsReport {
    let host = Host::from_address([127, 0, 0, 1].into());
    inspect(&net(), &host, port, None).await.expect("the server answers")
}

fn words(report: &TlsReport) -> Vec<String> {
    let host = Host::from_address([127, 0, 0, 1].into());
    // 2026-11-22: inside the validity of every certificate that the tests make.
    let now = Timestamp::from_micros(1_795_305_600_000_000);
    weaknesses(report, &host, Port::tcp(443), now).into_iter().map(|o| o.check).collect()
}

fn versions(report: &TlsReport) -> Vec<&'static str> {
    report.versions.iter().map(|v| v.version.as_str()).collect()
}

#[tokio::test]
async fn a_modern_server_is_only_self_signed() {
    let report = ask(servers::rustls(rustls::ALL_VERSIONS).await).await;
    assert_eq!(versions(&report), ["TLS 1.2", "TLS 1.3"]);
    assert_eq!(report.version(Version::Tls13).expect("accepted").suites.len(), 3);
    assert_eq!(report.version(Version::Tls12).expect("accepted").suites.len(), 3);
    assert_eq!(words(&report), ["cert-self-signed"]);
}

#[tokio::test]
async fn starttls_leads_to_the_same_report() {
    let host = Host::from_address([127, 0, 0, 1].into());
    let port = servers::smtp().await;
    let report = inspect(&net(), &host, port, Some(tls::StartTls::Smtp)).await.expect("the server answers");
    assert_eq!(versions(&report), ["TLS 1.2", "TLS 1.3"]);
    assert_eq!(words(&report), ["cert-self-signed"]);
    let declined =
        inspect(&net(), &host, servers::scripted(|_| None).await, Some(tls::StartTls::Postgresql)).await;
    assert!(declined.is_err());
}

#[tokio::test]
async fn a_tls13_server_shows_its_certificate() {
    let report = ask(servers::rustls(&[&rustls::version::TLS13]).await).await;
    assert_eq!(versions(&report), ["TLS 1.3"]);
    assert_eq!(report.chains[0][0].names, ["one.test"]);
    assert_eq!(words(&report), ["cert-self-signed"]);
}

#[tokio::test]
async fn an_ssl3_export_server_is_seen_through() {
    let report = ask(servers::scripted(servers::ssl3_export).await).await;
    assert_eq!(versions(&report), ["SSL 3.0"]);
    assert_eq!(
        words(&report),
        ["ssl-v3", "tls-export-ciphers", "tls-logjam", "tls-compression", "tls-no-secure-renegotiation"]
    );
}

#[tokio::test]
async fn an_ssl2_server_is_seen() {
    let report = ask(servers::scripted(servers::ssl2).await).await;
    assert_eq!(words(&report), ["ssl-v2"]);
}

#[tokio::test]
async fn an_over_read_heartbeat_is_counted() {
    let report = ask(servers::scripted(servers::heartbleed).await).await;
    assert!(words(&report).contains(&"tls-heartbleed".to_owned()));
}

#[tokio::test]
async fn a_dropped_heartbeat_is_no_weakness() {
    let report = ask(servers::scripted(servers::heartbeat).await).await;
    assert!(report.version(Version::Tls12).expect("accepted").heartbeat);
    assert!(!words(&report).contains(&"tls-heartbleed".to_owned()));
}

#[tokio::test]
async fn other_protocols_and_closed_ports_are_told_apart() {
    let report = ask(servers::scripted(|_| Some(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec())).await).await;
    assert!(!report.speaks_tls());
    let host = Host::from_address([127, 0, 0, 1].into());
    let closed = servers::closed_port();
    assert!(matches!(inspect(&net(), &host, closed, None).await, Err(net::NetError::Refused)));
}

#[tokio::test]
async fn openssl_servers_are_seen_through() {
    let Some(weak) =
        servers::openssl(&["-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0", "-dhparam", "dh1024"]).await
    else {
        println!("SKIPPED: no openssl on this machine");
        return;
    };
    let words = words(&ask(weak.port).await);
    for word in [
        "tls-1-0",
        "tls-1-1",
        "tls-null-ciphers",
        "tls-anonymous-ciphers",
        "tls-weak-dh",
        "cert-weak-key",
        "cert-weak-signature",
        "cert-self-signed",
    ] {
        assert!(words.iter().any(|w| w == word), "{word} is missing in {words:?}");
    }
    for word in ["ssl-v2", "ssl-v3", "tls-rc4", "tls-export-ciphers", "tls-heartbleed", "tls-compression"] {
        assert!(!words.iter().any(|w| w == word), "{word} is false");
    }
}
