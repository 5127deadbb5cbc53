//! The dialect's error answers: `{"<field>":["…"],"non_field_errors":["…"]}` for what is wrong with a request,
//! `{"detail":"…"}` for everything else, `{"error":"…"}` where an action cannot be done.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::shared::error::{ApiError, At, Item};

/// Status and body of an error answer. What is a 422 elsewhere is a 400 here.
pub(crate) fn write(error: &ApiError, _wrapper: Option<&str>) -> (StatusCode, Value) {
    let status = match error.status {
        StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
        other => other,
    };
    let body = match (&error.raw, error.status) {
        (Some(raw), _) => raw.clone(),
        (None, StatusCode::UNPROCESSABLE_ENTITY) => fields(&error.items),
        (None, status) => json!({"detail": detail(status, error)}),
    };
    (status, body)
}

/// What is said where no field is to blame.
fn detail(status: StatusCode, error: &ApiError) -> String {
    let said = || error.items.first().map(|item| sentence(&item.detail)).unwrap_or_default();
    match status {
        StatusCode::UNAUTHORIZED => "Incorrect authentication credentials.".to_owned(),
        StatusCode::NOT_FOUND if error.items.first().is_some_and(|i| i.code == "invalid_page") => {
            "Invalid page.".to_owned()
        }
        StatusCode::NOT_FOUND => "Not found.".to_owned(),
        StatusCode::INTERNAL_SERVER_ERROR => "Unexpected error while handling your request.".to_owned(),
        StatusCode::TOO_MANY_REQUESTS => {
            let seconds = error.retry_after.unwrap_or(1);
            format!("Request was throttled. Expected available in {seconds} seconds.")
        }
        _ => said(),
    }
}

fn fields(items: &[Item]) -> Value {
    let mut out = Map::new();
    for item in items {
        let path: Vec<String> = match &item.at {
            At::Whole => Vec::new(),
            At::Field(name) => name.split('.').map(str::to_owned).collect(),
            At::Parameter(name) => vec![name.clone()],
            At::Pointer(pointer) => pointer
                .split('/')
                .skip(1)
                .filter(|step| step.parse::<usize>().is_err())
                .map(|step| step.replace("~1", "/").replace("~0", "~"))
                .collect(),
        };
        put(&mut out, &path, message(item));
    }
    Value::Object(out)
}

/// Adds a message below a path of names.
fn put(map: &mut Map<String, Value>, path: &[String], text: String) {
    let (name, rest) = match path {
        [] => ("non_field_errors", &[][..]),
        [name, rest @ ..] => (name.as_str(), rest),
    };
    let slot = map.entry(name).or_insert(Value::Null);
    if rest.is_empty() {
        match slot {
            Value::Array(list) => list.push(text.into()),
            Value::Object(inner) => put(inner, &[], text),
            other => *other = json!([text]),
        }
        return;
    }
    if !slot.is_object() {
        *slot = Value::Object(Map::new());
    }
    if let Value::Object(inner) = slot {
        put(inner, rest, text);
    }
}

/// The words that clients know, or ours as a sentence.
fn message(item: &Item) -> String {
    match item.code.as_ref() {
        "missing" => "This field is required.".to_owned(),
        "blank" => "This field may not be blank.".to_owned(),
        "null" => "This field may not be null.".to_owned(),
        _ => sentence(&item.detail),
    }
}

/// Our error texts begin in lower case and end without a full stop; this dialect's do not.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let end = if text.ends_with(['.', '!', '?']) || text.is_empty() { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}

/// An action that cannot be done is answered by `{"error":"…"}`; other errors pass.
pub(crate) fn action(error: impl Into<ApiError>) -> ApiError {
    let error: ApiError = error.into();
    if error.status != StatusCode::UNPROCESSABLE_ENTITY || error.raw.is_some() {
        return error;
    }
    let named = |item: &Item| match &item.at {
        At::Field(name) => format!("{name}: {}", item.detail),
        _ => item.detail.clone(),
    };
    let text = error.items.iter().map(named).collect::<Vec<_>>().join("; ");
    ApiError { status: StatusCode::BAD_REQUEST, raw: Some(json!({"error": sentence(&text)})), ..error }
}

/// A field of the request that a handler refuses.
pub(crate) fn refused(field: &str, code: &'static str, detail: impl Into<String>) -> ApiError {
    ApiError::at(StatusCode::UNPROCESSABLE_ENTITY, code, At::Field(field.to_owned()), detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: &ApiError, status: u16, body: Value) {
        let (got, text) = write(error, None);
        assert_eq!((got.as_u16(), text), (status, body));
    }

    #[test]
    fn errors_have_the_shapes_that_clients_know() {
        check(&refused("name", "blank", "x"), 400, json!({"name": ["This field may not be blank."]}));
        check(&refused("site.url", "invalid", "is odd"), 400, json!({"site": {"url": ["Is odd."]}}));
        let at = At::Pointer("/labels/0/name".to_owned());
        let wrong = ApiError::at(StatusCode::UNPROCESSABLE_ENTITY, "missing", at, "is missing");
        check(&wrong, 400, json!({"labels": {"name": ["This field is required."]}}));
        let whole = ApiError::whole(StatusCode::UNPROCESSABLE_ENTITY, "x", "no slots");
        check(&whole.clone(), 400, json!({"non_field_errors": ["No slots."]}));
        check(&action(whole), 400, json!({"error": "No slots."}));
        let unknown = ApiError::whole(StatusCode::NOT_FOUND, "not_found", "secret");
        check(&unknown, 404, json!({"detail": "Not found."}));
        let denied = ApiError::whole(StatusCode::UNAUTHORIZED, "x", "why");
        check(&denied, 401, json!({"detail": "Incorrect authentication credentials."}));
        check(&ApiError::internal(), 500, json!({"detail": "Unexpected error while handling your request."}));
        let mut two = refused("a.b", "invalid", "one");
        two.items.push(refused("a", "invalid", "two").items.remove(0));
        check(&two, 400, json!({"a": {"b": ["One."], "non_field_errors": ["Two."]}}));
    }
}
