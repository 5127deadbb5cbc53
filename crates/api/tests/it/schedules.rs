//! Schedules.

use model::user::Role;
use serde_json::{Value, json};

use crate::support::{Tenant, TestApp, on_sqlite};

#[test]
fn a_schedule_lives() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let body = json!({"schedule": {
            "name": "nightly", "first_time": "2026-03-01 02:30:00", "timezone": "Europe/Berlin",
            "period": 1, "period_unit": "month", "weekday": 7, "week_index": "last",
        }});
        let made = app.post(&token, "/v2/schedules", body).await.expect(201);
        assert_eq!(made.attributes()["weekday"], "sunday");
        assert_eq!(made.attributes()["first_time"], "2026-03-01 02:30:00");
        assert!(made.attributes()["next_time"].is_string());
        let path = format!("/v2/schedules/{}", made.id());
        let off = app.put(&token, &path, json!({"schedule": {"enabled": false}})).await.expect(200);
        assert_eq!(off.attributes()["enabled"], false);
        app.put(&token, &path, json!({"schedule": {"timezone": "Mars/Base"}})).await.refused(
            422,
            "/schedule/timezone",
            "invalid",
        );
        app.put(&token, &path, json!({"schedule": {"weekday": true}})).await.refused(
            422,
            "/schedule/weekday",
            "invalid_type",
        );
        app.delete(&token, &path).await.expect(204);
        app.get(&token, &path).await.expect(404);
        // One that would never start is not made.
        for (more, field) in [
            (json!({"first_time": "2020-01-01 00:00"}), "first_time"),
            (json!({"first_time": "2020-01-01 00:00", "period_unit": "day", "count": 3}), "first_time"),
            (
                json!({"first_time": "2027-01-01 00:00", "period_unit": "day", "until": "2026-12-31 00:00"}),
                "until",
            ),
        ] {
            let mut body = more;
            body["name"] = json!("never");
            let answer = app.post(&token, "/v2/schedules", json!({"schedule": body})).await;
            answer.refused(422, &format!("/schedule/{field}"), "past");
        }
    });
}

#[test]
fn due_times_are_calculated_without_a_schedule() {
    on_sqlite(async |app| {
        let token = app.owner().await;
        let rule = json!({"first_time": "2026-03-28 02:30:00", "timezone": "Europe/Berlin", "period_unit": "day", "count": 3});
        let dates = app.post(&token, "/v2/schedules/next_dates", rule.clone()).await.expect(200);
        // The second night has no 02:30: the clocks jump, the time shifts by the gap.
        let expect =
            json!(["2026-03-28T01:30:00.000Z", "2026-03-29T01:30:00.000Z", "2026-03-30T00:30:00.000Z"]);
        assert_eq!(dates.json["next_dates"], expect);
        let first = app.post(&token, "/v2/schedules/first_time", json!({"schedule": rule})).await.expect(200);
        assert_eq!(first.json["first_time"], "2026-03-28T01:30:00.000Z");
    });
}

#[test]
fn what_became_of_due_times_is_listed() {
    on_sqlite(async |app| {
        let tenant = Tenant::new(&app, "apple").await;
        let path = format!("/v2/schedules/{}/occurrences", tenant.schedule);
        let list = app.get(tenant.token(Role::Viewer), &path).await.expect(200);
        assert_eq!(list.json["data"][0]["attributes"]["outcome"], "started");
        assert_eq!(list.json["data"][0]["attributes"]["run_id"], json!(tenant.run));
    });
}

