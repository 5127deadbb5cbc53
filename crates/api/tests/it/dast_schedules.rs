//! Scheduled scans of the DAST dialect, field by field: what the vendor's page shows, what it takes, what it refuses.

use serde_json::{Value, json};

use crate::dast_web::Shop;

fn keys(value: &Value) -> Vec<String> {
    let mut names: Vec<_> = value.as_object().expect("an object").keys().cloned().collect();
    names.sort();
    names
}

/// The object has every one of these fields.
#[track_caller]
fn has(value: &Value, names: &str) {
    let there = keys(value);
    let missing: Vec<&str> = names.split_whitespace().filter(|n| !there.iter().any(|t| t == n)).collect();
    assert!(missing.is_empty(), "{missing:?} of {there:?}");
}

const SITE: &str = "id name desc url host has_form_login form_login_url form_login_check_pattern form_login \
    logout_detection_enabled has_sequence_login has_sequence_navigation has_basic_auth basic_auth headers cookies whitelist \
    blacklist changed changed_by auth_enabled logout_condition check_session_url has_otp otp_secret otp_algorithm otp_digits \
    otp_field otp_submit otp_login_sequence_totp_value otp_type otp_url stack verified verification_token verification_date \
    verification_method verification_last_error api_scan_settings";
const API: &str = "api_schema_type api_schema_url api_schema_file custom_api_parameters media_type api_login_url \
    api_login_payload api_login_enabled api_login_token_field token_prefix token_parameter_name token_parameter_location";
const TARGET: &str =
    "id site name desc type labels has_assets report_fileformat scanning_agent teams blackout_period";
const BLACKOUT: &str = "begin cease weekdays enabled timezone changed changed_by";

