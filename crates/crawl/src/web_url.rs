//! Addresses of pages: normalised, bounded, without secrets and without what servers never see.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use url::Url;

/// The longest address that is asked for, in bytes. Servers commonly refuse beyond 8 KiB; honest links are far shorter.
pub const MAX_URL: usize = 2048;
/// The most parameters that are taken apart.
pub const MAX_PARAMS: usize = 64;

/// An `http` or `https` URL: no user, no password, no fragment, dot segments resolved, default port left out, escapes of
/// unreserved characters undone and the others in upper case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebUrl(Url);

/// Why a text is not an address to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Not a URL.
    #[error("not a URL")]
    Invalid,
    /// Not `http` or `https`.
    #[error("not http or https")]
    Scheme,
    /// Longer than [`MAX_URL`] bytes.
    #[error("longer than {MAX_URL} bytes")]
    TooLong,
}

/// Scheme, host and port.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// Whether the scheme is `https`.
    pub tls: bool,
    /// Host in lower case; IPv6 addresses in brackets.
    pub host: String,
    /// Port.
    pub port: u16,
}

impl WebUrl {
    /// Parses an absolute URL.
    ///
    /// # Errors
    /// Says why it cannot be asked for.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        if text.len() > MAX_URL {
            return Err(UrlError::TooLong);
        }
        Self::normal(Url::parse(text.trim()).map_err(|_| UrlError::Invalid)?)
    }

    /// Resolves a reference that stands in this document.
    ///
    /// # Errors
    /// As [`WebUrl::parse`].
    pub fn join(&self, reference: &str) -> Result<Self, UrlError> {
        if reference.len() > MAX_URL {
            return Err(UrlError::TooLong);
        }
        Self::normal(self.0.join(reference.trim()).map_err(|_| UrlError::Invalid)?)
    }

    fn normal(mut url: Url) -> Result<Self, UrlError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(UrlError::Scheme);
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(UrlError::Invalid);
        }
        url.set_fragment(None);
        // Both fail only for schemes without authority.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        let path = normal_escapes(url.path()).into_owned();
        if path != url.path() {
            url.set_path(&path);
        }
        match url.query().map(|q| normal_escapes(q).into_owned()) {
            Some(q) if q.is_empty() => url.set_query(None),
            Some(q) if Some(q.as_str()) != url.query() => url.set_query(Some(&q)),
            _ => {}
        }
        if url.as_str().len() > MAX_URL { Err(UrlError::TooLong) } else { Ok(Self(url)) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Where it is served.
    pub fn origin(&self) -> Origin {
        let tls = self.0.scheme() == "https";
        let host = self.0.host_str().unwrap_or_default().to_owned();
        Origin { tls, host, port: self.0.port_or_known_default().unwrap_or(if tls { 443 } else { 80 }) }
    }

    /// The path, escaped, with its leading slash.
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// The query, escaped.
    pub fn query(&self) -> Option<&str> {
        self.0.query()
    }

    /// What stands in the request line.
    pub fn target(&self) -> String {
        match self.0.query() {
            Some(query) => format!("{}?{query}", self.0.path()),
            None => self.0.path().to_owned(),
        }
    }

    /// The parts of the path between slashes, escaped, empty ones left out.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.path().split('/').filter(|s| !s.is_empty())
    }

    /// The parameters of the query, decoded, the first [`MAX_PARAMS`].
    pub fn params(&self) -> Vec<(String, String)> {
        let pairs = self.0.query_pairs().take(MAX_PARAMS);
        pairs.map(|(n, v)| (n.into_owned(), v.into_owned())).collect()
    }

    /// The same address with other parameters.
    #[must_use]
    pub fn with_params(&self, params: &[(String, String)]) -> Self {
        let mut url = self.0.clone();
        if params.is_empty() {
            url.set_query(None);
        } else {
            url.query_pairs_mut().clear().extend_pairs(params);
        }
        Self(url)
    }

    /// The same address with another (escaped) path.
    #[must_use]
    pub fn with_path(&self, path: &str) -> Self {
        let mut url = self.0.clone();
        url.set_path(path);
        Self(url)
    }

    /// The folder: the path up to its last slash.
    pub fn folder(&self) -> &str {
        let path = self.path();
        path.get(..=path.rfind('/').unwrap_or(0)).unwrap_or("/")
    }

    /// The file extension of the last segment, in lower case, without the dot.
    pub fn extension(&self) -> Option<String> {
        let last = self.path().rsplit('/').next()?;
        let last = last.split(';').next()?;
        let (stem, extension) = last.rsplit_once('.')?;
        let fine = !stem.is_empty()
            && (1..=8).contains(&extension.len())
            && extension.chars().all(|c| c.is_ascii_alphanumeric());
        fine.then(|| extension.to_ascii_lowercase())
    }
}

