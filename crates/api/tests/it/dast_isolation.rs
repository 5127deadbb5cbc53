//! Two organizations in the DAST dialect: every operation of its document is asked, as every role, for the other one's ids in
//! path, query and body. Nothing of the other one may come back or change, and who lacks the declared permission hears of
//! nothing but that. A new operation is picked up by itself, and fails here until its parameters and its body are known.

use std::collections::BTreeMap;

use ::app::Ctx;
use auth::Principal;
use axum::body::Body;
use axum::http::Request;
use model::Product;
use model::run::RunState;
use model::user::Role;
use serde_json::{Value, json};

use crate::dast_targets::uuid_of;
use crate::dast_web::scanned;
use crate::isolation::{Operation, operations, permitted};
use crate::support::tenant::reported;
use crate::support::{Answer, TestApp};

/// An organization with something of everything that the dialect has, each name holding the same word.
struct Tenant {
    word: &'static str,
    /// Ids by what they are of.
    ids: BTreeMap<&'static str, String>,
    tokens: Vec<(Role, String)>,
}

impl Tenant {
    async fn new(app: &TestApp, word: &'static str) -> Self {
        let organization = app.organization(&format!("{word} inc")).await;
        let mut tokens = Vec::new();
        for &role in Role::ALL {
            tokens.push((role, app.user(&organization, role, &format!("{role}@{word}.example")).await));
        }
        let owner = tokens.iter().find(|(role, _)| *role == Role::Owner).unwrap().1.clone();
        let mut tenant = Self { word, ids: BTreeMap::new(), tokens };
        let site = json!({"url": "http://127.0.0.1:8080/", "name": format!("{word} shop")});
        let body = json!({"site": site, "labels": [{"name": format!("{word} label")}]});
        let target = tenant.made(app, &owner, ("target", "/targets/"), body).await;
        tenant.ids.insert("target_label", target["labels"][0]["id"].as_str().unwrap().to_owned());
        let path = |tenant: &Self, rest: &str| format!("/targets/{}/{rest}/", tenant.ids["target"]);
        for (what, rest, body) in [
            ("asset", "assets", json!({"host": format!("{word}.example")})),
            ("detector", "logout", json!({"type": "text", "value": format!("{word} bye")})),
            ("target_key", "keys", json!({"name": format!("{word} key")})),
            ("scheduled", "scheduledscans", json!({"date_time": "2027-01-01T00:00:00Z", "recurrence": "d"})),
        ] {
            let place = path(&tenant, rest);
            tenant.made(app, &owner, (what, &place), body).await;
        }
        let found = format!("/users/?email=viewer@{word}.example");
        let user = call(app, &owner, "GET", &found, None).await.expect(200).json["results"][0]["id"].clone();
        tenant.ids.insert("user", user.as_str().unwrap().to_owned());
        tenant.made(app, &owner, ("key", "/keys/"), json!({"name": format!("{word} key")})).await;
        tenant.made(app, &owner, ("finding_label", "/labels/"), json!({"name": format!("{word} tag")})).await;
        let scan = call(app, &owner, "POST", &path(&tenant, "scan_now"), None).await.expect(200);
        tenant.ids.insert("scan", scan.json["id"].as_str().unwrap().to_owned());
        let principal = Principal::internal(organization.id, Product::Dast);
        let ctx = Ctx { services: app.services.clone(), principal, request_id: None, remote_ip: None };
        scanned(&ctx, (RunState::Completed, None)).await;
        tenant.ids.insert("finding", format!("{}-1", tenant.ids["target"]));
        let mut tx = app.services.db.read().await.unwrap();
        let run = store::runs::by_id(&mut tx, uuid_of(&tenant.ids["scan"])).await.unwrap().unwrap();
        drop(tx);
        let report = reported(&ctx, &run, word).await;
        let report = call(app, &owner, "GET", &format!("/report/{report}/"), None).await.expect(200);
        tenant.ids.insert("report", report.json["id"].as_str().unwrap().to_owned());
        tenant
    }

