//! From the bytes of a body to a typed request: every error names the field.

use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use crate::shared::error::{ApiError, At, escape};
use crate::shared::strict::Strict;

/// Reads a body. With a wrapper `{"target":{…}}` and `{…}` mean the same; a wrapper beside other fields is an error
/// that names them.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8], wrapper: Option<&str>) -> Result<T, ApiError> {
    let Value::Object(mut map) = json(bytes)? else {
        return Err(wrong(String::new(), "invalid_type", "the request body must be a json object"));
    };
    let Some(wrapper) = wrapper.filter(|w| map.contains_key(*w)) else {
        return read(Value::Object(map), "");
    };
    let inner = map.remove(wrapper).unwrap_or_default();
    if let Some(stray) = map.keys().next() {
        return Err(wrong(format!("/{}", escape(stray)), "unknown_field", "is not a known field"));
    }
    let at = format!("/{wrapper}");
    if !inner.is_object() {
        return Err(wrong(at, "invalid_type", "must be a json object"));
    }
    read(inner, &at)
}

/// The value that a text of JSON is.
pub(crate) fn json(bytes: &[u8]) -> Result<Value, ApiError> {
    let Strict(value) = serde_json::from_slice(bytes).map_err(|e| {
        ApiError::whole(
            StatusCode::BAD_REQUEST,
            "invalid_json",
            format!("the request body is not valid json: {e}"),
        )
    })?;
    Ok(value)
}

/// A typed request from a value.
pub(crate) fn typed<T: DeserializeOwned>(value: Value) -> Result<T, ApiError> {
    if !value.is_object() {
        return Err(wrong(String::new(), "invalid_type", "the request body must be a json object"));
    }
    read(value, "")
}

fn read<T: DeserializeOwned>(value: Value, prefix: &str) -> Result<T, ApiError> {
    serde_path_to_error::deserialize(value).map_err(|e| {
        let text = e.inner().to_string();
        let mut pointer = format!("{prefix}{}", pointer(e.path()));
        let (code, name) = classify(&text);
        if let Some(name) = name {
            let step = format!("/{}", escape(name));
            if !pointer.ends_with(&step) {
                pointer.push_str(&step);
            }
        }
        let detail = match code {
            "unknown_field" => "is not a known field".to_owned(),
            "missing" => "is missing".to_owned(),
            "duplicate_field" => "is given twice".to_owned(),
            _ => format!("is wrong: {}", cut(&text)),
        };
        wrong(pointer, code, detail)
    })
}

/// The kind of a serde message and the field that it names. serde has no other way to tell.
fn classify(text: &str) -> (&'static str, Option<&str>) {
    for (start, code) in [
        ("unknown field `", "unknown_field"),
        ("missing field `", "missing"),
        ("duplicate field `", "duplicate_field"),
    ] {
        if let Some(rest) = text.strip_prefix(start) {
            return (code, rest.split_once('`').map(|(name, _)| name));
        }
    }
    if text.starts_with("invalid type") { ("invalid_type", None) } else { ("invalid", None) }
}

fn pointer(path: &Path) -> String {
    let mut out = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => out.push_str(&format!("/{index}")),
            Segment::Map { key } => out.push_str(&format!("/{}", escape(key))),
            Segment::Enum { variant } => out.push_str(&format!("/{}", escape(variant))),
            Segment::Unknown => {}
        }
    }
    out
}

/// What a caller sent comes back in serde's messages: it is cut. What was expected is said in words of JSON, not of Rust.
fn cut(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).take(300).collect();
    let text = text.split(" at line ").next().unwrap_or_default();
    let Some((before, expected)) = text.rsplit_once(", expected ") else { return text.to_owned() };
    let expected = match expected.split(' ').next().unwrap_or_default() {
        "struct" | "map" => "an object",
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" => "a whole number in range",
        "f64" => "a number",
        _ if expected == "a sequence" => "a list",
        _ if expected == "a map" => "an object",
        _ => expected,
    };
    format!("{before}, expected {expected}")
}

