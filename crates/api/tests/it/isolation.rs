//! Two organizations: every operation of the document is asked, as every role, for the other one's ids in path, query
//! and body. Nothing of the other one may come back, nothing of it may change, and who lacks the declared permission hears
//! of nothing but that. Operations come from the document:
//! a new one is picked up by itself, and fails here until its parameters and its body are known.

use model::user::Role;
use serde_json::{Value, json};

use crate::support::{Answer, Tenant, TestApp};

/// One operation of the document.
pub(crate) struct Operation<'d> {
    pub(crate) method: String,
    pub(crate) path: &'d str,
    pub(crate) id: &'d str,
    pub(crate) entry: &'d Value,
}

pub(crate) fn operations(document: &Value) -> Vec<Operation<'_>> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, entry) in item.as_object().unwrap() {
            let id = entry["operationId"].as_str().unwrap();
            all.push(Operation { method: method.to_uppercase(), path, id, entry });
        }
    }
    // Signing out ends the session that the other requests need.
    all.sort_by_key(|o| o.id == "sign_out");
    all
}

/// The id that a path parameter stands for.
fn id_of<'t>(path: &str, parameter: &str, tenant: &'t Tenant) -> &'t str {
    let before = path.split(&format!("/{{{parameter}}}")).next().unwrap();
    match before {
        "/v2/targets" => &tenant.target,
        "/v2/scans" => &tenant.scan,
        "/v2/scans/{scan_id}/histories" => &tenant.run,
        "/v2/scans/{scan_id}/hosts" | "/v2/hosts" => &tenant.host,
        "/v2/scans/{scan_id}/vulnerabilities" | "/v2/vulnerabilities" => &tenant.finding,
        "/v2/reports" => &tenant.report,
        "/v2/port_lists" => &tenant.port_list,
        "/v2/schedules" => &tenant.schedule,
        "/v2/blackouts" => &tenant.blackout,
        "/v2/audit/events" => &tenant.event,
        "/v2/users" => &tenant.user,
        _ => panic!("say whose id \"{parameter}\" of {path} is, so that isolation can be tested"),
    }
}

