//! Targets of the DAST dialect, with their settings, secrets and ownership.

use std::sync::{Arc, Mutex};

use ::app::web_targets::verify::{Answer as Found, Lookup, Verifier};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use testkit::TestDb;

use crate::support::{Answer, TestApp, on_sqlite};

/// An application with a signed-in owner.
struct Web {
    app: TestApp,
    token: String,
}

impl Web {
    async fn of(app: TestApp) -> Self {
        let token = app.owner().await;
        Self { app, token }
    }

    async fn new(t: &TestDb) -> Self {
        Self::of(TestApp::new(t)).await
    }

    async fn call(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("authorization", format!("JWT {}", self.token));
        let request = request.header("content-type", "application/json");
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.app.send(request.body(body).unwrap()).await
    }

    async fn get(&self, path: &str) -> Value {
        self.call("GET", path, Value::Null).await.expect(200).json
    }

    async fn target(&self, site: Value) -> String {
        let made = self.call("POST", "/targets/", json!({"site": site})).await.expect(201).json;
        made["id"].as_str().unwrap().to_owned()
    }

    async fn names(&self, query: &str) -> Vec<String> {
        let list = self.get(&format!("/targets/{query}")).await;
        let name = |v: &Value| v["site"]["name"].as_str().unwrap().to_owned();
        list["results"].as_array().unwrap().iter().map(name).collect()
    }
}

