//! Blackout periods, previews, the calendar and its feed in `/v2`.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use model::user::Role;
use serde_json::{Value, json};

use crate::support::{Answer, Tenant, TestApp};

async fn raw(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request =
        headers.iter().fold(Request::builder().uri(path), |r, (name, value)| r.header(*name, *value));
    app.send(request.body(Body::empty()).unwrap()).await
}

fn calendar(events: &[(&str, &str, &str)]) -> String {
    let event = |(name, start, end): &(&str, &str, &str)| {
        format!(
            "BEGIN:VEVENT\r\nUID:{name}\r\nDTSTART:{start}\r\nDTEND:{end}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
        )
    };
    let events: String = events.iter().map(event).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\n{events}END:VCALENDAR\r\n")
}

async fn names(app: &TestApp, token: &str) -> Vec<String> {
    let list = app.get(token, "/v2/blackouts?sort_by=name").await.expect(200);
    let data = list.json["data"].as_array().unwrap().iter();
    data.map(|o| o["attributes"]["name"].as_str().unwrap().to_owned()).collect()
}

/// The feed's address without the server.
async fn subscribed(app: &TestApp, token: &str) -> String {
    let made = app.post(token, "/v2/calendar_feed", Value::Null).await.expect(200);
    let url = made.json["url"].as_str().unwrap().to_owned();
    url[url.find("/calendar/").unwrap()..].to_owned()
}

