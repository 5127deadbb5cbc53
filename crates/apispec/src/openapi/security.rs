//! What an operation wants as proof of who asks: named in the report, and sent where the user gives a value for it.

use serde_json::Value;

use crate::openapi::Spec;
use crate::openapi::parameter::Parts;
use crate::{Notes, text};

/// The most demands of an operation.
const MOST: usize = 20;

/// Applies the demands of an operation, or those of the whole description.
pub(super) fn apply(spec: &Spec<'_>, operation: &Value, parts: &mut Parts, notes: &mut Notes) {
    let demands = operation.get("security").or_else(|| spec.root.get("security")).and_then(Value::as_array);
    let names = demands.into_iter().flatten().take(MOST).filter_map(Value::as_object).flat_map(|d| d.keys());
    let mut seen: Vec<&String> = Vec::new();
    for name in names.take(MOST) {
        if !seen.contains(&name) {
            seen.push(name);
            scheme(spec, name, parts, notes);
        }
    }
}

fn scheme(spec: &Spec<'_>, name: &str, parts: &mut Parts, notes: &mut Notes) {
    let schemes = if spec.is_swagger {
        spec.root.get("securityDefinitions")
    } else {
        spec.root.get("components").and_then(|c| c.get("securitySchemes"))
    };
    let Some(scheme) = schemes.and_then(|s| s.get(name)).and_then(|s| spec.document.resolve(s).ok()) else {
        return notes.warn(format!("security scheme \"{name}\" is not described"));
    };
    let kind = text(scheme, "type").unwrap_or_default();
    let key = text(scheme, "name").unwrap_or(name);
    let given = spec.overrides.get(key).or_else(|| spec.overrides.get(name));
    let bearer = matches!(kind, "oauth2" | "openIdConnect")
        || text(scheme, "scheme").is_some_and(|s| s.eq_ignore_ascii_case("bearer"));
    let pair = |value: &str| (key.to_owned(), value.to_owned());
    match (kind, text(scheme, "in"), given) {
        ("apiKey", Some("header"), Some(value)) => parts.headers.push(pair(value)),
        ("apiKey", Some("query"), Some(value)) => parts.query.push(pair(value)),
        ("apiKey", Some("cookie"), Some(value)) => parts.cookies.push(pair(value)),
        (_, _, Some(value)) if bearer => {
            let value = if value.contains(' ') { value.to_owned() } else { format!("Bearer {value}") };
            parts.headers.push(("Authorization".to_owned(), value));
        }
        _ => {
            let place = text(scheme, "in").or_else(|| text(scheme, "scheme")).unwrap_or_default();
            notes.warn(format!("wants security scheme \"{name}\" ({kind} {place})").replace(" )", ")"));
        }
    }
}