testkit::db_test! {
    async fn a_schedule_has_a_blackout_period_of_its_own(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        let schedule = |more: Value| {
            let mut body = json!({"name": "own", "first_time": "2026-03-02 02:30:00", "period_unit": "day"});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({"schedule": body})
        };
        let window = json!({"begin": "02:00", "cease": "03:00:00", "weekdays": [7, 1, 1], "timezone": "europe/berlin"});
        let made = app.post(&token, "/v2/schedules", schedule(json!({"blackout_period": window}))).await.expect(201);
        let shown = json!({"begin": "02:00", "cease": "03:00", "weekdays": [1, 7], "timezone": "Europe/Berlin", "enabled": true});
        assert_eq!(made.attributes()["blackout_period"], shown);
        let (id, path) = (made.id(), format!("/v2/schedules/{}", made.id()));
        let rows = app.get(&token, "/v2/blackouts").await.expect(200).json;
        let row = &rows["data"][0];
        assert_eq!((&row["attributes"]["schedule_id"], rows["data"].as_array().map(Vec::len)), (&json!(id), Some(1)));
        assert_eq!(made.attributes()["blackout_ids"], json!([row["id"]]));
        // What is not said stays, its parts too; the row is the same one all the time.
        let put = async |change: Value| app.put(&token, &path, json!({"schedule": change})).await;
        assert_eq!(put(json!({"comment": "x"})).await.expect(200).attributes()["blackout_period"], shown);
        let off = put(json!({"blackout_period": {"cease": "04:00", "weekdays": [], "enabled": false}})).await.expect(200);
        let expect = json!({"begin": "02:00", "cease": "04:00", "weekdays": [], "timezone": "Europe/Berlin", "enabled": false});
        assert_eq!((&off.attributes()["blackout_period"], &off.attributes()["blackout_ids"]), (&expect, &json!([row["id"]])));
        assert_eq!(app.get(&token, &path).await.expect(200).attributes()["blackout_period"], expect);
        // What was made beside it is left alone, and counts in a preview of another window.
        t.clock.advance(1_000_000);
        let beside = json!({"name": "beside", "schedule_id": id, "begin": "02:15", "cease": "05:00"});
        let beside = app.post(&token, "/v2/blackouts", json!({"blackout": beside})).await.expect(201).id();
        let asked = schedule(json!({"blackout_period": {"begin": "01:00", "cease": "02:00"}}))["schedule"].clone();
        let asked = json!({"schedule": asked, "schedule_id": id, "count": 1});
        let preview = app.post(&token, "/v2/schedules/preview", asked).await.expect(200).json;
        assert_eq!(preview["data"][0]["remarks"], json!(["deferred until 2026-03-02 05:00 by \"beside\""]));
        app.delete(&token, &format!("/v2/blackouts/{beside}")).await.expect(204);
        // A wrong one changes nothing, whatever else was said.
        for (window, field) in [
            (json!({"begin": "25:00"}), "/begin"),
            (json!({"cease": "x"}), "/cease"),
            (json!({"weekdays": [8]}), "/weekdays"),
            (json!({"timezone": "Mars"}), "/timezone"),
            (json!({"begins": "01:00"}), "/begins"),
            (json!({"enabled": "yes"}), "/enabled"),
            (json!("22:00"), ""),
        ] {
            let wrong = put(json!({"name": "other", "blackout_period": window})).await.expect(422);
            let source = &wrong.json["errors"][0]["source"]["pointer"];
            assert_eq!(source, &format!("/schedule/blackout_period{field}"), "{}", wrong.json);
        }
        let missing = app.post(&token, "/v2/schedules", schedule(json!({"name": "b", "blackout_period": {"begin": "01:00"}}))).await;
        assert_eq!(missing.expect(422).json["errors_map"], json!({"blackout_period.cease": ["is missing"]}));
        let same = app.get(&token, &path).await.expect(200);
        assert_eq!((&same.attributes()["name"], &same.attributes()["blackout_period"]), (&json!("own"), &expect));
        // It is told of in the audit chain, and ends with null and with its schedule.
        let events = app.get(&token, "/v2/audit/events?q%5Baction%5D=schedule.update&sort_by=sequence:desc").await.expect(200);
        let told = &events.json["data"][0]["attributes"]["detail"]["blackout_period"];
        assert_eq!((&told["enabled"], &told["hold"]["cease"]), (&json!(false), &json!("04:00")), "{}", events.json);
        let none = put(json!({"blackout_period": null})).await.expect(200);
        assert_eq!((&none.attributes()["blackout_period"], &none.attributes()["blackout_ids"]), (&Value::Null, &json!([])));
        put(json!({"blackout_period": {"begin": "01:00", "cease": "02:00"}})).await.expect(200);
        app.delete(&token, &path).await.expect(204);
        assert_eq!(app.get(&token, "/v2/blackouts").await.expect(200).json["data"], json!([]));
    }
}
