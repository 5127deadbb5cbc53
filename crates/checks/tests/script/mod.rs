//! Scripted services on loopback ports of their own, and one-liners that hold a group against them.

use std::collections::BTreeSet;

use checks::{Context, Outcome, groups};
use model::host::{Host, Port};
use model::scope::{Scope, private_ranges};
use model::service::Service;
use net::{Net, NetOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UdpSocket};

/// One conversation: what is said first, then (what the client must have sent, what is answered).
#[derive(Clone)]
pub(crate) struct Script {
    pub(crate) hello: Vec<u8>,
    pub(crate) turns: Vec<(Vec<u8>, Vec<u8>)>,
}

/// A script from texts. A turn answers as soon as what was read since the last turn contains its first part; turns
/// that do not match are passed over, so that one script serves every connection of a group.
pub(crate) fn script(hello: impl AsRef<[u8]>, turns: &[(&[u8], &[u8])]) -> Script {
    let turns = turns.iter().map(|(expect, answer)| (expect.to_vec(), answer.to_vec())).collect();
    Script { hello: hello.as_ref().to_vec(), turns }
}

/// An HTTP service: (start of the request line, whole response) pairs; everything else is a 404.
pub(crate) fn http(pages: &[(&str, &str)]) -> Script {
    let mut turns: Vec<_> = pages
        .iter()
        .map(|(request, answer)| (request.as_bytes().to_vec(), answer.as_bytes().to_vec()))
        .collect();
    let missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone".to_vec();
    turns.push((b" HTTP/1.1\r\n".to_vec(), missing));
    Script { hello: Vec::new(), turns }
}

async fn serve(script: Script) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let port = listener.local_addr().expect("bound").port();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let script = script.clone();
            tokio::spawn(async move {
                if socket.write_all(&script.hello).await.is_err() {
                    return;
                }
                let (mut seen, mut buf) = (Vec::new(), vec![0; 16 * 1024]);
                while let Ok(read @ 1..) = socket.read(&mut buf).await {
                    seen.extend_from_slice(&buf[..read]);
                    let turn = script
                        .turns
                        .iter()
                        .find(|(expect, _)| seen.windows(expect.len()).any(|w| w == expect));
                    if let Some((_, answer)) = turn {
                        seen.clear();
                        if socket.write_all(answer).await.is_err() {
                            return;
                        }
                    }
                }
            });
        }
    });
    port
}

#[expect(clippy::disallowed_methods, reason = "a server of the test, not a probe")]
async fn serve_udp(script: Script) -> u16 {
    let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a loopback port");
    let port = socket.local_addr().expect("bound").port();
    tokio::spawn(async move {
        let mut buf = vec![0; 4096];
        while let Ok((read, from)) = socket.recv_from(&mut buf).await {
            let turn = script
                .turns
                .iter()
                .find(|(expect, _)| buf[..read].windows(expect.len()).any(|w| w == expect));
            if let Some((_, answer)) = turn {
                let _ = socket.send_to(answer, from).await;
            }
        }
    });
    port
}

fn net() -> Net {
    let mut options = NetOptions::new(Scope {
        include: "127.0.0.1".parse().expect("a host list"),
        exclude: model::hosts::HostList::default(),
        allowed: private_ranges(),
    });
    options.limits.read_timeout = std::time::Duration::from_millis(400);
    options.retries = 0;
    Net::new(options)
}

async fn run(service: &str, port: Port) -> Outcome {
    let service = Service { name: service.into(), certainty: 100, ..Service::default() };
    let (net, host) = (net(), Host::from_address([127, 0, 0, 1].into()));
    let mut all = Outcome::default();
    for group in groups().iter().filter(|g| (g.applies)(&service, port)) {
        let outcome = group.run(Context { net: &net, host: &host, port, service: &service }).await;
        let answered: BTreeSet<_> =
            outcome.covered.iter().copied().chain(outcome.not_covered.iter().map(|(w, _)| *w)).collect();
        assert_eq!(answered, group.words.iter().copied().collect(), "{} accounts for every word", group.name);
        all.observed.extend(outcome.observed);
        all.covered.extend(outcome.covered);
        all.not_covered.extend(outcome.not_covered);
    }
    all
}

fn words(outcome: &Outcome) -> Vec<&str> {
    outcome.observed.iter().map(|o| o.check.as_str()).collect()
}

/// The groups for `service` must see exactly these words.
pub(crate) async fn finds(service: &str, script: Script, expect: &[&str]) {
    let outcome = run(service, Port::tcp(serve(script).await)).await;
    assert_eq!(words(&outcome), expect, "{service}: {:?}", outcome.not_covered);
    assert!(outcome.observed.iter().all(|o| !o.evidence.summary.is_empty() && o.port.is_some()));
}

/// The groups for `service` must see nothing and still come to an answer.
pub(crate) async fn stays_quiet(service: &str, script: Script) {
    let outcome = run(service, Port::tcp(serve(script).await)).await;
    assert_eq!(words(&outcome), [""; 0], "{service}");
    assert!(!outcome.covered.is_empty(), "{service}: {:?}", outcome.not_covered);
}

/// As [`finds`] over UDP.
pub(crate) async fn finds_udp(service: &str, script: Script, expect: &[&str]) {
    let outcome = run(service, Port::udp(serve_udp(script).await)).await;
    assert_eq!(words(&outcome), expect, "{service}: {:?}", outcome.not_covered);
}
