//! Looks for proofs of ownership over the network that scans use: fenced to the one host and the allowed ranges, bounded in
//! time and bytes, without following redirects.

use std::time::Duration;

use app::web_targets::verify::{Answer, Lookup, Verifier};
use model::hosts::HostList;
use model::scope::Scope;
use net::http::{self, Request};
use net::{Limits, Net, NetError, NetOptions, Resolver};

/// For one lookup altogether.
const TIME: Duration = Duration::from_secs(10);

/// A verifier over `net`.
#[derive(Debug)]
pub(crate) struct Network {
    resolver: Resolver,
}

impl Network {
    /// One that asks the system's resolvers.
    pub(crate) fn system() -> Self {
        Self { resolver: Resolver::system() }
    }

    async fn fetch(&self, lookup: Lookup) -> Result<String, String> {
        let url = Parts::of(&lookup.url).ok_or("not an address that can be asked")?;
        let include: HostList = url.host.parse().map_err(|_| "not a host")?;
        let scope = Scope { include, exclude: HostList::default(), allowed: lookup.allowed };
        let limits = Limits {
            connect_timeout: Duration::from_secs(5),
            read_timeout: Duration::from_secs(5),
            stream_time: TIME,
            stream_bytes: lookup.max_bytes.saturating_add(128 << 10),
            body_bytes: lookup.max_bytes,
            redirects: 0,
            ..Limits::default()
        };
        let options =
            NetOptions { limits: limits.clone(), resolver: self.resolver.clone(), ..NetOptions::new(scope) };
        let net = Net::new(options);
        let hosts = net.resolve(url.host).await.map_err(|e| shown(&e))?;
        let mut last = "no address".to_owned();
        for host in hosts.iter().take(3) {
            match http::send(&net, host, url.port, url.tls, &Request::get(url.path), &limits).await {
                Ok(response) if response.status == 200 => return Ok(response.text().into_owned()),
                Ok(response) => return Err(format!("answered with status {}", response.status)),
                Err(error) => last = shown(&error),
            }
        }
        Err(last)
    }
}

/// What went wrong, without what an answer held.
fn shown(error: &NetError) -> String {
    error.to_string().chars().filter(|c| !c.is_control()).take(200).collect()
}

impl Verifier for Network {
    fn page(&self, lookup: Lookup) -> Answer<'_, String> {
        Box::pin(async move {
            let fetched = tokio::time::timeout(TIME, self.fetch(lookup)).await;
            fetched.unwrap_or_else(|_| Err("did not answer in time".to_owned()))
        })
    }

    fn txt(&self, name: String) -> Answer<'_, Vec<String>> {
        Box::pin(async move { self.resolver.texts(&name).await.map_err(|e| shown(&e)) })
    }
}

/// The parts of a normalised address.
struct Parts<'u> {
    tls: bool,
    host: &'u str,
    port: u16,
    path: &'u str,
}

impl<'u> Parts<'u> {
    fn of(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let tls = scheme == "https";
        let start = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(start)?;
        let default = if tls { 443 } else { 80 };
        let (host, port) = match authority.strip_prefix('[') {
            Some(v6) => {
                let (host, after) = v6.split_once(']')?;
                (host, after.strip_prefix(':'))
            }
            None => authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port))),
        };
        let port = port.map_or(Some(default), |text| text.parse().ok())?;
        Some(Self { tls, host, port, path: if path.is_empty() { "/" } else { path } })
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        for (url, expect) in [
            ("http://example.org/a?b", Some((false, "example.org", 80, "/a?b"))),
            ("https://[::1]:8443/", Some((true, "::1", 8443, "/"))),
            ("https://10.0.0.1", Some((true, "10.0.0.1", 443, "/"))),
            ("nonsense", None),
        ] {
            let got = Parts::of(url).map(|p| (p.tls, p.host, p.port, p.path));
            assert_eq!(got, expect, "{url}");
        }
    }

    /// A server that answers everything alike.
    async fn server(answer: &'static str) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut buffer = [0; 1024];
                let _ = stream.read(&mut buffer).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        address
    }

    async fn ask(answer: &'static str, allowed: &str) -> Result<String, String> {
        let address = server(answer).await;
        let allowed = vec![allowed.parse().unwrap()];
        let network = Network { resolver: Resolver::fixed([]) };
        network.page(Lookup { url: format!("http://{address}/x.txt"), allowed, max_bytes: 10 }).await
    }

    #[tokio::test]
    async fn only_a_plain_answer_inside_the_fence_counts() {
        let fine = "HTTP/1.1 200 OK\r\ncontent-length: 8\r\nconnection: close\r\n\r\nProbe.ly";
        assert_eq!(ask(fine, "127.0.0.0/8").await.as_deref(), Ok("Probe.ly"));
        assert!(ask(fine, "10.0.0.0/8").await.is_err(), "loopback is not allowed here");
        let moved = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(ask(moved, "127.0.0.0/8").await, Err("answered with status 302".to_owned()));
        let long = "HTTP/1.1 200 OK\r\ncontent-length: 30\r\nconnection: close\r\n\r\n012345678901234567890123456789";
        assert!(ask(long, "127.0.0.0/8").await.is_ok_and(|text| text.len() <= 10), "the answer is cut");
    }
}