testkit::db_test! {
    async fn a_web_target_lives(t: TestDb) {
        let web = Web::new(&t).await;
        let body = json!({"site": {"url": "HTTP://LocalHost:80/app#x", "name": "shop"}, "type": "single",
            "labels": [{"name": "prod", "color": "#00FF00"}, "eu"], "scan_profile": "safe"});
        let made = web.call("POST", "/targets/?duplicate_check=False&skip_reachability_check=True", body.clone()).await.expect(201).json;
        assert_eq!((&made["site"]["url"], &made["site"]["host"]), (&json!("http://localhost/app"), &json!("localhost")));
        for name in ["lows", "mediums", "highs", "criticals", "risk", "last_scan", "running_scan", "next_scan", "scanning_agent", "blackout_period"] {
            assert_eq!(made[name], Value::Null, "{name}");
        }
        for (name, value) in [("assets", json!([])), ("scan_profile", json!("safe")), ("unlimited", json!(false)),
            ("report_type", json!("default")), ("fail_fast", json!(true)), ("enabled", json!(true)), ("teams", json!([]))] {
            assert_eq!(made[name], value, "{name}");
        }
        assert_eq!(made["site"]["verification_token"].as_str().map(str::len), Some(36));
        assert_eq!(made["allowed_scan_profiles"].as_array().map(Vec::len), Some(4), "loopback is exempt");
        assert!(made["changed"].as_str().unwrap().ends_with("Z") && made["changed"].as_str().unwrap().len() == 27);
        let path = format!("/targets/{}/", made["id"].as_str().unwrap());
        assert_eq!(web.get(&path).await, made);
        let twice = web.call("POST", "/targets/?duplicate_check=True", body).await.expect(400).json;
        assert!(twice["site"]["url"].is_array(), "{twice}");
        let change = json!({"site": {"desc": "x", "blacklist": ["http://localhost/logout*"]}, "labels": [{"name": "eu"}], "scanning_agent": {"id": null}});
        let changed = web.call("PATCH", &path, change).await.expect(200).json;
        assert_eq!((&changed["site"]["desc"], &changed["site"]["name"]), (&json!("x"), &json!("shop")));
        assert_eq!(changed["labels"].as_array().unwrap().len(), 1);
        assert_eq!(web.get(&format!("{path}site/")).await["blacklist"], json!(["http://localhost/logout*"]));
        let settings = web.call("PATCH", &format!("{path}settings/"), json!({"max_scan_duration": 3600, "scan_profile": "full"})).await.expect(200).json;
        assert_eq!(settings, json!({"excluded_paths": ["http://localhost/logout*"], "max_scan_duration": 3600, "scan_profile": "full"}));
        web.call("DELETE", &path, json!({})).await.expect(204);
        web.call("GET", &path, Value::Null).await.expect(404);
    }

    async fn web_targets_are_listed(t: TestDb) {
        let web = Web::new(&t).await;
        for (name, kind) in [("alpha", "single"), ("beta", "api"), ("gamma", "single")] {
            let body = json!({"site": {"url": format!("http://127.0.0.1/{name}"), "name": name}, "type": kind, "labels": [{"name": name}, {"name": "all"}]});
            web.call("POST", "/targets/", body).await.expect(201);
            t.clock.advance(1_000_000);
        }
        let label = |name: &'static str| { let web = &web; async move { web.get(&format!("/labels/targets/?search={name}")).await["results"][0]["id"].as_str().unwrap().to_owned() } };
        let (all, alpha) = (label("all").await, label("alpha").await);
        for (query, expect) in [
            ("".to_owned(), "gamma beta alpha"),
            ("?ordering=-changed&length=2".to_owned(), "gamma beta"),
            ("?ordering=name&length=2&page=2".to_owned(), "gamma"),
            ("?type=api".to_owned(), "beta"),
            ("?type=api&type=single&ordering=name".to_owned(), "alpha beta gamma"),
            ("?search=127.0.0.1/AL".to_owned(), "alpha"),
            ("?search=gam".to_owned(), "gamma"),
            (format!("?label={all}&label={alpha}&ordering=name"), "alpha beta gamma"),
            (format!("?label={all}&label={alpha}&label_logical_operator=and"), "alpha"),
            ("?risk=null&ordering=name".to_owned(), "alpha beta gamma"),
            ("?risk=0&risk=40".to_owned(), ""),
            ("?verified=True".to_owned(), ""),
            ("?verified=false&unlimited=FALSE&ordering=name".to_owned(), "alpha beta gamma"),
            ("?scan_profile=api_normal".to_owned(), "beta"),
            ("?id=nonsense".to_owned(), ""),
        ] {
            assert_eq!(web.names(&query).await.join(" "), expect, "{query}");
        }
        let ids: Vec<String> = web.get("/targets/?ordering=name").await["results"].as_array().unwrap().iter().map(|v| v["id"].as_str().unwrap().to_owned()).collect();
        web.call("POST", "/targets/archive/", json!({"ids": [ids[0]]})).await.expect(200);
        assert_eq!(web.names("?ordering=name").await, ["beta", "gamma"]);
        assert_eq!(web.call("POST", "/targets/archived/", json!({})).await.expect(200).json["count"], 1);
        web.call("POST", "/targets/activate/", json!({"ids": [ids[0]]})).await.expect(200);
        let done = web.call("POST", "/targets/bulk/update/?is_id_404_validation=True", json!({"ids": ids, "scan_profile": "lightning"})).await.expect(200).json;
        assert_eq!(done, json!({"ids": ids}));
        assert_eq!(web.names("?scan_profile=lightning&ordering=name").await.len(), 3);
        let gone = "2".repeat(22);
        let unknown = web.call("POST", "/targets/bulk/delete/?is_id_404_validation=True", json!({"ids": [ids[0], gone]})).await.expect(404).json;
        assert_eq!(unknown, json!({"detail": "Not Found.", "is_id_404_validation": true, "invalid_ids": [gone]}));
        web.call("POST", "/targets/bulk/delete/", json!({"ids": ids})).await.expect(200);
        assert_eq!(web.get("/targets/").await["count"], 0);
    }

    async fn secrets_never_come_back(t: TestDb) {
        let web = Web::new(&t).await;
        let site = json!({"url": "http://127.0.0.1/", "has_form_login": true, "form_login_url": "http://127.0.0.1/login", "auth_enabled": true,
            "form_login": [{"name": "user", "value": "hush-1"}, {"name": "pass", "value": "hush-2"}],
            "has_basic_auth": true, "basic_auth": {"username": "joe", "password": "hush-3"},
            "headers": [{"name": "X-Plain", "value": "open"}, {"name": "X-Key", "value": "hush-4", "value_is_sensitive": true}],
            "cookies": [{"name": "sid", "value": "hush-5", "authentication": true, "allow_testing": false}],
            "has_otp": true, "otp_secret": "hush-6", "otp_field": "#otp",
            "api_scan_settings": {"api_login_payload": "hush-7", "api_login_url": "http://127.0.0.1/token"}});
        let id = web.target(site.clone()).await;
        let path = format!("/targets/{id}/");
        let asset = json!({"host": "127.0.0.2:8443", "headers": [{"name": "X-Key", "value": "hush-8", "value_is_sensitive": true}]});
        web.call("POST", &format!("{path}assets/"), asset).await.expect(201);
        let shown = web.get(&path).await;
        // What was shown is sent back, as clients do: nothing may be lost by it.
        let back = json!({"site": shown["site"]});
        let again = web.call("PATCH", &path, back).await.expect(200);
        for text in [shown.to_string(), again.json.to_string(), web.get("/targets/").await.to_string(), web.get("/targets/assets/?include=target").await.to_string()] {
            assert!(!text.contains("hush"), "{text}");
        }
        assert_eq!(shown["site"]["headers"][0]["value"], "open");
        assert_eq!(shown["site"]["headers"][1]["value"], "********");
        assert_eq!(shown["site"]["basic_auth"], json!({"username": "joe", "password": "********"}));
        let services = &web.app.services;
        let mut tx = services.db.read().await.unwrap();
        let organization = store::organizations::all(&mut tx).await.unwrap().remove(0).id;
        let raw = uuid_of(&id);
        let target = store::targets::get(&mut tx, organization, model::Product::Dast, raw).await.unwrap().unwrap();
        assert!(!serde_json::to_string(&target.web).unwrap().contains("hush"), "secrets rest sealed");
        let opened = ::app::web_targets::secrets(&mut tx, services, organization, raw).await.unwrap();
        let mut values: Vec<&str> = opened.values().map(model::secret::SecretText::expose).filter(|v| v.starts_with("hush")).collect();
        values.sort_unstable();
        assert_eq!(values, ["hush-1", "hush-2", "hush-3", "hush-4", "hush-5", "hush-6", "hush-7", "hush-8"]);
        drop(tx);
        let cleared = web.call("DELETE", &format!("{path}otp/"), Value::Null).await.expect(200).json;
        assert_eq!((&cleared["site"]["has_otp"], &cleared["site"]["otp_secret"]), (&json!(false), &json!("")));
    }
}

