//! Stopping a run, and runs that begin by themselves.

use std::time::Duration;

use serde_json::json;

use crate::support::eventually;
use crate::support::process::Server;
use crate::support::services::{Estate, Kind, ports};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_stop_nobody_calls() {
    let estate = Estate::slow(Duration::from_millis(400));
    let mut services = Vec::new();
    for _ in 0..24 {
        services.push(estate.serve(Kind::Redis).await);
    }
    let dir = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start(dir.path()).await;
    let client = &server.client;
    let scan = client.scan("127.0.0.1", &ports(&services), "normal").await;
    let run = client.start(&scan).await;
    eventually("probes", || async { (estate.connections() > 30).then_some(()) }).await;
    client.post(&format!("/v2/scans/{scan}/stop"), json!({})).await;
    assert_eq!(client.ended(&scan, &run).await, "canceled");
    // Connections that the kernel had accepted before the end are counted first.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let then = estate.connections();
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(estate.connections(), then);
    assert_eq!(client.status(&scan, &run).await, "canceled");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_due_schedule_starts_its_scan_once() {
    let estate = Estate::default();
    let redis = estate.serve(Kind::Redis).await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start(dir.path()).await;
    let client = &server.client;
    let scan = client.scan("127.0.0.1", &ports([&redis]), "normal").await;
    let first_time = model::Env::system().now().plus_seconds(3).iso_millis();
    let body = json!({"name": "once", "first_time": first_time, "timezone": "UTC", "period_unit": "once"});
    let schedule = client.post("/v2/schedules", body).await;
    let schedule = schedule["data"]["id"].as_str().expect("an id");
    client.put(&format!("/v2/scans/{scan}"), json!({"schedule_id": schedule})).await;

    let occurrence = eventually("an occurrence", || async {
        let list = client.get(&format!("/v2/schedules/{schedule}/occurrences")).await;
        list["data"].get(0).map(|o| o["attributes"].clone())
    })
    .await;
    assert_eq!(occurrence["outcome"], "started", "{occurrence}");
    let run = occurrence["run_id"].as_str().expect("a run");
    assert_eq!(client.ended(&scan, run).await, "completed");
    assert!(client.findings(&scan).await.iter().any(|f| f.check == "redis-no-password"));
    let all = client.get(&format!("/v2/schedules/{schedule}/occurrences")).await;
    assert_eq!(all["data"].as_array().map(Vec::len), Some(1));
}
