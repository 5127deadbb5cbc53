//! Users, members, and the organization, in both dialects.

use model::user::Role;
use serde_json::json;

use crate::support::on_sqlite;

#[test]
fn users_are_made_changed_and_removed() {
    on_sqlite(async |app| {
        let organization = app.organization("Example").await;
        let owner = app.user(&organization, Role::Owner, "owner@example.org").await;
        let body = json!({"user": {"email": "Ada@Example.org", "role": "manager", "first_name": "Ada"}});
        let made = app.post(&owner, "/v2/users", body.clone()).await.expect(201);
        let password = made.attributes()["password"].as_str().unwrap().to_owned();
        assert_eq!(
            (&made.attributes()["email"], &made.attributes()["role"]),
            (&json!("ada@example.org"), &json!("manager"))
        );
        let sign_in = async |password: &str, status| {
            let body = json!({"username": "ada@example.org", "password": password});
            app.post("", "/v2/auth/sign_in", body).await.expect(status).json["token"]
                .as_str()
                .map(str::to_owned)
        };
        let ada = sign_in(&password, 200).await.unwrap();
        app.post(&owner, "/v2/users", body).await.refused(422, "/user/email", "taken");
        let path = format!("/v2/users/{}", made.id());
        let shown = app.get(&owner, &path).await.expect(200);
        assert!(shown.attributes().get("password").is_none());
        let changed =
            app.put(&owner, &path, json!({"user": {"role": "viewer", "last_name": "L"}})).await.expect(200);
        assert_eq!(
            (&changed.attributes()["role"], &changed.attributes()["last_name"]),
            (&json!("viewer"), &json!("L"))
        );
        app.get(&ada, "/v2/user/me").await.expect(200);
        // A new password ends what was signed in.
        let fresh = app.put(&owner, &path, json!({"user": {"generate_password": true}})).await.expect(200);
        app.get(&ada, "/v2/user/me").await.expect(401);
        let ada = sign_in(fresh.attributes()["password"].as_str().unwrap(), 200).await.unwrap();
        app.get(&ada, "/v2/users").await.expect(403);
        let members = app.get(&ada, "/v2/user/organization/members?q%5Brole%5D=owner").await.expect(200);
        assert_eq!(members.json["data"][0]["attributes"]["email"], "owner@example.org");
        app.put(&owner, &path, json!({"user": {"enabled": false}})).await.expect(200);
        app.get(&ada, "/v2/user/me").await.expect(401);
        let members = app.get(&owner, "/v2/user/organization/members").await.expect(200);
        assert_eq!(members.json["meta"]["pagination"]["total_count"], 1);
        app.delete(&owner, &path).await.expect(204);
        app.get(&owner, &path).await.expect(404);
        let events =
            app.get(&owner, "/v2/audit/events?q%5Bsubject_kind%5D=user&per_page=100").await.expect(200);
        assert!(!String::from_utf8_lossy(&events.bytes).contains(&password));
        for action in ["user.create", "user.update", "user.delete"] {
            assert!(String::from_utf8_lossy(&events.bytes).contains(action), "{action}");
        }
    });
}

#[test]
fn an_organization_keeps_an_owner_and_nobody_rises_above_themselves() {
    on_sqlite(async |app| {
        let organization = app.organization("Example").await;
        let owner = app.user(&organization, Role::Owner, "owner@example.org").await;
        let admin = app.user(&organization, Role::Admin, "admin@example.org").await;
        let id = async |email: &str| {
            let found = app.get(&owner, &format!("/v2/users?q%5Bemail%5D={email}")).await.expect(200);
            found.json["data"][0]["id"].as_str().unwrap().to_owned()
        };
        let (first, second) = (id("owner@example.org").await, id("admin@example.org").await);
        let path = |id: &str| format!("/v2/users/{id}");
        app.put(&owner, &path(&first), json!({"user": {"role": "admin"}})).await.refused(
            422,
            "/user/role",
            "last_owner",
        );
        app.put(&owner, &path(&first), json!({"user": {"enabled": false}})).await.refused(
            422,
            "/user/enabled",
            "self",
        );
        app.put(&owner, &path(&first), json!({"user": {"password": "another long one"}})).await.refused(
            422,
            "/user/password",
            "self",
        );
        app.delete(&owner, &path(&first)).await.refused(422, "", "self");
        for body in [json!({"role": "owner"}), json!({"role": "viewer"})] {
            let whom = if body["role"] == "owner" { &second } else { &first };
            app.put(&admin, &path(whom), json!({"user": body})).await.expect(403);
        }
        app.delete(&admin, &path(&first)).await.expect(403);
        app.post(&admin, "/v2/users", json!({"user": {"email": "x@example.org", "role": "owner"}}))
            .await
            .expect(403);
        app.put(&owner, &path(&second), json!({"user": {"role": "owner"}})).await.expect(200);
        app.put(&admin, &path(&first), json!({"user": {"role": "viewer"}})).await.expect(200);
        app.put(&owner, &path(&second), json!({"user": {"first_name": "x"}})).await.expect(403);
    });
}

#[test]
fn an_organization_is_changed() {
    on_sqlite(async |app| {
        let owner = app.owner().await;
        let body = json!({"organization": {"name": "Other", "allowed_ranges": ["10.0.0.0/8", "192.0.2.1"], "allowed_names": ["*.Example"]}});
        let changed = app.put(&owner, "/v2/user/organization", body).await.expect(200);
        assert_eq!(changed.attributes()["allowed_ranges"], json!(["10.0.0.0/8", "192.0.2.1/32"]));
        assert_eq!(
            (&changed.attributes()["name"], &changed.attributes()["allowed_names"]),
            (&json!("Other"), &json!(["*.example"]))
        );
        let wrong = json!({"organization": {"allowed_ranges": ["everything"]}});
        app.put(&owner, "/v2/user/organization", wrong).await.refused(
            422,
            "/organization/allowed_ranges",
            "invalid",
        );
    });
}

#[test]
fn the_other_dialect_has_users_too() {
    on_sqlite(async |app| {
        let owner = app.owner().await;
        let body = json!({"email": "ada@example.org", "name": "Ada King Lovelace", "is_admin": true});
        let made = app.post(&owner, "/users/", body).await.expect(201);
        assert_eq!((&made.json["name"], &made.json["role"]), (&json!("Ada King Lovelace"), &json!("admin")));
        assert!(made.json["password"].is_string());
        let path = format!("/users/{}/", made.json["id"].as_str().unwrap());
        let found = app.get(&owner, "/users/?search=king&active=true").await.expect(200);
        assert_eq!(found.json["count"], 1);
        app.delete(&owner, &path).await.expect(204);
        assert_eq!(app.get(&owner, &path).await.expect(200).json["active"], false);
        let back = app
            .call(&owner, "PATCH", &path, Some(json!({"active": true, "role": "viewer"})))
            .await
            .expect(200);
        assert_eq!((&back.json["active"], &back.json["role"]), (&json!(true), &json!("viewer")));
    });
}
