//! Holds answers against the document: known status, known media type, and a body with every required and no unknown
//! property, each of its type.

use serde_json::Value;

use super::Answer;

/// The operation of a request, if the document has it. Written-out segments win over parameters.
pub(crate) fn operation<'d>(document: &'d Value, method: &str, path: &str) -> Option<&'d Value> {
    let paths = document["paths"].as_object().unwrap();
    let mut fitting: Vec<_> = paths.iter().filter(|(template, _)| fits(template, path)).collect();
    fitting.sort_by_key(|(template, _)| template.matches('{').count());
    fitting.first().and_then(|(_, item)| item.get(method.to_ascii_lowercase()))
}

fn fits(template: &str, path: &str) -> bool {
    let whole = |path: &'_ str| path.trim_end_matches('/').split('/').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (whole(template), whole(path));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.starts_with('{') || a == b)
}

#[track_caller]
pub(crate) fn check(document: &Value, method: &str, path: &str, answer: &Answer) {
    let Some(operation) = operation(document, method, path) else { return };
    let status = answer.status.as_u16().to_string();
    let responses = &operation["responses"];
    let known = responses.get(&status);
    let place = format!("{method} {path} {status}");
    assert!(
        known.is_some() || answer.status.as_u16() >= 400,
        "{place}: the document does not know the status"
    );
    let content = known.unwrap_or(&responses["default"]).get("content");
    let Some(content) = content else {
        assert!(answer.bytes.is_empty(), "{place}: the document knows no body");
        return;
    };
    let media_type = answer.headers.get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let described =
        content.get(media_type).unwrap_or_else(|| panic!("{place}: unknown media type {media_type}"));
    if media_type == "application/json" && described["schema"]["format"] != "binary" {
        fit(document, &described["schema"], &answer.json, &place);
    }
}

/// Whether the value is what the schema says; panics where it is not.
#[track_caller]
fn fit(document: &Value, schema: &Value, value: &Value, place: &str) {
    if let Err(wrong) = fault(document, schema, value) {
        panic!("{place}: {wrong}\n{value:#}");
    }
}

fn fault(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = name.trim_start_matches('#');
        let target = document.pointer(target).ok_or_else(|| format!("dangling reference {name}"))?;
        return fault(document, target, value);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        return fault(document, &merged(document, parts), value);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let faults: Vec<_> = choices.iter().filter_map(|c| fault(document, c, value).err()).collect();
        return if faults.len() < choices.len() { Ok(()) } else { Err(faults.join(" and ")) };
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.contains(value).then_some(()).ok_or_else(|| format!("{value} is not one of {words:?}"));
    }
    if !is_of(&schema["type"], value) {
        return Err(format!("{value} is not of type {}", schema["type"]));
    }
    match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(i, v)| fault(document, &schema["items"], v).map_err(|e| format!("[{i}] {e}"))),
        Value::Object(map) => object(document, schema, map),
        _ => Ok(()),
    }
}

/// Parts of an object as one.
fn merged(document: &Value, parts: &[Value]) -> Value {
    let (mut properties, mut required) = (serde_json::Map::new(), Vec::new());
    for part in parts {
        let part = match part["$ref"].as_str() {
            Some(name) => document.pointer(name.trim_start_matches('#')).unwrap(),
            None => part,
        };
        properties.extend(part["properties"].as_object().cloned().unwrap_or_default());
        required.extend(part["required"].as_array().cloned().unwrap_or_default());
    }
    serde_json::json!({"type": "object", "properties": properties, "required": required})
}

fn object(document: &Value, schema: &Value, map: &serde_json::Map<String, Value>) -> Result<(), String> {
    for name in schema["required"].as_array().into_iter().flatten() {
        if !map.contains_key(name.as_str().unwrap()) {
            return Err(format!("property {name} is missing"));
        }
    }
    let Some(properties) = schema["properties"].as_object() else {
        let Some(rest) = schema.get("additionalProperties") else { return Ok(()) };
        return map
            .iter()
            .try_for_each(|(name, v)| fault(document, rest, v).map_err(|e| format!(".{name} {e}")));
    };
    for (name, value) in map {
        let described =
            properties.get(name).ok_or_else(|| format!("property \"{name}\" is not in the document"))?;
        fault(document, described, value).map_err(|e| format!(".{name} {e}"))?;
    }
    Ok(())
}

fn is_of(types: &Value, value: &Value) -> bool {
    let one = |name: &str| match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => false,
    };
    match types {
        Value::String(name) => one(name),
        Value::Array(names) => names.iter().any(|n| one(n.as_str().unwrap())),
        _ => true,
    }
}