/// Bodies that name things of `other` wherever a body can.
fn bodies(operation: &Operation<'_>, other: &Tenant) -> Vec<Value> {
    let timing = json!({"first_time": "2026-02-01 03:00:00", "period_unit": "day"});
    let scan = |field: &str, id: &str, with: &Value| {
        let mut body = with.clone();
        body[field] = json!(id);
        json!({"scan": body})
    };
    let own = json!({"name": "mine"});
    match operation.id {
        "sign_in" => vec![
            json!({"username": format!("owner@{}.example", other.word), "password": "wrong wrong wrong"}),
        ],
        "target_create" => vec![json!({"target": {"name": operation.id, "hosts": "127.0.0.1"}})],
        "target_update" => vec![json!({"target": {"comment": "x"}})],
        "target_delete_many" => vec![json!({"ids": [other.target]})],
        "scan_create" => vec![
            scan("target_id", &other.target, &own),
            json!({"scan": {"name": "x", "target_id": other.target, "schedule_id": other.schedule, "port_list_id": other.port_list}}),
        ],
        "scan_update" => vec![
            scan("target_id", &other.target, &own),
            scan("schedule_id", &other.schedule, &own),
            scan("port_list_id", &other.port_list, &own),
        ],
        "scan_start" | "scan_resume" => vec![json!({})],
        "scan_delete_many" => vec![json!({"ids": [other.scan]})],
        "report_generate" => vec![json!({"report": {"formats": ["pdf"]}})],
        "report_verify" => vec![json!({})],
        "report_delete_many" => vec![json!({"ids": [other.report]})],
        "port_list_create" => vec![json!({"port_list": {"name": "mine", "ports": "80"}})],
        "port_list_update" => vec![json!({"port_list": {"comment": "x"}})],
        "vulnerability_update" => vec![json!({"vulnerability": {"state": "accepted"}})],
        "vulnerability_update_many" => {
            vec![json!({"vulnerability": {"ids": [other.finding], "state": "accepted"}})]
        }
        "users_create" => vec![json!({"user": {"email": "new@mine.example"}})],
        "users_update" => vec![json!({"user": {"first_name": "x"}})],
        "user_organization_update" => vec![json!({"organization": {"name": "mine"}})],
        "schedule_create" => vec![json!({"schedule": {"name": "mine", "first_time": "2026-02-01 03:00:00"}})],
        "schedule_update" => {
            let window = json!({"begin": "01:00", "cease": "02:00"});
            vec![json!({"schedule": {"comment": "x"}}), json!({"schedule": {"blackout_period": window}})]
        }
        "schedule_delete_many" => vec![json!({"ids": [other.schedule]})],
        "schedule_first_time" | "schedule_next_dates" => {
            let mut held = timing.clone();
            held["target_id"] = json!(other.target);
            vec![json!({"schedule": timing}), json!({"schedule": held})]
        }
        "schedule_preview" => vec![
            json!({"schedule": timing}),
            json!({"schedule": timing, "target_id": other.target}),
            json!({"schedule": timing, "schedule_id": other.schedule}),
        ],
        "blackout_create" => {
            let window = json!({"name": "mine", "begin": "01:00", "cease": "02:00"});
            let of = |field: &str, id: &str| {
                let mut body = window.clone();
                body[field] = json!(id);
                json!({"blackout": body})
            };
            vec![of("target_id", &other.target), of("schedule_id", &other.schedule)]
        }
        "blackout_update" => vec![json!({"blackout": {"enabled": false}})],
        "blackout_import" => {
            let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
            vec![json!({"blackout": {"name": format!("{} calendar", other.word), "calendar": calendar}})]
        }
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
            path.replace(&format!("{{{name}}}"), id_of(operation.path, name, whose))
        })
    };
    if names.len() > 1 { vec![fill(other), fill(own)] } else { vec![fill(other)] }
}

/// Query strings: none, and one for each parameter that takes an id of `other` or a name of it.
fn queries(operation: &Operation<'_>, other: &Tenant) -> Vec<String> {
    let mut all = vec![String::new()];
    for parameter in operation.entry["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        let query = |value: &str| format!("?{}={value}", name.replace('[', "%5B").replace(']', "%5D"));
        match name {
            "ids" => all.extend(other.ids().iter().map(|id| query(id))),
            "product_code" => all = vec![query("vrms")],
            "q[name]" | "q[host]" | "q[comment]" => all.push(query(&format!("*{}*", other.word))),
            "q[id]" | "q[target_id]" | "q[scan_id]" | "q[schedule_id]" | "q[port_list_id]" | "q[run_id]"
            | "q[user_id]" | "q[subject_id]" | "q[actor_id]" => {
                all.extend(other.ids().iter().map(|id| query(id)));
            }
            "per_page" => all.push(query("100")),
            "type" => all.push(query("csv")),
            _ => {}
        }
    }
    all
}

/// Nothing of `other` is in the answer, but for ids that the request itself named.
#[track_caller]
fn quiet(answer: &Answer, other: &Tenant, sent: &str) {
    let text = String::from_utf8_lossy(&answer.bytes);
    let place = || format!("{sent} answered {} {text}", answer.status);
    assert!(!text.contains(other.word) || sent.contains(other.word), "{}", place());
    for id in other.ids().iter().filter(|id| !sent.contains(id.as_str())) {
        assert!(!text.contains(id.as_str()), "{}", place());
    }
}

/// Whether the role holds the permission that the document says the operation asks for.
pub(crate) fn permitted(operation: &Operation<'_>, role: Role) -> bool {
    let declared = operation.entry["x-permission"].as_str();
    declared.is_none_or(|word| auth::role::grants(role, word.parse::<auth::Permission>().unwrap()))
}

