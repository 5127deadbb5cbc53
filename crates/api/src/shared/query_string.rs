//! Query strings as decoded pairs: bounded, never panicking, repeated keys kept in order.

use percent_encoding::percent_decode;

/// The longest query string that is read, in bytes.
const MAX_BYTES: usize = 16 * 1024;
/// The most pairs of one query string.
const MAX_PAIRS: usize = 200;
/// The longest form that is read, in bytes.
pub(crate) const MAX_FORM: usize = 1024 * 1024;

/// Why a query string was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum QueryStringError {
    /// Longer than [`MAX_BYTES`].
    #[error("the query string is longer than {MAX_BYTES} bytes")]
    TooLong,
    /// More than [`MAX_PAIRS`] pairs.
    #[error("the query string holds more than {MAX_PAIRS} parameters")]
    TooMany,
    /// Not UTF-8 once decoded, or with a NUL character.
    #[error("the query string is not valid utf-8 text or holds a nul character")]
    NotText,
}

/// The pairs of a query string, `+` and percent signs decoded.
pub(crate) fn pairs(query: &str) -> Result<Vec<(String, String)>, QueryStringError> {
    if query.len() > MAX_BYTES {
        return Err(QueryStringError::TooLong);
    }
    form_pairs(query)
}

/// The pairs of a form that was sent as a body, encoded as a query string is; as long as the body may be.
pub(crate) fn form_pairs(form: &str) -> Result<Vec<(String, String)>, QueryStringError> {
    let parts: Vec<&str> = form.split('&').filter(|p| !p.is_empty()).collect();
    if parts.len() > MAX_PAIRS {
        return Err(QueryStringError::TooMany);
    }
    parts
        .into_iter()
        .map(|part| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((decode(key)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Result<String, QueryStringError> {
    let spaced = text.replace('+', " ");
    let bytes: Vec<u8> = percent_decode(spaced.as_bytes()).collect();
    String::from_utf8(bytes).ok().filter(|t| !t.contains('\0')).ok_or(QueryStringError::NotText)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(query: &str, expect: &[(&str, &str)]) {
        let got = pairs(query).unwrap();
        let got: Vec<_> = got.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn pairs_are_decoded() {
        check("", &[]);
        check("a=1&b", &[("a", "1"), ("b", "")]);
        check("q%5Bname%5D=%27web*%27", &[("q[name]", "'web*'")]);
        check("q[name]=a+b%2Bc", &[("q[name]", "a b+c")]);
        check("a=1&a=2&&", &[("a", "1"), ("a", "2")]);
        check("a=x=y", &[("a", "x=y")]);
        assert_eq!(pairs("a=%ff"), Err(QueryStringError::NotText));
        assert_eq!(pairs("a=%00"), Err(QueryStringError::NotText));
        assert_eq!(pairs(&"x".repeat(MAX_BYTES + 1)), Err(QueryStringError::TooLong));
        assert_eq!(pairs(&"x&".repeat(MAX_PAIRS + 1)), Err(QueryStringError::TooMany));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(query in ".{0,300}") {
            let _ = pairs(&query);
        }

        #[test]
        fn what_was_encoded_comes_back(key in "\\PC{1,20}", value in "\\PC{0,20}") {
            use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode as encode};
            let query = format!("{}={}", encode(&key, NON_ALPHANUMERIC), encode(&value, NON_ALPHANUMERIC));
            prop_assert_eq!(pairs(&query).unwrap(), vec![(key, value)]);
        }
    }
}
