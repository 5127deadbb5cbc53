//! What people decide about findings of networks, and the numbers over all of them.

use model::user::Role;
use serde_json::json;

use crate::support::app::PASSWORD;
use crate::support::{Tenant, TestApp};

testkit::db_test! {
    async fn a_decision_takes_a_finding_out_of_the_count(t: TestDb) {
        let app = TestApp::new(&t);
        let tenant = Tenant::new(&app, "apple").await;
        let (owner, viewer) = (tenant.token(Role::Owner), tenant.token(Role::Viewer));
        let numbers = async |token: &str| app.get(token, "/v2/vulnerabilities/statistics").await.expect(200).json;
        let before = numbers(viewer).await;
        assert_eq!((&before["severity_counts"]["total"], &before["decided"], &before["states"]["new"]), (&json!(1), &json!(0), &json!(1)));
        let trend = before["trend"].as_array().unwrap();
        assert_eq!(trend.len(), 30);
        assert_eq!((&trend[29]["date"], &trend[29]["new"], &trend[29]["severity_counts"]["total"]), (&json!("2026-01-01"), &json!(1), &json!(1)));
        assert_eq!((&trend[28]["new"], &trend[28]["severity_counts"]["total"]), (&json!(0), &json!(0)));
        let path = format!("/v2/vulnerabilities/{}", tenant.finding);
        assert_eq!(app.get(viewer, &path).await.expect(200).attributes()["decision"], json!(null));
        let body = json!({"vulnerability": {"state": "false_positive", "comment": "a honeypot"}});
        app.put(viewer, &path, body.clone()).await.expect(403);
        let decided = app.put(owner, &path, body).await.expect(200);
        let decision = &decided.attributes()["decision"];
        assert_eq!((&decision["state"], &decision["comment"]), (&json!("false_positive"), &json!("a honeypot")));
        t.clock.advance(86_400_000_000);
        let body = json!({"username": "owner@apple.example", "password": PASSWORD});
        let owner = app.post("", "/v2/auth/sign_in", body).await.expect(200).json["token"].clone();
        let owner = owner.as_str().unwrap();
        let after = numbers(owner).await;
        assert_eq!((&after["severity_counts"]["total"], &after["decided"]), (&json!(0), &json!(1)));
        assert_eq!(after["trend"][28]["severity_counts"]["total"], 0, "it was decided on the same day");
        let listed = async |decision: &str| {
            let found = app.get(owner, &format!("/v2/vulnerabilities?q%5Bdecision%5D={decision}")).await.expect(200);
            found.json["meta"]["pagination"]["total_count"].clone()
        };
        assert_eq!((listed("false_positive").await, listed("open").await), (json!(1), json!(0)));
        app.put(owner, &path, json!({"vulnerability": {"state": "nonsense"}})).await.refused(422, "/vulnerability/state", "invalid");
        let bulk = json!({"vulnerability": {"ids": [tenant.finding], "state": "open"}});
        assert_eq!(app.put(owner, "/v2/vulnerabilities", bulk).await.expect(200).json, json!({"updated": 1}));
        let again = numbers(owner).await;
        assert_eq!((&again["severity_counts"]["total"], &again["decided"]), (&json!(1), &json!(0)));
        let counts: Vec<_> = [27, 28, 29].iter().map(|day| again["trend"][day]["severity_counts"]["total"].clone()).collect();
        assert_eq!(counts, [0, 0, 1]);
        let events = app.get(owner, "/v2/audit/events?q%5Baction%5D=finding.update").await.expect(200);
        assert_eq!(events.json["meta"]["pagination"]["total_count"], 2);
    }

    async fn a_run_tells_its_log_and_its_coverage(t: TestDb) {
        let app = TestApp::new(&t);
        let tenant = Tenant::new(&app, "apple").await;
        let token = tenant.token(Role::Viewer);
        let history = format!("/v2/scans/{}/histories/{}", tenant.scan, tenant.run);
        let log = app.get(token, &format!("{history}/log?sort_by=created_at:desc")).await.expect(200);
        let messages: Vec<_> = log.json["data"].as_array().unwrap().iter().map(|l| l["attributes"]["message"].as_str().unwrap()).collect();
        assert_eq!(messages, ["apple looked away", "apple looked"]);
        let warnings = app.get(token, &format!("{history}/log?q%5Blevel%5D=warning&per_page=1")).await.expect(200);
        assert_eq!((&warnings.json["meta"]["pagination"]["total_count"], &warnings.json["data"][0]["attributes"]["level"]), (&json!(1), &json!("warning")));
        let coverage = async |query: &str| {
            let answer = app.get(token, &format!("{history}/coverage{query}")).await.expect(200);
            let rows = answer.json["data"].as_array().unwrap().iter().map(|row| row["attributes"].clone());
            rows.map(|row| json!([row["host"], row["port"], row["result"], row["checks"], row["reason"]])).collect::<Vec<_>>()
        };
        let tested = json!(["127.0.0.1", 22, "tested", ["ssh-weak-mac", "ssh_cbc"], null]);
        let gap = json!(["127.0.0.1", 22, "not_tested", ["cve:*"], "the connection was reset"]);
        let skipped = json!(["192.0.2.1", null, "not_tested", [], "no answer"]);
        assert_eq!(coverage("").await, [gap.clone(), tested.clone(), skipped.clone()]);
        assert_eq!(coverage("?page=2&per_page=1").await, std::slice::from_ref(&tested));
        assert_eq!(coverage("?q%5Bresult%5D=not_tested").await, [gap.clone(), skipped.clone()]);
        assert_eq!(coverage("?q%5Bcheck%5D=ssh_cbc").await, [tested]);
        assert_eq!(coverage("?q%5Bcheck%5D=ssh-cbc").await, Vec::<serde_json::Value>::new());
        assert_eq!(coverage("?q%5Bhost%5D=192.0.2.1").await, [skipped]);
        assert_eq!(coverage("?q%5Bcheck%5D=cve:*").await, [gap]);
    }

    async fn verdicts_are_those_of_the_newest_judged_run(t: TestDb) {
        let app = TestApp::new(&t);
        let tenant = Tenant::new(&app, "apple").await;
        let token = tenant.token(Role::Viewer);
        let verdicts = app.get(token, "/v2/scans/compliance").await.expect(200);
        assert_eq!(verdicts.json, json!({"pass": 0, "fail": 0, "unknown": 1, "total": 1, "scans": [
            {"id": tenant.scan, "name": "apple scan", "compliance": null, "history_id": null, "finished_at": null}]}));
        let mut tx = t.db.write().await.unwrap();
        let run = store::runs::by_id(&mut tx, tenant.run.parse().unwrap()).await.unwrap().unwrap();
        store::runs::set_results(&mut tx, run.organization, run.id, &run.counts, Some(model::run::Compliance::Fail), 1).await.unwrap();
        tx.commit().await.unwrap();
        let verdicts = app.get(token, "/v2/scans/compliance").await.expect(200);
        assert_eq!((&verdicts.json["fail"], &verdicts.json["scans"][0]["history_id"]), (&json!(1), &json!(tenant.run)));
    }
}