fn wrong(pointer: String, code: &'static str, detail: impl Into<String>) -> ApiError {
    let at = if pointer.is_empty() { At::Whole } else { At::Pointer(pointer) };
    ApiError::at(StatusCode::UNPROCESSABLE_ENTITY, code, at, detail)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        name: String,
        #[serde(default)]
        sizes: Vec<u8>,
        #[serde(default, alias = "old")]
        new: Option<u8>,
    }

    #[track_caller]
    fn check(body: &str, expect: Result<&str, (u16, &str, &str)>) {
        let got = decode::<Sample>(body.as_bytes(), Some("sample"));
        match (got, expect) {
            (Ok(got), Ok(name)) => {
                assert_eq!((got.name.as_str(), got.sizes.len() < 99, got.new < Some(99)), (name, true, true));
            }
            (Err(error), Err((status, code, pointer))) => {
                let json = crate::v2::write(&error, Some("sample")).1;
                assert_eq!(
                    (error.status.as_u16(), &json["errors"][0]["code"]),
                    (status, &code.into()),
                    "{json}"
                );
                assert_eq!(json["errors"][0]["source"]["pointer"], pointer, "{json}");
            }
            (got, expect) => panic!("{got:?} is not {expect:?}"),
        }
    }

    #[test]
    fn bodies_are_read_with_and_without_their_wrapper() {
        check(r#"{"sample":{"name":"a"}}"#, Ok("a"));
        check(r#"{"name":"a","sizes":[1,2],"old":3}"#, Ok("a"));
    }

    #[test]
    fn every_error_names_the_field() {
        check("{", Err((400, "invalid_json", "")));
        check("[]", Err((422, "invalid_type", "")));
        check("{}", Err((422, "missing", "/name")));
        check(r#"{"sample":{}}"#, Err((422, "missing", "/sample/name")));
        check(r#"{"sample":[]}"#, Err((422, "invalid_type", "/sample")));
        check(r#"{"sample":{"name":"a"},"x":1}"#, Err((422, "unknown_field", "/x")));
        check(r#"{"sample":{"name":5}}"#, Err((422, "invalid_type", "/sample/name")));
        check(r#"{"name":"a","nome":"b"}"#, Err((422, "unknown_field", "/nome")));
        check(r#"{"name":"a","sizes":[1,"b"]}"#, Err((422, "invalid_type", "/sizes/1")));
        check(r#"{"name":"a","sizes":[1,300]}"#, Err((422, "invalid", "/sizes/1")));
        check(r#"{"name":"a","new":1,"old":2}"#, Err((422, "duplicate_field", "/new")));
        check(r#"{"name":"a","name":"b"}"#, Err((400, "invalid_json", "")));
        check(&"[".repeat(100_000), Err((400, "invalid_json", "")));
    }

    #[test]
    fn what_was_expected_is_said_in_words_of_json() {
        for (body, detail) in [
            (r#"{"name":"a","sizes":5}"#, "sizes is wrong: invalid type: integer `5`, expected a list"),
            (
                r#"{"name":"a","sizes":[300]}"#,
                "sizes.0 is wrong: invalid value: integer `300`, expected a whole number in range",
            ),
            (r#"{"name":{}}"#, "name is wrong: invalid type: map, expected a string"),
        ] {
            let error = decode::<Sample>(body.as_bytes(), None).unwrap_err();
            let json = crate::v2::write(&error, None).1;
            assert_eq!(json["errors"][0]["detail"], detail);
        }
        assert_eq!(
            cut("invalid length 0, expected struct Sample with 3 elements"),
            "invalid length 0, expected an object"
        );
    }

    proptest! {
        #[test]
        fn any_body_is_read_or_refused(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode::<Sample>(&body, Some("sample"));
        }

        #[test]
        fn any_json_is_read_or_refused(body in r#"\{("sample":)?\{?("[a-z]{0,4}":("x"|1|null|\[\]),?){0,3}\}?\}"#) {
            let _ = decode::<Sample>(body.as_bytes(), Some("sample"));
        }
    }
}
