//! Targets.

use crate::support::TestApp;
use serde_json::json;

testkit::db_test! {
    async fn a_target_lives(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        let body = json!({"target": {"name": "office", "hosts": "10.0.0.1, 10.0.1.0/30", "max_hosts": 4, "comment": "x"}});
        let made = app.post(&token, "/v2/targets", body.clone()).await.expect(201);
        assert_eq!(made.json["data"]["type"], "targets");
        assert_eq!(made.attributes()["hosts_count"], 5);
        app.post(&token, "/v2/targets", body).await.refused(422, "/target/name", "taken");
        let path = format!("/v2/targets/{}", made.id());
        assert_eq!(app.get(&token, &path).await.expect(200).json, made.json);
        // Absent stays, null clears, a value sets; the wrapper may be left out.
        let changed = app.put(&token, &path, json!({"max_hosts": null, "hosts": "10.0.0.9"})).await.expect(200);
        assert_eq!(changed.attributes()["max_hosts"], json!(null));
        assert_eq!(changed.attributes()["comment"], "x");
        assert_eq!(changed.attributes()["hosts"], "10.0.0.9");
        app.delete(&token, &path).await.expect(204);
        app.get(&token, &path).await.refused(404, "", "not_found");
    }
}

#[test]
fn many_are_deleted_all_or_none() {
    crate::support::on_sqlite(async |app| {
        let token = app.owner().await;
        let mut ids = Vec::new();
        for name in ["a", "b", "c"] {
            let body = json!({"name": name, "hosts": "127.0.0.1"});
            ids.push(app.post(&token, "/v2/targets", body).await.expect(201).id());
        }
        let missing = "019b7600-0000-7000-8000-000000000000";
        let body = json!({"ids": [ids[0], missing]});
        app.call(&token, "DELETE", "/v2/targets", Some(body)).await.refused(404, "", "not_found");
        app.get(&token, &format!("/v2/targets/{}", ids[0])).await.expect(200);
        let body = json!({"ids": [ids[0], "nonsense"]});
        app.call(&token, "DELETE", "/v2/targets", Some(body)).await.refused(422, "/ids/1", "invalid");
        let body = json!({"ids": vec![missing; 501]});
        app.call(&token, "DELETE", "/v2/targets", Some(body)).await.refused(422, "/ids", "too_long");
        let body = json!({"ids": [ids[0]]});
        let gone = app.call(&token, "DELETE", "/v2/targets", Some(body)).await.expect(200);
        assert_eq!(gone.json, json!({"deleted": 1}));
        app.delete(&token, &format!("/v2/targets?ids={},{}", ids[1], ids[2])).await.expect(200);
        app.delete(&token, "/v2/targets").await.refused(422, "/ids", "blank");
    });
}