    async fn made(&mut self, app: &TestApp, token: &str, at: (&'static str, &str), body: Value) -> Value {
        let made = call(app, token, "POST", at.1, Some(body)).await;
        assert!(made.status.is_success(), "{}: {}", at.1, made.json);
        self.ids.insert(at.0, made.json["id"].as_str().unwrap().to_owned());
        made.json
    }

    fn token(&self, role: Role) -> &str {
        &self.tokens.iter().find(|(r, _)| *r == role).unwrap().1
    }
}

async fn call(app: &TestApp, token: &str, method: &str, path: &str, body: Option<Value>) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    if !token.is_empty() {
        request = request.header("authorization", format!("JWT {token}"));
    }
    if path.contains("upload_api_schema_file") {
        let form = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n{}\r\n--x--\r\n";
        let request = request.header("content-type", "multipart/form-data; boundary=x");
        return app.send(request.body(Body::from(form)).unwrap()).await;
    }
    let request = request.header("content-type", "application/json");
    app.send(request.body(body.map_or_else(Body::empty, |b| Body::from(b.to_string()))).unwrap()).await
}

/// What a path parameter is the id of.
fn kind_of(path: &str, parameter: &str) -> &'static str {
    let before = path.split(&format!("/{{{parameter}}}")).next().unwrap();
    match before {
        "/targets" => "target",
        "/targets/{id}/assets" => "asset",
        "/targets/{id}/logout" => "detector",
        "/targets/{target_id}/keys" => "target_key",
        "/targets/{target_id}/scans" | "/scans" => "scan",
        "/targets/{target_id}/scheduledscans" => "scheduled",
        "/targets/{target_id}/findings" => "number",
        "/findings" => "finding",
        "/keys" => "key",
        "/users" => "user",
        "/labels/targets" => "target_label",
        "/labels" => "finding_label",
        "/report" => "report",
        "/scan-profiles" => "profile",
        _ => panic!("say whose id \"{parameter}\" of {path} is, so that isolation can be tested"),
    }
}

fn id<'t>(tenant: &'t Tenant, kind: &str) -> &'t str {
    match kind {
        "number" => "1",
        "profile" => "pci_asv",
        kind => &tenant.ids[kind],
    }
}