/// The id behind its 22 digits.
pub(crate) fn uuid_of<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    const DIGITS: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let number = text.chars().fold(0_u128, |n, c| n * 58 + DIGITS.find(c).unwrap() as u128);
    let hex = format!("{number:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]).parse().unwrap()
}

#[test]
fn wrong_settings_are_refused_by_name() {
    on_sqlite(async |app| {
        let web = Web::of(app).await;
        let long = "x".repeat(256);
        for (site, field) in [
            (json!({}), "url"),
            (json!({"url": ""}), "url"),
            (json!({"url": "ftp://a/"}), "url"),
            (json!({"url": "http://u:p@127.0.0.1/"}), "url"),
            (json!({"name": long}), "name"),
            (json!({"form_login_check_pattern": long}), "form_login_check_pattern"),
            (json!({"has_form_login": true}), "has_form_login"),
            (json!({"logout_detection_enabled": true}), "logout_detection_enabled"),
            (json!({"headers": [{"name": "a b", "value": "x"}]}), "headers"),
            (json!({"headers": [{"name": "a", "value": "x\r\nb: c"}]}), "headers"),
            (json!({"whitelist": ["http://elsewhere.example/"]}), "whitelist"),
            (json!({"otp_algorithm": "MD5"}), "otp_algorithm"),
            (json!({"otp_digits": 9}), "otp_digits"),
            (json!({"logout_condition": "some"}), "logout_condition"),
        ] {
            let mut site = site;
            if site.get("url").is_none() && field != "url" {
                site["url"] = json!("http://127.0.0.1/");
            }
            let refused = web.call("POST", "/targets/", json!({"site": site})).await.expect(400).json;
            assert!(refused["site"][field].is_array(), "{field}: {refused}");
        }
        for (body, field) in [
            (json!({}), "site"),
            (json!({"site": {"url": "http://127.0.0.1/"}, "type": "multi"}), "type"),
            (json!({"site": {"url": "http://127.0.0.1/"}, "scan_profile": "pci_asv"}), "scan_profile"),
            (json!({"site": {"url": "http://127.0.0.1/"}, "scan_profile": "api_normal"}), "scan_profile"),
            (json!({"site": {"url": "http://127.0.0.1/"}, "scanning_agent": {"id": "x"}}), "scanning_agent"),
            (json!({"site": {"url": "http://127.0.0.1/"}, "report_type": "x"}), "report_type"),
            (
                json!({"site": {"url": "http://127.0.0.1/"}, "blackout_period": {"begin": "25:00", "cease": "01:00"}}),
                "blackout_period",
            ),
        ] {
            let refused = web.call("POST", "/targets/", body).await.expect(400).json;
            assert!(!refused[field].is_null(), "{field}: {refused}");
        }
        assert_eq!(web.get("/targets/").await["count"], 0);
    });
}

