//! An error on its way out: it travels as an extension of an empty response and becomes a body in [`render`], the
//! outermost place. Only there is it known which dialect was spoken, and which wrapper (`{"target":{…}}`) the operation's
//! fields live in.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

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
    /// A body that stands as it is, where an operation has a form of its own.
    pub(crate) raw: Option<Value>,
}

/// Writes an error in the words of a dialect; the second argument is the wrapper of the operation's body.
pub(crate) type Writer = fn(&ApiError, Option<&str>) -> (StatusCode, Value);

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
        Self {
            status,
            items: vec![Item { code: code.into(), detail: detail.into(), at }],
            retry_after: None,
            raw: None,
        }
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

/// Writes the body of an error answer in the dialect that `choose` takes the path for.
pub(crate) async fn render(choose: fn(&str) -> Writer, request: Request, next: Next) -> Response {
    let write = choose(request.uri().path());
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<ApiError>() else { return response };
    let wrapper = response.extensions().get::<Wrapper>().map(|w| w.0);
    let (status, body) = write(&error, wrapper);
    *response.status_mut() = status;
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
    *response.body_mut() = Body::from(body.to_string());
    response
}

/// The answer to a path that there is not.
pub(crate) async fn not_found() -> ApiError {
    ApiError::whole(StatusCode::NOT_FOUND, "not_found", "there is no such path")
}

/// The answer to a method that a path does not have.
pub(crate) async fn method_not_allowed() -> ApiError {
    ApiError::whole(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "this path does not have that method",
    )
}