testkit::db_test! {
    async fn a_blackout_period_lives(t: TestDb) {
        let app = TestApp::new(&t);
        let tenant = Tenant::new(&app, "apple").await;
        let token = tenant.token(Role::Owner);
        let body = json!({"blackout": {"name": "hours", "target_id": tenant.target, "begin": "22:00", "cease": "06:00",
            "weekdays": [1, 5], "timezone": "Europe/Berlin"}});
        let made = app.post(token, "/v2/blackouts", body).await.expect(201);
        let shown = made.attributes();
        assert_eq!((&shown["scope"], &shown["kind"], &shown["active"]), (&json!("target"), &json!("window"), &json!(false)));
        // 2026-01-01 is a Thursday: Friday 22:00 in Berlin until Saturday 06:00.
        assert_eq!((&shown["next_begin"], &shown["next_end"]), (&json!("2026-01-02T21:00:00.000Z"), &json!("2026-01-03T05:00:00.000Z")));
        let path = format!("/v2/blackouts/{}", made.id());
        let change = json!({"blackout": {"begin": "00:00", "cease": "00:00", "weekdays": []}});
        let changed = app.put(token, &path, change).await.expect(200);
        assert_eq!((&changed.attributes()["active"], &changed.attributes()["next_begin"]), (&json!(true), &Value::Null));
        let off = app.put(token, &path, json!({"blackout": {"enabled": false}})).await.expect(200);
        assert_eq!((&off.attributes()["active"], &off.attributes()["cease"]), (&json!(false), &json!("00:00")));
        let freeze = json!({"blackout": {"kind": "freeze", "from": "2026-01-01T00:00:00Z", "until": "2026-02-01"}});
        let freeze = app.put(token, &path, freeze).await.expect(200);
        assert_eq!((&freeze.attributes()["until"], &freeze.attributes()["begin"]), (&json!("2026-02-01T00:00:00.000Z"), &Value::Null));
        for (body, field) in [
            (json!({"name": "", "begin": "1", "cease": "02:00"}), "name"),
            (json!({"name": "a", "begin": "25:00", "cease": "02:00"}), "begin"),
            (json!({"name": "a", "cease": "02:00"}), "begin"),
            (json!({"name": "a", "begin": "01:00", "cease": "02:00", "weekdays": [8]}), "weekdays"),
            (json!({"name": "a", "begin": "01:00", "cease": "02:00", "timezone": "Mars"}), "timezone"),
            (json!({"name": "a", "begin": "01:00", "cease": "02:00", "scope": "target"}), "target_id"),
            (json!({"name": "a", "begin": "01:00", "cease": "02:00", "scope": "organization", "schedule_id": tenant.schedule}), "schedule_id"),
            (json!({"name": "a", "begin": "01:00", "cease": "02:00", "scope": "world"}), "scope"),
            (json!({"name": "a", "kind": "pause"}), "kind"),
            (json!({"name": "a", "from": "soon", "until": "2026-02-01"}), "from"),
            (json!({"name": "a", "from": "2026-02-01", "until": "2026-01-01"}), "until"),
            (json!({"name": "a", "from": "2026-02-01"}), "until"),
        ] {
            let wrong = app.post(token, "/v2/blackouts", json!({"blackout": body})).await.expect(422);
            assert_eq!(wrong.json["errors"][0]["source"]["pointer"], format!("/blackout/{field}"), "{body} {}", wrong.json);
        }
        let of_schedule = json!({"name": "own", "schedule_id": tenant.schedule, "begin": "01:00", "cease": "02:00"});
        let own = app.post(token, "/v2/blackouts", of_schedule).await.expect(201).id();
        let schedule = app.get(token, &format!("/v2/schedules/{}", tenant.schedule)).await.expect(200);
        assert_eq!(schedule.attributes()["blackout_ids"], json!([own]));
        assert_eq!(names(&app, token).await, ["apple freeze", "hours", "own"]);
        app.delete(token, &path).await.expect(204);
        app.get(token, &path).await.expect(404);
        app.delete(tenant.token(Role::Viewer), &format!("/v2/blackouts/{own}")).await.expect(403);
    }

    async fn a_freeze_calendar_replaces_what_its_name_brought(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        let import = async |name: &str, text: String| {
            app.post(&token, "/v2/blackouts/import", json!({"blackout": {"name": name, "calendar": text}})).await
        };
        let year_end = ("year end", "20261220T000000Z", "20270104T000000Z");
        let audit = ("audit", "20260301T000000Z", "20260302T000000Z");
        assert_eq!(import("freezes", calendar(&[year_end, audit])).await.expect(200).json, json!({"imported": 2}));
        assert_eq!(import("holidays", calendar(&[audit])).await.expect(200).json, json!({"imported": 1}));
        assert_eq!(names(&app, &token).await, ["audit", "audit", "year end"]);
        let gone = import("freezes", calendar(&[("past", "20250101T000000Z", "20250102T000000Z")])).await.expect(200);
        assert_eq!((gone.json, names(&app, &token).await), (json!({"imported": 0}), vec!["audit".to_owned()]));
        // Refused as a whole, with the line: nothing changes.
        let broken = calendar(&[audit, ("odd", "20260230T000000Z", "20260302T000000Z")]);
        let refused = import("holidays", broken).await.expect(422);
        let error = &refused.json["errors"][0];
        assert_eq!(error["source"]["pointer"], "/blackout/calendar");
        assert!(error["detail"].as_str().unwrap().contains("line 12"), "{error}");
        assert_eq!(names(&app, &token).await, ["audit"]);
        import("big", "x".repeat(2 << 20)).await.expect(413);
    }

    async fn a_schedule_is_looked_ahead_with(t: TestDb) {
        let app = TestApp::new(&t);
        let tenant = Tenant::new(&app, "apple").await;
        let token = tenant.token(Role::Owner);
        let ask = async |body: Value| app.post(token, "/v2/schedules/preview", body).await;
        let timing = json!({"name": "ignored", "first_time": "2026-03-28 02:30:00", "timezone": "Europe/Berlin", "period_unit": "day"});
        let spring = ask(json!({"schedule": timing, "count": 2})).await.expect(200).json;
        assert_eq!(spring["data"][1], json!({"due": "2026-03-29T01:30:00.000Z", "due_local": "2026-03-29T03:30:00",
            "start": "2026-03-29T01:30:00.000Z", "start_local": "2026-03-29T03:30:00", "outcome": "on_time", "adjusted": "gap",
            "remarks": ["the clocks jump over 02:30: shifted to 03:30"]}));
        assert_eq!(spring["meta"]["verdict"]["word"], "runs");
        let window = json!({"blackout": {"name": "nights", "target_id": tenant.target, "begin": "02:00", "cease": "03:00", "timezone": "Europe/Berlin"}});
        app.post(token, "/v2/blackouts", window).await.expect(201);
        let held = ask(json!({"schedule": timing, "target_id": tenant.target, "count": 2})).await.expect(200).json;
        assert_eq!((&held["data"][0]["outcome"], &held["data"][0]["start_local"]), (&json!("deferred"), &json!("2026-03-28T03:00:00")));
        assert_eq!(held["data"][0]["remarks"], json!(["deferred until 2026-03-28 03:00 by \"nights\""]));
        assert_eq!(held["data"][1]["outcome"], "on_time", "the clocks jump over the window");
        let mut own = timing.clone();
        own["blackout_period"] = json!({"begin": "02:00", "cease": "02:45", "timezone": "Europe/Berlin"});
        let own = ask(json!({"schedule": own, "schedule_id": tenant.schedule, "count": 1})).await.expect(200).json;
        assert_eq!(own["data"][0]["start_local"], "2026-03-28T02:45:00");
        // What it can say in the words of RFC 5545, and what it cannot.
        let rrule = json!({"first_time": "2026-03-02 10:00:00", "rrule": "FREQ=WEEKLY;BYDAY=MO;COUNT=2"});
        let rule = ask(json!({"schedule": rrule})).await.expect(200).json;
        assert_eq!(rule["data"].as_array().map(Vec::len), Some(2));
        for (body, pointer) in [
            (json!({"schedule": {"first_time": "x"}}), "/schedule/first_time"),
            (json!({"schedule": {"first_time": "2026-03-02 10:00:00", "rrule": "FREQ=SECONDLY"}}), "/schedule/rrule"),
            (json!({"schedule": {"first_time": "2026-03-02 10:00:00", "gap": "jump"}}), "/schedule/gap"),
            (json!({"schedule": timing, "count": 51}), "/count"),
            (json!({"schedule": timing, "target_id": "019b7600-0000-7000-8000-000000000000"}), "/target_id"),
        ] {
            let wrong = ask(body).await.expect(422);
            assert_eq!(wrong.json["errors"][0]["source"]["pointer"], pointer, "{}", wrong.json);
        }
        // The calculators, with a target: when it starts.
        let mut dates = timing.clone();
        dates.as_object_mut().unwrap().remove("name");
        dates["target_id"] = json!(tenant.target);
        dates["count"] = json!(2);
        let dates = app.post(token, "/v2/schedules/next_dates", json!({"schedule": dates})).await.expect(200);
        assert_eq!(dates.json["next_dates"], json!(["2026-03-28T02:00:00.000Z", "2026-03-29T01:30:00.000Z"]));
    }

    async fn a_schedule_says_all_that_a_rule_can(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        let body = json!({"schedule": {"name": "all", "first_time": "2026-03-02 10:00:00", "timezone": "Europe/Berlin",
            "interval": 2, "period_unit": "week", "count": 5, "gap": "skip", "overlap": "second", "catch_up": "none",
            "overlap_policy": "cancel_running", "jitter_seconds": 90}});
        let made = app.post(&token, "/v2/schedules", body).await.expect(201);
        let shown = made.attributes();
        for (field, value) in [
            ("period", json!(2)),
            ("count", json!(5)),
            ("until", Value::Null),
            ("gap", json!("skip")),
            ("overlap", json!("second")),
            ("catch_up", json!("none")),
            ("overlap_policy", json!("cancel_running")),
            ("jitter_seconds", json!(90)),
            ("dtstart", json!("DTSTART;TZID=Europe/Berlin:20260302T100000")),
            ("blackout_ids", json!([])),
        ] {
            assert_eq!(shown[field], value, "{field}");
        }
        let rrule = shown["rrule"].as_str().unwrap();
        assert!(rrule.contains("FREQ=WEEKLY") && rrule.contains("INTERVAL=2") && rrule.contains("COUNT=5"), "{rrule}");
        let path = format!("/v2/schedules/{}", made.id());
        let change = json!({"schedule": {"rrule": "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20280101T000000Z"}});
        let changed = app.put(&token, &path, change).await.expect(200);
        let shown = changed.attributes();
        assert_eq!((&shown["period_unit"], &shown["week_index"], &shown["weekday"]), (&json!("month"), &json!("last"), &json!("friday")));
        assert_eq!((&shown["count"], &shown["until"], &shown["gap"]), (&Value::Null, &json!("2028-01-01T00:00:00.000Z"), &json!("skip")));
        for (field, value) in [("overlap_policy", json!("wait")), ("jitter_seconds", json!(-1)), ("count", json!(0)),
            ("until", json!("then")), ("overlap", json!("third")), ("rrule", json!("FREQ=SECONDLY"))] {
            let wrong = app.put(&token, &path, json!({"schedule": {field: value}})).await.expect(422);
            assert_eq!(wrong.json["errors"][0]["source"]["pointer"], format!("/schedule/{field}"), "{}", wrong.json);
        }
    }

    async fn the_calendar_shows_what_was_and_what_is_to_come(t: TestDb) {
        let app = TestApp::new(&t);
        let tenant = Tenant::new(&app, "apple").await;
        let token = tenant.token(Role::Viewer);
        let body = json!({"name": "night", "schedule_id": tenant.schedule, "begin": "02:00", "cease": "04:00"});
        app.post(tenant.token(Role::Owner), "/v2/blackouts", body).await.expect(201);
        let january = app.get(token, "/v2/calendar?from=2026-01-01&to=2026-01-31").await.expect(200).json;
        let run = january["data"].as_array().unwrap().iter().find(|e| e["kind"] == "run").unwrap();
        assert_eq!((&run["status"], &run["run_id"], &run["title"]), (&json!("completed"), &json!(tenant.run), &json!("apple scan")));
        let february = app.get(token, "/v2/calendar?from=2026-02-01&to=2026-03-01").await.expect(200).json;
        let planned: Vec<&Value> = february["data"].as_array().unwrap().iter().filter(|e| e["kind"] == "planned").collect();
        assert_eq!(planned.len(), 4, "{february}");
        assert_eq!((&planned[0]["due"], &planned[0]["start"]), (&json!("2026-02-01T03:00:00.000Z"), &json!("2026-02-01T04:00:00.000Z")));
        assert_eq!((&planned[0]["outcome"], &planned[0]["scan_id"]), (&json!("deferred"), &json!(tenant.scan)));
        let held = february["data"].as_array().unwrap().iter().filter(|e| e["kind"] == "blackout").count();
        assert_eq!((held, &february["meta"]["truncated"]), (28, &json!(false)));
        for (query, name) in [("from=x", "from"), ("from=2026-01-01&to=2026-03-05", "to"), ("from=2026-01-02&to=2026-01-01", "to")] {
            let wrong = app.get(token, &format!("/v2/calendar?{query}")).await.expect(422);
            let place = &wrong.json["errors"][0]["source"];
            assert!(place["parameter"] == name || place["pointer"] == format!("/{name}"), "{}", wrong.json);
        }
        let ledger = app.get(token, "/v2/occurrences?date_range_start=2000-01-01&sort_by=due:desc").await.expect(200);
        let row = &ledger.json["data"][0]["attributes"];
        assert_eq!((&row["schedule_name"], &row["scan_name"], &row["target_id"]), (&json!("apple schedule"), &json!("apple scan"), &json!(tenant.target)));
        assert_eq!(app.get(token, "/v2/occurrences?q%5Boutcome%5D=skipped").await.expect(200).json["data"], json!([]));
    }

    async fn the_feed_takes_its_address_and_nothing_else(t: TestDb) {
        let app = TestApp::new(&t);
        let (tenant, other) = (Tenant::new(&app, "apple").await, Tenant::new(&app, "zebra").await);
        let token = tenant.token(Role::Viewer);
        assert_eq!(app.get(token, "/v2/calendar_feed").await.expect(200).json, json!({"active": false, "created_at": null}));
        app.delete(token, "/v2/calendar_feed").await.expect(404);
        let request = Request::builder().method("POST").uri("/v2/calendar_feed").header("host", "scan.example:8443");
        let request = request.header("authorization", format!("Bearer {token}"));
        let made = app.send(request.body(Body::empty()).unwrap()).await.expect(200);
        assert!(made.json["url"].as_str().unwrap().starts_with("http://scan.example:8443/calendar/wp_ck_"), "{}", made.json);
        assert_eq!(app.get(token, "/v2/calendar_feed").await.expect(200).json["active"], true);
        let path = subscribed(&app, token).await;
        // The address before it leads nowhere any more.
        let old = made.json["url"].as_str().unwrap();
        let nowhere = raw(&app, &old[old.find("/calendar/").unwrap()..], &[]).await.expect(404);
        assert_eq!(nowhere.json, json!({"detail": "Not found."}));
        let feed = raw(&app, &path, &[]).await.expect(200);
        assert_eq!(feed.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(feed.headers["cache-control"], "private, no-cache");
        let text = String::from_utf8(feed.bytes.to_vec()).unwrap();
        let plain = text.replace("\r\n ", "");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
        assert!(plain.contains("SUMMARY:Scan: apple scan (apple schedule)") && plain.contains("DTSTART:20260201T030000Z"), "{text}");
        let secret = path.trim_start_matches("/calendar/").trim_end_matches(".ics");
        assert!(!text.contains("zebra") && !text.contains(secret) && !text.contains("127.0.0.1"), "{text}");
        assert!(other.ids().iter().all(|id| !text.contains(id.as_str())), "{text}");
        // Who has it already need not fetch it again.
        let tag = feed.headers["etag"].to_str().unwrap();
        let same = raw(&app, &path, &[("if-none-match", tag)]).await.expect(304);
        assert!(same.bytes.is_empty() && same.headers["etag"] == tag);
        t.clock.advance(60_000_000);
        raw(&app, &path, &[("if-none-match", tag)]).await.expect(304);
        let body = json!({"name": "long night", "begin": "00:00", "cease": "06:00"});
        app.post(tenant.token(Role::Owner), "/v2/blackouts", body).await.expect(201);
        let changed = raw(&app, &path, &[("if-none-match", tag)]).await.expect(200);
        let text = String::from_utf8(changed.bytes.to_vec()).unwrap().replace("\r\n ", "");
        assert!(text.contains("SUMMARY:No scans: long night") && text.contains("DTSTART:20260201T060000Z"), "{text}");
        // Whatever is wrong, the answer is one.
        for wrong in ["/calendar/x.ics", "/calendar/.ics", path.trim_end_matches(".ics"), "/calendar/%00.ics", "/calendar/wp_ck_1.ics"] {
            let answer = raw(&app, wrong, &[]).await.expect(404);
            assert_eq!(answer.json, nowhere.json, "{wrong}");
        }
        // It ends with its owner's access, and by hand.
        let found = app.get(tenant.token(Role::Owner), "/v2/users?q%5Bemail%5D=viewer*").await.expect(200);
        let viewer = format!("/v2/users/{}", found.json["data"][0]["id"].as_str().unwrap());
        app.put(tenant.token(Role::Owner), &viewer, json!({"user": {"enabled": false}})).await.expect(200);
        assert_eq!(raw(&app, &path, &[]).await.expect(404).json, nowhere.json);
        app.put(tenant.token(Role::Owner), &viewer, json!({"user": {"enabled": true}})).await.expect(200);
        raw(&app, &path, &[]).await.expect(200);
        let owner = tenant.token(Role::Owner);
        let path = subscribed(&app, owner).await;
        raw(&app, &path, &[]).await.expect(200);
        app.delete(owner, "/v2/calendar_feed").await.expect(204);
        assert_eq!(raw(&app, &path, &[]).await.expect(404).json, nowhere.json);
    }

    async fn an_address_that_guesses_is_slowed_down(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        let right = subscribed(&app, &token).await;
        let ask = async |from: &str, path: &str| {
            let from: SocketAddr = from.parse().unwrap();
            let mut request = Request::builder().uri(path).header("x-forwarded-for", format!("10.0.0.{}", from.port() % 200));
            request.extensions_mut().unwrap().insert(ConnectInfo(from));
            app.send(request.body(Body::empty()).unwrap()).await
        };
        let wrong = "/calendar/wp_ck_guess.ics";
        // Thirty are free, the one after them costs a second, for a right secret as for a wrong one: nobody can try on.
        for port in 1..=31 {
            ask(&format!("192.0.2.1:{port}"), wrong).await.expect(404);
        }
        for path in [wrong, right.as_str()] {
            let slowed = ask("[::ffff:192.0.2.1]:9", path).await.expect(429);
            assert_eq!(slowed.headers["retry-after"], "1");
        }
        ask("192.0.2.2:1", &right).await.expect(200);
        // Then a right one is served as often as it is asked for, and a wrong one costs twice as much.
        t.clock.advance(1_000_000);
        for _ in 0..40 {
            ask("192.0.2.1:1", &right).await.expect(200);
        }
        ask("192.0.2.1:1", wrong).await.expect(404);
        assert_eq!(ask("192.0.2.1:1", &right).await.expect(429).headers["retry-after"], "2");
        // Never more than a quarter of an hour, and an hour later all is forgotten.
        for _ in 0..20 {
            t.clock.advance(900_000_000);
            ask("192.0.2.1:1", wrong).await.expect(404);
        }
        assert_eq!(ask("192.0.2.1:1", &right).await.expect(429).headers["retry-after"], "900");
        t.clock.advance(3_600_000_000);
        for _ in 0..31 {
            ask("192.0.2.1:1", wrong).await.expect(404);
        }
        ask("192.0.2.1:1", wrong).await.expect(429);
    }
}
