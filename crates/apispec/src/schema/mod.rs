//! Values that fit a schema, and whether a value does.
//!
//! Reads the words that the schema objects of OpenAPI 2, 3.0 and 3.1 share: 3.0's `nullable` and truth values for
//! exclusive bounds as well as 3.1's lists of types.

mod fits;
mod make;
mod merge;
mod text;

pub(crate) use make::{Budget, Maker};

use serde_json::Value;

/// The deepest nesting that is followed.
const MOST_DEPTH: usize = 24;

/// The types that a schema allows, without `null`; empty if it does not say.
fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) if one != "null" => vec![one.as_str()],
        Some(Value::Array(all)) => {
            all.iter().filter_map(Value::as_str).filter(|t| *t != "null").take(8).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a schema allows `null` by itself.
fn is_nullable(schema: &Value) -> bool {
    let by_type = match schema.get("type") {
        Some(Value::String(one)) => one == "null",
        Some(Value::Array(all)) => all.iter().any(|t| t == "null"),
        _ => false,
    };
    by_type
        || schema.get("nullable") == Some(&Value::Bool(true))
        || schema.get("x-nullable") == Some(&Value::Bool(true))
}

/// A bound of a number, and whether it is itself left out.
type Bound = Option<(f64, bool)>;

/// Lower and upper bound of a number.
fn bounds(schema: &Value) -> (Bound, Bound) {
    let one = |bound: &str, exclusive: &str, tighter: fn(f64, f64) -> bool| {
        let plain = schema.get(bound).and_then(Value::as_f64);
        match schema.get(exclusive) {
            Some(Value::Bool(out)) => plain.map(|n| (n, *out)),
            Some(Value::Number(n)) => {
                let out = n.as_f64()?;
                match plain {
                    Some(n) if tighter(n, out) => Some((n, false)),
                    _ => Some((out, true)),
                }
            }
            _ => plain.map(|n| (n, false)),
        }
    };
    (one("minimum", "exclusiveMinimum", |a, b| a > b), one("maximum", "exclusiveMaximum", |a, b| a < b))
}

/// A count such as `minItems`.
fn count(schema: &Value, name: &str) -> Option<usize> {
    let number = schema.get(name)?;
    let whole = number.as_u64().or_else(|| number.as_f64().filter(|n| *n >= 0.0).map(|n| n as u64));
    whole.map(|n| usize::try_from(n).unwrap_or(usize::MAX))
}
