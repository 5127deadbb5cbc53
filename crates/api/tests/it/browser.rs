//! Sessions of browsers: the cookie, what it opens, and what it takes to change something with it.

use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use model::user::Role;
use serde_json::{Value, json};

use crate::support::app::PASSWORD;
use crate::support::{Answer, TestApp};

const EMAIL: &str = "owner@example.org";

/// A signed-in browser.
pub(crate) struct Browser {
    cookie: String,
    csrf: String,
}

fn sign_in(email: &str, password: &str, origin: &str) -> Request<Body> {
    let body = json!({"email": email, "password": password}).to_string();
    let mut request = Request::post("/app/session").header("host", "scan.example");
    if !origin.is_empty() {
        request = request.header("origin", origin);
    }
    request.body(Body::from(body)).unwrap()
}

impl Browser {
    pub(crate) async fn new(app: &TestApp, email: &str) -> Self {
        Self::of(&app.send(sign_in(email, PASSWORD, "http://scan.example")).await.expect(200))
    }

    fn of(answer: &Answer) -> Self {
        let cookie = answer.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { cookie, csrf: answer.json["csrf_token"].as_str().unwrap().to_owned() }
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> Builder {
        Request::builder().method(method).uri(path).header("cookie", &self.cookie)
    }

    pub(crate) async fn get(&self, app: &TestApp, path: &str) -> Answer {
        app.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    /// With the token.
    pub(crate) async fn send(&self, app: &TestApp, method: &str, path: &str, body: &Value) -> Answer {
        let request = self.request(method, path).header("x-csrf-token", &self.csrf);
        let request = request.header("content-type", "application/json");
        app.send(request.body(Body::from(body.to_string())).unwrap()).await
    }
}

testkit::db_test! {
    async fn a_session_begins_opens_both_dialects_and_ends(t: TestDb) {
        let app = TestApp::new(&t);
        app.owner().await;
        let answer = app.send(sign_in(EMAIL, PASSWORD, "http://scan.example")).await.expect(200);
        assert_eq!(answer.json["user"]["email"], EMAIL);
        assert_eq!(answer.headers["cache-control"], "no-store");
        let browser = Browser::of(&answer);
        let flags = answer.headers["set-cookie"].to_str().unwrap().strip_prefix(&browser.cookie).unwrap();
        assert_eq!(flags, "; HttpOnly; SameSite=Strict; Path=/");
        let shown = browser.get(&app, "/app/session").await.expect(200);
        assert_eq!((&shown.json["csrf_token"], &shown.json["user"]), (&json!(browser.csrf), &answer.json["user"]));
        browser.get(&app, "/v2/user/me").await.expect(200);
        browser.get(&app, "/targets/").await.expect(200);
        let target = json!({"target": {"name": "t", "hosts": "127.0.0.1"}});
        browser.send(&app, "POST", "/v2/targets", &target).await.expect(201);
        browser.send(&app, "POST", "/labels/", &json!({"name": "l"})).await.expect(201);
        let over = browser.send(&app, "DELETE", "/app/session", &Value::Null).await.expect(204);
        assert!(over.headers["set-cookie"].to_str().unwrap().ends_with("; Max-Age=0"));
        browser.get(&app, "/app/session").await.expect(401);
        browser.get(&app, "/v2/user/me").await.refused(401, "", "bad_token");
    }

    async fn signing_in_makes_a_new_session_and_ends_the_old_one(t: TestDb) {
        let app = TestApp::new(&t);
        app.owner().await;
        let first = Browser::new(&app, EMAIL).await;
        let mut again = sign_in(EMAIL, PASSWORD, "http://scan.example");
        again.headers_mut().insert("cookie", first.cookie.parse().unwrap());
        let second = Browser::of(&app.send(again).await.expect(200));
        assert!(first.cookie != second.cookie && first.csrf != second.csrf);
        first.get(&app, "/app/session").await.expect(401);
        second.get(&app, "/app/session").await.expect(200);
        // One that nobody signed in with is never taken over.
        let mut fixed = sign_in(EMAIL, PASSWORD, "http://scan.example");
        fixed.headers_mut().insert("cookie", "watchpost_session=chosen".parse().unwrap());
        assert_ne!(Browser::of(&app.send(fixed).await.expect(200)).cookie, "watchpost_session=chosen");
    }

    async fn a_session_ends_by_time_and_by_a_new_password(t: TestDb) {
        let app = TestApp::new(&t);
        app.owner().await;
        let (here, elsewhere) = (Browser::new(&app, EMAIL).await, Browser::new(&app, EMAIL).await);
        let body = json!({"current_password": PASSWORD, "password": "new horse battery", "confpassword": "new horse battery"});
        here.send(&app, "POST", "/profile/change_password/", &body).await.expect(200);
        elsewhere.get(&app, "/app/session").await.expect(401);
        here.get(&app, "/app/session").await.expect(200);
        t.clock.advance(13 * 3600 * 1_000_000);
        here.get(&app, "/app/session").await.expect(401);
        here.get(&app, "/v2/user/me").await.refused(401, "", "token_expired");
    }
}

#[test]
fn sign_in_takes_the_right_origin_and_the_right_words() {
    crate::support::on_sqlite(async |app| {
        app.owner().await;
        for origin in
            ["", "null", "http://evil.example", "http://scan.example:81", "http://scan.example.evil.example"]
        {
            let answer = app.send(sign_in(EMAIL, PASSWORD, origin)).await.expect(403);
            assert!(!answer.headers.contains_key("set-cookie"), "{origin}");
        }
        let tls = app.send(sign_in(EMAIL, PASSWORD, "https://scan.example")).await.expect(200);
        assert!(tls.headers["set-cookie"].to_str().unwrap().ends_with("; Path=/; Secure"));
        app.send(sign_in("nobody@example.org", PASSWORD, "http://scan.example")).await.expect(401);
        for body in ["", "[]", "{", r#"{"email":"a"}"#, &format!("{{\"email\":\"{}\"}}", "x".repeat(20_000))]
        {
            let request = Request::post("/app/session").header("host", "a").header("origin", "http://a");
            app.send(request.body(Body::from(body.to_owned())).unwrap()).await.expect(400);
        }
        let slow = loop {
            let answer = app.send(sign_in(EMAIL, "nonsense", "http://scan.example")).await;
            if answer.status != 401 {
                break answer;
            }
        };
        assert!(slow.expect(429).headers.contains_key("retry-after"));
    });
}

/// Every operation of both documents, asked for by a browser without the token of its session: none may do anything.
#[test]
fn no_operation_changes_anything_without_the_token() {
    crate::support::on_sqlite(async |app| {
        let organization = app.organization("Example").await;
        app.user(&organization, Role::Owner, EMAIL).await;
        app.user(&organization, Role::Owner, "other@example.org").await;
        let (browser, other) =
            (Browser::new(&app, EMAIL).await, Browser::new(&app, "other@example.org").await);
        let mut asked = 0;
        for (method, path) in operations(&app.document).into_iter().chain(operations(&app.dast)) {
            for token in [None, Some(""), Some("0"), Some(other.csrf.as_str())] {
                let mut request = browser.request(&method, &path).header("content-type", "application/json");
                if let Some(token) = token {
                    request = request.header("x-csrf-token", token);
                }
                let answer = app.send(request.body(Body::from("{}")).unwrap()).await;
                let text = String::from_utf8_lossy(&answer.bytes).into_owned();
                assert!(answer.status == 403 && text.contains("x-csrf-token"), "{method} {path}: {text}");
            }
            asked += 1;
        }
        assert!(asked > 60, "only {asked} operations");
        browser.get(&app, "/app/session").await.expect(200);
        let request = browser.request("DELETE", "/app/session").body(Body::empty()).unwrap();
        app.send(request).await.expect(403);
    });
}

/// Methods and paths of the operations that take a signed-in caller and may change something, made-up ids in their places.
fn operations(document: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if method != "get" && operation.get("security").is_some() {
                let parts = path.split('/').map(|part| match part.starts_with('{') {
                    true => "019b7600-0000-7000-8000-000000000000",
                    false => part,
                });
                all.push((method.to_uppercase(), parts.collect::<Vec<_>>().join("/")));
            }
        }
    }
    all
}

#[test]
fn an_authorization_wins_over_the_cookie() {
    crate::support::on_sqlite(async |app| {
        let organization = app.organization("Example").await;
        let token = app.user(&organization, Role::Viewer, "viewer@example.org").await;
        app.user(&organization, Role::Owner, EMAIL).await;
        let browser = Browser::new(&app, EMAIL).await;
        let with = |method: &str, path: &str, header: &str| {
            browser.request(method, path).header("authorization", header).body(Body::empty()).unwrap()
        };
        let bearer = format!("Bearer {token}");
        let me = app.send(with("GET", "/v2/user/me", &bearer)).await.expect(200);
        assert_eq!(me.attributes()["email"], "viewer@example.org");
        app.send(with("PUT", "/v2/user/change_product?product_code=pci", &bearer)).await.expect(200);
        app.send(with("GET", "/v2/user/me", "Bearer nonsense")).await.refused(401, "", "bad_token");
        // The page asks for its own session only.
        let shown = app.send(with("GET", "/app/session", &bearer)).await.expect(200);
        assert_eq!(shown.json["user"]["email"], EMAIL);
        let request = Request::get("/app/session").header("authorization", &bearer).body(Body::empty());
        app.send(request.unwrap()).await.expect(401);
    });
}

#[test]
fn browsers_come_to_the_interface_and_programs_do_not() {
    crate::support::on_sqlite(async |app| {
        let ask =
            |accept: &'static str| Request::get("/").header("accept", accept).body(Body::empty()).unwrap();
        for accept in ["text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "application/xml, text/HTML"] {
            let answer = app.send(ask(accept)).await.expect(303);
            assert_eq!(answer.headers["location"], "/app/");
        }
        for accept in ["*/*", "application/json", ""] {
            let answer = app.send(ask(accept)).await.expect(404);
            assert_eq!(answer.json, json!({"detail": "Not found."}));
        }
    });
}