#[test]
fn detectors_assets_and_files_belong_to_a_target() {
    on_sqlite(async |app| {
        let web = Web::of(app).await;
        let id = web.target(json!({"url": "http://127.0.0.1/"})).await;
        let path = format!("/targets/{id}/");
        let made = web.call("POST", &format!("{path}logout/"), json!({"type": "sel", "value": "#in"})).await;
        let detector = made.expect(201).json["id"].as_str().unwrap().to_owned();
        let on = json!({"logout_detection_enabled": true, "check_session_url": "http://127.0.0.1/me"});
        let site = web.call("PATCH", &format!("{path}site/"), on).await.expect(200).json;
        assert_eq!(site["logout_detection_enabled"], true);
        let at = format!("{path}logout/{detector}/");
        assert_eq!(web.call("PATCH", &at, json!({"value": "#out"})).await.expect(200).json["value"], "#out");
        web.call("PATCH", &at, json!({"type": "smell"})).await.expect(400);
        web.call("DELETE", &at, Value::Null).await.expect(204);
        assert_eq!(web.get(&format!("{path}site/")).await["logout_detection_enabled"], false);
        let asset = web.call("POST", &format!("{path}assets/"), json!({"host": "api.example.org"})).await;
        let asset = asset.expect(201).json["id"].as_str().unwrap().to_owned();
        web.call("POST", &format!("{path}assets/"), json!({"host": "api.example.org"})).await.expect(400);
        web.call("POST", &format!("{path}assets/"), json!({"host": "a/b"})).await.expect(400);
        let all =
            web.get(&format!("/targets/assets/?id={asset}&is_id_404_validation=true&include=target")).await;
        assert_eq!(all["results"][0]["target"]["id"], json!(id));
        assert_eq!(web.get(&path).await["assets"][0]["include"], true);
        let at = format!("{path}assets/{asset}/");
        let changed = web.call("PATCH", &at, json!({"include": false})).await.expect(200).json;
        assert_eq!(changed["include"], false);
        web.call("DELETE", &at, Value::Null).await.expect(204);
        let form = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"../s.json\"\r\n\r\n{\"openapi\":\"3.0.0\"}\r\n--x--\r\n";
        let upload = async |id: &str| {
            let request = Request::post(format!("/targets/{id}/upload_api_schema_file/"))
                .header("authorization", format!("JWT {}", web.token))
                .header("content-type", "multipart/form-data; boundary=x");
            web.app.send(request.body(Body::from(form)).unwrap()).await
        };
        upload(&id).await.expect(400);
        let api = json!({"site": {"url": "http://127.0.0.1/", "api_scan_settings": {"api_schema_type": "openapi"}}, "type": "api"});
        let api = web.call("POST", "/targets/", api).await.expect(201).json;
        assert_eq!(api["scan_profile"], "api_normal");
        let with = upload(api["id"].as_str().unwrap()).await.expect(201).json;
        assert_eq!(with["site"]["api_scan_settings"]["api_schema_file"], "s.json");
    });
}

/// A network in which one thing is published.
#[derive(Debug, Default)]
struct Published(Mutex<(String, String)>);

impl Published {
    fn set(&self, place: &str, text: String) {
        *self.0.lock().unwrap() = (place.to_owned(), text);
    }

    fn at(&self, place: &str) -> Result<String, String> {
        let (known, text) = self.0.lock().unwrap().clone();
        if known == place { Ok(text) } else { Err("answered with status 404".to_owned()) }
    }
}

impl Verifier for Published {
    fn page(&self, lookup: Lookup) -> Found<'_, String> {
        Box::pin(async move { self.at(&lookup.url) })
    }

    fn txt(&self, name: String) -> Found<'_, Vec<String>> {
        Box::pin(async move { self.at(&name).map(|text| vec![text]) })
    }
}

