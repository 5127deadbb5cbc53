//! The demo's estate: a small trading house with a shop, an interface, and an office full of old servers.
//!
//! Everything here is acted, as in the rest of this room: protocols are answered from texts, nothing is executed, read or
//! stored outside the process, and nobody but this machine can connect. Unlike the cases beside it the estate is built to
//! look like something that people run: it is for showing a scanner at work, not for scoring one.

mod accept;
mod api;
mod services;
mod shop;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::server;

pub use accept::Running;
pub use api::openapi;

/// The sign-in of the shop, as a target's settings name it: mail address and password of its one customer.
pub const CUSTOMER: (&str, &str) = ("demo@harbour.test", "harbour-demo");
/// What a page of the shop says to a customer who is signed in.
pub const SIGNED_IN: &str = "Signed in as";

/// What is simulated, machine by machine. The addresses are wishes: see [`start`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// Its key, unique: `files-ftp`.
    pub key: &'static str,
    /// The machine that it runs on.
    pub machine: Machine,
    /// The port that people expect it at, plus something where that would need privileges.
    pub port: u16,
    /// What it is, for people.
    pub title: &'static str,
}

/// A machine of the estate: services with one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Machine {
    /// File server.
    Files,
    /// Data stores.
    Data,
    /// Mail server.
    Mail,
    /// The office's own web server.
    Intranet,
    /// The one machine that somebody looks after.
    Bastion,
    /// The shop.
    Shop,
    /// The interface for partners.
    Api,
}

impl Machine {
    /// The address that it likes to have.
    pub const fn address(self) -> Ipv4Addr {
        let last = match self {
            Self::Files => 11,
            Self::Data => 12,
            Self::Mail => 13,
            Self::Intranet => 14,
            Self::Bastion => 15,
            Self::Shop => 20,
            Self::Api => 21,
        };
        Ipv4Addr::new(127, 0, 10, last)
    }
}

const fn service(key: &'static str, machine: Machine, port: u16, title: &'static str) -> Service {
    Service { key, machine, port, title }
}

/// Everything that is simulated.
pub const SERVICES: &[Service] = &[
    service("files-ftp", Machine::Files, 2121, "FTP, open to everybody"),
    service("files-ssh", Machine::Files, 2222, "SSH of 2016"),
    service("files-telnet", Machine::Files, 2323, "Telnet"),
    service("files-rsync", Machine::Files, 8730, "rsync with an open module"),
    service("data-redis", Machine::Data, 6379, "Redis without a password"),
    service("data-memcached", Machine::Data, 11211, "memcached"),
    service("data-search", Machine::Data, 9200, "Elasticsearch without sign-in"),
    service("data-mysql", Machine::Data, 3306, "MySQL, root without a password"),
    service("mail-smtp", Machine::Mail, 2525, "SMTP that relays for everybody"),
    service("mail-pop3", Machine::Mail, 1110, "POP3 in clear text"),
    service("mail-imap", Machine::Mail, 1143, "IMAP in clear text"),
    service("intranet-http", Machine::Intranet, 8080, "Apache httpd 2.4.49"),
    service("intranet-https", Machine::Intranet, 8443, "TLS 1.0 and an expired certificate"),
    service("bastion-ssh", Machine::Bastion, 2222, "SSH, up to date"),
    service("bastion-http", Machine::Bastion, 8080, "a web page, up to date"),
    service("shop", Machine::Shop, 8000, "a shop with a login"),
    service("api", Machine::Api, 8001, "an interface with an OpenAPI description"),
];

/// What changes in the estate while it runs: somebody repairs something.
#[derive(Debug, Clone, Default)]
pub struct Repairs(Arc<AtomicBool>);

impl Repairs {
    /// Redis gets its password.
    pub fn redis(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_redis(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Starts a service at an address. It stops when what is returned is dropped.
///
/// # Errors
/// The address is no loopback address or cannot be listened at, or the service is none of [`SERVICES`].
pub async fn start(key: &str, addr: SocketAddr, repairs: &Repairs) -> io::Result<Running> {
    if let Some(script) = services::script(key) {
        return accept::script(addr, script, repairs.clone()).await;
    }
    match key {
        "shop" => Ok(server::serve(addr, Arc::new(shop::Shop::default())).await?.into()),
        "api" => Ok(server::serve(addr, Arc::new(api::Api)).await?.into()),
        "intranet-https" => services::tls::start(addr).await,
        _ => match services::site(key) {
            Some(site) => Ok(server::serve(addr, site).await?.into()),
            None => Err(io::Error::other(format!("start \"{key}\": there is no such service"))),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[tokio::test]
    async fn every_service_starts_and_none_beyond_loopback() {
        let keys: BTreeSet<&str> = SERVICES.iter().map(|s| s.key).collect();
        assert_eq!(keys.len(), SERVICES.len());
        let places: BTreeSet<_> = SERVICES.iter().map(|s| (s.machine, s.port)).collect();
        assert_eq!(places.len(), SERVICES.len());
        let repairs = Repairs::default();
        for service in SERVICES {
            let running = start(service.key, "127.0.0.1:0".parse().unwrap(), &repairs).await;
            assert!(running.is_ok_and(|r| r.addr.port() > 0), "{}", service.key);
            let beyond = start(service.key, "0.0.0.0:0".parse().unwrap(), &repairs).await;
            assert!(beyond.is_err(), "{}", service.key);
        }
        assert!(start("nothing", "127.0.0.1:0".parse().unwrap(), &repairs).await.is_err());
    }
}