/// Bodies that name things of `other` wherever a body can.
fn bodies(operation: &Operation<'_>, other: &Tenant) -> Vec<Value> {
    let ids = &other.ids;
    let (target, scan) = (&ids["target"], &ids["scan"]);
    let (target_id, number) = (json!([{"id": target}]), json!([{"target_id": target, "finding_id": 1}]));
    let login = json!({"username": format!("owner@{}.example", other.word), "password": "wrong wrong wrong"});
    match operation.id {
        "auth_obtain" | "enterprise_auth_obtain" => vec![login],
        id if id.contains("auth_") && operation.path.contains("auth/") => vec![json!({"token": "a.b.c"})],
        "cli_event" => vec![json!({})],
        "account_update" => vec![json!({"x_allowed_names": ["mine.example"]})],
        "profile_change_password" => {
            vec![
                json!({"current_password": "wrong", "password": "long enough 1", "confpassword": "long enough 1"}),
            ]
        }
        "target_create" => {
            vec![json!({"site": {"url": "http://127.0.0.1/"}, "labels": []})]
        }
        "target_update" | "target_replace" => vec![json!({"site": {"desc": "x"}})],
        "target_site_update" | "target_site_replace" => vec![json!({"desc": "x"})],
        "target_settings_update" => vec![json!({"excluded_paths": []})],
        "target_bulk_update" | "target_bulk_delete" | "target_archive" | "target_activate" => {
            vec![json!({"ids": [target], "site": {"desc": "x"}})]
        }
        "target_verify" | "target_site_verify" | "asset_verify" => vec![json!({"type": "file"})],
        "target_upload_schema" | "target_scan_now" => vec![json!({})],
        "asset_create" => vec![json!({"host": "mine.example"})],
        "asset_update" | "asset_replace" => vec![json!({"desc": "x"})],
        "logout_detector_create" => vec![json!({"type": "text", "value": "x"})],
        "logout_detector_update" => vec![json!({"value": "x"})],
        "key_create" | "target_key_create" => vec![json!({"name": operation.id})],
        "label_create" | "target_label_create" => vec![json!({"name": operation.id})],
        "label_update" | "label_replace" | "target_label_update" | "target_label_replace" => {
            vec![json!({"color": "red"})]
        }
        "scan_bulk_start" => vec![json!({"targets": target_id})],
        "scan_bulk_cancel" | "scan_bulk_pause" | "scan_bulk_resume" => vec![json!({"scans": [{"id": scan}]})],
        "scan_cancel" | "scan_pause" | "scan_resume" | "scan_stop" => vec![json!({})],
        "scheduledscan_bulk_create" => {
            vec![json!({"targets": target_id, "scheduledscan": {"date_time": "2027-01-01T00:00:00Z"}})]
        }
        "scheduledscan_bulk_update" | "scheduledscan_bulk_delete" => {
            vec![json!({"scheduledscans": [{"id": ids["scheduled"]}], "scheduledscan": {"recurrence": "w"}})]
        }
        "scheduledscan_preview" => vec![
            json!({"date_time": "2027-01-01T00:00:00Z", "target": target}),
            json!({"scheduledscan": ids["scheduled"]}),
        ],
        id if id.starts_with("target_scheduledscan_") => vec![json!({"date_time": "2027-01-01T00:00:00Z"})],
        "finding_bulk_update" => {
            vec![json!({"ids": number, "state": "accepted", "review_status": "accepted"})]
        }
        id if id.contains("finding_bulk") => {
            vec![json!({"ids": ["1"], "state": "accepted"}), json!({"findingIds": [1], "state": "accepted"})]
        }
        id if id.contains("finding_") => vec![json!({"comment": "x"})],
        "user_create" => vec![json!({"email": "new@mine.example"})],
        "user_update" | "user_replace" => vec![json!({"name": "x"})],
        "report_create" => vec![json!({"scan": scan, "format": "pdf"})],
        id => panic!("say what body {id} takes, so that isolation can be tested"),
    }
}

/// Paths with ids filled in from `other`; where there are two ids, also with the outer one from `own`.
fn paths(operation: &Operation<'_>, other: &Tenant, own: &Tenant) -> Vec<String> {
    let names: Vec<&str> =
        operation.path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')).collect();
    let fill = |outer: &Tenant| {
        names.iter().enumerate().fold(operation.path.to_owned(), |path, (i, name)| {
            let whose = if i == 0 { outer } else { other };
            path.replace(&format!("{{{name}}}"), id(whose, kind_of(operation.path, name)))
        })
    };
    // Numbers of findings count in each target: those of the own one are not foreign.
    let both = names.len() > 1 && !operation.path.contains("/findings/");
    if both { vec![fill(other), fill(own)] } else { vec![fill(other)] }
}

/// Query strings: none, and one for each parameter that takes an id or a name of `other`.
fn queries(operation: &Operation<'_>, other: &Tenant) -> Vec<String> {
    let mut all = vec![String::new()];
    for parameter in operation.entry["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        match name {
            "search" | "name" => all.push(format!("?{name}={}", other.word)),
            "id" | "target" | "label" | "target_label" | "scan" | "scheduledscan"
                if parameter["in"] == "query" =>
            {
                all.extend(other.ids.values().map(|id| format!("?{name}={id}")));
            }
            "length" => all.push("?length=1000".to_owned()),
            _ => {}
        }
    }
    all
}

/// Nothing of `other` is in the answer, but for what the request itself named.
#[track_caller]
fn quiet(answer: &Answer, other: &Tenant, sent: &str) {
    let text = String::from_utf8_lossy(&answer.bytes);
    assert!(!text.contains(other.word) || sent.contains(other.word), "{sent} answered {text}");
    // A finding is named by its target and a number: an answer may repeat it to who sent both.
    let named = |id: &&String| sent.contains(id.split('-').next().unwrap_or(id));
    for id in other.ids.values().filter(|id| !named(id)) {
        assert!(!text.contains(id.as_str()), "{sent} answered {text}");
    }
}