#[test]
fn ownership_is_proven_or_exempt() {
    on_sqlite(async |app| {
        let published = Arc::new(Published::default());
        assert!(app.services.set_verifier(published.clone()));
        let web = Web::of(app).await;
        let id = web.target(json!({"url": "https://www.example.org/shop"})).await;
        let path = format!("/targets/{id}/");
        let shown = web.get(&path).await;
        let token = shown["site"]["verification_token"].as_str().unwrap().to_owned();
        let ids = |v: &Value| {
            v["allowed_scan_profiles"]
                .as_array()
                .unwrap()
                .iter()
                .map(|p| p["id"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&shown), ["lightning"]);
        let refused = web.call("POST", &format!("{path}scan_now/"), json!({})).await.expect(400).json;
        assert!(refused["error"].as_str().unwrap().contains("verified"), "{refused}");
        let scan = web
            .call("POST", &format!("{path}scan_now/"), json!({"scan_profile": "lightning"}))
            .await
            .expect(200)
            .json;
        assert_eq!(scan["status"], "queued");
        let refused = web
            .call("POST", &format!("{path}site/verify/"), json!({"type": "dns_txt"}))
            .await
            .expect(400)
            .json;
        assert!(refused["error"].as_str().unwrap().contains("oken not found"), "{refused}");
        let failed = web.get(&format!("{path}site/")).await;
        assert_eq!((&failed["verified"], &failed["verification_method"]), (&json!(false), &json!("dns_txt")));
        assert!(failed["verification_date"].is_string() && failed["verification_last_error"] != "");
        web.call("POST", &format!("{path}verify/"), json!({"type": "email"})).await.expect(400);
        for (method, place, text) in [
            ("file", format!("https://www.example.org/{token}.txt"), "Probe.ly\n".to_owned()),
            ("dns_txt", "example.org".to_owned(), format!("Probe.ly={token}")),
            (
                "meta_tag",
                "https://www.example.org/shop".to_owned(),
                format!("<meta name=\"probely-verification\" content=\"{token}\">"),
            ),
        ] {
            published.set(&place, text);
            let done = web
                .call("POST", &format!("{path}site/verify/"), json!({"type": method}))
                .await
                .expect(200)
                .json;
            assert_eq!(
                (&done["site"]["verified"], &done["site"]["verification_method"]),
                (&json!(true), &json!(method))
            );
        }
        assert_eq!(web.names("?verified=true").await.len(), 1);
        assert_eq!(ids(&web.get(&path).await).len(), 4);
        // What was proven for one host says nothing about another.
        let moved = web
            .call("PATCH", &path, json!({"site": {"url": "https://other.example.org/"}}))
            .await
            .expect(200)
            .json;
        assert_eq!(moved["site"]["verified"], false);
        assert_ne!(moved["site"]["verification_token"], json!(token));
        let account =
            json!({"x_allowed_names": ["*.Example.org"], "x_allowed_ranges": ["127.0.0.0/8", "192.0.2.7"]});
        let account = web.call("PATCH", "/account/", account).await.expect(200).json;
        assert_eq!(
            (&account["x_allowed_names"], &account["x_allowed_ranges"]),
            (&json!(["*.example.org"]), &json!(["127.0.0.0/8", "192.0.2.7/32"]))
        );
        assert_eq!(ids(&web.get(&path).await).len(), 4, "the administrator has exempted the name");
        web.call("PATCH", "/account/", json!({"x_allowed_names": ["a b"]})).await.expect(400);
        web.call("PATCH", "/account/", json!({"x_allowed_ranges": ["everything"]})).await.expect(400);
    });
}

#[test]
fn profiles_are_listed() {
    on_sqlite(async |app| {
        let web = Web::of(app).await;
        let all = web.get("/scan-profiles/?length=50").await;
        let ids: Vec<&str> =
            all["results"].as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["lightning", "safe", "normal", "full", "api_normal"]);
        for (query, count) in [
            ("type=api", 1),
            ("type=web", 4),
            ("verified=False", 1),
            ("builtin=True", 5),
            ("archived=True", 0),
            ("search=LIGHT", 1),
            ("id=safe&id=full&is_id_404_validation=True", 2),
        ] {
            assert_eq!(web.get(&format!("/scan-profiles/?{query}")).await["count"], count, "{query}");
        }
        assert_eq!(web.get("/scan-profiles/safe/").await["methods"], "safe");
        web.call("GET", "/scan-profiles/?id=none&is_id_404_validation=True", Value::Null).await.expect(404);
        web.call("GET", "/scan-profiles/pci_asv/", Value::Null).await.expect(404);
    });
}

#[test]
fn the_own_password_is_changed() {
    on_sqlite(async |app| {
        let web = Web::of(app).await;
        let body = |current: &str, new: &str, again: &str| json!({"current_password": current, "password": new, "confpassword": again});
        let path = "/profile/change_password/";
        web.call("POST", path, body("wrong", "a much longer one", "a much longer one")).await.expect(400);
        web.call("POST", path, body(crate::support::app::PASSWORD, "a much longer one", "another"))
            .await
            .expect(400);
        web.call("POST", path, body(crate::support::app::PASSWORD, "a much longer one", "a much longer one"))
            .await
            .expect(200);
        web.get("/profile/").await;
        let login = json!({"username": "owner@example.org", "password": "a much longer one"});
        web.call("POST", "/auth/obtain/", login).await.expect(200);
    });
}
