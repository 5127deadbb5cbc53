//! An API by its description.

use std::collections::BTreeSet;

use model::definition::Effect;
use model::unit::{LogLevel, UnitEvent, UnitOutcome, WorkUnit};
use model::web::PART_API_SCHEMA;
use serde_json::{Value, json};

use crate::harness;
use crate::scripted::{self, Log, Reply, decode};
use crate::web::{places, unit};

const ERROR: &str = "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server \
                     version for the right syntax to use near ''' at line 1";

/// Users by name and books that can be added; both put the value into a statement between single quotes.
async fn library() -> (u16, Log) {
    scripted::site(|asked| {
        let (name, found) = match (asked.method.as_str(), asked.path()) {
            ("GET", path) if path.starts_with("/api/users/v1/") => {
                (decode(path.rsplit('/').next().unwrap_or_default()), "404 Not Found")
            }
            ("GET", "/api/books") => return Reply::json("[]"),
            ("POST", "/api/books") => {
                let body: Value = serde_json::from_str(&asked.body).unwrap_or_default();
                (body["title"].as_str().unwrap_or_default().to_owned(), "201 Created")
            }
            _ => return Reply::json("{\"error\":\"no such path\"}").status("404 Not Found"),
        };
        if name.matches('\'').count() % 2 == 1 {
            return Reply::json(&json!({ "error": ERROR }).to_string()).status("500 Internal Server Error");
        }
        Reply::json("{\"ok\":true}").status(found)
    })
    .await
}

fn description() -> String {
    let text = json!({ "type": "string" });
    let content = json!({ "application/json": { "schema": {
        "type": "object",
        "required": ["title", "pages"],
        "properties": { "title": text, "pages": { "type": "integer" } }
    } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Library", "version": "1" },
        "servers": [{ "url": "/api" }],
        "paths": {
            "/users/v1/{username}": { "get": {
                "parameters": [
                    { "name": "username", "in": "path", "required": true, "schema": text },
                    { "in": "query", "schema": text }
                ],
                "responses": {}
            } },
            "/books": {
                "get": { "responses": {} },
                "post": { "requestBody": { "content": content }, "responses": {} }
            },
            "/wipe": { "delete": { "responses": {} } },
            "/trace": { "trace": { "responses": {} } }
        }
    })
    .to_string()
}

fn api(port: u16, ceiling: Effect) -> WorkUnit {
    let mut unit = unit(port, ceiling);
    unit.plan.web.as_mut().unwrap().is_api = true;
    unit.parts.insert(PART_API_SCHEMA.to_owned(), Value::String(description()));
    unit
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parameters_of_paths_and_bodies_are_tested() {
    let (port, log) = library().await;
    let story = harness::run(api(port, Effect::StateChanging), None).await;
    assert_eq!(*story.outcome(), UnitOutcome::Completed);
    let warnings: Vec<String> = story.events().filter_map(warning).collect();
    for told in ["TRACE /trace is not tested", "GET /users/v1/{username}: a parameter without name"] {
        assert!(warnings.iter().any(|w| w.contains(told)), "{told}: {warnings:?}");
    }
    let found = places(&[story]);
    for place in ["GET /api/users/v1/* path:3", "POST /api/books json:/title"] {
        assert!(found.contains(&("sqli-error".to_owned(), place.to_owned())), "{place}: {found:?}");
    }
    let mut seen = BTreeSet::new();
    for asked in log.lock().unwrap().iter().filter(|a| a.method != "GET") {
        assert!(seen.insert(asked.clone()), "{asked:?} was sent twice");
    }
    assert!(!seen.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_description_that_a_page_links_is_tested_too() {
    let (port, log) = scripted::site(|asked| match (asked.method.as_str(), asked.path()) {
        ("GET", "/") => Reply::page("<a href='/v3/openapi.json'>our interface</a>"),
        ("GET", "/v3/openapi.json") => Reply::json(&description()),
        ("GET", path) if path.starts_with("/api/users/v1/") => {
            let name = decode(path.rsplit('/').next().unwrap_or_default());
            match name.matches('\'').count() % 2 {
                1 => Reply::json(&json!({ "error": ERROR }).to_string()).status("500 Internal Server Error"),
                _ => Reply::json("{\"ok\":true}"),
            }
        }
        _ => Reply::json("{\"error\":\"no such path\"}").status("404 Not Found"),
    })
    .await;
    let story = harness::run(unit(port, Effect::StateChanging), None).await;
    assert_eq!(*story.outcome(), UnitOutcome::Completed);
    let found = places(&[story]);
    let place = "GET /api/users/v1/* path:3".to_owned();
    assert!(found.contains(&("sqli-error".to_owned(), place)), "{found:?}");
    let log = log.lock().unwrap();
    assert!(log.iter().any(|a| a.method == "POST" && a.path() == "/api/books"));
    assert!(!log.iter().any(|a| a.method == "DELETE"), "what destroys is left alone");
}

fn warning(event: &UnitEvent) -> Option<String> {
    match event {
        UnitEvent::Log { level: LogLevel::Warning, message } => Some(message.clone()),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn below_the_ceiling_nothing_changes() {
    let (port, log) = library().await;
    let story = harness::run(api(port, Effect::Safe), None).await;
    assert_eq!(*story.outcome(), UnitOutcome::Completed);
    let found = places(&[story]);
    assert!(found.contains(&("sqli-error".to_owned(), "GET /api/users/v1/* path:3".to_owned())), "{found:?}");
    let log = log.lock().unwrap();
    let safe = ["GET", "HEAD", "OPTIONS"];
    let sent: Vec<_> = log.iter().filter(|a| !safe.contains(&a.method.as_str())).collect();
    assert!(sent.is_empty(), "{sent:?}");
}
