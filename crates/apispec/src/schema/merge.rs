//! Schemas that must hold together as one.

use serde_json::{Map, Value};

/// `first` with what `second` demands as well: fields and demands add up, bounds become tighter.
pub(super) fn merge(first: &Value, second: &Value) -> Value {
    let (Value::Object(a), Value::Object(b)) = (first, second) else {
        // `true` demands nothing, `false` cannot be met.
        return match (first, second) {
            (Value::Bool(true), other) | (other, Value::Bool(true)) => other.clone(),
            _ => Value::Bool(false),
        };
    };
    let mut out = a.clone();
    for (word, value) in b {
        let merged = match out.get(word) {
            None => value.clone(),
            Some(known) => word_of(word, known, value),
        };
        out.insert(word.clone(), merged);
    }
    Value::Object(out)
}

fn word_of(word: &str, a: &Value, b: &Value) -> Value {
    match (word, a, b) {
        ("properties", Value::Object(a), Value::Object(b)) => Value::Object(properties(a, b)),
        ("required", Value::Array(a), Value::Array(b)) => {
            let mut all = a.clone();
            all.extend(b.iter().filter(|v| !a.contains(v)).cloned());
            Value::Array(all)
        }
        ("allOf", Value::Array(a), Value::Array(b)) => Value::Array([a.clone(), b.clone()].concat()),
        ("enum", Value::Array(a), Value::Array(b)) => {
            Value::Array(a.iter().filter(|v| b.contains(v)).cloned().collect())
        }
        ("minimum" | "minLength" | "minItems" | "minProperties", ..) if less(a, b) => b.clone(),
        ("maximum" | "maxLength" | "maxItems" | "maxProperties", ..) if less(b, a) => b.clone(),
        ("items" | "additionalProperties", Value::Object(_), Value::Object(_)) => merge(a, b),
        ("additionalProperties", _, Value::Bool(false)) => b.clone(),
        ("additionalProperties", Value::Bool(true), _) => b.clone(),
        ("type", Value::String(one), _) if one == "number" && b == "integer" => b.clone(),
        ("type", Value::Array(a), Value::Array(b)) => {
            Value::Array(a.iter().filter(|t| b.contains(t)).cloned().collect())
        }
        ("type", Value::Array(_), Value::String(_)) => b.clone(),
        // Examples of a part do not fit the whole; what stands first is the outer schema's.
        _ => a.clone(),
    }
}

fn properties(a: &Map<String, Value>, b: &Map<String, Value>) -> Map<String, Value> {
    let mut out = a.clone();
    for (name, schema) in b {
        let merged = a.get(name).map_or_else(|| schema.clone(), |known| both(known, schema));
        out.insert(name.clone(), merged);
    }
    out
}

/// Two schemas of one field; references stay what they are and are resolved when the field is made.
fn both(a: &Value, b: &Value) -> Value {
    if a == b {
        return a.clone();
    }
    let has_reference = a.get("$ref").is_some() || b.get("$ref").is_some();
    if has_reference { serde_json::json!({ "allOf": [a, b] }) } else { merge(a, b) }
}

fn less(a: &Value, b: &Value) -> bool {
    a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| a < b)
}
