//! Every error answer has the dialect's shape, names the field, and changes nothing.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::support::{Answer, TestApp, on_sqlite};

async fn send(app: &TestApp, token: &str, content_type: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post("/v2/targets")
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", content_type)
        .body(body.into())
        .unwrap();
    app.send(request).await
}

#[test]
fn bad_bodies_are_refused_by_name() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let target = |field: &str, value: Value| {
            let mut body = json!({"name": "a", "hosts": "127.0.0.1"});
            body[field] = value;
            json!({"target": body}).to_string()
        };
        let json = "application/json";
        for (content_type, body, status, pointer, code) in [
            (json, "{".to_owned(), 400, "", "invalid_json"),
            (json, String::new(), 400, "", "invalid_json"),
            (json, "[]".to_owned(), 422, "", "invalid_type"),
            ("text/plain", target("name", json!("a")), 415, "", "unsupported_media_type"),
            ("application/x-www-form-urlencoded", "name=a".to_owned(), 415, "", "unsupported_media_type"),
            (json, target("nome", json!("a")), 422, "/target/nome", "unknown_field"),
            (json, target("name", json!(5)), 422, "/target/name", "invalid_type"),
            (json, target("name", json!(" ")), 422, "/target/name", "blank"),
            (json, target("name", json!("x".repeat(256))), 422, "/target/name", "too_long"),
            (json, target("hosts", json!("not a host!")), 422, "/target/hosts", "invalid"),
            (json, target("hosts", json!("10.0.0.0/8")), 422, "/target/hosts", "invalid"),
            (json, target("max_hosts", json!(-1)), 422, "/target/max_hosts", "invalid"),
            (json, target("max_hosts", json!(0)), 422, "/target/max_hosts", "too_small"),
            (json, target("credential_ids", json!(["x"])), 422, "/target/credential_ids", "unsupported"),
            (json, target("kind", json!("dog")), 422, "/target/kind", "invalid"),
            (json, json!({"target": {"hosts": "127.0.0.1"}}).to_string(), 422, "/target/name", "missing"),
            (json, " ".repeat(1024 * 1024 + 1), 413, "", "too_large"),
        ] {
            send(&app, &token, content_type, body).await.refused(status, pointer, code);
        }
        let list = app.get(&token, "/v2/targets").await.expect(200);
        assert_eq!(list.json["meta"]["pagination"]["total_count"], 0);
    });
}

#[test]
fn a_large_body_without_a_length_is_cut_off() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let chunks = (0..40).map(|_| Ok::<_, std::io::Error>(vec![b' '; 64 * 1024]));
        let body = Body::from_stream(futures::stream::iter(chunks));
        send(&app, &token, "application/json", body).await.refused(413, "", "too_large");
    });
}

#[test]
fn the_shape_is_the_dialects() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let answer =
            app.post(&token, "/v2/targets", json!({"target": {"name": "", "hosts": ""}})).await.expect(422);
        assert_eq!(answer.json["status"], 422);
        assert_eq!(answer.json["status_text"], "Unprocessable Entity");
        let map = answer.json["errors_map"].as_object().unwrap();
        assert!(
            map.contains_key("name") && map.contains_key("hosts"),
            "all wrong fields at once: {}",
            answer.json
        );
        for (method, path, status, code) in [
            ("GET", "/v2/nothing", 404, "not_found"),
            ("PATCH", "/v2/targets", 405, "method_not_allowed"),
            ("GET", "/v2/targets/nonsense", 404, "not_found"),
            ("GET", "/v2/targets/00000000-0000-7000-8000-000000000000", 404, "not_found"),
            ("GET", "/v2/targets/%00", 404, "not_found"),
        ] {
            app.call(&token, method, path, None).await.refused(status, "", code);
        }
        app.get(&token, "/v2/targets?%ff=1").await.refused(400, "", "invalid_query");
    });
}

#[test]
fn answers_carry_an_id_and_safe_headers() {
    on_sqlite(async |app| {
        let request =
            Request::get("/v2/targets").header("x-request-id", "mine-1").body(Body::empty()).unwrap();
        let answer = app.send(request).await;
        assert_eq!(answer.headers["x-request-id"], "mine-1");
        let request = Request::get("/v2/targets").header("x-request-id", "a b").body(Body::empty()).unwrap();
        assert_ne!(app.send(request).await.headers["x-request-id"], "a b");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["cache-control"], "no-store");
    });
}

#[test]
fn a_viewer_may_read_and_not_write() {
    on_sqlite(async |app| {
        let organization = app.organization("Example").await;
        let token = app.user(&organization, model::user::Role::Viewer, "viewer@example.org").await;
        app.get(&token, "/v2/targets").await.expect(200);
        let body = json!({"target": {"name": "a", "hosts": "127.0.0.1"}});
        app.post(&token, "/v2/targets", body).await.refused(403, "", "forbidden");
    });
}
