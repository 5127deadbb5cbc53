//! A server that is killed in the crawl and in the checks of a web application finds what an undisturbed one finds, and sends
//! nothing that changes something twice.

use std::net::{Ipv4Addr, SocketAddr};

use model::{Env, Timestamp};
use vulnerable::canary::{self, Canary};

use crate::support::dast::Dast;
use crate::support::eventually;
use crate::support::process::Server;

const KILLS: usize = 8;

async fn canary() -> Canary {
    canary::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.expect("loopback")
}

/// Moments of a kill as parts of the whole, ascending.
fn moments(whole: u64) -> Vec<u64> {
    let (env, _) = Env::fake(Timestamp::from_micros(0), 20_260_801);
    let stretch = whole / KILLS as u64;
    // The first request belongs to the look at the server: the crawl begins after it.
    (0..KILLS as u64).map(|n| n * stretch + 3 + env.below(stretch.max(4) - 3)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_lose_nothing_and_repeat_no_change() {
    let quiet = canary().await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start(dir.path()).await;
    let dast = Dast::sign_in(&server.client.base).await;
    let target = dast.target(&quiet.server.url()).await;
    let scan = dast.scan_now(&target, "normal").await;
    assert_eq!(dast.ended(&scan).await, "completed");
    let expect = dast.findings(&target, &quiet.server.url()).await;
    assert!(!expect.is_empty());
    let whole = quiet.counts().requests;
    server.kill().await;

    let canary = canary().await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut server = Server::start(dir.path()).await;
    let mut dast = Dast::sign_in(&server.client.base).await;
    let target = dast.target(&canary.server.url()).await;
    let scan = dast.scan_now(&target, "normal").await;
    let mut inside = 0;
    for moment in moments(whole) {
        eventually("the next moment", || async {
            let there = canary.counts().requests >= moment;
            (there || dast.status(&scan).await == "completed").then_some(())
        })
        .await;
        inside += usize::from(dast.status(&scan).await != "completed");
        server.kill().await;
        server = Server::start(dir.path()).await;
        dast = Dast::sign_in(&server.client.base).await;
    }
    assert_eq!(dast.ended(&scan).await, "completed");
    let found = dast.findings(&target, &canary.server.url()).await;
    let differing: Vec<_> = found.symmetric_difference(&expect).collect();
    assert!(differing.is_empty(), "{differing:#?}");
    assert!(inside >= KILLS / 2, "only {inside} kills hit the run");
    let counts = canary.counts();
    assert!(counts.changing > 0);
    assert_eq!(counts.repeated, 0, "{:#?}", counts.again);
}
