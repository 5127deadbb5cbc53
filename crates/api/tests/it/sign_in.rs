//! Signing in and out, and the forms of credentials.

use crate::support::TestApp;
use crate::support::app::PASSWORD;
use axum::body::Body;
use axum::http::Request;
use model::user::Role;
use serde_json::json;

async fn with(app: &TestApp, header: (&str, &str)) -> u16 {
    let request = Request::get("/v2/user/me").header(header.0, header.1).body(Body::empty()).unwrap();
    app.send(request).await.status.as_u16()
}

testkit::db_test! {
    async fn a_session_begins_and_ends(t: TestDb) {
        let app = TestApp::new(&t);
        let organization = app.organization("Example").await;
        let token = app.user(&organization, Role::Owner, "owner@example.org").await;
        let answer = app.get(&token, "/v2/user/me").await.expect(200);
        assert_eq!(answer.attributes()["username"], "owner@example.org");
        assert_eq!(answer.attributes()["role"], "owner");
        app.delete(&token, "/v2/auth/sign_out").await.expect(204);
        app.get(&token, "/v2/user/me").await.refused(401, "", "bad_token");
        // Also without `/v2`, and by `email`.
        let body = json!({"email": "owner@example.org", "password": PASSWORD});
        let answer = app.post("", "/auth/sign_in", body).await.expect(200);
        assert!(answer.json["token"].is_string() && answer.json["user"]["email"] == "owner@example.org");
    }

    async fn an_access_token_works_until_it_is_revoked(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        let made = app.call(&token, "PUT", "/v2/user/generate_access_token", None).await.expect(200);
        assert_eq!(made.json["username"], "owner@example.org");
        let basic = format!("Basic {}", made.json["token"].as_str().unwrap());
        assert_eq!(with(&app, ("authorization", &basic)).await, 200);
        let revoked = app.call(&token, "PUT", "/v2/user/revoke_access_token", None).await.expect(200);
        assert_eq!(revoked.json["revoked"], true);
        assert_eq!(with(&app, ("authorization", &basic)).await, 401);
    }

    async fn wrong_credentials_are_refused(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        let body = |username: &str, password: &str| json!({"username": username, "password": password});
        let wrong = app.post("", "/v2/auth/sign_in", body("owner@example.org", "nonsense")).await;
        let unknown = app.post("", "/v2/auth/sign_in", body("nobody@example.org", "nonsense")).await;
        assert_eq!(wrong.json, unknown.json, "the answer tells which accounts exist");
        wrong.refused(401, "", "bad_password");
        for header in ["", "Bearer", "Bearer x.y.z", "Basic nonsense", "Digest x", "\u{e9}"] {
            assert_eq!(with(&app, ("authorization", header)).await, 401, "{header}");
        }
        let request = Request::get("/v2/user/me").header("authorization", format!("Bearer {token}"));
        let request = request.header("x-api-key", "nonsense").body(Body::empty()).unwrap();
        app.send(request).await.refused(401, "", "api_key_wrong");
        let anonymous = app.get("", "/v2/targets").await;
        assert_eq!(anonymous.headers["www-authenticate"], "Bearer");
        anonymous.refused(401, "", "credentials_missing");
    }
}

#[test]
fn guessing_is_slowed_down() {
    crate::support::on_sqlite(async |app| {
        app.owner().await;
        let body = json!({"username": "owner@example.org", "password": "nonsense"});
        for _ in 0..100 {
            let answer = app.post("", "/v2/auth/sign_in", body.clone()).await;
            if answer.status == 429 {
                assert!(answer.headers.contains_key("retry-after"));
                return;
            }
        }
        panic!("a hundred guesses were taken");
    });
}
