//! A server that is killed again and again finds what an undisturbed one finds.

use std::time::Duration;

use model::{Env, Timestamp};

use crate::support::eventually;
use crate::support::process::Server;
use crate::support::services::{Estate, Kind, Service, ports};

const KILLS: usize = 10;
const SERVICES: usize = 36;

async fn services(estate: &Estate) -> Vec<Service> {
    let mut services = Vec::new();
    for n in 0..SERVICES {
        services.push(estate.serve([Kind::Redis, Kind::Ftp, Kind::Clean][n % 3]).await);
    }
    services
}

/// Moments of a kill as parts of the whole, ascending.
fn moments(whole: usize) -> Vec<usize> {
    let (env, _) = Env::fake(Timestamp::from_micros(0), 20_260_731);
    let stretch = whole / KILLS;
    (0..KILLS).map(|n| n * stretch + env.below(stretch as u64) as usize).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_kills_lose_and_invent_nothing() {
    let estate = Estate::slow(Duration::from_millis(25));
    let services = services(&estate).await;
    let ports = ports(&services);

    let dir = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start(dir.path()).await;
    let scan = server.client.scan("127.0.0.1", &ports, "normal").await;
    let run = server.client.start(&scan).await;
    assert_eq!(server.client.ended(&scan, &run).await, "completed");
    let expect = server.client.findings(&scan).await;
    let connections = estate.connections();
    server.kill().await;
    assert!(expect.len() >= SERVICES * 2 / 3, "{}", expect.len());

    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut server = Server::start(dir.path()).await;
    let scan = server.client.scan("127.0.0.1", &ports, "normal").await;
    let begin = estate.connections();
    let run = server.client.start(&scan).await;
    let mut inside = 0;
    for moment in moments(connections) {
        let client = &server.client;
        eventually("the next moment", || async {
            let there = estate.connections() - begin >= moment;
            (there || client.status(&scan, &run).await == "completed").then_some(())
        })
        .await;
        inside += usize::from(client.status(&scan, &run).await != "completed");
        server.kill().await;
        server = Server::start(dir.path()).await;
    }
    assert_eq!(server.client.ended(&scan, &run).await, "completed");
    let found = server.client.findings(&scan).await;
    let differing: Vec<_> = found.symmetric_difference(&expect).collect();
    assert!(differing.is_empty(), "{differing:#?}");
    assert!(inside >= KILLS / 2, "only {inside} kills hit the run");
}
