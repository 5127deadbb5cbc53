//! The caller: products, permissions, organization, audit.

use model::user::Role;
use serde_json::json;

use crate::support::on_sqlite;

#[test]
fn answers_are_filtered_to_the_active_product() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        app.post(&token, "/v2/targets", json!({"name": "t", "hosts": "127.0.0.1"})).await.expect(201);
        let changed = app
            .call(&token, "PUT", "/v2/user/change_product?product_code=penetration", None)
            .await
            .expect(200);
        assert_eq!(changed.json, json!({"active_product": "penetration"}));
        let list = app.get(&token, "/v2/targets").await.expect(200);
        assert_eq!(list.json["meta"]["pagination"]["total_count"], 0);
        app.call(&token, "PUT", "/v2/user/change_product?product_code=x", None).await.expect(422);
        app.call(&token, "PUT", "/v2/user/change_product", None).await.refused(
            422,
            "/product_code",
            "missing",
        );
    });
}

#[test]
fn a_caller_learns_about_itself() {
    on_sqlite(async |app| {
        let organization = app.organization("Example").await;
        let token = app.user(&organization, Role::Manager, "manager@example.org").await;
        let me = app.get(&token, "/v2/user/me?products=true&details=1&current_plan=true").await.expect(200);
        assert_eq!(me.attributes()["organization"]["name"], "Example");
        assert_eq!(me.attributes()["current_plan"]["code"], "vrms");
        app.get(&token, "/v2/user/me?details=maybe").await.refused(422, "/details", "invalid");
        app.get(&token, "/v2/user/me?nonsense=1").await.refused(422, "/nonsense", "unknown_parameter");
        let some =
            app.get(&token, "/v2/user/permissions?permissions=ADMIN_ACCESS,SCANNER_ACCESS").await.expect(200);
        assert_eq!(some.json["permissions"]["ADMIN_ACCESS"], false);
        assert!(some.json["permissions"]["SCANNER_ACCESS"].is_boolean());
        app.get(&token, "/v2/user/permissions?permissions=NONSENSE").await.expect(422);
        app.get(&token, "/v2/user/products").await.expect(200);
        app.get(&token, "/v2/user/organization").await.expect(200);
        assert_eq!(app.get(&token, "/v2/user/valid_token").await.expect(200).json["valid"], true);
    });
}

#[test]
fn changes_are_in_the_audit_trail() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let made =
            app.post(&token, "/v2/targets", json!({"name": "t", "hosts": "127.0.0.1"})).await.expect(201);
        let events = app.get(&token, "/v2/audit/events?q%5Baction%5D=target.*").await.expect(200);
        let event = &events.json["data"][0];
        assert_eq!(event["attributes"]["subject_id"], json!(made.id()));
        let shown =
            app.get(&token, &format!("/v2/audit/events/{}", event["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(&shown.json["data"], event);
    });
}
