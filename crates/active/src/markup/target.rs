//! Where an address leads, as a browser reads it.

use crawl::WebUrl;

/// The host that a reference of a page of ours-to-be leads to, if it leaves that page's site. Written as browsers read it:
/// controls at the edges and line breaks and tabs inside do not count, a backslash is a slash.
pub(crate) fn host_of(reference: &str) -> Option<String> {
    let clean: String = reference
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .take(2_000)
        .collect();
    let base = WebUrl::parse("http://watchpost.invalid/").ok()?;
    let host = base.join(&clean).ok()?.origin().host;
    (host != "watchpost.invalid").then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_browsers_do() {
        for (reference, expect) in [
            ("//a.example/x", Some("a.example")),
            ("/\\a.example", Some("a.example")),
            ("\\\\a.example", Some("a.example")),
            ("https:a.example", Some("a.example")),
            ("http:/a.example", None),
            ("h\tttps://a.example", Some("a.example")),
            ("http://good.test@a.example/", Some("a.example")),
            ("/a.example", None),
            ("a.example", None),
            ("javascript:x", None),
            (" https://A.example", Some("a.example")),
        ] {
            assert_eq!(host_of(reference).as_deref(), expect, "{reference}");
        }
    }
}
