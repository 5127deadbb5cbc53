//! The dialect's error answer:
//! `{"status":422,"status_text":"Unprocessable Entity","errors":[{"code","detail","source":{"pointer"}}],"errors_map":{field:[…]}}`.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::shared::error::{ApiError, At, Item, escape};

/// Status and body of an error answer.
pub(crate) fn write(error: &ApiError, wrapper: Option<&str>) -> (StatusCode, Value) {
    (error.status, error.body(wrapper))
}

impl ApiError {
    /// The body of the answer.
    pub(crate) fn body(&self, wrapper: Option<&str>) -> Value {
        let mut map = Map::new();
        let mut errors = Vec::with_capacity(self.items.len());
        for item in &self.items {
            errors.push(item.json(wrapper));
            let list = map.entry(item.field(wrapper)).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(Value::String(item.detail.clone()));
            }
        }
        json!({
            "status": self.status.as_u16(),
            "status_text": self.status.canonical_reason().unwrap_or("Error"),
            "errors": errors,
            "errors_map": map,
        })
    }
}

impl Item {
    fn json(&self, wrapper: Option<&str>) -> Value {
        let (code, detail) = (self.code.as_ref(), &self.detail);
        let named = |name: &str| format!("{name} {detail}");
        match &self.at {
            At::Whole => json!({"code": code, "detail": detail, "source": {"pointer": ""}}),
            At::Field(name) => {
                let steps = wrapper.into_iter().chain(name.split('.'));
                let pointer: String = steps.map(|step| format!("/{}", escape(step))).collect();
                json!({"code": code, "detail": named(name), "source": {"pointer": pointer}})
            }
            At::Pointer(pointer) => {
                json!({"code": code, "detail": named(&self.field(wrapper)), "source": {"pointer": pointer}})
            }
            At::Parameter(name) => {
                let pointer = format!("/{}", escape(name));
                json!({"code": code, "detail": named(name), "source": {"pointer": pointer, "parameter": name}})
            }
        }
    }

    /// The name under which the error is in `errors_map`: the field below the wrapper, with what follows it dotted.
    fn field(&self, wrapper: Option<&str>) -> String {
        match &self.at {
            At::Whole => "base".to_owned(),
            At::Field(name) | At::Parameter(name) => name.clone(),
            At::Pointer(pointer) => {
                let mut parts: Vec<String> =
                    pointer.split('/').skip(1).map(|p| p.replace("~1", "/").replace("~0", "~")).collect();
                if parts.len() > 1 && parts.first().map(String::as_str) == wrapper {
                    parts.remove(0);
                }
                if parts.is_empty() { "base".to_owned() } else { parts.join(".") }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(at: At, wrapper: Option<&str>, pointer: &str, field: &str) {
        let error = ApiError::at(StatusCode::UNPROCESSABLE_ENTITY, "invalid", at, "is wrong");
        let body = error.body(wrapper);
        assert_eq!(body["status"], 422);
        assert_eq!(body["status_text"], "Unprocessable Entity");
        assert_eq!(body["errors"][0]["source"]["pointer"], pointer);
        assert_eq!(body["errors_map"][field], json!(["is wrong"]));
    }

    #[test]
    fn errors_say_where_they_lie() {
        check(At::Whole, Some("target"), "", "base");
        check(At::Field("hosts".into()), Some("target"), "/target/hosts", "hosts");
        check(At::Field("hosts".into()), None, "/hosts", "hosts");
        check(At::Field("window.begin".into()), Some("target"), "/target/window/begin", "window.begin");
        check(At::Pointer("/target/hosts".into()), Some("target"), "/target/hosts", "hosts");
        check(At::Pointer("/target".into()), Some("target"), "/target", "target");
        check(At::Pointer("/ids/2".into()), Some("target"), "/ids/2", "ids.2");
        check(At::Pointer("/a~1b".into()), None, "/a~1b", "a/b");
        check(At::Parameter("q[x]".into()), Some("target"), "/q[x]", "q[x]");
    }
}
