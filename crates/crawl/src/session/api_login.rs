//! Signing in to an API: a payload goes out, a token comes back and goes with every request from then on.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::client::Client;
use crate::session::{LoginError, Secrets};
use crate::site::{Body, Found, SiteRequest};
use crate::web_url::{Origin, WebUrl};

/// The longest token, in bytes.
const MAX_TOKEN: usize = 16 * 1024;
/// How deep a token is looked for.
const MOST_DEPTH: usize = 8;

/// Where the token goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenPlace {
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How an API is signed in to.
#[derive(Debug, Clone)]
pub struct ApiLogin {
    /// Where the payload is sent, by POST.
    pub url: WebUrl,
    /// Media type of the payload.
    pub media_type: String,
    /// The payload.
    pub payload: SecretString,
    /// Field of the answer that holds the token: a name that is looked for at any depth, or a path `data.token`.
    pub token_field: String,
    /// Put before the token, with a space between: `Bearer`. May be empty.
    pub prefix: String,
    /// Name of the header or cookie that carries it.
    pub parameter: String,
    /// Which of both.
    pub place: TokenPlace,
}

/// Fetches a token and puts it among the secrets.
pub(super) async fn sign_in(
    login: &ApiLogin,
    client: &Client,
    origins: &[Origin],
    secrets: &mut Secrets,
) -> Result<(), LoginError> {
    // The login may stand elsewhere: the user named it.
    if !origins.contains(&login.url.origin()) && !login.url.origin().tls {
        return Err(LoginError::OtherOrigin);
    }
    let text = login.payload.expose_secret().to_owned();
    let body = Body::Raw { media_type: login.media_type.clone(), text };
    let request =
        SiteRequest { method: "POST".to_owned(), body, ..SiteRequest::get(login.url.clone(), Found::Start) };
    let exchange = client.send_whatever(&request).await?;
    client.take_cookies(&exchange);
    if !(200..300).contains(&exchange.response.status) {
        return Err(LoginError::Refused);
    }
    let answer: Value = serde_json::from_slice(&exchange.response.body).map_err(|_| LoginError::NoToken)?;
    let token = find(&answer, &login.token_field).ok_or(LoginError::NoToken)?;
    let value = if login.prefix.is_empty() { token } else { format!("{} {token}", login.prefix) };
    secrets.add(login.place, login.parameter.clone(), SecretString::from(value));
    Ok(())
}

/// The token: at the path, or under the name at any depth.
fn find(answer: &Value, field: &str) -> Option<String> {
    let by_path = field.split('.').try_fold(answer, |at, name| at.get(name));
    let token = by_path.or_else(|| deep(answer, field, 0))?.as_str()?;
    let fine =
        !token.is_empty() && token.len() <= MAX_TOKEN && token.bytes().all(|b| (b' '..0x7f).contains(&b));
    fine.then(|| token.to_owned())
}

fn deep<'v>(value: &'v Value, name: &str, depth: usize) -> Option<&'v Value> {
    if depth > MOST_DEPTH {
        return None;
    }
    match value {
        Value::Object(fields) => fields
            .get(name)
            .filter(|v| v.is_string())
            .or_else(|| fields.values().find_map(|v| deep(v, name, depth + 1))),
        Value::Array(items) => items.iter().find_map(|v| deep(v, name, depth + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_by_path_and_by_name() {
        let answer = serde_json::json!({"data": {"auth": [{"access_token": "abc"}], "token": "xyz"}, "n": 1});
        for (field, token) in [
            ("data.token", Some("xyz")),
            ("access_token", Some("abc")),
            ("token", Some("xyz")),
            ("n", None),
            ("nothing", None),
        ] {
            assert_eq!(find(&answer, field).as_deref(), token, "{field}");
        }
        assert_eq!(find(&serde_json::json!({"t": "a\r\nX: y"}), "t"), None);
    }
}