/// What a tenant sees of itself with every reading operation.
async fn seen(app: &TestApp, tenant: &Tenant) -> Vec<(String, Answer)> {
    let mut all = Vec::new();
    for operation in operations(&app.document).iter().filter(|o| o.method == "GET") {
        let path = paths(operation, tenant, tenant).remove(0);
        let mut answer = app.get(tenant.token(Role::Owner), &path).await;
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
            // Ids go either into the query or into the body.
            let with_body = has_body && (query.is_empty() || !query.starts_with("?ids="));
            for body in if with_body { bodies.iter().map(Some).collect() } else { vec![None] } {
                let url = format!("{path}{query}");
                let answer = app.call(token, &operation.method, &url, body.cloned()).await;
                let sent = format!("{} {url} {}", operation.method, body.unwrap_or(&Value::Null));
                quiet(&answer, other, &sent);
                let status = answer.status.as_u16();
                match role {
                    None if signed => assert_eq!(status, 401, "{sent}"),
                    Some(Role::Owner) if named => {
                        assert!(matches!(status, 404 | 422), "{sent} answered {status}");
                    }
                    Some(_) if named => {
                        assert!(matches!(status, 403 | 404 | 422), "{sent} answered {status}");
                    }
                    _ => assert!(status < 500, "{sent} answered {status}"),
                }
                if let Some(role) = role.filter(|_| query.is_empty()) {
                    assert_eq!(
                        status == 403,
                        !permitted(operation, role),
                        "{sent} as {role} answered {status}"
                    );
                }
                if role == Some(Role::Owner) && named && query.is_empty() {
                    assert_eq!(status, 404, "{sent}");
                }
            }
        }
    }
}

async fn isolation(app: TestApp) {
    let own = Tenant::new(&app, "apple").await;
    let alone = seen(&app, &own).await;
    let other = Tenant::new(&app, "zebra").await;
    let beside = seen(&app, &own).await;
    for (before, after) in alone.iter().zip(&beside) {
        assert_eq!(before, after, "an answer changed because another organization has come");
        quiet(&after.1, &other, &after.0);
    }
    let untouched = seen(&app, &other).await;
    // The test can see: most of what the other one reads of itself would count as a leak.
    let telling =
        untouched.iter().filter(|(_, a)| String::from_utf8_lossy(&a.bytes).contains(other.word)).count();
    assert!(telling > 20, "only {telling} answers hold the word that is looked for");
    for operation in operations(&app.document) {
        attack(&app, &operation, ("", None), &other, &own).await;
        for (role, token) in &own.tokens {
            attack(&app, &operation, (token, Some(*role)), &other, &own).await;
        }
    }
    // The victims' failed sign-ins may be on their record; nothing else may.
    for (before, after) in untouched.iter().zip(&seen(&app, &other).await) {
        if !before.0.starts_with("/v2/audit") {
            assert_eq!(before, after, "an organization changed because another one asked for its ids");
        }
    }
    foreign_bodies(&app, &own, &other).await;
}

/// An own object does not take foreign ones in.
async fn foreign_bodies(app: &TestApp, own: &Tenant, other: &Tenant) {
    let token = app.user(&own.organization, Role::Owner, "late@apple.example").await;
    for (field, id) in
        [("target_id", &other.target), ("schedule_id", &other.schedule), ("port_list_id", &other.port_list)]
    {
        let path = format!("/v2/scans/{}", own.scan);
        let answer = app.put(&token, &path, json!({"scan": {field: id}})).await;
        assert!(matches!(answer.status.as_u16(), 404 | 422), "{field}: {}", answer.json);
        let mut body = json!({"name": "mine", "target_id": own.target});
        body[field] = json!(id);
        let answer = app.post(&token, "/v2/scans", json!({"scan": body})).await;
        assert!(matches!(answer.status.as_u16(), 404 | 422), "{field}: {}", answer.json);
    }
}

testkit::db_test! {
    async fn no_operation_leaks_another_organization(t: TestDb) {
        isolation(TestApp::new(&t)).await;
    }
}
