//! Where an answer leads by itself: redirects, frames, scripts.

use std::sync::LazyLock;

use crawl::{Exchange, WebUrl};
use regex::Regex;

use crate::markup::html::{Attribute, Holder, Node, read};
use crate::markup::medium::{Medium, final_medium};
use crate::markup::script::{Kind, lex};

/// How an answer leads to a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// The `Location` of a redirect.
    Location,
    /// A `Refresh` header or element.
    Refresh,
    /// A script that goes there at once.
    Script,
    /// A frame of the page.
    Frame,
    /// A script or style sheet of the page, or the base of its addresses.
    Resource,
}

impl Lead {
    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Location | Self::Refresh | Self::Script => "open-redirect",
            Self::Frame => "frame-injection",
            Self::Resource => "script-inclusion",
        }
    }

    /// What the value decides.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Location => "where the redirect leads, other sites included",
            Self::Refresh => "where the page sends its visitors, other sites included",
            Self::Script => "where a script of the page goes, other sites included",
            Self::Frame => "what a frame of the page shows, other sites included",
            Self::Resource => "from where the page loads scripts, other sites included",
        }
    }
}

/// How the answer leads to `host`, if it does by itself.
pub(crate) fn lead(answer: &Exchange, host: &str) -> Option<Lead> {
    let base = &answer.request.url;
    let goes = |reference: &str| leads_to(base, reference, host);
    let response = &answer.response;
    if (300..400).contains(&response.status) {
        return response.header("location").is_some_and(goes).then_some(Lead::Location);
    }
    if response.header("refresh").and_then(refresh_target).is_some_and(goes) {
        return Some(Lead::Refresh);
    }
    if final_medium(answer) != Medium::Html || crate::markup::context::find(&response.text(), host).is_none()
    {
        return None;
    }
    read(&response.body).iter().filter(|p| !p.inert).find_map(|placed| match &placed.node {
        Node::Start { name, attributes } => of_element(name, attributes, &goes),
        Node::Text { text, holder: Holder::Script } => {
            assigned(text).iter().any(|a| goes(a)).then_some(Lead::Script)
        }
        _ => None,
    })
}

fn of_element(element: &str, attributes: &[Attribute], goes: &dyn Fn(&str) -> bool) -> Option<Lead> {
    let get = |name: &str| attributes.iter().find(|a| a.name == name).map(|a| a.value.as_str());
    match element {
        "meta" if get("http-equiv").is_some_and(|h| h.eq_ignore_ascii_case("refresh")) => {
            get("content").and_then(refresh_target).is_some_and(goes).then_some(Lead::Refresh)
        }
        "iframe" | "frame" | "embed" => get("src").is_some_and(goes).then_some(Lead::Frame),
        "object" => get("data").is_some_and(goes).then_some(Lead::Frame),
        "script" => get("src").is_some_and(goes).then_some(Lead::Resource),
        "base" => get("href").is_some_and(goes).then_some(Lead::Resource),
        "link" if get("rel").is_some_and(|r| r.to_ascii_lowercase().contains("stylesheet")) => {
            get("href").is_some_and(goes).then_some(Lead::Resource)
        }
        _ => None,
    }
}

/// Whether a reference in the document `base` leads to `host`, as browsers read it: controls at the edges and breaks inside
/// do not count. Names below `host` belong to whoever has it.
pub(crate) fn leads_to(base: &WebUrl, reference: &str, host: &str) -> bool {
    let clean: String = reference
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .take(2_000)
        .collect();
    let Ok(url) = base.join(&clean) else { return false };
    let target = url.origin().host;
    target == host || target.strip_suffix(host).is_some_and(|rest| rest.ends_with('.'))
}

/// The address of a refresh: `0; url=…`.
fn refresh_target(value: &str) -> Option<&str> {
    let at = crate::markup::context::find(value, "url")?;
    let rest = value.get(at + 3..)?.trim_start().strip_prefix('=')?.trim();
    Some(rest.trim_matches(['"', '\'']))
}

/// The texts that a script assigns to the location of its page.
fn assigned(code: &str) -> Vec<String> {
    static GO: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let go = r#"(?:\blocation(?:\.href)?\s*=\s*|\blocation\.(?:replace|assign)\s*\(\s*|\bnavigate\s*\(\s*)(?:"([^"]*)"|'([^']*)'|`([^`]*)`)"#;
        Regex::new(go).ok()
    });
    let Some(go) = &*GO else { return Vec::new() };
    let lexed = lex(code);
    go.captures_iter(code)
        .filter(|c| c.get(0).is_some_and(|all| lexed.kind_at(all.start()) == Kind::Code))
        .filter_map(|c| c.get(1).or(c.get(2)).or(c.get(3)).map(|m| m.as_str().replace("\\/", "/")))
        .take(20)
        .collect()
}

/// The token in a value that leads to a host of ours: what stands before `.example`, or the first ten characters after `//`.
pub(crate) fn token_in(value: &str) -> String {
    if let Some((before, _)) = value.split_once(".example") {
        let from = before.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |p| p + 1);
        // `%2F%2F` ends in a letter.
        let name = before.get(from..).unwrap_or_default();
        return name.get(name.len().saturating_sub(10)..).unwrap_or(name).to_owned();
    }
    value.split_once("//").and_then(|(_, rest)| rest.get(..10)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_tokens() {
        for value in
            ["https://abcdefghi1.example/", "%2F%2Fabcdefghi1.example/", "https://abcdefghi1shop.test/"]
        {
            assert_eq!(token_in(value), "abcdefghi1", "{value}");
        }
    }

    #[test]
    fn reads_references_as_browsers_do() {
        let base = WebUrl::parse("https://shop.test/a/b").unwrap();
        for (reference, expect) in [
            ("//t.example/x", true),
            ("/\\t.example", true),
            ("h\tttps://t.example", true),
            ("https://shop.test@t.example/", true),
            ("https://shop.test.t.example/", true),
            ("https://t.example\\@shop.test/", true),
            ("/t.example", false),
            ("/login?next=https://t.example/", false),
            ("https://shop.test/?https://t.example/", false),
            ("https://t.example.shop.test/", false),
        ] {
            assert_eq!(leads_to(&base, reference, "t.example"), expect, "{reference}");
        }
    }

    #[test]
    fn finds_where_scripts_go() {
        let code = "// location='//c.test'\nvar a = \"location='//no.test'\"; window.location.href = '\\/\\/a.test'; location.replace(\"//b.test\")";
        assert_eq!(assigned(code), ["//a.test", "//b.test"]);
    }
}
