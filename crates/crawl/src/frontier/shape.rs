//! Forms of addresses: what stays the same when only a value changes.

use crate::hash::{fold, hash};
use crate::site::SiteRequest;
use crate::web_url::WebUrl;

/// The most parameters of an honest address.
const MOST_PARAMS: usize = 32;
/// The most segments of an honest path.
const MOST_SEGMENTS: usize = 16;
/// Names of parameters that carry a session.
const SESSION_NAMES: &[&str] = &[
    "phpsessid",
    "jsessionid",
    "sessionid",
    "session_id",
    "sid",
    "aspsessionid",
    "cfid",
    "cftoken",
    "zenid",
    "oscsid",
];

/// The request without what does not change what it asks: order of parameters, session ids, values that change with each
/// page (tokens in hidden fields are kept, they are part of a form that was seen once).
pub(super) fn key(request: &SiteRequest) -> u64 {
    let mut params = request.url.params();
    params.retain(|(name, _)| !is_session(name));
    params.sort();
    let head =
        fold(hash(request.method.as_bytes()), place(&request.url, plain_path(request.url.path()).as_str()));
    let with = params.iter().fold(head, |h, (n, v)| fold(fold(h, hash(n.as_bytes())), hash(v.as_bytes())));
    request.body.names().iter().fold(with, |h, n| fold(h, hash(n.as_bytes())))
}

/// The form of a request as a number: method, path with its changing segments taken out, names of parameters and fields.
/// The same in every process.
pub fn form_of(request: &SiteRequest) -> u64 {
    let mut names: Vec<String> =
        request.url.params().into_iter().map(|(n, _)| n).filter(|n| !is_session(n)).collect();
    names.sort();
    names.dedup();
    let head = fold(hash(request.method.as_bytes()), template(&request.url));
    let with = names.iter().fold(head, |h, n| fold(h, hash(n.as_bytes())));
    request.body.names().iter().fold(with, |h, n| fold(h, hash(n.as_bytes())))
}

/// The form of a path: `/item/123` and `/item/4` have the same.
pub(super) fn template(url: &WebUrl) -> u64 {
    let path = plain_path(url.path());
    let segments = path.split('/').map(|s| if is_value(s) { "*" } else { s });
    place(url, &segments.collect::<Vec<_>>().join("/"))
}

/// The folder that an address is an entry of.
pub(super) fn folder(url: &WebUrl) -> u64 {
    place(url, url.folder())
}

fn place(url: &WebUrl, path: &str) -> u64 {
    let origin = url.origin();
    let host = fold(hash(origin.host.as_bytes()), u64::from(origin.port));
    fold(host, hash(path.as_bytes()))
}

/// Without `;jsessionid=…`.
fn plain_path(path: &str) -> String {
    path.split('/').map(|s| s.split(';').next().unwrap_or_default()).collect::<Vec<_>>().join("/")
}

fn is_session(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SESSION_NAMES.contains(&name.as_str()) || name.starts_with("aspsessionid")
}

/// Whether a path segment is a value: a number, date, UUID, long hexadecimal text, or a text with many digits.
pub(crate) fn is_value(segment: &str) -> bool {
    let stem = segment.rsplit_once('.').map_or(segment, |(stem, _)| stem);
    let digits = stem.bytes().filter(u8::is_ascii_digit).count();
    if stem.is_empty() || digits == 0 {
        return false;
    }
    let separators = stem.bytes().filter(|b| matches!(b, b'-' | b'_' | b'.')).count();
    if digits + separators == stem.len() {
        return true;
    }
    let hex = stem.bytes().filter(|b| b.is_ascii_hexdigit() || *b == b'-').count() == stem.len();
    (hex && stem.len() >= 8) || (stem.len() >= 16 && digits * 4 >= stem.len()) || trailing_number(stem)
}

/// `page12`, `item-7`: a word that ends in a number of two digits or behind a separator. `v2` and `md5` are words.
fn trailing_number(stem: &str) -> bool {
    let word = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = stem.len() - word.len();
    digits >= 1 && !word.is_empty() && (digits >= 3 || word.ends_with(['-', '_', '=']))
}

/// Whether an address shows that a generator is at work that does not end: a segment that comes again and again, or more
/// segments or parameters than anybody would make.
pub(super) fn is_trap(url: &WebUrl) -> bool {
    let segments: Vec<&str> = url.segments().collect();
    if segments.len() > MOST_SEGMENTS || url.params().len() > MOST_PARAMS {
        return true;
    }
    let repeats = segments.iter().any(|s| segments.iter().filter(|o| *o == s).count() > 3);
    let pairs: Vec<&[&str]> = segments.windows(2).collect();
    // `/a/b/a/b`: relative links that lead ever deeper.
    repeats || pairs.iter().any(|p| pairs.iter().filter(|o| *o == p).count() > 1 && segments.len() >= 4)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::site::Found;

    fn url(path: &str) -> WebUrl {
        WebUrl::parse(&format!("http://h.test{path}")).unwrap()
    }

    fn get(path: &str) -> SiteRequest {
        SiteRequest::get(url(path), Found::Link)
    }

    #[test]
    fn keys_ignore_order_and_sessions() {
        assert_eq!(key(&get("/a?x=1&y=2")), key(&get("/a?y=2&x=1&PHPSESSID=abc")));
        assert_eq!(key(&get("/a;jsessionid=1?x=1")), key(&get("/a?x=1")));
        assert_ne!(key(&get("/a?x=1")), key(&get("/a?x=2")));
        assert_ne!(key(&get("/a")), key(&get("/a/")));
    }

    #[test]
    fn shapes_ignore_values() {
        for (a, b, same) in [
            ("/item/1", "/item/22", true),
            ("/item/1/edit", "/item/2/edit", true),
            ("/item?id=1", "/item?id=2", true),
            ("/item?id=1", "/item?di=1", false),
            ("/a/0190a5f2-7c1e-7000-8000-000000000001", "/a/deadbeefcafe1234", true),
            ("/blog/2024-01-02", "/blog/2023-05-06", true),
            ("/post-1.html", "/post-2.html", true),
            ("/api/v1", "/api/v2", false),
            ("/about", "/contact", false),
        ] {
            assert_eq!(form_of(&get(a)) == form_of(&get(b)), same, "{a} {b}");
        }
    }

    #[test]
    fn sees_traps() {
        for (path, trap) in [
            ("/a/b/c/d", false),
            ("/a/b/a/b", true),
            ("/x/x/x/x", true),
            ("/en/docs/en", false),
            (&"/a1/b2".repeat(9), true),
            (&format!("/s?{}", (0..40).map(|i| format!("p{i}=1&")).collect::<String>()), true),
        ] {
            assert_eq!(is_trap(&url(path)), trap, "{path}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(path in "[ -~ü]{0,60}") {
            if let Ok(url) = WebUrl::parse(&format!("http://h.test/{path}")) {
                let request = SiteRequest::get(url, Found::Link);
                let _ = (key(&request), form_of(&request), is_trap(&request.url));
            }
        }
    }
}
