//! What the scripted worker says. Everything happens on 127.0.0.1 unless a host is given.

use model::evidence::Evidence;
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};
use model::ports::Protocol;
use model::service::Service;
use model::unit::{LogLevel, UnitEvent, UnitOutcome};

pub(crate) const REDIS: &str = "redis-no-password";
pub(crate) const MEMCACHED: &str = "memcached-open";
pub(crate) const MONGODB: &str = "mongodb-open";

pub(crate) fn host(address: &str) -> Host {
    Host::from_address(address.parse().unwrap())
}

fn local() -> Host {
    host("127.0.0.1")
}

pub(crate) fn up() -> UnitEvent {
    up_at("127.0.0.1")
}

pub(crate) fn up_at(address: &str) -> UnitEvent {
    UnitEvent::HostUp { host: host(address), reason: "tcp 22 open".into() }
}

pub(crate) fn skipped(address: &str) -> UnitEvent {
    UnitEvent::HostSkipped { host: address.into(), reason: "no answer".into() }
}

/// TCP ports were asked: `open` answered, `filtered` never did, the rest refused.
pub(crate) fn ports(scanned: &str, open: &[u16], filtered: &str) -> UnitEvent {
    UnitEvent::PortsScanned {
        host: local(),
        protocol: Protocol::Tcp,
        scanned: scanned.to_owned().try_into().unwrap(),
        open: open.to_vec(),
        filtered: filtered.to_owned().try_into().unwrap(),
    }
}

pub(crate) fn service(port: u16, name: &str) -> UnitEvent {
    let service = Service { name: name.into(), certainty: 100, ..Service::default() };
    UnitEvent::ServiceFound { host: local(), port: Port::tcp(port), service }
}

pub(crate) fn observed(check: &str, port: u16) -> UnitEvent {
    observed_with(check, port, "", Evidence::new("seen"))
}

pub(crate) fn observed_with(check: &str, port: u16, place: &str, evidence: Evidence) -> UnitEvent {
    UnitEvent::Observed(Box::new(Observation {
        check: check.into(),
        host: local(),
        port: Some(Port::tcp(port)),
        place: place.into(),
        confidence: Confidence::Confirmed,
        severity: None,
        evidence,
    }))
}

pub(crate) fn covered(port: u16, words: &[&str]) -> UnitEvent {
    let checks = words.iter().map(|w| (*w).to_owned()).collect();
    UnitEvent::Covered { host: local(), port: Some(Port::tcp(port)), place: String::new(), checks }
}

pub(crate) fn not_covered(port: u16, words: &[&str]) -> UnitEvent {
    let checks = words.iter().map(|w| (*w).to_owned()).collect();
    let reason = "connection timed out".into();
    UnitEvent::NotCovered { host: local(), port: Some(Port::tcp(port)), place: String::new(), checks, reason }
}

pub(crate) fn progress(permille: u16) -> UnitEvent {
    UnitEvent::Progress { permille }
}

pub(crate) fn checkpoint(at: u64) -> UnitEvent {
    UnitEvent::Checkpoint(serde_json::json!({"at": at}))
}

pub(crate) fn log(message: &str) -> UnitEvent {
    UnitEvent::Log { level: LogLevel::Info, message: message.into() }
}

pub(crate) fn completed() -> UnitEvent {
    UnitEvent::Finished(UnitOutcome::Completed)
}

pub(crate) fn stopped() -> UnitEvent {
    UnitEvent::Finished(UnitOutcome::Stopped)
}

pub(crate) fn failed(retryable: bool) -> UnitEvent {
    UnitEvent::Finished(UnitOutcome::Failed { reason: "out of sockets".into(), retryable })
}

/// A host with three weaknesses, as a whole unit reports it.
pub(crate) fn three_findings() -> Vec<UnitEvent> {
    vec![
        up(),
        ports("1-30000", &[6379, 11211, 27017], ""),
        service(6379, "redis"),
        service(11211, "memcached"),
        service(27017, "mongodb"),
        progress(300),
        observed(REDIS, 6379),
        covered(6379, &[REDIS]),
        observed(MEMCACHED, 11211),
        covered(11211, &[MEMCACHED]),
        checkpoint(2),
        observed(MONGODB, 27017),
        not_covered(27017, &["end-of-life-product"]),
        log("three of three"),
        progress(900),
    ]
}
