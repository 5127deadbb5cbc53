//! Conventions of the DAST dialect, by table.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::support::{Answer, TestApp, on_sqlite};

/// A request as it is, without the usual header.
async fn send(app: &TestApp, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

#[test]
fn callers_are_known_by_key_or_token() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let body =
            json!({"username": "owner@example.org", "password": crate::support::app::PASSWORD}).to_string();
        let form = format!(
            "username=owner%40example.org&password={}",
            crate::support::app::PASSWORD.replace(' ', "+")
        );
        let json_type = [("content-type", "application/json")];
        let form_type = [("content-type", "application/x-www-form-urlencoded")];
        let got = send(&app, "POST", "/auth/obtain/", &json_type, &body).await.expect(200).json;
        assert!(got["ttl"].as_i64().is_some_and(|ttl| ttl > 3600));
        let got = send(&app, "POST", "/enterprise/auth/obtain", &form_type, &form).await.expect(200).json;
        let session = got["token"].as_str().unwrap().to_owned();
        let jwt = format!("JWT {token}");
        let key =
            send(&app, "POST", "/keys/", &[("authorization", &jwt), json_type[0]], r#"{"name": "ci"}"#).await;
        let key = key.expect(201).json;
        let secret = key["key"].as_str().unwrap().to_owned();
        for (header, status) in [
            (format!("JWT {secret}"), 200),
            (format!("Bearer {secret}"), 200),
            (format!("jwt {session}"), 200),
            (format!("Bearer {token}"), 200),
            (format!("JWT {secret}x"), 401),
            ("JWT nonsense".to_owned(), 401),
            ("nonsense".to_owned(), 401),
            (String::new(), 401),
        ] {
            let got = send(&app, "GET", "/profile/", &[("authorization", &header)], "").await.expect(status);
            if status == 401 {
                assert_eq!(got.json, json!({"detail": "Incorrect authentication credentials."}));
            } else {
                assert_eq!(got.json["email"], "owner@example.org");
            }
        }
        let shown = send(&app, "GET", "/keys/?search=ci", &[("authorization", &jwt)], "").await.expect(200);
        assert!(!String::from_utf8_lossy(&shown.bytes).contains(&secret), "a key is shown once");
        let path = format!("/keys/{}/", key["id"].as_str().unwrap());
        send(&app, "DELETE", &path, &[("authorization", &jwt)], "").await.expect(204);
        send(&app, "GET", "/profile/", &[("authorization", &format!("JWT {secret}"))], "").await.expect(401);
        let token_of = |token: &str| json!({"token": token}).to_string();
        let fresh =
            send(&app, "POST", "/auth/refresh/", &json_type, &token_of(&session)).await.expect(200).json;
        send(&app, "POST", "/auth/verify/", &json_type, &token_of(&session)).await.expect(400);
        let fresh = fresh["token"].as_str().unwrap();
        send(&app, "POST", "/auth/verify/", &json_type, &token_of(fresh)).await.expect(200);
        send(&app, "POST", "/auth/revoke/", &json_type, &token_of(fresh)).await.expect(200);
        send(&app, "GET", "/profile/", &[("authorization", &format!("JWT {fresh}"))], "").await.expect(401);
        let wrong = json!({"username": "owner@example.org", "password": "x"}).to_string();
        let refused = send(&app, "POST", "/auth/obtain/", &json_type, &wrong).await.expect(400).json;
        assert!(refused["non_field_errors"].is_array(), "{refused}");
    });
}

