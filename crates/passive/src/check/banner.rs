//! Headers that name a product with its version.

use std::sync::LazyLock;

use regex::Regex;

use crate::proof::cut;
use crate::sight::Sight;
use crate::view::View;

/// Headers that name products.
const HEADERS: [&str; 9] = [
    "server",
    "x-powered-by",
    "x-aspnet-version",
    "x-aspnetmvc-version",
    "x-generator",
    "x-runtime-version",
    "liferay-portal",
    "x-jenkins",
    "via",
];

/// A version: at least two numbers, or one behind a slash.
static VERSION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d+\.\d+|/\d|^\d+$").ok());

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(version) = VERSION.as_ref() else { return };
    for (name, value) in &view.exchange.response.headers {
        let name = name.to_ascii_lowercase();
        // `Via: 1.1 host` holds the version of HTTP.
        let value = if name == "via" { value.split_once('(').map_or("", |(_, c)| c) } else { value.as_str() };
        if HEADERS.contains(&name.as_str()) && version.is_match(cut(value, 300)) {
            let summary = "headers tell which product in which version answers";
            out.push(Sight::site("version-disclosed", summary).with("header", format!("{name}: {value}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn reads_versions() {
        let with = |name: &str, value: &str| Answer::page("x").header(name, value);
        let word = ["version-disclosed"];
        check(super::check, with("Server", "nginx/1.18.0"), &word);
        check(super::check, with("Server", "nginx"), &[]);
        check(super::check, with("X-Powered-By", "PHP/8.1.2"), &word);
        check(super::check, with("X-Powered-By", "Express"), &[]);
        check(super::check, with("X-AspNet-Version", "4.0.30319"), &word);
        check(super::check, with("Via", "1.1 varnish"), &[]);
        check(super::check, with("Via", "1.1 proxy (squid/4.10)"), &word);
        check(super::check, with("X-Request-Id", "1.2"), &[]);
    }
}