testkit::db_test! {
    async fn a_scheduled_scan_has_every_field_of_the_vendors_page(t: TestDb) {
        let shop = Shop::new(&t).await;
        let site = json!({"has_form_login": true, "form_login_url": "http://127.0.0.1:8080/login",
            "form_login": [{"name": "user", "value": "a"}], "basic_auth": {"username": "u", "password": "p"},
            "headers": [{"name": "X-A", "value": "b"}], "cookies": [{"name": "c", "value": "d"}]});
        let window = json!({"begin": "22:00", "cease": "06:00", "weekdays": [0, 5], "timezone": "Europe/Lisbon"});
        let body = json!({"site": site, "blackout_period": window});
        shop.call("PATCH", &shop.path(""), Some(body)).await.expect(200);
        let body = json!({"date_time": "2026-12-01T02:00:00", "timezone": "Europe/Lisbon", "recurrence": "q",
            "run_on_day_of_week": true, "scheduled_day_of_week": 5, "week_index": "last", "scan_profile": "safe",
            "partial_scan": true, "override_target_settings": "true", "incremental": "True", "reduced_scope": 1,
            "unlimited": "true", "blackout_period": {"begin": "08:00:00", "cease": "09:30", "weekdays": [7, 1, 1]},
            "x_rule": {"interval": 2, "count": 9, "until": "2036-01-01T00:00:00Z", "gap": "skip", "overlap": "both",
                "catch_up": "all", "overlap_policy": "queue", "jitter_seconds": "60"}});
        let made = shop.call("POST", &shop.path("scheduledscans/"), Some(body)).await.expect(201).json;
        has(&made["target"], TARGET);
        has(&made["target"]["site"], SITE);
        has(&made["target"]["site"]["form_login"][0], "name value");
        has(&made["target"]["site"]["basic_auth"], "username password");
        for sent in ["headers", "cookies"] {
            has(&made["target"]["site"][sent][0], "name value allow_testing authentication");
        }
        has(&made["target"]["labels"][0], "id name color changed_by changed");
        for person in [&made["changed_by"], &made["target"]["labels"][0]["changed_by"], &made["target"]["site"]["changed_by"]] {
            has(person, "id email name");
        }
        has(&made["target"]["blackout_period"], BLACKOUT);
        has(&made["blackout_period"], BLACKOUT);
        let next = shop.get(&shop.path("")).await["next_scan"].clone();
        assert_eq!((&next["id"], &next["blackout_period"]), (&made["id"], &made["blackout_period"]));
        has(&next["blackout_period"]["changed_by"], "id email name");
        assert_eq!(made["target"]["blackout_period"]["weekdays"], json!([5, 7]));
        assert_eq!(made["blackout_period"]["changed_by"]["email"], "owner@example.org");
        for (field, value) in [
            ("date_time", json!("2026-12-25T02:00:00.000000Z")),
            ("recurrence", json!("q")),
            ("timezone", json!("Europe/Lisbon")),
            ("run_on_day_of_week", json!(true)),
            ("scheduled_day_of_week", json!(5)),
            ("week_index", json!("last")),
            ("partial_scan", json!(true)),
            ("override_target_settings", json!(true)),
            ("incremental", json!(true)),
            ("reduced_scope", json!(true)),
            ("scan_profile", json!("safe")),
            ("unlimited", json!(true)),
            ("x_rule", json!({"interval": 2, "count": 9, "until": "2036-01-01T00:00:00.000000Z", "gap": "skip",
                "overlap": "both", "catch_up": "all", "overlap_policy": "queue", "jitter_seconds": 60})),
        ] {
            assert_eq!(made[field], value, "{field}");
        }
        let own = &made["blackout_period"];
        assert_eq!((&own["begin"], &own["cease"], &own["weekdays"]), (&json!("08:00"), &json!("09:30"), &json!([1, 7])));
        // What is not sent stays, null goes back.
        let one = shop.path(&format!("scheduledscans/{}/", made["id"].as_str().unwrap()));
        let change = json!({"x_rule": {"count": null}, "blackout_period": {"enabled": false}, "unlimited": false});
        let changed = shop.call("PATCH", &one, Some(change)).await.expect(200).json;
        assert_eq!((&changed["x_rule"]["count"], &changed["x_rule"]["interval"]), (&Value::Null, &json!(2)));
        assert_eq!((&changed["blackout_period"]["enabled"], &changed["blackout_period"]["begin"]), (&json!(false), &json!("08:00")));
        assert_eq!((&changed["unlimited"], &changed["week_index"]), (&json!(false), &json!("last")));
        let bare = json!({"date_time": "2026-12-01T02:00:00", "timezone": "Europe/Lisbon"});
        let whole = shop.call("PUT", &one, Some(bare)).await.expect(200).json;
        assert_eq!((&whole["blackout_period"], &whole["x_rule"]["interval"]), (&Value::Null, &json!(1)));
        // An API has its own settings.
        let site = json!({"url": "http://127.0.0.1:8080/api", "api_scan_settings": {"api_schema_type": "openapi",
            "api_schema_url": "http://127.0.0.1:8080/openapi.json"}});
        let api = shop.call("POST", "/targets/", Some(json!({"site": site, "type": "api"}))).await.expect(201).json;
        let path = format!("/targets/{}/scheduledscans/", api["id"].as_str().unwrap());
        let made = shop.call("POST", &path, Some(json!({"date_time": "2036-12-01T02:00:00Z"}))).await.expect(201).json;
        has(&made["target"]["site"]["api_scan_settings"], API);
        assert_eq!((&made["target"]["type"], &made["blackout_period"]), (&json!("api"), &Value::Null));
    }

    async fn scheduled_scans_are_found_by_every_parameter(t: TestDb) {
        let shop = Shop::new(&t).await;
        let other = json!({"site": {"url": "http://127.0.0.1:8090/", "name": "warehouse"}, "labels": [{"name": "weekly"}]});
        let other = shop.call("POST", "/targets/", Some(other)).await.expect(201).json;
        let mut ids = Vec::new();
        for (target, month) in [(json!(shop.target), 9), (other["id"].clone(), 8), (json!(shop.target), 7)] {
            t.clock.advance(1_000_000);
            let body = json!({"date_time": format!("2026-{month:02}-01T02:00:00Z"), "recurrence": "d"});
            let path = format!("/targets/{}/scheduledscans/", target.as_str().unwrap());
            let made = shop.call("POST", &path, Some(body)).await.expect(201).json;
            ids.push(made["id"].as_str().unwrap().to_owned());
        }
        let (target, label) = (other["id"].as_str().unwrap(), other["labels"][0]["id"].as_str().unwrap());
        let (one, two, three) = (&ids[0], &ids[1], &ids[2]);
        let gone = "2".repeat(22);
        for (query, expect) in [
            (String::new(), vec![three, two, one]),
            (format!("?id={one}&id={two}&ordering=created"), vec![one, two]),
            (format!("?target={target}"), vec![two]),
            (format!("?target={target}&target={}&ordering=-created", shop.target), vec![three, two, one]),
            (format!("?label={label}"), vec![two]),
            ("?search=WAREHOUSE".to_owned(), vec![two]),
            ("?search=8090".to_owned(), vec![two]),
            ("?search=nightl&ordering=created".to_owned(), vec![one, three]),
            ("?search=nothing".to_owned(), vec![]),
            ("?ordering=date_time".to_owned(), vec![three, two, one]),
            ("?ordering=-date_time".to_owned(), vec![one, two, three]),
            ("?ordering=changed&length=2".to_owned(), vec![one, two]),
            ("?ordering=changed&length=2&page=2".to_owned(), vec![three]),
            ("?ordering=target&length=1&page=3".to_owned(), vec![two]),
            (format!("?id={gone}"), vec![]),
            (format!("?id={one}&is_id_404_validation=True"), vec![one]),
        ] {
            let list = shop.get(&format!("/scheduledscans/{query}")).await;
            let found: Vec<&str> = list["results"].as_array().unwrap().iter().map(|s| s["id"].as_str().unwrap()).collect();
            assert_eq!(found, expect, "{query}");
        }
        for (query, status, body) in [
            ("ordering=color", 400, json!({"ordering": ["Must be one of changed, created, date_time, target, id, with - for descending."]})),
            ("length=0", 400, json!({"length": ["Must be a whole number from 1 to 10000."]})),
            ("page=0", 404, json!({"detail": "Invalid page."})),
            ("page=2", 404, json!({"detail": "Invalid page."})),
        ] {
            let answer = shop.call("GET", &format!("/scheduledscans/?{query}"), None).await.expect(status).json;
            assert_eq!(answer, body, "{query}");
        }
        let path = format!("/scheduledscans/?id={one}&id={gone}&is_id_404_validation=true");
        let unknown = shop.call("GET", &path, None).await.expect(404).json;
        assert_eq!(unknown, json!({"detail": "Not Found.", "is_id_404_validation": true, "invalid_ids": [gone]}));
        let expanded = shop.get("/targets/all/scheduledscans/expanded/?length=3").await;
        let times: Vec<&str> = expanded["results"].as_array().unwrap().iter().map(|s| s["date_time"].as_str().unwrap()).collect();
        assert_eq!(times, ["2026-07-01T02:00:00.000000Z", "2026-07-02T02:00:00.000000Z", "2026-07-03T02:00:00.000000Z"]);
        let first = shop.get("/targets/all/scheduledscans/expanded/?length=1").await;
        assert_eq!((first["results"][0]["id"].as_str(), first["results"].as_array().unwrap().len()), (Some(three.as_str()), 1));
        let own = shop.get(&format!("/targets/{target}/scheduledscans/expanded/?length=1")).await;
        assert_eq!((own["results"][0]["id"].as_str(), own["results"].as_array().unwrap().len()), (Some(two.as_str()), 1));
    }

    async fn every_wrong_field_is_named(t: TestDb) {
        let shop = Shop::new(&t).await;
        let good = json!({"date_time": "2036-12-01T02:00:00Z"});
        for (change, fields) in [
            (json!({"date_time": null}), "date_time"),
            (json!({"date_time": ""}), "date_time"),
            (json!({"date_time": "soon"}), "date_time"),
            (json!({"date_time": "2026-02-30T00:00:00Z"}), "date_time"),
            (json!({"date_time": "2001-01-01T00:00:00Z"}), "date_time"),
            (json!({"date_time": 5}), "date_time"),
            (json!({"recurrence": "y"}), "recurrence"),
            (json!({"recurrence": true}), "recurrence"),
            (json!({"timezone": "Mars/Olympus"}), "timezone"),
            (json!({"scheduled_day_of_week": 8}), "scheduled_day_of_week"),
            (json!({"scheduled_day_of_week": "x"}), "scheduled_day_of_week"),
            (json!({"week_index": "fifth"}), "week_index"),
            (json!({"run_on_day_of_week": "perhaps"}), "run_on_day_of_week"),
            (json!({"run_on_day_of_week": true, "recurrence": "m"}), "scheduled_day_of_week week_index"),
            (json!({"run_on_day_of_week": true, "recurrence": "d", "scheduled_day_of_week": 1, "week_index": "last"}), "run_on_day_of_week"),
            (json!({"partial_scan": "x"}), "partial_scan"),
            (json!({"override_target_settings": "x"}), "override_target_settings"),
            (json!({"incremental": 7}), "incremental"),
            (json!({"reduced_scope": "x"}), "reduced_scope"),
            (json!({"unlimited": "x"}), "unlimited"),
            (json!({"scan_profile": "nonsense"}), "scan_profile"),
            (json!({"scan_profile": "pci_asv"}), "scan_profile"),
            (json!({"blackout_period": {"begin": "25:00", "cease": "x"}}), "blackout_period"),
            (json!({"blackout_period": {"begin": "01:00"}}), "blackout_period"),
            (json!({"blackout_period": {"begin": "01:00", "cease": "02:00", "weekdays": [9]}}), "blackout_period"),
            (json!({"blackout_period": {"begin": "01:00", "cease": "02:00", "timezone": "x"}}), "blackout_period"),
            (json!({"recurrence": "d", "x_rule": {"until": "2036-11-30T00:00:00Z"}}), "x_rule"),
            (json!({"date_time": "2001-01-01T00:00:00Z", "recurrence": "d", "x_rule": {"count": 5}}), "date_time"),
            (json!({"date_time": "x", "recurrence": "y", "week_index": "z", "scan_profile": "n"}), "date_time recurrence scan_profile week_index"),
        ] {
            let mut body = good.clone();
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            let wrong = shop.call("POST", &shop.path("scheduledscans/"), Some(body.clone())).await.expect(400).json;
            assert_eq!(keys(&wrong).join(" "), fields, "{body}: {wrong}");
            // In bulk the same lies below the field that it was sent in.
            let bulk = json!({"targets": [{"id": shop.target}], "scheduledscan": body});
            let nested = shop.call("POST", "/scheduledscans/bulk/", Some(bulk)).await.expect(400).json;
            assert_eq!(nested, json!({"scheduledscan": wrong}), "{body}");
        }
        let missing = shop.call("POST", &shop.path("scheduledscans/"), Some(json!({}))).await.expect(400).json;
        assert_eq!(missing, json!({"date_time": ["This field is required."]}));
        assert_eq!(shop.get("/scheduledscans/").await["count"], 0);
    }

    async fn bulk_is_all_or_none(t: TestDb) {
        let shop = Shop::new(&t).await;
        let gone = "2".repeat(22);
        let schedule = json!({"date_time": "2036-12-01T02:00:00Z", "recurrence": "w"});
        for (body, field) in [
            (json!({"scheduledscan": schedule}), "targets"),
            (json!({"targets": [{"id": shop.target}]}), "scheduledscan"),
            (json!({"targets": [], "scheduledscan": schedule}), "targets"),
        ] {
            let wrong = shop.call("POST", "/scheduledscans/bulk/", Some(body)).await.expect(400).json;
            assert_eq!(keys(&wrong), [field], "{wrong}");
        }
        let some = json!({"targets": [{"id": shop.target}, {"id": gone}], "scheduledscan": schedule});
        let unknown = shop.call("POST", "/scheduledscans/bulk/", Some(some)).await.expect(404).json;
        assert_eq!(unknown["invalid_ids"], json!([gone]));
        assert_eq!(shop.get("/scheduledscans/").await["count"], 0, "all or none");
        let all = json!({"targets": [{"id": shop.target}], "scheduledscan": schedule});
        let made = shop.call("POST", "/scheduledscans/bulk/", Some(all)).await.expect(201).json;
        let id = made[0]["id"].as_str().unwrap();
        let some = json!({"scheduledscans": [{"id": id}, {"id": gone}], "scheduledscan": {"recurrence": "d"}});
        shop.call("PATCH", "/scheduledscans/bulk/", Some(some.clone())).await.expect(404);
        shop.call("DELETE", "/scheduledscans/bulk/", Some(some)).await.expect(404);
        assert_eq!(shop.get("/scheduledscans/").await["results"][0]["recurrence"], "w");
        let one = json!({"scheduledscans": [{"id": id}], "scheduledscan": {"recurrence": "d"}});
        let changed = shop.call("PATCH", "/scheduledscans/bulk/", Some(one.clone())).await.expect(200).json;
        assert_eq!((&changed[0]["recurrence"], changed.as_array().map(Vec::len)), (&json!("d"), Some(1)));
        let gone = shop.call("DELETE", "/scheduledscans/bulk/", Some(one)).await.expect(204);
        assert!(gone.bytes.is_empty());
        assert_eq!(shop.get("/scheduledscans/").await["count"], 0);
    }

    async fn a_next_run_that_is_sent_back_leaves_the_start_where_it_is(t: TestDb) {
        let mut shop = Shop::new(&t).await;
        // At the end of each month; the next one, seen in February, is the 28th.
        let body = json!({"date_time": "2026-01-31T01:30:00", "timezone": "Europe/Lisbon", "recurrence": "m", "x_rule": {"count": 6}});
        let made = shop.call("POST", &shop.path("scheduledscans/"), Some(body)).await.expect(201).json;
        let one = shop.path(&format!("scheduledscans/{}/", made["id"].as_str().unwrap()));
        shop.later(&t, 32 * 86_400).await;
        let touch = json!({"x_rule": {"gap": "skip"}});
        let seen = shop.call("PATCH", &one, Some(touch)).await.expect(200).json;
        assert_eq!(seen["date_time"], "2026-02-28T01:30:00.000000Z");
        let times = async |shop: &Shop| -> Vec<String> {
            let found = shop.get(&shop.path("scheduledscans/expanded/?length=9")).await;
            found["results"].as_array().unwrap().iter().map(|s| s["date_time"].as_str().unwrap()[5..10].to_owned()).collect()
        };
        let ends = ["02-28", "03-31", "04-30", "05-31", "06-30"];
        assert_eq!(times(&shop).await, ends, "the first of six is over");
        // As a whole, as an instant and as local time: nothing moves.
        let mut whole = seen.clone();
        whole["partial_scan"] = json!(true);
        for (method, body) in [
            ("PUT", whole),
            ("PATCH", json!({"date_time": seen["date_time"], "scan_profile": "safe"})),
            ("PATCH", json!({"date_time": "2026-02-28T01:30", "timezone": "Europe/Lisbon", "recurrence": "m"})),
        ] {
            let same = shop.call(method, &one, Some(body)).await.expect(200).json;
            assert_eq!((&same["date_time"], times(&shop).await), (&seen["date_time"], ends.map(str::to_owned).to_vec()));
        }
        let ask = json!({"scheduledscan": made["id"], "date_time": seen["date_time"], "count": 2});
        let preview = shop.call("POST", "/scheduledscans/preview/", Some(ask)).await.expect(200).json;
        assert_eq!(preview["results"][1]["due_local"], "2026-03-31T01:30:00");
        // Another rule, or another time, begins where it is said to.
        let weekly = json!({"date_time": seen["date_time"], "recurrence": "w"});
        shop.call("PATCH", &one, Some(weekly)).await.expect(200);
        assert_eq!(times(&shop).await[..2], ["02-28", "03-07"]);
        // Of one that is over the last run is shown.
        shop.later(&t, 366 * 86_400).await;
        let over = shop.call("PATCH", &one, Some(json!({"x_rule": {"until": "2026-03-10T00:00:00Z"}}))).await.expect(200).json;
        assert_eq!(over["date_time"], "2026-03-07T01:30:00.000000Z");
    }

    async fn a_preview_marks_gaps_overlaps_and_what_is_put_off(t: TestDb) {
        let shop = Shop::new(&t).await;
        let ask = async |body: Value| shop.call("POST", "/scheduledscans/preview/", Some(body)).await.expect(200).json;
        let daily = json!({"date_time": "2026-03-28T01:30:00", "timezone": "Europe/Lisbon", "recurrence": "d", "count": 2});
        let spring = ask(daily.clone()).await;
        let rows = spring["results"].as_array().unwrap();
        assert_eq!((&rows[0]["adjusted"], &rows[0]["remarks"]), (&json!("none"), &json!([])));
        assert_eq!((&rows[1]["adjusted"], &rows[1]["due_local"]), (&json!("gap"), &json!("2026-03-29T02:30:00")));
        assert_eq!(rows[1]["due"], "2026-03-29T01:30:00.000000Z");
        assert_eq!((&spring["verdict"]["word"], &spring["verdict"]["first_start"]), (&json!("runs"), &json!("2026-03-28T01:30:00.000000Z")));
        let mut autumn = daily.clone();
        autumn["date_time"] = json!("2026-10-25T01:30:00");
        autumn["x_rule"] = json!({"overlap": "both"});
        let autumn = ask(autumn).await;
        assert_eq!((&autumn["results"][0]["adjusted"], &autumn["results"][1]["adjusted"]), (&json!("overlap"), &json!("overlap")));
        assert_eq!(autumn["results"][1]["due"], "2026-10-25T01:30:00.000000Z");
        let month = json!({"date_time": "2026-01-31T10:00:00", "recurrence": "m", "count": 2});
        assert_eq!(ask(month).await["results"][1]["adjusted"], "month_end");
        // The target's window, and one that is not stored yet.
        let window = json!({"begin": "01:00", "cease": "03:00", "timezone": "Europe/Lisbon"});
        shop.call("PATCH", &shop.path(""), Some(json!({"blackout_period": window}))).await.expect(200);
        let mut held = daily.clone();
        held["target"] = json!(shop.target);
        let put_off = ask(held.clone()).await;
        let row = &put_off["results"][0];
        assert_eq!((&row["outcome"], &row["start"]), (&json!("deferred"), &json!("2026-03-28T03:00:00.000000Z")));
        assert!(row["remarks"][0].as_str().unwrap().contains("blackout period of the target"), "{row}");
        assert_eq!(put_off["verdict"]["word"], "always_deferred");
        held["blackout_period"] = json!({"begin": "02:00", "cease": "05:00", "timezone": "Europe/Lisbon"});
        assert_eq!(ask(held.clone()).await["results"][0]["start"], "2026-03-28T05:00:00.000000Z");
        held["blackout_period"] = json!({"begin": "00:00", "cease": "00:00"});
        let never = ask(held).await;
        assert_eq!((&never["results"][0]["outcome"], &never["verdict"]["word"], &never["verdict"]["first_start"]), (&json!("never"), &json!("never"), &Value::Null));
        // As a stored one would be after a change.
        let made = shop.call("POST", &shop.path("scheduledscans/"), Some(daily.clone())).await.expect(201).json;
        let changed = ask(json!({"scheduledscan": made["id"], "recurrence": "w", "count": 2})).await;
        assert_eq!(changed["results"][1]["due_local"], "2026-04-04T01:30:00");
        for (body, field) in [
            (json!({"date_time": "x"}), "date_time"),
            (json!({"date_time": "2036-01-01T00:00:00Z", "count": 51}), "count"),
            (json!({"date_time": "2036-01-01T00:00:00Z", "target": "2".repeat(22)}), "target"),
            (json!({"scheduledscan": "2".repeat(22)}), "scheduledscan"),
        ] {
            let wrong = shop.call("POST", "/scheduledscans/preview/", Some(body)).await.expect(400).json;
            assert_eq!(keys(&wrong), [field], "{wrong}");
        }
    }
}
