//! The simulated servers, where they are.

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result};
use vulnerable::demo::{self, Machine, Repairs, Running, SERVICES, Service};

use super::book::Book;

/// The running servers. They stop when it is dropped.
pub(super) struct Estate {
    running: Vec<(Service, Running)>,
    pub(super) repairs: Repairs,
}

impl Estate {
    /// Starts every server where the book has it; where it has none, at a free address that the book gets.
    pub(super) async fn start(book: &mut Book) -> Result<Self> {
        let mut estate = Self { running: Vec::with_capacity(SERVICES.len()), repairs: Repairs::default() };
        if book.repaired {
            estate.repairs.redis();
        }
        for service in SERVICES {
            let running = match book.places.get(service.key) {
                Some(&addr) => demo::start(service.key, addr, &estate.repairs).await,
                None => first(service, &estate.repairs).await,
            };
            match running {
                Ok(running) => {
                    book.places.insert(service.key.to_owned(), running.addr);
                    estate.running.push((*service, running));
                }
                // Its target points there: another address would look like another machine.
                Err(error) if book.places.contains_key(service.key) => {
                    tracing::warn!(service = service.key, "a server of the demo is away: {error}");
                }
                Err(error) => {
                    return Err(error).with_context(|| format!("starting the demo's \"{}\"", service.title));
                }
            }
        }
        Ok(estate)
    }

    /// Where a service listens.
    pub(super) fn addr(&self, key: &str) -> Option<SocketAddr> {
        self.running.iter().find(|(service, _)| service.key == key).map(|(_, running)| running.addr)
    }

    /// The address of a service that browsers understand; empty where it is away.
    pub(super) fn url(&self, key: &str) -> String {
        self.addr(key).map(|addr| format!("http://{addr}/")).unwrap_or_default()
    }

    /// The addresses of machines as a host list.
    pub(super) fn hosts(&self, machines: &[Machine]) -> String {
        let all: BTreeSet<String> = self.of(machines).map(|addr| addr.ip().to_string()).collect();
        all.into_iter().collect::<Vec<_>>().join(",")
    }

    /// The ports of machines as a port list.
    pub(super) fn ports(&self, machines: &[Machine]) -> String {
        let all: BTreeSet<u16> = self.of(machines).map(|addr| addr.port()).collect();
        all.into_iter().map(|port| port.to_string()).collect::<Vec<_>>().join(",")
    }

    fn of<'a>(&'a self, machines: &'a [Machine]) -> impl Iterator<Item = SocketAddr> + 'a {
        let wanted = |(service, _): &&(Service, Running)| machines.contains(&service.machine);
        self.running.iter().filter(wanted).map(|(_, running)| running.addr)
    }
}

/// At the address and port that people expect, or else at any port; on the one address that every machine has where
/// others of loopback are not to be had.
async fn first(service: &Service, repairs: &Repairs) -> io::Result<Running> {
    let own = service.machine.address();
    let places = [(own, service.port), (own, 0), (Ipv4Addr::LOCALHOST, 0)];
    let mut last = io::Error::other("there is no address");
    for place in places {
        match demo::start(service.key, place.into(), repairs).await {
            Ok(running) => return Ok(running),
            Err(error) => last = error,
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_second_start_finds_the_same_addresses() {
        let mut book = Book::default();
        // Another demo may have what this one would like: whatever it gets, it keeps.
        let estate = Estate::start(&mut book).await.unwrap();
        let places = book.places.clone();
        assert_eq!(places.len(), SERVICES.len());
        assert!(places.values().all(|addr| addr.ip().is_loopback()));
        let (hosts, ports) = (estate.hosts(&[Machine::Files]), estate.ports(&[Machine::Files]));
        assert!(!hosts.is_empty() && ports.split(',').count() == 4, "{hosts} {ports}");
        drop(estate);
        // The listeners end with their tasks, a moment later.
        for addr in places.values() {
            while tokio::net::TcpListener::bind(addr).await.is_err() {
                tokio::task::yield_now().await;
            }
        }
        let again = Estate::start(&mut book).await.unwrap();
        assert_eq!(book.places, places);
        assert_eq!(again.hosts(&[Machine::Files]), hosts);
    }
}
