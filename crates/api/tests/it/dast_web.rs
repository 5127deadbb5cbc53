//! Scans, scheduled scans and findings of the DAST dialect.

use ::app::Ctx;
use auth::Principal;
use axum::body::Body;
use axum::http::Request;
use model::Product;
use model::evidence::{Evidence, InsertionKind, WebEvidence};
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};
use model::run::RunState;
use model::unit::{UnitEvent, UnitMessage};
use model::user::Role;
use model::web::{Endpoint, Stage, StageState, StageStatus};
use serde_json::{Value, json};
use store::findings::{RunRef, Sighting};
use testkit::TestDb;

use crate::support::app::PASSWORD;
use crate::support::{Answer, TestApp};

/// An application with a signed-in owner and a web target.
pub(crate) struct Shop {
    app: TestApp,
    token: String,
    ctx: Ctx,
    /// As the dialect shows it.
    pub(crate) target: String,
}

impl Shop {
    pub(crate) async fn new(t: &TestDb) -> Self {
        let app = TestApp::new(t);
        let organization = app.organization("Example").await;
        let token = app.user(&organization, Role::Owner, "owner@example.org").await;
        let principal = Principal::internal(organization.id, Product::Dast);
        let ctx = Ctx { services: app.services.clone(), principal, request_id: None, remote_ip: None };
        let mut shop = Self { app, token, ctx, target: String::new() };
        let body = json!({"site": {"url": "http://127.0.0.1:8080/", "name": "shop"}, "labels": [{"name": "nightly"}]});
        let made = shop.call("POST", "/targets/", Some(body)).await.expect(201);
        shop.target = text(&made.json["id"]);
        shop
    }

    pub(crate) async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("authorization", format!("JWT {}", self.token));
        let request = request.header("content-type", "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.app.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.call("GET", path, None).await.expect(200).json
    }

    /// The same some time later, when sessions are over.
    pub(crate) async fn later(&mut self, t: &TestDb, seconds: i64) {
        t.clock.advance(seconds * 1_000_000);
        let body = json!({"username": "owner@example.org", "password": PASSWORD});
        let signed = self.app.post("", "/v2/auth/sign_in", body).await.expect(200);
        self.token = text(&signed.json["token"]);
    }

    /// A path of the target.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/targets/{}/{rest}", self.target)
    }

    /// Starts a scan; its id.
    pub(crate) async fn start(&self) -> String {
        text(&self.call("POST", &self.path("scan_now/"), None).await.expect(200).json["id"])
    }

    /// What a worker would report of the only run that goes on, which ends in that state.
    pub(crate) async fn scanned(&self, end: (RunState, Option<&str>)) {
        scanned(&self.ctx, end).await;
    }
}

