//! A small cookie jar (RFC 6265 with the prefixes of its successor).
//!
//! There is no list of public suffixes: the crawl only ever talks to hosts of the target, so a cookie for a whole suffix
//! reaches nobody else. Values are secrets: they are neither printed nor part of a checkpoint.

use model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::web_url::WebUrl;

/// The most cookies of the jar; the oldest goes first.
const MOST_COOKIES: usize = 200;
/// The longest cookie, name and value, in bytes (RFC 6265 section 6.1).
const MOST_BYTES: usize = 4096;
/// The most `Set-Cookie` lines that are read of one answer.
const MOST_LINES: usize = 64;

/// One cookie.
#[derive(Clone, PartialEq, Eq)]
struct Cookie {
    name: String,
    value: String,
    domain: String,
    host_only: bool,
    path: String,
    secure: bool,
    expires: Option<Timestamp>,
}

/// What a cookie says about itself, without its value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CookieFact {
    /// Name.
    pub name: String,
    /// Host that it was set for.
    pub domain: String,
    /// Path that it was set for.
    pub path: String,
    /// `Secure`.
    pub secure: bool,
    /// `HttpOnly`.
    pub http_only: bool,
    /// `SameSite`, in lower case.
    pub same_site: Option<String>,
}

/// Cookies and where they go.
#[derive(Clone, Default)]
pub struct Jar {
    cookies: Vec<Cookie>,
}

impl Jar {
    /// Takes in a `Set-Cookie` line that came with an answer from `url`; says what it set, or `None` if it is refused.
    pub fn store(&mut self, url: &WebUrl, line: &str, now: Timestamp) -> Option<CookieFact> {
        let (cookie, fact) = parse(url, line, now)?;
        let same = |c: &Cookie| c.name == cookie.name && c.domain == cookie.domain && c.path == cookie.path;
        self.cookies.retain(|c| !same(c));
        if cookie.expires.is_none_or(|at| at > now) {
            if self.cookies.len() >= MOST_COOKIES {
                self.cookies.remove(0);
            }
            self.cookies.push(cookie);
        }
        Some(fact)
    }

    /// Takes in every `Set-Cookie` line of an answer, within a bound.
    pub fn store_all<'a>(
        &mut self,
        url: &WebUrl,
        lines: impl Iterator<Item = &'a str>,
        now: Timestamp,
    ) -> Vec<CookieFact> {
        lines.take(MOST_LINES).filter_map(|line| self.store(url, line, now)).collect()
    }

    /// Sets a cookie for every path of the host of `url`, as a user gave it.
    pub fn set(&mut self, url: &WebUrl, name: &str, value: &str) {
        let domain = url.origin().host;
        self.cookies.retain(|c| !(c.name == name && c.domain == domain && c.path == "/"));
        self.cookies.push(Cookie {
            name: name.to_owned(),
            value: value.to_owned(),
            domain,
            host_only: true,
            path: "/".to_owned(),
            secure: false,
            expires: None,
        });
    }

    /// The cookies that go with a request to `url`: name and value, longest path first.
    pub fn of(&self, url: &WebUrl, now: Timestamp) -> Vec<(String, String)> {
        let origin = url.origin();
        let mut found: Vec<&Cookie> = self
            .cookies
            .iter()
            .filter(|c| c.expires.is_none_or(|at| at > now))
            .filter(|c| origin.tls || !c.secure)
            .filter(
                |c| if c.host_only { c.domain == origin.host } else { in_domain(&origin.host, &c.domain) },
            )
            .filter(|c| in_path(url.path(), &c.path))
            .collect();
        found.sort_by_key(|c| std::cmp::Reverse(c.path.len()));
        found.into_iter().map(|c| (c.name.clone(), c.value.clone())).collect()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.cookies.clear();
    }

    /// How many cookies it holds.
    pub fn len(&self) -> usize {
        self.cookies.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.cookies.is_empty()
    }
}

