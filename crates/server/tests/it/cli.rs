//! The command line.

use std::process::Output;

use serde_json::Value;

use crate::support::process::{Server, run};
use crate::support::services::{Estate, Kind};

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("text")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn scan_prints_the_result_alone_and_exits_by_it() {
    let estate = Estate::default();
    let weak = estate.serve(Kind::Redis).await.port.to_string();
    let clean = estate.serve(Kind::Clean).await.port.to_string();

    let found = run(&["scan", "127.0.0.1", "--ports", &weak, "--format", "json"]).await;
    assert_eq!(found.status.code(), Some(1), "{}", stderr(&found));
    let report: Value = serde_json::from_str(stdout(&found)).expect("JSON and nothing else");
    let findings = report["findings"].as_array().expect("findings");
    assert!(findings.iter().any(|f| f.to_string().contains("redis-no-password")), "{report}");

    let sarif = run(&["scan", "127.0.0.1", "--ports", &weak, "--format", "sarif", "--quiet"]).await;
    assert_eq!(sarif.status.code(), Some(1));
    let report: Value = serde_json::from_str(stdout(&sarif)).expect("JSON and nothing else");
    assert_eq!(report["version"], "2.1.0");

    let nothing = run(&["scan", "127.0.0.1", "--ports", &clean, "--format", "json"]).await;
    assert_eq!(nothing.status.code(), Some(0), "{} {}", stdout(&nothing), stderr(&nothing));

    for bad in [
        &["scan", "127.0.0.1", "--profile", "nonsense"][..],
        &["scan", "not a host!", "--ports", &weak],
        &["scan", "missing.invalid", "--ports", &weak, "--format", "json"],
        &["scan", "127.0.0.1", "--ports", "70000"],
    ] {
        let refused = run(bad).await;
        assert_eq!(refused.status.code(), Some(2), "{bad:?}: {}", stderr(&refused));
        assert!(!refused.stderr.is_empty(), "{bad:?}");
    }
}

#[tokio::test]
async fn scan_leaves_foreign_networks_alone_unless_told() {
    // RFC 5737: an address of documentation, where nobody is.
    let refused = run(&["scan", "127.0.0.1,192.0.2.1", "--ports", "1"]).await;
    assert_eq!(refused.status.code(), Some(2));
    let why = stderr(&refused);
    assert!(why.contains("192.0.2.1") && why.contains("--allow-public"), "{why}");
    assert_eq!(stdout(&refused), "");
}

#[tokio::test]
async fn commands_that_look_after_an_installation() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let data = dir.path().join("data");
    let data = data.to_str().expect("a plain path");
    for (args, word) in [
        (&["profiles"][..], "normal"),
        (&["config", "--data-dir", data, "show"], "[server]"),
        (&["config", "default"], "[server]"),
        (&["config", "schema"], "$schema"),
        (&["db", "--data-dir", data, "migrate"], "version"),
        (&["db", "--data-dir", data, "check"], "fine"),
        (&["user", "--data-dir", data, "add", "new@example.org", "--organization", "New"], "assword"),
        (&["user", "--data-dir", data, "list"], "new@example.org"),
        (&["doctor", "--data-dir", data], ""),
    ] {
        let done = run(args).await;
        assert_eq!(done.status.code(), Some(0), "{args:?}: {}{}", stdout(&done), stderr(&done));
        assert!(stdout(&done).contains(word), "{args:?}: {}", stdout(&done));
    }
    let profiles = run(&["profiles", "--json"]).await;
    serde_json::from_str::<Value>(stdout(&profiles)).expect("JSON and nothing else");
}

#[tokio::test]
async fn a_second_server_on_the_port_says_so() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let server = Server::start(one.path()).await;
    let listen = server.client.base.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let second = run(&["serve", "--listen", &listen, "--data-dir", two.path().to_str().unwrap()]).await;
    assert!(!second.status.success());
    assert!(stderr(&second).contains(&listen), "{}", stderr(&second));
    assert!(!two.path().join("watchpost.db").exists(), "the database was not touched");
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let data = dir.path().to_str().expect("a plain path");
    assert!(run(&["db", "--data-dir", data, "migrate"]).await.status.success());
    let file = std::fs::read_dir(dir.path()).expect("readable").flatten().map(|e| e.path());
    let file = file.into_iter().find(|p| p.extension().is_some_and(|e| e == "db")).expect("a database");
    let db = store::Db::open(&store::DbOptions::Sqlite(file)).await.expect("the database opens");
    store::migrate::pretend_version(&db, 999_999).await.expect("the version is raised");
    db.close().await;
    let refused = run(&["serve", "--listen", "127.0.0.1:0", "--data-dir", data]).await;
    assert!(!refused.status.success());
    assert!(stderr(&refused).contains("newer"), "{}", stderr(&refused));
}
