//! Schedules.

use model::user::Role;
use serde_json::json;

use crate::support::{Tenant, on_sqlite};

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
