//! Addresses and names of internal networks.

use std::sync::LazyLock;

use regex::Regex;

use crate::sight::{Shown, Sight};
use crate::view::View;

/// RFC 1918.
const PRIVATE: &str = r"(?:^|[^\w.-])((?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}))(?:[^\w.-]|\.\s|\.?$)";
/// A name in a zone that the public name service does not know, where an address begins or a user is named.
const INTERNAL: &str = r"(?i)(?:https?://|wss?://|jdbc:\w+://|@)((?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.)+(?:internal|intranet|corp|lan|localdomain|local|home\.arpa))(?:[:/\s\x22'<,;?]|$)";

static PATTERNS: LazyLock<Option<(Regex, Regex)>> =
    LazyLock::new(|| Some((Regex::new(PRIVATE).ok()?, Regex::new(INTERNAL).ok()?)));

/// Headers in which a client's own address may stand.
const OWN: [&str; 2] = ["x-forwarded-for", "x-real-ip"];

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some((private, internal)) = PATTERNS.as_ref() else { return };
    let headers = view.exchange.response.headers.iter();
    let headers = headers.filter(|(n, _)| !OWN.contains(&n.to_ascii_lowercase().as_str()));
    for text in headers.map(|(_, value)| value.as_str()) {
        search(view, text, private, "private-address-disclosed", None, out);
        search(view, text, internal, "internal-hostname-disclosed", None, out);
    }
    let body = &*view.text;
    search(view, body, private, "private-address-disclosed", Some(0), out);
    search(view, body, internal, "internal-hostname-disclosed", Some(0), out);
}

fn search(
    view: &View<'_>,
    text: &str,
    pattern: &Regex,
    word: &'static str,
    offset: Option<usize>,
    out: &mut Vec<Sight>,
) {
    for found in pattern.captures_iter(text).filter_map(|c| c.get(1)).take(5) {
        let value = found.as_str();
        let is_address = word == "private-address-disclosed";
        let valid = !is_address || value.parse::<std::net::Ipv4Addr>().is_ok();
        // A target within such a network names itself.
        if !valid || value.eq_ignore_ascii_case(view.origin.bare_host()) {
            continue;
        }
        // `10.0.0.0/8` and the like speak of networks, four-part versions of software.
        let before = text.get(found.start().saturating_sub(12)..found.start()).unwrap_or_default();
        if is_address && (value.ends_with(".0") || before.to_ascii_lowercase().contains("version")) {
            continue;
        }
        let what =
            if is_address { "an address of a private network" } else { "a name of an internal network" };
        let shown = offset.map_or(Shown::Head, |_| Shown::Text(found.range()));
        let sight = Sight::value(word, value, format!("an answer holds {what}")).with("value", value);
        out.push(sight.shown(shown));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn finds_addresses() {
        assert!(super::PATTERNS.is_some());
        let (private, internal) = (["private-address-disclosed"], ["internal-hostname-disclosed"]);
        for text in ["db at 10.1.2.3.", "<!-- 192.168.1.20 -->", "{\"host\":\"172.16.5.4\"}"] {
            check(super::check, Answer::page(text), &private);
        }
        check(super::check, Answer::page("x").header("X-Backend", "10.0.0.7:8080"), &private);
        for text in [
            "build 10.1.2.3.4",
            "version 10.1.2.3",
            "8.8.8.8",
            "172.32.0.1",
            "v10.1.2.3",
            "10.0.0.0/8",
            "10.300.1.1",
        ] {
            check(super::check, Answer::page(text), &[]);
        }
        check(super::check, Answer::page("10.1.2.3").url("http://10.1.2.3/"), &[]);
        check(super::check, Answer::page("see http://db01.corp.internal:8080/x"), &internal);
        check(super::check, Answer::page("this.internal = a.local; http://example.test/x.local"), &[]);
    }
}