impl std::fmt::Debug for Jar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.cookies.iter().map(|c| &c.name)).finish()
    }
}

fn parse(url: &WebUrl, line: &str, now: Timestamp) -> Option<(Cookie, CookieFact)> {
    if line.len() > MOST_BYTES * 2 || line.chars().any(char::is_control) {
        return None;
    }
    let mut parts = line.split(';');
    let (name, value) = parts.next()?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    if name.is_empty() || name.len() + value.len() > MOST_BYTES {
        return None;
    }
    let origin = url.origin();
    let mut cookie = Cookie {
        name: name.to_owned(),
        value: value.to_owned(),
        domain: origin.host.clone(),
        host_only: true,
        path: default_path(url.path()),
        secure: false,
        expires: None,
    };
    let (mut http_only, mut same_site, mut max_age) = (false, None, None);
    for part in parts {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "domain" => {
                let domain = value.trim_start_matches('.').to_ascii_lowercase();
                if !domain.is_empty() {
                    cookie.host_only = false;
                    cookie.domain = domain;
                }
            }
            "path" if value.starts_with('/') => cookie.path = value.to_owned(),
            "secure" => cookie.secure = true,
            "httponly" => http_only = true,
            "samesite" => same_site = Some(value.to_ascii_lowercase()),
            "expires" => cookie.expires = http_date(value).or(cookie.expires),
            "max-age" => max_age = value.parse::<i64>().ok().or(max_age),
            _ => {}
        }
    }
    // Max-Age overrules Expires.
    if let Some(seconds) = max_age {
        cookie.expires = Some(now.plus_seconds(seconds.max(0)));
    }
    let fine = accepted(&cookie, &origin.host, origin.tls);
    let fact = CookieFact {
        name: cookie.name.clone(),
        domain: cookie.domain.clone(),
        path: cookie.path.clone(),
        secure: cookie.secure,
        http_only,
        same_site,
    };
    fine.then_some((cookie, fact))
}

fn accepted(cookie: &Cookie, host: &str, tls: bool) -> bool {
    if !cookie.host_only && !in_domain(host, &cookie.domain) {
        return false;
    }
    // A domain without a dot would be a whole top-level domain, unless it is the host itself.
    if !cookie.host_only && cookie.domain != host && !cookie.domain.contains('.') {
        return false;
    }
    if cookie.secure && !tls {
        return false;
    }
    if cookie.name.starts_with("__Host-") {
        return cookie.secure && cookie.host_only && cookie.path == "/";
    }
    !cookie.name.starts_with("__Secure-") || cookie.secure
}

