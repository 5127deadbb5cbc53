//! The address of a target and the hosts that follow from it.

use model::hosts::HostList;
use url::{Host, Url};

/// The longest address, in characters.
const MAX: usize = 2048;

/// An address as it is kept: `http` or `https`, a host, no user, no fragment.
///
/// # Errors
/// What is wrong with it.
pub(super) fn normalised(text: &str) -> Result<Url, &'static str> {
    let text = text.trim();
    if text.chars().count() > MAX {
        return Err("is longer than 2048 characters");
    }
    if text.chars().any(char::is_control) {
        return Err("must not hold control characters");
    }
    let mut url = Url::parse(text).map_err(|_| "enter a valid url")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("must begin with http:// or https://");
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("must name a host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not hold a user name or a password");
    }
    if url.port() == Some(0) {
        return Err("must not name port 0");
    }
    url.set_fragment(None);
    // Hosts are looked for in this list; what it cannot hold cannot be scanned.
    host_of(&url).parse::<HostList>().map_err(|_| "must name a host")?;
    Ok(url)
}

/// The host of an address as host lists spell it.
pub(super) fn host_of(url: &Url) -> String {
    match url.host() {
        Some(Host::Ipv6(ip)) => ip.to_string(),
        Some(host) => host.to_string().trim_end_matches('.').to_owned(),
        None => String::new(),
    }
}

/// `name` or `name:port` of an extra host, which may be given as an address, too.
///
/// # Errors
/// What is wrong with it.
pub(super) fn extra_host(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let whole = if text.contains("://") { text.to_owned() } else { format!("http://{text}/") };
    let url = normalised(&whole)?;
    if url.path() != "/" || url.query().is_some() {
        return Err("must be a host without a path");
    }
    let host = url.host_str().unwrap_or_default();
    Ok(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// The hosts of an address and of extra hosts.
pub(super) fn hosts(url: &Url, extra: &[String]) -> HostList {
    let mut texts = vec![host_of(url)];
    for host in extra {
        if let Ok(url) = normalised(&format!("http://{host}/")) {
            texts.push(host_of(&url));
        }
    }
    texts.dedup();
    texts.join(",").parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_normalised_or_refused() {
        for (text, expect) in [
            ("http://Example.ORG", Some("http://example.org/")),
            (" https://example.org:443/a b?c#d ", Some("https://example.org/a%20b?c")),
            ("http://[::1]:8080/x", Some("http://[::1]:8080/x")),
            ("http://127.1/", Some("http://127.0.0.1/")),
            ("ftp://example.org/", None),
            ("example.org", None),
            ("http://user:secret@example.org/", None),
            ("http://user@example.org/", None),
            ("http:///", None),
            ("http://exa mple/", None),
            ("http://example.org:0/", None),
            ("javascript:alert(1)", None),
            ("", None),
        ] {
            assert_eq!(normalised(text).ok().as_ref().map(Url::as_str), expect, "{text}");
        }
        assert!(normalised(&format!("http://a/{}", "x".repeat(MAX))).is_err());
    }

    #[test]
    fn hosts_follow_from_addresses() {
        let url = normalised("http://[::1]:8080/").unwrap();
        let extra = ["api.example.org:8443".to_owned(), "10.0.0.1".to_owned()];
        assert_eq!(hosts(&url, &extra).to_string(), "::1,api.example.org,10.0.0.1");
        for (text, expect) in [
            ("api.example.org", Some("api.example.org")),
            ("https://API.example.org:8443", Some("api.example.org:8443")),
            ("api.example.org/path", None),
            ("a b", None),
        ] {
            assert_eq!(extra_host(text).ok().as_deref(), expect, "{text}");
        }
    }
}