impl Origin {
    /// `https://host:port/`, with the port only where it is not the default.
    pub fn root(&self) -> Option<WebUrl> {
        let scheme = if self.tls { "https" } else { "http" };
        WebUrl::parse(&format!("{scheme}://{}:{}/", self.host, self.port)).ok()
    }

    /// The host without the brackets of an IPv6 address.
    pub fn bare_host(&self) -> &str {
        self.host.trim_start_matches('[').trim_end_matches(']')
    }

    /// Whether the port is the scheme's default.
    pub fn is_default_port(&self) -> bool {
        self.port == if self.tls { 443 } else { 80 }
    }
}

impl std::fmt::Display for WebUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<WebUrl> for String {
    fn from(url: WebUrl) -> Self {
        url.0.into()
    }
}

impl TryFrom<String> for WebUrl {
    type Error = UrlError;

    fn try_from(text: String) -> Result<Self, UrlError> {
        Self::parse(&text)
    }
}

/// Undoes escapes of unreserved characters and writes the digits of the others in upper case (RFC 3986 section 6.2.2).
/// An escaped dot stays: undone it could become a dot segment that the server would have seen as a name.
fn normal_escapes(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let digits = rest.get(at + 1..at + 3).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(digits) = digits else {
            out.push('%');
            rest = &rest[at + 1..];
            continue;
        };
        // Behind a stray `%` or `%f` it would become part of an escape that was none.
        let behind_stray = out.ends_with('%') || out.chars().rev().nth(1) == Some('%');
        match u8::from_str_radix(digits, 16) {
            Ok(b) if !behind_stray && (b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'~')) => {
                out.push(b.into());
            }
            _ => {
                out.push('%');
                out.push_str(&digits.to_ascii_uppercase());
            }
        }
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<&str, UrlError>) {
        assert_eq!(WebUrl::parse(text).as_ref().map(WebUrl::as_str).map_err(|e| *e), expect, "{text}");
    }

    #[test]
    fn normalises() {
        check("HTTP://User:pw@EXAMPLE.test:80/a/./b/../c#top", Ok("http://example.test/a/c"));
        check("https://h.test:443?", Ok("https://h.test/"));
        check("http://h.test/%7euser/%2e%2fx?q=%c3%a4%41", Ok("http://h.test/~user/%2E%2Fx?q=%C3%A4A"));
        check("http://h.test/%f%41?%%41%4%31", Ok("http://h.test/%f%41?%%41%4%31"));
        check("http://h.test/a b", Ok("http://h.test/a%20b"));
        check("http://h.test/100%", Ok("http://h.test/100%"));
        check("http://[::1]:8080/", Ok("http://[::1]:8080/"));
        check("javascript:alert(1)", Err(UrlError::Scheme));
        check("mailto:a@b", Err(UrlError::Scheme));
        check("/only/path", Err(UrlError::Invalid));
        check(&format!("http://h.test/{}", "a".repeat(MAX_URL)), Err(UrlError::TooLong));
    }

    #[test]
    fn takes_apart() {
        let url = WebUrl::parse("http://h.test/a/b.PHP;x=1?q=a+b&r=%26").unwrap();
        assert_eq!(url.extension().as_deref(), Some("php"));
        assert_eq!(url.folder(), "/a/");
        assert_eq!(url.target(), "/a/b.PHP;x=1?q=a+b&r=%26");
        assert_eq!(url.params(), [("q".into(), "a b".into()), ("r".into(), "&".into())]);
        assert_eq!(url.with_params(&url.params()), url);
        assert_eq!(url.join("../c?d").unwrap().as_str(), "http://h.test/c?d");
        assert_eq!(url.origin().root().unwrap().as_str(), "http://h.test/");
    }

    proptest! {
        #[test]
        fn is_stable(path in "[ -~]{0,40}") {
            if let Ok(url) = WebUrl::parse(&format!("http://h.test/{path}")) {
                prop_assert_eq!(WebUrl::parse(url.as_str()).unwrap(), url);
            }
        }

        #[test]
        fn never_panics(text in "\\PC{0,80}") {
            let base = WebUrl::parse("http://h.test/a/b?c").unwrap();
            let _ = (WebUrl::parse(&text), base.join(&text).map(|u| (u.extension(), u.params(), u.target())));
        }
    }
}