/// What a worker would report of the only run that goes on, which ends in that state.
pub(crate) async fn scanned(ctx: &Ctx, end: (RunState, Option<&str>)) {
    let services = &ctx.services;
    let mut tx = services.db.write().await.unwrap();
    let run = store::runs::active(&mut tx).await.unwrap().remove(0);
    let at = services.env.now();
    let step = |from, to| (from, to);
    let queued = step(RunState::Queued, RunState::Started);
    store::runs::transition(&mut tx, run.organization, run.id, queued, None, at).await.unwrap();
    let unit = store::units::of_run(&mut tx, run.organization, run.id).await.unwrap().remove(0).id;
    let epoch = store::units::dispatch(&mut tx, unit, at).await.unwrap().unwrap();
    let of = RunRef {
        organization: run.organization,
        product: run.product,
        target: run.target,
        scan: run.scan,
        run: run.id,
    };
    let message = |(event, sequence)| UnitMessage { unit, run: run.id, epoch, sequence, event };
    let messages: Vec<_> = events().into_iter().zip(1..).map(message).collect();
    store::ingest::apply(&mut tx, &services.env, &of, &messages).await.unwrap();
    store::findings::record(&mut tx, &services.env, &of, &[sighting(ctx, &of)]).await.unwrap();
    let counts = store::findings::counts_of_run(&mut tx, run.organization, run.id).await.unwrap();
    store::runs::set_results(&mut tx, run.organization, run.id, &counts, None, 1).await.unwrap();
    for (step, reason) in
        [((RunState::Started, RunState::FinishingUp), None), ((RunState::FinishingUp, end.0), end.1)]
    {
        assert!(store::runs::transition(&mut tx, run.organization, run.id, step, reason, at).await.unwrap());
    }
    tx.commit().await.unwrap();
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn events() -> Vec<UnitEvent> {
    let endpoint = |position, accepted, reason: &str| Endpoint {
        position,
        method: "GET".into(),
        url: format!("http://127.0.0.1:8080/{position}"),
        accepted,
        reason: reason.into(),
        info: String::new(),
        source: None,
        status: accepted.then_some(200),
        authenticated: false,
        request_bytes: 80,
        response_bytes: 2048,
        parameters: 0,
    };
    let stage = |stage, done, total| {
        UnitEvent::Stage(StageStatus {
            stage,
            state: StageState::Ended,
            done,
            total,
            warnings: vec!["slow".into()],
        })
    };
    vec![
        UnitEvent::Endpoints(vec![endpoint(0, true, ""), endpoint(1, false, "URL out of scope")]),
        UnitEvent::Stack(vec!["nginx".into()]),
        stage(Stage::Fingerprinter, 1, 1),
        stage(Stage::Crawler, 2, 2),
        stage(Stage::Scanner, 3, 4),
    ]
}

fn sighting(ctx: &Ctx, of: &RunRef) -> Sighting {
    let definition = ctx.services.knowledge.definition("xss-reflected").unwrap();
    let web = WebEvidence {
        method: "GET".into(),
        url: "http://127.0.0.1:8080/search?q=%22&page=1".into(),
        insertion_point: InsertionKind::Parameter,
        parameter: "q".into(),
        value: "\"><i>".into(),
        exchanges: Vec::new(),
    };
    let web = web.with("attack", "GET /search?q=x HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n```<i>");
    let observation = Observation {
        check: definition.check.clone(),
        host: Host::from_address("127.0.0.1".parse().unwrap()),
        port: Some(Port::tcp(8080)),
        place: "GET /search query:q".into(),
        confidence: Confidence::Confirmed,
        severity: None,
        evidence: Evidence { web: Some(Box::new(web)), ..Evidence::new("the value came back as markup") },
    };
    let (fingerprint, severity) = (observation.fingerprint(of.target), definition.severity);
    Sighting { observation, definition, fingerprint, severity, service: None }
}

testkit::db_test! {
    async fn a_dast_scan_lives(t: TestDb) {
        let shop = Shop::new(&t).await;
        let body = json!({"scan_profile": "safe", "user_data": "build 7", "reduced_scopes": [{"url": "http://127.0.0.1:8080/a"}]});
        let made = shop.call("POST", &shop.path("scan_now/"), Some(body.clone())).await.expect(200).json;
        assert_eq!((&made["status"], &made["scan_profile"], &made["user_data"]), (&json!("queued"), &json!("safe"), &json!("build 7")));
        assert_eq!((&made["crawler"]["state"], &made["crawler"]["status"]), (&json!(""), &json!([])));
        assert_eq!((&made["reduced_scope"], &made["target"]["id"]), (&json!(true), &json!(shop.target)));
        assert_eq!(made["reduced_scopes"], body["reduced_scopes"]);
        assert_eq!(made["target_options"]["site"]["url"], "http://127.0.0.1:8080/");
        assert_eq!(made["changed_by"]["email"], "owner@example.org");
        let again = shop.call("POST", &shop.path("scan_now/"), None).await.expect(400).json;
        assert!(again["error"].is_string() && again.as_object().unwrap().len() == 1, "{again}");
        let id = text(&made["id"]);
        let canceled = shop.call("POST", &shop.path(&format!("scans/{id}/cancel/")), Some(json!({}))).await.expect(200).json;
        assert_eq!((&canceled["status"], canceled["completed"].is_string()), (&json!("canceled"), true));
        shop.call("POST", &shop.path(&format!("scans/{id}/pause/")), None).await.expect(400);
        // A form does as well as JSON, as old clients send it.
        let request = Request::builder().method("POST").uri(shop.path("scan_now"));
        let request = request.header("authorization", format!("JWT {}", shop.token));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let form = shop.app.send(request.body(Body::from("scan_profile=lightning")).unwrap()).await.expect(200).json;
        assert_eq!(form["scan_profile"], "lightning");
        shop.call("POST", "/scans/bulk/cancel/", Some(json!({"scans": [{"id": form["id"]}]}))).await.expect(200);
        let all = shop.get("/scans/?length=1&ordering=-changed").await;
        assert_eq!((&all["count"], &all["page_total"], &all["length"]), (&json!(2), &json!(2), &json!(1)));
        let named = shop.get("/scans/?status=canceled&status=queued&scan_profile_name=true&ordering=created&exclude=target_options").await;
        assert_eq!(named["results"][0]["scan_profile"]["name"].as_str().map(str::is_empty), Some(false), "{named}");
        assert_eq!(named["results"][0].get("target_options"), None);
        assert_eq!(shop.get("/scans/?search=NIGHT&started__gte=2024-01-01%2000:00:00").await["count"], 0);
        let gone = "2".repeat(22);
        let unknown = shop.call("GET", &format!("/scans/?id={id}&id={gone}&is_id_404_validation=True"), None).await.expect(404).json;
        assert_eq!(unknown["invalid_ids"], json!([gone]));
        shop.call("GET", &format!("/targets/{gone}/scans/{id}/"), None).await.expect(404);
    }

    async fn a_dast_scan_shows_what_it_did(t: TestDb) {
        let shop = Shop::new(&t).await;
        let id = shop.start().await;
        shop.scanned((RunState::CompletedInvalid, Some("the login failed"))).await;
        let scan = shop.get(&format!("/scans/{id}/")).await;
        assert_eq!((&scan["status"], &scan["mediums"], &scan["stack"][0]["name"]), (&json!("failed"), &json!(1), &json!("nginx")));
        assert_eq!((&scan["scanner"]["status"], &scan["scanner"]["error"][0]["message"]), (&json!([3, 4]), &json!("the login failed")));
        assert_eq!((&scan["crawler"]["warning"][0]["message"], &scan["fingerprinter"]["count"]), (&json!("slow"), &json!(1)));
        assert_eq!(shop.get("/scans/?status=failed").await["count"], 1);
        let target = shop.get(&shop.path("")).await;
        assert_eq!((&target["mediums"], &target["risk"], &target["last_scan"]["id"]), (&json!(1), &json!(20), &json!(id)));
        let csv = async |query: &str| {
            let answer = shop.call("GET", &shop.path(&format!("scans/{id}/endpoints/{query}")), None).await.expect(200);
            String::from_utf8(answer.bytes.to_vec()).unwrap()
        };
        let accepted = csv("").await;
        assert_eq!(accepted.lines().count(), 2, "{accepted}");
        assert!(accepted.lines().nth(1).unwrap().starts_with("1,GET,http://127.0.0.1:8080/0,200,False,accepted,"), "{accepted}");
        assert!(csv("?all=true").await.contains(",rejected,URL out of scope,"));
        let dates = shop.get(&shop.path("scans/dates/")).await;
        assert_eq!(dates["results"], json!([{"date": "2026-01-01", "count": 1}]));
    }

    async fn dast_findings_are_decided_on(t: TestDb) {
        let shop = Shop::new(&t).await;
        let scan = shop.start().await;
        shop.scanned((RunState::Completed, None)).await;
        let list = shop.get("/findings/?state=notfixed&severity=20&severity=30&new=True&ordering=-last_found").await;
        assert_eq!(list["count"], 1, "{list}");
        let found = &list["results"][0];
        let compound = format!("{}-{}", shop.target, found["id"]);
        for (field, value) in [
            ("id", json!(1)),
            ("scans", json!([scan])),
            ("url", json!("http://127.0.0.1:8080/search?q=%22&page=1")),
            ("path", json!("http://127.0.0.1:8080/search")),
            ("method", json!("get")),
            ("insertion_point", json!("parameter")),
            ("parameter", json!("q")),
            ("params", json!({"page": ["1"], "q": ["\""]})),
            ("state", json!("notfixed")),
            ("severity", json!(20)),
            ("review_status", json!("notrequired")),
            ("assignee", Value::Null),
        ] {
            assert_eq!(found[field], value, "{field}");
        }
        let response = text(&found["requests"][0]["response"]);
        assert!(response.starts_with("````http\n"), "{response}");
        let change = json!({"state": "accepted", "severity": "30", "comment": "known", "labels": ["later", {"name": "team a"}],
            "assignee": {"email": "owner@example.org"}, "last_found": "ignored"});
        let changed = shop.call("PATCH", &shop.path("findings/1/"), Some(change)).await.expect(200).json;
        assert_eq!((&changed["state"], &changed["severity"], &changed["comment"]), (&json!("accepted"), &json!(30), &json!("known")));
        assert_eq!((&changed["labels"][0]["name"], &changed["assignee"]["email"]), (&json!("later"), &json!("owner@example.org")));
        assert_eq!(shop.get(&format!("/findings/{compound}/")).await, changed);
        assert_eq!(shop.get("/findings/?state=notfixed").await["count"], 0);
        assert_eq!(shop.get(&shop.path("findings/")).await["count"], 1, "accepted is not fixed");
        assert_eq!(shop.get(&format!("/findings/?id={compound}&is_id_404_validation=True")).await["count"], 1);
        let gone = format!("{}-99", shop.target);
        let unknown = shop.call("GET", &format!("/findings/?id={gone}&is_id_404_validation=True"), None).await.expect(404);
        assert_eq!(unknown.json["invalid_ids"], json!([gone]));
        assert_eq!(shop.get(&shop.path("")).await["mediums"], 0, "what was accepted does not count");
        let bulk = json!({"ids": [{"target_id": shop.target, "finding_id": 1}], "review_status": "rejected", "review_reason": "no"});
        let done = shop.call("POST", "/findings/bulk/update/?is_id_404_validation=True", Some(bulk)).await.expect(200).json;
        assert_eq!(done["ids"], json!([{"target_id": shop.target, "finding_id": 1}]));
        assert_eq!(shop.get(&format!("/findings/{compound}/")).await["state"], "invalid");
        let of_target = json!({"findingIds": [1], "state": "notfixed"});
        let done = shop.call("POST", &shop.path("findings/bulk-update/"), Some(of_target)).await.expect(200).json;
        assert_eq!(done["ids"], json!([1]));
        let wrong = shop.call("PATCH", &shop.path("findings/1/"), Some(json!({"state": "fixed", "severity": 5}))).await.expect(400).json;
        assert!(wrong["state"].is_array() && wrong["severity"].is_array(), "{wrong}");
        let log = shop.get(&shop.path("findings/1/log/")).await;
        let states: Vec<&Value> = log.as_array().unwrap().iter().filter(|e| e["field"] == "state").map(|e| &e["value"]).collect();
        assert_eq!(states, ["notfixed", "invalid", "accepted"]);
        let definitions = shop.get("/vulnerability_definitions/?search=xss-reflected").await;
        assert_eq!(definitions["results"][0]["id"], found["definition"]["id"], "{definitions}");
    }

    async fn dast_scans_are_scheduled(t: TestDb) {
        let shop = Shop::new(&t).await;
        let body = json!({"date_time": "2026-12-01T02:00:00", "timezone": "Europe/Lisbon", "recurrence": "m", "run_on_day_of_week": true,
            "scheduled_day_of_week": 5, "week_index": "last", "scan_profile": "safe"});
        let made = shop.call("POST", &shop.path("scheduledscans/"), Some(body)).await.expect(201).json;
        assert_eq!(made["date_time"], "2026-12-25T02:00:00.000000Z");
        let names: Vec<&str> = made.as_object().unwrap().keys().map(String::as_str).collect();
        // The order of the vendor's page.
        let page = ["id", "target", "date_time", "recurrence", "changed", "changed_by", "blackout_period", "timezone",
            "run_on_day_of_week", "scheduled_day_of_week", "week_index", "partial_scan", "override_target_settings", "incremental",
            "reduced_scope", "scan_profile", "unlimited", "x_rule"];
        assert_eq!(names, page);
        let id = text(&made["id"]);
        let one = shop.path(&format!("scheduledscans/{id}"));
        assert_eq!(shop.get(&one).await, made);
        let list = shop.get(&format!("/scheduledscans/?id={id}&target={}&search=shop", shop.target)).await;
        assert_eq!((&list["count"], &list["results"][0]), (&json!(1), &made));
        let names: Vec<&str> = list.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["count", "page_total", "page", "length", "results"]);
        assert_eq!(shop.get(&shop.path("")).await["next_scan"]["id"], json!(id));
        let changed = shop.call("PATCH", &one, Some(json!({"recurrence": "d", "run_on_day_of_week": "False"}))).await.expect(200).json;
        assert_eq!((&changed["recurrence"], &changed["date_time"]), (&json!("d"), &json!("2026-12-01T02:00:00.000000Z")));
        let expanded = shop.get("/targets/all/scheduledscans/expanded/?length=2").await;
        assert_eq!(expanded["results"][1]["date_time"], "2026-12-02T02:00:00.000000Z");
        let whole = shop.call("PUT", &one, Some(json!({"date_time": "2026-12-01T02:00:00Z"}))).await.expect(200).json;
        assert_eq!((&whole["recurrence"], &whole["timezone"], &whole["scan_profile"]), (&json!(""), &json!("UTC"), &Value::Null));
        let bulk = json!({"targets": [{"id": shop.target}], "scheduledscan": {"date_time": "2026-12-01T02:00:00+01:00", "recurrence": "w"}});
        let made = shop.call("POST", "/scheduledscans/bulk/", Some(bulk)).await.expect(201).json;
        assert_eq!(made[0]["date_time"], "2026-12-01T01:00:00.000000Z");
        let refs = json!([{"id": made[0]["id"]}, {"id": id}]);
        let bulk = json!({"scheduledscans": refs, "scheduledscan": {"scan_profile": "lightning"}});
        let changed = shop.call("PATCH", "/scheduledscans/bulk/", Some(bulk)).await.expect(200).json;
        assert_eq!((&changed[0]["scan_profile"], changed.as_array().unwrap().len()), (&json!("lightning"), 2));
        let wrong = json!({"date_time": "x", "recurrence": "y", "week_index": "z", "scan_profile": "nonsense"});
        let wrong = shop.call("POST", &shop.path("scheduledscans/"), Some(wrong)).await.expect(400).json;
        for field in ["date_time", "recurrence", "week_index", "scan_profile"] {
            assert!(wrong[field].is_array(), "{field}: {wrong}");
        }
        shop.call("DELETE", "/scheduledscans/bulk/", Some(json!({"scheduledscans": refs}))).await.expect(204);
        assert_eq!(shop.get("/scheduledscans/").await, json!({"count": 0, "page_total": 1, "page": 1, "length": 10, "results": []}));
    }
}
