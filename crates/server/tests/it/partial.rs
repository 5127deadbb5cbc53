//! An incremental scan of a web application through the binary: it builds on the last complete one.

use std::net::{Ipv4Addr, SocketAddr};

use serde_json::json;

use crate::support::dast::Dast;
use crate::support::process::Server;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_incremental_scan_leaves_alone_what_did_not_change() {
    let canary =
        vulnerable::canary::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.expect("loopback");
    let dir = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start(dir.path()).await;
    let dast = Dast::sign_in(&server.client.base).await;
    let target = dast.target(&canary.server.url()).await;
    let whole = dast.scan_now(&target, "normal").await;
    assert_eq!(dast.ended(&whole).await, "completed");
    let (found, first) = (dast.findings(&target, &canary.server.url()).await, canary.counts());
    assert!(!found.is_empty() && first.changing > 0);

    let body = json!({"scan_profile": "normal", "incremental": true});
    let second = dast.post(&format!("/targets/{target}/scan_now/"), body).await;
    assert_eq!((&second["incremental"], &second["reduced_scope"]), (&json!(true), &json!(false)));
    let second = second["id"].as_str().expect("an id").to_owned();
    assert_eq!(dast.ended(&second).await, "completed");
    let changing = canary.counts().changing - first.changing;
    let rows = dast.text(&format!("/targets/{target}/scans/{second}/endpoints/?all=true")).await;
    assert!(rows.contains("unchanged since the last complete run"), "{rows}");
    assert!(changing * 4 < first.changing, "{changing} after {} of the whole scan: {rows}", first.changing);
    assert_eq!(
        dast.findings(&target, &canary.server.url()).await,
        found,
        "what was not tested stays as it is"
    );
    server.kill().await;
}
