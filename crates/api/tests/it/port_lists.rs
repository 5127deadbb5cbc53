//! Port lists.

use serde_json::json;

use crate::support::on_sqlite;

#[test]
fn built_in_and_own_lists_are_shown_alike() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let body = json!({"port_list": {"name": "mine", "ports": "22,80-90,U:53"}});
        let made = app.post(&token, "/v2/port_lists", body).await.expect(201);
        assert_eq!(
            (&made.attributes()["tcp_count"], &made.attributes()["udp_count"]),
            (&json!(12), &json!(1))
        );
        app.get(&token, &format!("/v2/port_lists/{}", made.id())).await.expect(200);
        let built_in = app.get(&token, "/v2/port_lists/top100").await.expect(200);
        assert_eq!(built_in.attributes()["built_in"], true);
        let own = app.get(&token, "/v2/port_lists").await.expect(200);
        assert_eq!(own.json["meta"]["pagination"]["total_count"], 1);
        let activated = app.get(&token, "/v2/port_lists/activated").await.expect(200);
        let ids: Vec<_> =
            activated.json["data"].as_array().unwrap().iter().map(|l| l["id"].as_str().unwrap()).collect();
        assert!(ids.contains(&"top1000") && ids.contains(&made.id().as_str()), "{ids:?}");
        app.get(&token, "/v2/port_lists/nonsense").await.refused(404, "", "not_found");
        let path = format!("/v2/port_lists/{}", made.id());
        let changed =
            app.put(&token, &path, json!({"port_list": {"ports": "1-5", "comment": null}})).await.expect(200);
        assert_eq!(
            (&changed.attributes()["tcp_count"], &changed.attributes()["name"]),
            (&json!(5), &json!("mine"))
        );
        for method in ["PUT", "DELETE"] {
            let body = (method == "PUT").then(|| json!({"port_list": {"name": "x"}}));
            let pointer = "";
            app.call(&token, method, "/v2/port_lists/top100", body).await.refused(422, pointer, "read_only");
        }
        let target = app
            .post(&token, "/v2/targets", json!({"name": "t", "hosts": "127.0.0.1"}))
            .await
            .expect(201)
            .id();
        let scan = json!({"name": "weekly", "target_id": target, "port_list_id": made.id()});
        let scan = app.post(&token, "/v2/scans", json!({"scan": scan})).await.expect(201).id();
        let refused = app.delete(&token, &path).await.expect(422);
        assert!(
            refused.json["errors"][0]["detail"].as_str().unwrap().contains("\"weekly\""),
            "{}",
            refused.json
        );
        app.delete(&token, &format!("/v2/scans/{scan}")).await.expect(204);
        app.delete(&token, &path).await.expect(204);
        app.post(&token, "/v2/port_lists", json!({"name": "x", "ports": "70000"})).await.refused(
            422,
            "/port_list/ports",
            "invalid",
        );
    });
}
