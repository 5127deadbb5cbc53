//! The session cookie. No script reads it (`HttpOnly`), no other site sends it (`SameSite=Strict`), and it goes to both
//! dialects (`Path=/`). It ends with the browser's session; the session behind it ends by itself.

use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "watchpost_session";
const FLAGS: &str = "HttpOnly; SameSite=Strict; Path=/";

/// The session's token, if the browser sent one. Of several the first: browsers put the most specific first.
pub(crate) fn session(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME).map(|(_, value)| value).filter(|value| !value.is_empty())
}

/// Hands out a token. One that came over TLS is never sent in the clear.
pub(crate) fn give(token: &str, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let mut value = HeaderValue::from_str(&format!("{NAME}={token}; {FLAGS}{secure}")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Takes the cookie back.
pub(crate) fn take() -> HeaderValue {
    HeaderValue::from_static("watchpost_session=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expect: Option<&str>) {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        assert_eq!(session(&headers), expect, "{lines:?}");
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        check(&[], None);
        check(&["watchpost_session=a.b.c"], Some("a.b.c"));
        check(&["x=1; watchpost_session=a; y=2"], Some("a"));
        check(&["x=1", "watchpost_session=a;watchpost_session=b"], Some("a"));
        check(&["watchpost_session="], None);
        check(&["Watchpost_Session=a; xwatchpost_session=b; watchpost_sessionx=c"], None);
        check(&["\u{e9}", "watchpost_session=a"], Some("a"));
    }

    #[test]
    fn what_is_taken_back_is_what_was_given() {
        let given = give("t", false).unwrap();
        assert_eq!(given, "watchpost_session=t; HttpOnly; SameSite=Strict; Path=/");
        assert!(given.is_sensitive());
        assert!(give("t", true).unwrap().to_str().unwrap().ends_with("; Secure"));
        assert_eq!(take(), format!("{NAME}=; {FLAGS}; Max-Age=0"));
        assert_eq!(give("a\nb", false), None);
    }

    proptest! {
        #[test]
        fn any_header_is_read_or_ignored(line in proptest::collection::vec(0x20_u8..=0x7e, 0..80)) {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_bytes(&line).unwrap());
            let _ = session(&headers);
        }
    }
}
