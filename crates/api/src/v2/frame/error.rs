//! The dialect's error answer:
//! `{"status":422,"status_text":"Unprocessable Entity","errors":[{"code","detail","source":{"pointer"}}],"errors_map":{field:[…]}}`.
//!
//! An error travels as an extension of an empty response and becomes a body in [`render`], the outermost place: only
//! there is it known which wrapper (`{"target":{…}}`) the operation's fields live in.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// Where an error lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum At {
    /// The request as a whole.
    Whole,
    /// A field by its name; its place follows from the operation's wrapper.
    Field(String),
    /// A place in the body that was sent, as a JSON pointer.
    Pointer(String),
    /// A query or path parameter.
    Parameter(String),
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) code: Cow<'static, str>,
    pub(crate) detail: String,
    pub(crate) at: At,
}

/// An error as it is answered.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) items: Vec<Item>,
    /// Seconds.
    pub(crate) retry_after: Option<u64>,
}

/// The wrapper of the operation's body, put among the response's extensions by its route.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wrapper(pub(crate) &'static str);

impl ApiError {
    /// An error of the request as a whole.
    pub(crate) fn whole(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self::at(status, code, At::Whole, detail)
    }

    /// An error at one place.
    pub(crate) fn at(status: StatusCode, code: &'static str, at: At, detail: impl Into<String>) -> Self {
        Self { status, items: vec![Item { code: code.into(), detail: detail.into(), at }], retry_after: None }
    }

    /// A wrong query or path parameter.
    pub(crate) fn parameter(name: &str, code: &'static str, detail: impl Into<String>) -> Self {
        Self::at(StatusCode::UNPROCESSABLE_ENTITY, code, At::Parameter(name.to_owned()), detail)
    }

    /// A body larger than any that is taken.
    pub(crate) fn too_large() -> Self {
        let limit = crate::shared::limits::MAX_BODY;
        let detail = format!("the request body is larger than {limit} bytes");
        Self::whole(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    }

    /// A defect, of which nothing is told.
    pub(crate) fn internal() -> Self {
        Self::whole(StatusCode::INTERNAL_SERVER_ERROR, "internal", "an internal error happened")
    }

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
                let prefix = wrapper.map(|w| format!("/{w}")).unwrap_or_default();
                json!({"code": code, "detail": named(name), "source": {"pointer": format!("{prefix}/{}", escape(name))}})
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

/// A name as one step of a JSON pointer (RFC 6901).
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the body of an error answer.
pub(crate) async fn render(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<ApiError>() else { return response };
    let wrapper = response.extensions().get::<Wrapper>().map(|w| w.0);
    let body = error.body(wrapper).to_string();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(seconds) = error.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if error.status == StatusCode::PAYLOAD_TOO_LARGE {
        // What was not read is still under way; a client must not take the connection for its next request.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if error.status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    *response.body_mut() = Body::from(body);
    response
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
        check(At::Pointer("/target/hosts".into()), Some("target"), "/target/hosts", "hosts");
        check(At::Pointer("/target".into()), Some("target"), "/target", "target");
        check(At::Pointer("/ids/2".into()), Some("target"), "/ids/2", "ids.2");
        check(At::Pointer("/a~1b".into()), None, "/a~1b", "a/b");
        check(At::Parameter("q[x]".into()), Some("target"), "/q[x]", "q[x]");
    }
}
