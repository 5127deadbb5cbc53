//! How a request of a collection proves who asks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crawl::SiteRequest;
use serde_json::Value;

use crate::postman::variables::{Variables, plain};
use crate::{Notes, text};

/// Applies `auth` of a request or of the folders around it.
pub(super) fn apply(auth: &Value, variables: &Variables<'_>, request: &mut SiteRequest, notes: &mut Notes) {
    let kind = text(auth, "type").unwrap_or("noauth");
    let mut get = |name: &str| {
        let members = auth.get(kind)?;
        // Version 2.1 has a list of keys and values, 2.0 an object.
        let listed =
            members.as_array().and_then(|l| l.iter().find(|e| text(e, "key") == Some(name))?.get("value"));
        Some(variables.fill(&plain(listed.or_else(|| members.get(name))?), notes))
    };
    let header = |name: &str, value: String| {
        (name.to_owned(), value.chars().filter(|c| !c.is_control()).take(8192).collect())
    };
    match kind {
        "noauth" => {}
        "bearer" => {
            let token = get("token").unwrap_or_default();
            request.headers.push(header("Authorization", format!("Bearer {token}")));
        }
        "basic" => {
            let pair =
                format!("{}:{}", get("username").unwrap_or_default(), get("password").unwrap_or_default());
            request.headers.push(header("Authorization", format!("Basic {}", STANDARD.encode(pair))));
        }
        "apikey" => {
            let (key, value) = (get("key").unwrap_or_default(), get("value").unwrap_or_default());
            let key: String = key.chars().filter(|c| !c.is_control()).collect();
            match get("in").as_deref() {
                Some("query") => {
                    let mut params = request.url.params();
                    params.push((key, value));
                    request.url = request.url.with_params(&params);
                }
                _ if !key.is_empty() => request.headers.push(header(&key, value)),
                _ => {}
            }
        }
        "oauth2" => match get("accessToken").filter(|t| !t.is_empty()) {
            Some(token) => request.headers.push(header("Authorization", format!("Bearer {token}"))),
            None => notes.warn("wants OAuth 2, for which the collection holds no token"),
        },
        other => notes.warn(format!(
            "wants authentication of kind \"{}\", which is not supported",
            other.chars().take(40).collect::<String>()
        )),
    }
}
