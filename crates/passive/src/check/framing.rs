//! Whether other sites may show a page in a frame (clickjacking).

use crate::check::csp::policies;
use crate::sight::Sight;
use crate::view::View;

/// What it is worth on a page that takes input, in tenths: what the definition's vector comes to.
const INTERACTIVE: u8 = 31;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(page) = view.page.as_ref().filter(|_| view.is_success()) else { return };
    // A policy in the page itself cannot hold frame-ancestors.
    let by_policy = policies(view).any(|p| p.get("frame-ancestors").is_some_and(|s| !is_open(s)));
    let by_header = view
        .exchange
        .response
        .headers_named("x-frame-options")
        .flat_map(|v| v.split(','))
        .any(|v| matches!(v.trim().to_ascii_lowercase().as_str(), "deny" | "sameorigin"));
    if by_policy || by_header {
        return;
    }
    let (what, severity) = if page.interactive { ("that take input", INTERACTIVE) } else { ("", 0) };
    let summary = format!("pages {what} can be shown in frames of other sites").replace("  ", " ");
    let sight = Sight::site("missing-frame-protection", summary).severity(severity);
    out.push(match view.header("x-frame-options") {
        Some(value) => sight.with("header without effect", value),
        None => sight,
    });
}

/// Whether anybody is an ancestor.
fn is_open(sources: &[String]) -> bool {
    sources.iter().any(|s| matches!(s.as_str(), "*" | "http:" | "https:" | "http://*" | "https://*"))
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn judges_both_headers() {
        let word = ["missing-frame-protection"];
        let csp = |value: &str| Answer::page("<form></form>").header("Content-Security-Policy", value);
        let xfo = |value: &str| Answer::page("<form></form>").header("X-Frame-Options", value);
        let severity =
            |html: &str| check(super::check, Answer::page(html), &word)[0].severity.unwrap().tenths();
        assert_eq!(severity("<p>text</p>"), 0);
        assert_eq!(severity("<form action=/x><input name=a></form>"), super::INTERACTIVE);
        assert_eq!(severity("<div id=root></div>"), super::INTERACTIVE);
        check(super::check, Answer::new("application/json", "{}"), &[]);
        check(super::check, xfo("DENY"), &[]);
        check(super::check, xfo("sameorigin, sameorigin"), &[]);
        check(super::check, xfo("ALLOW-FROM https://a.test"), &word);
        check(super::check, csp("frame-ancestors 'self'"), &[]);
        check(super::check, csp("default-src 'self'"), &word);
        check(super::check, csp("frame-ancestors *"), &word);
        let meta = "<meta http-equiv=Content-Security-Policy content=\"frame-ancestors 'none'\">";
        check(super::check, Answer::page(meta), &word);
    }
}
