//! Paging, filtering and sorting of lists.

use crate::support::{Tenant, TestApp};
use serde_json::{Value, json};

async fn names(app: &TestApp, token: &str, query: &str) -> Vec<String> {
    let answer = app.get(token, &format!("/v2/targets{query}")).await.expect(200);
    let data = answer.json["data"].as_array().unwrap().iter();
    data.map(|o| o["attributes"]["name"].as_str().unwrap().to_owned()).collect()
}

testkit::db_test! {
    async fn lists_are_paged_filtered_and_sorted(t: TestDb) {
        let app = TestApp::new(&t);
        let token = app.owner().await;
        for n in 0..12 {
            let body = json!({"target": {"name": format!("web {n:02}"), "hosts": format!("10.0.0.{n}")}});
            app.post(&token, "/v2/targets", body).await.expect(201);
            t.clock.advance(60_000_000);
        }
        let first = app.get(&token, "/v2/targets").await.expect(200);
        let expect = json!({"total_count": 12, "total_pages": 2, "current_page": 1, "per_page": 10});
        assert_eq!(first.json["meta"]["pagination"], expect);
        assert_eq!(first.json["data"].as_array().unwrap().len(), 10);
        assert_eq!(names(&app, &token, "?page=2&per_page=5&sort_by=name").await, ["web 05", "web 06", "web 07", "web 08", "web 09"]);
        assert_eq!(names(&app, &token, "?sort_by=name:desc&per_page=2").await, ["web 11", "web 10"]);
        assert_eq!(names(&app, &token, "?sort_by=name%20desc&per_page=1").await, ["web 11"]);
        assert_eq!(names(&app, &token, "?q%5Bname%5D=%27*1%27&sort_by=name").await, ["web 01", "web 11"]);
        assert_eq!(names(&app, &token, "?q%5Bhosts%5D=10.0.0.3").await, ["web 03"]);
        assert_eq!(names(&app, &token, "?relative_date_range=150s&sort_by=name").await, ["web 10", "web 11"]);
        let range = "?date_range_start=2026-01-01%2000:05:00&date_range_end='2026-01-01%2000:06:00'&sort_by=name";
        assert_eq!(names(&app, &token, range).await, ["web 05", "web 06"]);
        assert_eq!(names(&app, &token, "?page=9").await, Vec::<String>::new());
        app.get(&token, "/v2/targets?q%5Bcolor%5D=red").await.refused(422, "/q[color]", "unknown_column");
        app.get(&token, "/v2/targets?per_page=101").await.refused(422, "/per_page", "invalid");
    }

    async fn every_column_of_the_document_is_one(t: TestDb) {
        let app = TestApp::new(&t);
        let tenant = Tenant::new(&app, "apple").await;
        let token = tenant.token(model::user::Role::Owner);
        for (path, item) in app.document["paths"].as_object().unwrap() {
            for parameter in item["get"]["parameters"].as_array().into_iter().flatten() {
                for query in tries(parameter) {
                    let run = path.contains("/histories/{id}");
                    let id = if run { &tenant.run } else { &tenant.schedule };
                    let path = path.replace("{scan_id}", &tenant.scan).replace("{id}", id);
                    app.get(token, &format!("{path}?{query}")).await.expect(200);
                }
            }
        }
    }
}

/// Uses of a filter or of each column to sort by.
fn tries(parameter: &Value) -> Vec<String> {
    let name = parameter["name"].as_str().unwrap();
    let description = parameter["description"].as_str().unwrap_or_default();
    if let Some(column) = name.strip_prefix("q[").and_then(|n| n.strip_suffix(']')) {
        let value = match column {
            "port" | "number" | "sequence" => "1",
            "severity" => "5.0",
            "enabled" => "true",
            "threat" => "high",
            _ if column.ends_with("id") => "019b7600-0000-7000-8000-000000000000",
            _ => "x",
        };
        return vec![format!("q%5B{column}%5D={value}")];
    }
    let Some((_, columns)) = description.split_once("` of ").filter(|_| name == "sort_by") else {
        return Vec::new();
    };
    columns.split(", ").flat_map(|c| [format!("sort_by={c}"), format!("sort_by={c}:desc")]).collect()
}
