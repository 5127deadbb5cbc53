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
        app.post(&token, "/v2/port_lists", json!({"name": "x", "ports": "70000"})).await.refused(
            422,
            "/port_list/ports",
            "invalid",
        );
    });
}
