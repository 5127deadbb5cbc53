//! Bodies of requests.

use crawl::{Body, Part};
use serde_json::Value;

use crate::postman::request::entries;
use crate::postman::variables::{Variables, plain};
use crate::{Notes, text};

/// The body.
///
/// # Errors
/// Its kind is not known, or it needs a file.
pub(super) fn make(
    body: &Value,
    media_type: Option<&str>,
    variables: &Variables<'_>,
    notes: &mut Notes,
) -> Result<Body, String> {
    match text(body, "mode") {
        None | Some("none") => Ok(Body::None),
        Some("raw") => Ok(raw(body, media_type, variables, notes)),
        Some("urlencoded") => Ok(Body::Form(entries(body.get("urlencoded"), variables, notes))),
        Some("formdata") => Ok(Body::Multipart(parts(body, variables, notes))),
        Some("graphql") => Ok(graphql(body, variables, notes)),
        Some("file") => Err("its body is a file that is not part of the collection".to_owned()),
        Some(other) => {
            Err(format!("bodies of kind \"{}\" are not known", other.chars().take(40).collect::<String>()))
        }
    }
}

fn raw(body: &Value, media_type: Option<&str>, variables: &Variables<'_>, notes: &mut Notes) -> Body {
    let content = variables.fill(text(body, "raw").unwrap_or_default(), notes);
    let language = body.get("options").and_then(|o| o.get("raw")).and_then(|r| text(r, "language"));
    let by_language = match language {
        Some("json") => Some("application/json"),
        Some("xml") => Some("application/xml"),
        Some("html") => Some("text/html"),
        Some("javascript") => Some("application/javascript"),
        _ => None,
    };
    let parsed = serde_json::from_str::<Value>(&content).ok();
    let guessed = if parsed.as_ref().is_some_and(|v| v.is_object() || v.is_array()) {
        "application/json"
    } else {
        "text/plain"
    };
    let media_type = media_type.or(by_language).unwrap_or(guessed);
    match parsed {
        Some(mut value) if media_type.split(';').next().is_some_and(|t| t.trim() == "application/json") => {
            replace(&mut value, variables, 0);
            Body::Json(value)
        }
        _ => Body::Raw {
            media_type: media_type.chars().filter(|c| !c.is_control()).take(200).collect(),
            text: content,
        },
    }
}

/// Puts the user's values into fields of their names.
fn replace(value: &mut Value, variables: &Variables<'_>, depth: usize) {
    if depth > 32 {
        return;
    }
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match variables.overridden(name) {
                    Some(given) if !field.is_object() && !field.is_array() => {
                        let typed = serde_json::from_str(given)
                            .ok()
                            .filter(|v: &Value| !field.is_string() && !v.is_object());
                        *field = typed.unwrap_or_else(|| Value::String(given.to_owned()));
                    }
                    _ => replace(field, variables, depth + 1),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|i| replace(i, variables, depth + 1)),
        _ => {}
    }
}

fn parts(body: &Value, variables: &Variables<'_>, notes: &mut Notes) -> Vec<Part> {
    let list = body.get("formdata").and_then(Value::as_array);
    let is_file = |name: &str| {
        list.is_some_and(|l| {
            l.iter().any(|e| text(e, "key") == Some(name) && text(e, "type") == Some("file"))
        })
    };
    let part = |(name, value): (String, String)| {
        let file = is_file(&name);
        let value = if file && value.is_empty() { "Watchpost test file\n".to_owned() } else { value };
        Part { file: file.then(|| "watchpost.txt".to_owned()), name, value }
    };
    entries(body.get("formdata"), variables, notes).into_iter().map(part).collect()
}

fn graphql(body: &Value, variables: &Variables<'_>, notes: &mut Notes) -> Body {
    let graphql = body.get("graphql").unwrap_or(&Value::Null);
    let query = variables.fill(text(graphql, "query").unwrap_or_default(), notes);
    let given = match graphql.get("variables") {
        Some(Value::String(text)) => {
            serde_json::from_str(&variables.fill(text, notes)).unwrap_or(Value::Null)
        }
        Some(other) => serde_json::from_str(&variables.fill(&plain(other), notes)).unwrap_or(Value::Null),
        None => Value::Null,
    };
    let mut fields = serde_json::Map::new();
    fields.insert("query".to_owned(), Value::String(query));
    if given.is_object() {
        fields.insert("variables".to_owned(), given);
    }
    Body::Json(Value::Object(fields))
}
