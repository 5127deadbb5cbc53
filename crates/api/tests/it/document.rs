//! The OpenAPI document: its version, its soundness, and that the committed one is the served one.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::on_sqlite;

/// The documents by their file, and where they are served.
fn documents() -> [(&'static str, &'static str, String); 2] {
    [
        ("v2.json", "/v2/openapi.json", api::openapi_text()),
        ("dast.json", "/openapi.json", api::dast_openapi_text()),
    ]
}

/// `WATCHPOST_REGENERATE=1` writes the documents instead.
#[test]
fn the_committed_documents_are_the_served_ones() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi"));
    for (file, _, text) in documents() {
        let path = folder.join(file);
        if std::env::var("WATCHPOST_REGENERATE").is_ok_and(|v| v == "1") {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "docs/openapi/{file} is out of date: run this test with WATCHPOST_REGENERATE=1"
        );
    }
}

#[test]
fn the_documents_are_sound() {
    for (file, _, text) in documents() {
        sound(file, &serde_json::from_str(&text).unwrap());
    }
}

fn sound(file: &str, document: &Value) {
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        assert_eq!(path.ends_with('/'), file == "dast.json", "{path}");
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            assert!(ids.insert(id.to_owned()), "{id} is there twice");
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{id}");
            assert_eq!(operation["tags"].as_array().unwrap().len(), 1, "{id}");
            assert!(method != "get" || operation.get("requestBody").is_none(), "{id}");
            let described = operation["parameters"].as_array().unwrap().iter();
            let described: Vec<_> =
                described.filter(|p| p["in"] == "path").map(|p| p["name"].as_str().unwrap()).collect();
            let named: Vec<_> =
                path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')).collect();
            assert_eq!(described, named, "{id}");
        }
    }
    references(document, document);
}

fn references(document: &Value, value: &Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(target)) = map.get("$ref") {
                assert!(document.pointer(target.trim_start_matches('#')).is_some(), "{target} leads nowhere");
            }
            map.values().for_each(|v| references(document, v));
        }
        Value::Array(items) => items.iter().for_each(|v| references(document, v)),
        _ => {}
    }
}

#[test]
fn the_document_and_its_page_are_served() {
    on_sqlite(async |app| {
        for (_, path, text) in documents() {
            let answer = app.get("", path).await.expect(200);
            assert_eq!(String::from_utf8_lossy(&answer.bytes), text);
        }
        for path in ["/docs", "/docs/page.js", "/docs/page.css"] {
            let answer = app.get("", path).await.expect(200);
            let policy = answer.headers["content-security-policy"].to_str().unwrap().to_owned();
            assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
            let text = String::from_utf8_lossy(&answer.bytes).into_owned();
            assert!(!text.contains("http://") && !text.contains("https://"), "{path} fetches from elsewhere");
        }
        app.get("", "/livez").await.expect(200);
        app.get("", "/readyz").await.expect(200);
    });
}