#[test]
fn requests_come_in_many_forms_and_errors_in_few() {
    on_sqlite(async |app| {
        let jwt = format!("JWT {}", app.owner().await);
        let auth = ("authorization", jwt.as_str());
        let json_type = ("content-type", "application/json");
        let form = ("content-type", "application/x-www-form-urlencoded");
        let multi = ("content-type", "multipart/form-data; boundary=x");
        let part = "--x\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\nfrom parts\r\n--x--\r\n";
        for (content_type, body, status, expect) in [
            (json_type, r#"{"name": "from json", "unknown": 1}"#, 201, json!({"name": "from json"})),
            (form, "name=from+form&color=%2300FF00", 201, json!({"name": "from form", "color": "#00FF00"})),
            (multi, part, 201, json!({"name": "from parts"})),
            (("accept", "*/*"), r#"{"name": "from nothing"}"#, 201, json!({"name": "from nothing"})),
            (json_type, "", 400, json!({"name": ["This field is required."]})),
            (json_type, r#"{"name": " "}"#, 400, json!({"name": ["This field may not be blank."]})),
            (
                json_type,
                r#"{"name": "from json"}"#,
                400,
                json!({"name": ["Label with this name already exists."]}),
            ),
            (
                ("content-type", "text/csv"),
                "a",
                415,
                json!({"detail": "Unsupported media type \"text/csv\" in request."}),
            ),
            (multi, "--y", 400, json!({"detail": "The request body is not a valid multipart form."})),
        ] {
            let got =
                send(&app, "POST", "/labels/targets/", &[auth, content_type], body).await.expect(status);
            for (name, value) in expect.as_object().unwrap() {
                assert_eq!(&got.json[name], value, "{body}: {}", got.json);
            }
        }
        let broken = send(&app, "POST", "/labels/targets/", &[auth, json_type], "{").await.expect(400).json;
        assert!(broken["detail"].is_string(), "{broken}");
        let large = " ".repeat(1024 * 1024 + 1);
        send(&app, "POST", "/labels/targets/", &[auth, json_type], &large).await.expect(413);
        // A body where none is needed changes nothing; neither does a missing slash.
        let first = send(&app, "GET", "/labels/targets/", &[auth, json_type], "{}").await.expect(200).json;
        let second = send(&app, "GET", "/labels/targets", &[auth], "").await.expect(200).json;
        assert_eq!(first, second);
        assert_eq!(first["count"], 4);
        let gone = "2".repeat(22);
        for (method, path, status, body) in [
            ("GET", "/nothing/", 404, json!({"detail": "Not found."})),
            ("GET", "/targets/nonsense/", 404, json!({"detail": "Not found."})),
            ("GET", &format!("/targets/{gone}/"), 404, json!({"detail": "Not found."})),
            ("GET", "/labels/targets/?page=9", 404, json!({"detail": "Invalid page."})),
            ("GET", "/labels/targets/?page=x", 404, json!({"detail": "Invalid page."})),
            ("GET", "/labels/targets/?ordering=size", 400, Value::Null),
            ("GET", "/labels/targets/?length=0", 400, Value::Null),
        ] {
            let got = send(&app, method, path, &[auth], "").await.expect(status).json;
            assert!(body.is_null() || got == body, "{path}: {got}");
        }
        let empty = send(&app, "GET", "/targets/", &[auth], "").await.expect(200).json;
        assert_eq!(empty, json!({"count": 0, "page_total": 1, "page": 1, "length": 10, "results": []}));
        assert_eq!(send(&app, "PUT", "/labels/targets/", &[auth], "").await.status.as_u16(), 405);
    });
}

#[test]
fn a_key_of_a_target_opens_nothing_else() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let jwt = format!("JWT {token}");
        let auth = [("authorization", jwt.as_str()), ("content-type", "application/json")];
        let mut ids = Vec::new();
        for port in [1, 2] {
            let body = json!({"site": {"url": format!("http://127.0.0.1:{port}/")}}).to_string();
            let made = send(&app, "POST", "/targets/", &auth, &body).await.expect(201).json;
            ids.push(made["id"].as_str().unwrap().to_owned());
        }
        let path = format!("/targets/{}/keys/", ids[0]);
        let key = send(&app, "POST", &path, &auth, r#"{"name": "one"}"#).await.expect(201).json;
        let jwt = format!("JWT {}", key["key"].as_str().unwrap());
        let auth = [("authorization", jwt.as_str())];
        for (path, status) in [
            (format!("/targets/{}/", ids[0]), 200),
            (format!("/targets/{}/scans", ids[0]), 200),
            ("/profile/".to_owned(), 200),
            (format!("/targets/{}/", ids[1]), 403),
            (format!("/targets/{}x/", ids[0]), 403),
            ("/targets/".to_owned(), 403),
            ("/keys/".to_owned(), 403),
            ("/account/".to_owned(), 403),
            ("/v2/targets".to_owned(), 401),
        ] {
            send(&app, "GET", &path, &auth, "").await.expect(status);
        }
    });
}
