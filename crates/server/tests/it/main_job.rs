//! From a target to a report, and the second look after a repair.

use std::collections::BTreeMap;
use std::path::Path;

use model::Env;
use serde_json::{Value, json};
use store::scratch::Scratch;

use crate::support::client::Client;
use crate::support::eventually;
use crate::support::process::Server;
use crate::support::services::{Estate, Kind, ports};

/// State by check word and port.
async fn states(client: &Client, scan: &str) -> BTreeMap<(String, String), String> {
    client.findings(scan).await.into_iter().map(|f| ((f.check, f.place), f.state)).collect()
}

fn state<'a>(states: &'a BTreeMap<(String, String), String>, check: &str, port: u16) -> Option<&'a str> {
    let at = format!(":{port}/");
    states.iter().find(|((c, p), _)| c == check && p.contains(&at)).map(|(_, state)| state.as_str())
}

async fn main_job(data_dir: &Path, database: Option<&str>) {
    let server = Server::start_with(data_dir, database).await;
    let client = &server.client;
    let estate = Estate::default();
    let (fixed, kept) = (estate.serve(Kind::Redis).await, estate.serve(Kind::Redis).await);
    let (ftp, ended) = (estate.serve(Kind::Ftp).await, estate.serve(Kind::Ftp).await);
    let clean = estate.serve(Kind::Clean).await;
    let all = [&fixed, &kept, &ftp, &ended, &clean];
    let scan = client.scan("127.0.0.1", &ports(all), "normal").await;

    let run = client.start(&scan).await;
    assert_eq!(client.ended(&scan, &run).await, "completed");
    let first = states(client, &scan).await;
    for (check, service) in [
        ("redis-no-password", &fixed),
        ("redis-no-password", &kept),
        ("ftp-anonymous", &ftp),
        ("ftp-anonymous", &ended),
    ] {
        assert_eq!(state(&first, check, service.port), Some("new"), "{check}: {first:?}");
    }
    assert!(first.keys().all(|(_, place)| !place.contains(&format!(":{}/", clean.port))), "{first:?}");
    report(client, &scan, first.len()).await;

    fixed.fix();
    ended.end();
    let run = client.start(&scan).await;
    assert_eq!(client.ended(&scan, &run).await, "completed");
    let second = states(client, &scan).await;
    assert_eq!(state(&second, "redis-no-password", fixed.port), Some("fixed"), "{second:?}");
    assert_eq!(state(&second, "redis-no-password", kept.port), Some("active"));
    assert_eq!(state(&second, "ftp-anonymous", ftp.port), Some("active"));
    assert_eq!(state(&second, "ftp-anonymous", ended.port), Some("fixed"), "its port refuses");
    // The password hides the version: what followed from it is not shown to be gone.
    for ((check, place), state) in &second {
        if check.starts_with("cve:") && place.contains(&format!(":{}/", fixed.port)) {
            assert_eq!(state, "active", "{check}");
        }
    }

    // A target that no longer answers proves nothing.
    let before = states(client, &scan).await;
    let silent = client.scan("127.0.0.1", "1", "normal").await;
    let run = client.start(&silent).await;
    client.ended(&silent, &run).await;
    assert_eq!(states(client, &scan).await, before);
}

/// Generates every kind of file, downloads and verifies them.
async fn report(client: &Client, scan: &str, findings: usize) {
    let report = eventually("the run's report", || async {
        let list = client.get("/v2/reports").await;
        let items = list["data"].as_array().cloned().unwrap_or_default();
        items.into_iter().find(|r| r["attributes"]["scan_id"] == *scan)
    })
    .await;
    let path = format!("/v2/reports/{}", report["id"].as_str().expect("an id"));
    let formats = ["pdf", "csv", "json", "sarif"];
    client.post(&format!("{path}/generate"), json!({"formats": formats})).await;
    for format in formats {
        eventually("the file", || async {
            let shown = client.get(&path).await;
            let status = shown["data"]["attributes"]["files"][format]["status"].clone();
            assert_ne!(status, "failed", "{format}");
            (status == "done").then_some(())
        })
        .await;
    }
    let file = async |format: &str| client.bytes(&format!("{path}/download?type={format}")).await;
    assert!(file("pdf").await.starts_with(b"%PDF-"));
    let csv = String::from_utf8(file("csv").await).expect("text");
    assert!(csv.lines().count() > findings, "{csv}");
    let document: Value = serde_json::from_slice(&file("json").await).expect("JSON");
    assert_eq!(document["findings"].as_array().map(Vec::len), Some(findings));
    let sarif: Value = serde_json::from_slice(&file("sarif").await).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let verified = client.post(&format!("{path}/verify"), json!({})).await;
    assert_eq!(verified["verified"], true, "{verified}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    main_job(dir.path(), None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    let Ok(admin) = std::env::var("WATCHPOST_TEST_POSTGRES_URL") else {
        let skip = std::env::var("WATCHPOST_TEST_SKIP_POSTGRES").is_ok_and(|v| v == "1");
        assert!(skip, "WATCHPOST_TEST_POSTGRES_URL is not set: run the tests with tools/with-postgres");
        return;
    };
    let name = format!("watchpost_e2e_{:016x}", u64::from_le_bytes(Env::system().bytes()));
    let scratch = Scratch::create(&admin, &name).await.expect("a database is made");
    let store::DbOptions::Postgres { url, .. } = &scratch.options else { panic!("not PostgreSQL") };
    let url = url.clone();
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().to_owned();
    let outcome = tokio::spawn(async move { main_job(&path, Some(&url)).await }).await;
    scratch.remove().await.expect("the database is removed");
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}
