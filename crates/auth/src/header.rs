//! What an `Authorization` header presents, in the spellings of both API dialects.
//!
//! `Bearer <jwt>` and `JWT <jwt>` are sessions. `Basic` carries an access token, bare or as base64 of `username:token`;
//! both are in use. An access token after `Bearer` is understood, too: that is how most other services take theirs.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use secrecy::SecretString;

use crate::token::AccessToken;

/// Longest header value that is looked at, in bytes.
const MAX_BYTES: usize = 8 * 1024;

/// A credential as presented: nothing about it has been verified.
#[derive(Debug)]
pub enum Presented {
    /// A session ticket.
    Jwt(SecretString),
    /// An access token.
    AccessToken {
        /// The user it was sent with, if any: must be the token's user.
        username: Option<String>,
        /// The token.
        token: AccessToken,
    },
}

/// Why a header value is not understood. Never repeats the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadHeader {
    /// Scheme and credential are not two words, or too long.
    #[error("the authorization header is not \"<scheme> <credential>\"")]
    Malformed,
    /// Not one of the schemes.
    #[error("the authorization scheme is not one of Bearer, JWT, Basic")]
    Scheme,
    /// `Basic` without an access token in it.
    #[error("the basic credential is not an access token")]
    Basic,
}

/// Reads the value of an `Authorization` header. Schemes in any case (RFC 9110 §11.1).
///
/// # Errors
/// [`BadHeader`].
pub fn parse_authorization(value: &str) -> Result<Presented, BadHeader> {
    if value.len() > MAX_BYTES {
        return Err(BadHeader::Malformed);
    }
    let (scheme, credential) = value.trim().split_once([' ', '\t']).ok_or(BadHeader::Malformed)?;
    let credential = credential.trim_start();
    if credential.is_empty() || credential.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(BadHeader::Malformed);
    }
    if scheme.eq_ignore_ascii_case("basic") {
        return basic(credential);
    }
    if !scheme.eq_ignore_ascii_case("bearer") && !scheme.eq_ignore_ascii_case("jwt") {
        return Err(BadHeader::Scheme);
    }
    Ok(match AccessToken::parse(credential) {
        Ok(token) => Presented::AccessToken { username: None, token },
        Err(_) => Presented::Jwt(SecretString::from(credential.to_owned())),
    })
}

fn basic(credential: &str) -> Result<Presented, BadHeader> {
    if let Ok(token) = AccessToken::parse(credential) {
        return Ok(Presented::AccessToken { username: None, token });
    }
    let text = decode(credential).ok_or(BadHeader::Basic)?;
    // The token holds no colon, so the last one is the separator whatever the user is called.
    let (username, token) = match text.rsplit_once(':') {
        Some(("", token)) => (None, token),
        Some((username, token)) => (Some(username.to_owned()), token),
        None => (None, text.as_str()),
    };
    let token = AccessToken::parse(token).map_err(|_| BadHeader::Basic)?;
    Ok(Presented::AccessToken { username, token })
}

/// Base64 with either alphabet, with or without padding.
fn decode(text: &str) -> Option<String> {
    let bare = text.trim_end_matches('=');
    let bytes = STANDARD_NO_PAD.decode(bare).or_else(|_| URL_SAFE_NO_PAD.decode(bare)).ok()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;
    use model::{Env, Timestamp};
    use proptest::prelude::*;
    use secrecy::ExposeSecret;

    use super::*;

    fn shown(value: &str) -> String {
        match parse_authorization(value) {
            Ok(Presented::Jwt(jwt)) => format!("jwt {}", jwt.expose_secret()),
            Ok(Presented::AccessToken { username, token }) => {
                format!("token {} {}", username.unwrap_or_default(), token.secret().expose_secret())
            }
            Err(e) => e.to_string(),
        }
    }

    #[test]
    fn understands_every_spelling() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 2);
        let token = AccessToken::generate(&env).secret().expose_secret().to_owned();
        let in_basic = |text: &str| format!("Basic {}", STANDARD.encode(text));
        let (bare, named) = (format!("token  {token}"), format!("token a@b.c {token}"));
        assert_eq!(shown("Bearer a.b.c"), "jwt a.b.c");
        assert_eq!(shown("JWT a.b.c"), "jwt a.b.c");
        assert_eq!(shown(" bearer \t a.b.c "), "jwt a.b.c");
        assert_eq!(shown(&format!("Bearer {token}")), bare);
        assert_eq!(shown(&format!("Basic {token}")), bare);
        assert_eq!(shown(&in_basic(&token)), bare);
        assert_eq!(shown(&in_basic(&format!(":{token}"))), bare);
        assert_eq!(shown(&in_basic(&format!("a@b.c:{token}"))), named);
        assert_eq!(shown(in_basic(&format!("a@b.c:{token}")).trim_end_matches('=')), named);
        assert_eq!(shown(&in_basic("a@b.c:password")), BadHeader::Basic.to_string());
        assert_eq!(shown("Basic %%%"), BadHeader::Basic.to_string());
        assert_eq!(shown("Digest x"), BadHeader::Scheme.to_string());
        for malformed in ["", "Bearer", "Bearer ", "Bearer a b", &format!("Bearer {}", "x".repeat(9000))] {
            assert_eq!(shown(malformed), BadHeader::Malformed.to_string(), "{malformed}");
        }
    }

    proptest! {
        #[test]
        fn any_value_is_answered_and_no_error_repeats_it(value in "((Basic|Bearer|JWT) )?\\PC{0,200}") {
            if let Err(e) = parse_authorization(&value) {
                prop_assert!(e.to_string().len() < 80);
            }
        }

        #[test]
        fn any_user_name_comes_back(name in "[^\\s][\\PC]{0,40}", seed: u64) {
            let (env, _) = Env::fake(Timestamp::from_micros(0), seed);
            let token = AccessToken::generate(&env);
            let text = format!("{name}:{}", token.secret().expose_secret());
            let Ok(Presented::AccessToken { username, token: read }) =
                parse_authorization(&format!("Basic {}", STANDARD.encode(text))) else { panic!("not understood") };
            prop_assert_eq!(username, Some(name));
            prop_assert_eq!(read.hash(), token.hash());
        }
    }
}
