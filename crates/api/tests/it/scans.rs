//! Scans, their runs, hosts and vulnerabilities.

use crate::support::{Tenant, TestApp};
use model::user::Role;
use serde_json::json;

testkit::db_test! {
    async fn a_scan_lives(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        let target = app.post(&token, "/v2/targets", json!({"name": "t", "hosts": "127.0.0.1"})).await.expect(201).id();
        // The older name of `profile_id` is understood.
        let body = json!({"scan": {"name": "s", "target_id": target, "config_id": "quick", "scanner_id": "embedded"}});
        let made = app.post(&token, "/v2/scans", body).await.expect(201);
        assert_eq!((&made.attributes()["status"], &made.attributes()["profile_id"]), (&json!("new"), &json!("quick")));
        let path = format!("/v2/scans/{}", made.id());
        let changed = app.put(&token, &path, json!({"scan": {"comment": "c", "profile_id": "full"}})).await.expect(200);
        assert_eq!(changed.attributes()["profile_id"], "full");
        app.put(&token, &path, json!({"scan": {"profile_id": "nonsense"}})).await.expect(422);
        app.put(&token, &path, json!({"scan": {"scanner_id": "x"}})).await.refused(422, "/scan/scanner_id", "invalid");
        let run = app.call(&token, "POST", &format!("{path}/start"), None).await.expect(202);
        assert_eq!(run.attributes()["status"], "queued");
        app.call(&token, "POST", &format!("{path}/start"), None).await.expect(422);
        let running = app.get(&token, "/v2/scans/running").await.expect(200);
        assert_eq!(running.json["data"][0]["id"], made.json["data"]["id"]);
        let histories = app.get(&token, &format!("{path}/histories")).await.expect(200);
        assert_eq!(histories.json["data"][0]["id"], run.json["data"]["id"]);
        let stopped = app.call(&token, "POST", &format!("{path}/stop"), None).await.expect(202);
        assert_eq!(stopped.attributes()["status"], "canceled");
        app.get(&token, &format!("{path}/histories/{}", run.id())).await.expect(200);
        app.delete(&token, &path).await.expect(204);
        app.get(&token, &path).await.expect(404);
    }
}

#[test]
fn a_scanned_scan_shows_what_was_found() {
    crate::support::on_sqlite(async |app| {
        let tenant = Tenant::new(&app, "apple").await;
        let token = tenant.token(Role::Viewer);
        let scan = format!("/v2/scans/{}", tenant.scan);
        let hosts = app.get(token, &format!("{scan}/hosts")).await.expect(200);
        assert_eq!(hosts.json["data"][0]["attributes"]["services"][0]["name"], "ssh");
        app.get(token, &format!("{scan}/hosts/{}", tenant.host)).await.expect(200);
        let found = app.get(token, &format!("{scan}/vulnerabilities/{}", tenant.finding)).await.expect(200);
        let nvt = &found.attributes()["nvt"];
        assert!(nvt["solution"].is_string() && nvt["oid"].is_string(), "{}", found.json);
        assert_eq!(found.attributes()["protocol"], "tcp");
        let numbers = app.get(token, &format!("{scan}/vulnerabilities/statistics")).await.expect(200);
        assert_eq!(numbers.json["severity_counts"]["total"], 1);
        let recent = app.get(token, "/v2/scans/recent").await.expect(200);
        assert_eq!(recent.json["data"][0]["id"], tenant.scan);
        let upcoming = app.get(token, "/v2/scans/upcoming").await.expect(200);
        assert!(upcoming.json["data"][0]["attributes"]["next_time"].is_string());
    });
}

#[test]
fn pci_has_one_profile() {
    crate::support::on_sqlite(async |app| {
        let token = app.owner().await;
        app.call(&token, "PUT", "/v2/user/change_product?product_code=pci", None).await.expect(200);
        for path in ["/v2/scans/profiles/activeted", "/v2/scans/profiles/activated"] {
            let profiles = app.get(&token, path).await.expect(200);
            let list = profiles.json["data"].as_array().unwrap();
            assert_eq!((list.len(), &list[0]["id"]), (1, &json!("pci_asv")));
        }
        let target = app
            .post(&token, "/v2/targets", json!({"name": "t", "hosts": "127.0.0.1"}))
            .await
            .expect(201)
            .id();
        let body = json!({"scan": {"name": "s", "target_id": target, "profile_id": "normal"}});
        let refused = app.post(&token, "/v2/scans", body).await.expect(422);
        assert_eq!(refused.json["errors"][0]["source"]["pointer"], "/scan/profile_id");
        let made = app.post(&token, "/v2/scans", json!({"name": "s", "target_id": target})).await.expect(201);
        assert_eq!(made.attributes()["profile_id"], "pci_asv");
    });
}
