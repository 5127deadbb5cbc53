//! The demo: something is found within a minute, a report is written, a second start is no second demo, and real data is
//! left alone.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::dast::Dast;
use crate::support::eventually;
use crate::support::process::{Server, watchpost};

/// What there is, by address of the list.
async fn counts(client: &crate::support::client::Client, dast: &Dast) -> BTreeMap<&'static str, Value> {
    let mut all = BTreeMap::new();
    for path in ["/v2/targets", "/v2/scans", "/v2/schedules", "/v2/port_lists"] {
        all.insert(path, client.get(path).await["meta"]["pagination"]["total_count"].clone());
    }
    for path in ["/targets/", "/scheduledscans/", "/labels/"] {
        all.insert(path, dast.get(path).await["count"].clone());
    }
    all
}

/// Everything that the demo promises for its first minute, and what a repaired server looks like.
async fn lives(server: &Server, dast: &Dast) {
    let client = &server.client;
    eventually("findings in the network's dialect", || async {
        let found = client.get("/v2/vulnerabilities?per_page=100").await;
        let checks = found["data"].as_array()?.iter().map(|f| f["attributes"]["nvt"]["check"].clone());
        let checks: Vec<Value> = checks.collect();
        let wanted = ["ftp-anonymous", "memcached-open", "ssh-weak-kex", "smtp-open-relay", "cert-expired"];
        wanted.iter().all(|check| checks.contains(&json!(check))).then_some(())
    })
    .await;
    eventually("findings in the web's dialect", || async {
        let found = dast.get("/findings/?length=500").await;
        (found["count"].as_u64()? > 5).then_some(())
    })
    .await;
    eventually("a PDF", || async {
        let reports = client.get("/v2/reports").await;
        let done = |r: &Value| r["attributes"]["files"]["pdf"]["status"] == "done";
        let report = reports["data"].as_array()?.iter().find(|r| done(r))?["id"].as_str()?.to_owned();
        let file = client.bytes(&format!("/v2/reports/{report}/download?type=pdf")).await;
        file.starts_with(b"%PDF-").then_some(())
    })
    .await;
    eventually("the repair of Redis", || async {
        let scans = client.get("/v2/scans?q[name]=Data stores").await;
        let scan = scans["data"][0]["id"].as_str()?.to_owned();
        let findings = client.findings(&scan).await;
        findings.iter().any(|f| f.check == "redis-no-password" && f.state == "fixed").then_some(())
    })
    .await;
}

async fn start(data_dir: &Path) -> (Server, Dast) {
    let server = Server::start_args(data_dir, None, &["--demo"]).await;
    let dast = Dast::sign_in(&server.client.base).await;
    (server, dast)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_lives_and_outlives_a_kill() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (server, dast) = start(dir.path()).await;
    let first = counts(&server.client, &dast).await;
    assert_eq!(first["/v2/targets"], 3, "{first:?}");
    assert_eq!(first["/targets/"], 2, "{first:?}");
    // In the middle of its first runs.
    server.kill().await;
    let book = std::fs::read_to_string(dir.path().join("demo.json")).expect("a book");
    let book: Value = serde_json::from_str(&book).expect("JSON");

    let (server, dast) = start(dir.path()).await;
    assert_eq!(counts(&server.client, &dast).await, first);
    lives(&server, &dast).await;
    server.kill().await;
    let again = std::fs::read_to_string(dir.path().join("demo.json")).expect("a book");
    let again: Value = serde_json::from_str(&again).expect("JSON");
    assert_eq!(again["places"], book["places"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_that_is_no_demo_is_left_alone() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    Server::start(dir.path()).await.kill().await;
    let data_dir = dir.path().to_str().expect("a plain path");
    let args = ["serve", "--demo", "--listen", "127.0.0.1:0", "--data-dir", data_dir];
    let output = watchpost(&args).output().await.expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("belongs to an installation that is no demo"), "{told}");
    assert!(!dir.path().join("demo.json").exists());
}
