//! Whether a page of this server sends a request: what `Origin` says against what `Host` says. Pages cannot change either.

use axum::http::{HeaderMap, header};

/// Where the request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A page of this server, that came over TLS or not (a proxy may have taken the TLS off on the way).
    Own {
        /// Whether it came over TLS.
        tls: bool,
    },
    /// Another page, or nobody says.
    Foreign,
}

/// Where the request comes from.
pub(crate) fn of(headers: &HeaderMap) -> Origin {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else {
        return Origin::Foreign;
    };
    let (tls, authority, default) = match origin.split_once("://") {
        Some(("http", authority)) => (false, authority, ":80"),
        Some(("https", authority)) => (true, authority, ":443"),
        _ => return Origin::Foreign,
    };
    let plain = |text: &str| text.strip_suffix(default).unwrap_or(text).to_ascii_lowercase();
    if authority.is_empty() || plain(authority) != plain(host) {
        Origin::Foreign
    } else {
        Origin::Own { tls }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[track_caller]
    fn check(origin: &str, host: &str, expect: Origin) {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::ORIGIN, origin), (header::HOST, host)] {
            if !value.is_empty() {
                headers.insert(name, HeaderValue::from_str(value).unwrap());
            }
        }
        assert_eq!(of(&headers), expect, "{origin} {host}");
    }

    #[test]
    fn only_the_own_address_is_the_own() {
        check("http://127.0.0.1:8080", "127.0.0.1:8080", Origin::Own { tls: false });
        check("https://scan.example", "Scan.Example", Origin::Own { tls: true });
        check("https://scan.example", "scan.example:443", Origin::Own { tls: true });
        check("http://[::1]:8080", "[::1]:8080", Origin::Own { tls: false });
        for (origin, host) in [
            ("", "scan.example"),
            ("http://scan.example", ""),
            ("null", "null"),
            ("http://", ""),
            ("http://evil.example", "scan.example"),
            ("http://scan.example.evil.example", "scan.example"),
            ("http://scan.example:81", "scan.example"),
            ("https://scan.example", "scan.example:80"),
            ("ftp://scan.example", "scan.example"),
        ] {
            check(origin, host, Origin::Foreign);
        }
    }
}
