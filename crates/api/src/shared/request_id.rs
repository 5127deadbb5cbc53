//! A request id for every request: the caller's `x-request-id` if it is harmless, else a fresh one. It is in the
//! answer, the log and the audit trail.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;

use crate::state::Shared;

/// The longest id that is taken over from a caller, in bytes.
const MAX: usize = 64;

/// The id of the request, among its extensions.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// Gives the request its id and repeats it in the answer.
pub(crate) async fn assign(State(state): State<Shared>, mut request: Request, next: Next) -> Response {
    let given = request.headers().get("x-request-id").and_then(|v| v.to_str().ok()).filter(|v| harmless(v));
    let fresh = || format!("{:016x}", u64::from_be_bytes(state.services.env.bytes::<8>()));
    let id = given.map_or_else(fresh, str::to_owned);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

fn harmless(id: &str) -> bool {
    !id.is_empty() && id.len() <= MAX && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_ids_are_taken_over() {
        for (id, expect) in [
            ("a-1_B.2", true),
            ("", false),
            ("a b", false),
            ("a\"b", false),
            (&"x".repeat(64), true),
            (&"x".repeat(65), false),
        ] {
            assert_eq!(harmless(id), expect, "{id}");
        }
    }
}
