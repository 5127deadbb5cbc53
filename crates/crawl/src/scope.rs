//! Which addresses belong to the crawl.

use serde::{Deserialize, Serialize};

use crate::ledger::Reason;
use crate::pattern::Pattern;
use crate::web_url::{Origin, WebUrl};

/// The fence of the crawl. It only narrows: the addresses of every connection pass the scope guard of `net` besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebScope {
    starts: Vec<Origin>,
    origins: Vec<Origin>,
    /// More hosts, `name` (any port) or `name:port`.
    extra_hosts: Vec<String>,
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
}

impl WebScope {
    /// Everything of the origins of `starts`. Where a start has the default port, the other scheme's default port of the
    /// same host belongs to it too: sites commonly send their visitors from one to the other.
    pub fn of(starts: &[WebUrl]) -> Self {
        let given: Vec<Origin> = starts.iter().map(WebUrl::origin).collect();
        let mut origins = Vec::new();
        for start in starts {
            let origin = start.origin();
            if origin.is_default_port() {
                let tls = !origin.tls;
                origins.push(Origin { tls, port: if tls { 443 } else { 80 }, host: origin.host.clone() });
            }
            origins.push(origin);
        }
        origins.sort();
        origins.dedup();
        Self { starts: given, origins, extra_hosts: Vec::new(), include: Vec::new(), exclude: Vec::new() }
    }

    /// With more hosts: `name` for every port of it, or `name:port`.
    #[must_use]
    pub fn with_extra_hosts(mut self, hosts: impl IntoIterator<Item = String>) -> Self {
        self.extra_hosts.extend(hosts.into_iter().map(|h| h.trim().to_ascii_lowercase()));
        self
    }

    /// With patterns of which one must cover an address. Without any, everything of the origins and extra hosts counts.
    #[must_use]
    pub fn including(mut self, patterns: impl IntoIterator<Item = Pattern>) -> Self {
        self.include.extend(patterns);
        self
    }

    /// With patterns of which none may cover an address; they overrule everything else.
    #[must_use]
    pub fn excluding(mut self, patterns: impl IntoIterator<Item = Pattern>) -> Self {
        self.exclude.extend(patterns);
        self
    }

    /// Whether `url` belongs to the crawl.
    ///
    /// # Errors
    /// The reason why not.
    pub fn judge(&self, url: &WebUrl) -> Result<(), Reason> {
        let origin = url.origin();
        let named = format!("{}:{}", origin.host, origin.port);
        let extra = self.extra_hosts.iter().any(|h| *h == origin.host || *h == named);
        if !extra && !self.origins.contains(&origin) {
            return Err(Reason::OutOfScope);
        }
        if self.exclude.iter().any(|p| p.covers(url)) {
            return Err(Reason::Excluded);
        }
        if !self.include.is_empty() && !self.include.iter().any(|p| p.covers(url)) {
            return Err(Reason::NotIncluded);
        }
        Ok(())
    }

    /// The origins that may have the session's secrets: those that were given, and their encrypted siblings. A site that
    /// was given with `https` never gets them in the clear.
    pub fn trusted_origins(&self) -> Vec<Origin> {
        self.origins.iter().filter(|o| o.tls || self.starts.contains(o)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_holds() {
        let url = |t: &str| WebUrl::parse(t).unwrap();
        let pattern = |t: &str| Pattern::new(t).unwrap();
        let scope = WebScope::of(&[url("http://a.test/x"), url("http://b.test:8080/")])
            .with_extra_hosts(["C.test".to_owned(), "d.test:8443".to_owned()])
            .excluding([pattern("*/private/*")]);
        let cases = [
            ("http://a.test/y", Ok(())),
            ("https://a.test/y", Ok(())),
            ("http://a.test:8000/", Err(Reason::OutOfScope)),
            ("https://b.test:8080/", Err(Reason::OutOfScope)),
            ("https://c.test:1234/", Ok(())),
            ("http://d.test/", Err(Reason::OutOfScope)),
            ("https://d.test:8443/", Ok(())),
            ("http://a.test/private/x", Err(Reason::Excluded)),
            ("http://evil.test/a.test", Err(Reason::OutOfScope)),
        ];
        for (text, expect) in cases {
            assert_eq!(scope.judge(&url(text)), expect, "{text}");
        }
        let trusted = |start: &str| WebScope::of(&[url(start)]).trusted_origins().len();
        assert_eq!((trusted("http://a.test/"), trusted("https://a.test/")), (2, 1));
        let narrow = scope.including([pattern("/app/*")]);
        assert_eq!(narrow.judge(&url("http://a.test/app/1")), Ok(()));
        assert_eq!(narrow.judge(&url("http://a.test/")), Err(Reason::NotIncluded));
        assert_eq!(narrow.judge(&url("http://a.test/app/private/1")), Err(Reason::Excluded));
    }
}
