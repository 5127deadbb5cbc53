//! What the harmless profiles send: nothing that changes anything.

use std::net::{Ipv4Addr, SocketAddr};

use crate::support::process::run;

async fn changing(profile: &str) -> vulnerable::canary::Counts {
    let canary =
        vulnerable::canary::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.expect("loopback");
    let output = run(&["scan", &canary.server.url(), "--profile", profile, "--format", "json", "-q"]).await;
    // Findings there may be or not; the scan itself must have worked.
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    canary.counts()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn harmless_profiles_change_nothing() {
    for profile in ["lightning", "safe"] {
        let counts = changing(profile).await;
        assert!(counts.requests > 5, "{profile} looked: {counts:?}");
        assert_eq!(counts.changing, 0, "{profile}: {counts:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_normal_profile_submits_forms() {
    let counts = changing("normal").await;
    assert!(counts.changing > 0, "the canary can count: {counts:?}");
    assert_eq!(counts.repeated, 0, "{:#?}", counts.again);
}