fn in_domain(host: &str, domain: &str) -> bool {
    let is_address = host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok();
    host == domain || (!is_address && host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
}

fn in_path(path: &str, cookie: &str) -> bool {
    path.strip_prefix(cookie)
        .is_some_and(|rest| rest.is_empty() || cookie.ends_with('/') || rest.starts_with('/'))
}

/// RFC 6265 section 5.1.4.
fn default_path(path: &str) -> String {
    match path.rfind('/') {
        Some(at) if at > 0 => path.get(..at).unwrap_or("/").to_owned(),
        _ => "/".to_owned(),
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, also with dashes and a two-digit year, as cookies have it.
fn http_date(text: &str) -> Option<Timestamp> {
    let words: Vec<&str> = text
        .split([' ', '-', ','])
        .filter(|w| !w.is_empty() && !w.chars().all(char::is_whitespace))
        .collect();
    let number = |w: &str| w.parse::<i16>().ok();
    let (mut day, mut month, mut year, mut clock) = (None, None, None, None);
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    for word in words.into_iter().take(8) {
        let folded: String = word.to_ascii_lowercase().chars().take(3).collect();
        if word.contains(':') {
            let mut parts = word.split(':').map(|p| p.parse::<i8>().ok());
            clock = Some((parts.next()??, parts.next()??, parts.next()??));
        } else if let Some(at) = MONTHS.iter().position(|m| *m == folded) {
            month = i8::try_from(at + 1).ok();
        } else if let Some(n) = number(word) {
            if day.is_none() && (1..=31).contains(&n) {
                day = i8::try_from(n).ok();
            } else {
                year = Some(match n {
                    0..=69 => n + 2000,
                    70..=99 => n + 1900,
                    n => n,
                });
            }
        }
    }
    let (hour, minute, second) = clock?;
    let at = jiff::civil::DateTime::new(year?, month?, day?, hour, minute, second, 0).ok()?;
    Some(Timestamp::from_jiff(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_709_557_481_000_000);

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text).unwrap()
    }

    /// A cookie set at `from` by `line`: the header that goes to `to`.
    #[track_caller]
    fn check(from: &str, line: &str, to: &str, expect: &str) {
        let mut jar = Jar::default();
        jar.store(&url(from), line, NOW);
        let sent = jar.of(&url(to), NOW);
        let sent: Vec<String> = sent.into_iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(sent.join("; "), expect, "{line} from {from} to {to}");
    }

    #[test]
    fn goes_where_it_may() {
        check("http://h.test/", "a=1", "http://h.test/x", "a=1");
        check("http://h.test/", "a=1", "http://x.h.test/x", "");
        check("http://www.h.test/", "a=1; Domain=.h.test", "http://x.h.test/x", "a=1");
        check("http://www.h.test/", "a=1; Domain=other.test", "http://other.test/", "");
        check("http://www.test/", "a=1; Domain=test", "http://www.test/", "");
        check("http://127.0.0.1/", "a=1; Domain=0.0.1", "http://127.0.0.1/", "");
        check("http://h.test/app/login", "a=1", "http://h.test/app/x", "a=1");
        check("http://h.test/app/login", "a=1", "http://h.test/apple", "");
        check("https://h.test/", "a=1; Secure", "http://h.test/", "");
        check("https://h.test/", "a=1; Secure", "https://h.test:8443/", "a=1");
        check("http://h.test/", "__Host-a=1; Secure; Path=/", "https://h.test/", "");
        check("https://h.test/", "__Host-a=1; Secure; Path=/", "https://h.test/", "__Host-a=1");
        check("http://h.test/", "a=1; Max-Age=0", "http://h.test/", "");
        check("http://h.test/", "a=1; Expires=Thu, 01-Jan-1970 00:00:00 GMT", "http://h.test/", "");
        check("http://h.test/", "a=1; expires=Sun, 06 Nov 2094 08:49:37 GMT", "http://h.test/", "a=1");
        check("http://h.test/", "=1", "http://h.test/", "");
    }

    #[test]
    fn replaces_deletes_and_forgets() {
        let at = url("http://h.test/");
        let mut jar = Jar::default();
        jar.store(&at, "a=1; Max-Age=60", NOW);
        jar.store(&at, "a=2; Max-Age=60", NOW);
        assert_eq!(jar.of(&at, NOW), [("a".to_owned(), "2".to_owned())]);
        assert!(jar.of(&at, NOW.plus_seconds(61)).is_empty());
        jar.store(&at, "a=; Max-Age=0", NOW);
        assert!(jar.is_empty());
        for i in 0..1000 {
            jar.store(&at, &format!("c{i}=x"), NOW);
        }
        assert_eq!(jar.len(), MOST_COOKIES);
        assert!(!format!("{jar:?}").contains("=x"));
    }

    proptest! {
        #[test]
        fn never_panics(line in "\\PC{0,120}", date in "[a-zA-Z0-9:, -]{0,40}") {
            let mut jar = Jar::default();
            let at = url("https://www.h.test/a/b");
            jar.store(&at, &line, NOW);
            jar.store(&at, &format!("a=b; expires={date}; domain={line}"), NOW);
            let _ = jar.of(&at, NOW);
        }
    }
}