/// What a tenant sees of itself with every reading operation. Reports are written by jobs, which nobody does here.
async fn seen(app: &TestApp, tenant: &Tenant) -> Vec<(String, Answer)> {
    let mut all = Vec::new();
    let reads =
        |o: &&Operation<'_>| o.method == "GET" && !o.path.contains("report") && o.id != "scan_profile_view";
    for operation in operations(&app.dast).iter().filter(reads) {
        let path = paths(operation, tenant, tenant).remove(0);
        let mut answer = call(app, tenant.token(Role::Owner), "GET", &path, None).await;
        answer.headers.remove("x-request-id");
        assert!(answer.status.is_success(), "{path} answered {}", String::from_utf8_lossy(&answer.bytes));
        all.push((path, answer));
    }
    all
}

/// Sends an operation with everything foreign that it can take.
async fn attack(
    app: &TestApp,
    operation: &Operation<'_>,
    who: (&str, Option<Role>),
    other: &Tenant,
    own: &Tenant,
) {
    let (token, role) = who;
    let named = operation.path.contains('{');
    let has_body = operation.entry.get("requestBody").is_some();
    let bodies = if has_body { bodies(operation, other) } else { Vec::new() };
    let signed = operation.entry.get("security").is_some();
    for path in paths(operation, other, own) {
        for query in queries(operation, other) {
            for body in if has_body { bodies.iter().map(Some).collect() } else { vec![None] } {
                let url = format!("{path}{query}");
                let answer = call(app, token, &operation.method, &url, body.cloned()).await;
                let sent = format!("{} {url} {}", operation.method, body.unwrap_or(&Value::Null));
                quiet(&answer, other, &sent);
                let status = answer.status.as_u16();
                match role {
                    None if signed => assert_eq!(status, 401, "{sent}"),
                    Some(_) if named => {
                        assert!(matches!(status, 403 | 404), "{sent} answered {status}: {}", answer.json);
                    }
                    _ => assert!(status < 500, "{sent} answered {status}"),
                }
                if let Some(role) = role.filter(|_| query.is_empty()) {
                    let may = permitted(operation, role);
                    assert_eq!(status == 403, !may, "{sent} as {role} answered {status}: {}", answer.json);
                }
            }
        }
    }
}

async fn isolation(app: TestApp) {
    let own = Tenant::new(&app, "apple").await;
    let alone = seen(&app, &own).await;
    let other = Tenant::new(&app, "zebra").await;
    for (before, after) in alone.iter().zip(&seen(&app, &own).await) {
        assert_eq!(before, after, "an answer changed because another organization has come");
        quiet(&after.1, &other, &after.0);
    }
    let untouched = seen(&app, &other).await;
    let telling =
        untouched.iter().filter(|(_, a)| String::from_utf8_lossy(&a.bytes).contains(other.word)).count();
    assert!(telling > 20, "only {telling} answers hold the word that is looked for");
    for operation in operations(&app.dast) {
        attack(&app, &operation, ("", None), &other, &own).await;
        for (role, token) in &own.tokens {
            attack(&app, &operation, (token, Some(*role)), &other, &own).await;
        }
    }
    for (before, after) in untouched.iter().zip(&seen(&app, &other).await) {
        assert_eq!(before, after, "an organization changed because another one asked for its ids");
    }
    // An own target does not take foreign labels in.
    let body = json!({"labels": [{"id": other.ids["target_label"]}]});
    let path = format!("/targets/{}/", own.ids["target"]);
    call(&app, own.token(Role::Owner), "PATCH", &path, Some(body)).await.expect(400);
}

testkit::db_test! {
    async fn no_dast_operation_leaks_another_organization(t: TestDb) {
        isolation(TestApp::new(&t)).await;
    }
}
