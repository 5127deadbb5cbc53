//! Lists of files that servers make for folders without an index page.

use std::sync::LazyLock;

use crate::patterns::Patterns;
use crate::sight::{Shown, Sight};
use crate::view::View;

const TABLE: &[(&str, &str)] = &[
    (
        "Apache or nginx",
        r#"(?is)<title>Index of /[^<]*</title>.*(?:Parent Directory|href="\.\./"|<pre>|<hr)"#,
    ),
    ("Python", r"(?i)<title>Directory listing for /"),
    ("IIS", r"(?i)<A HREF=.[^>]*>\[To Parent Directory\]</A>"),
    ("Tomcat", r"(?i)<title>Directory Listing For \[?/"),
    ("Jetty", r"(?i)<title>Directory: /"),
    ("serve-index", r"(?i)<title>listing directory /"),
    ("lighttpd", r#"(?is)<title>Index of /[^<]*</title>.*<div class="list">"#),
    ("WEBrick", r"(?i)<title>Index of /[^<]*</title>\s*<style"),
    (
        "Go",
        r#"(?i)^\s*(?:<!doctype html>\s*<meta name="viewport"[^>]*>\s*)?<pre>\s*<a href="[^"]+">[^<]+</a>\n(?:<a href="[^"]+">[^<]+</a>\n)*</pre>\s*$"#,
    ),
    ("Caddy", r#"(?is)<h1>\s*<a href="/">/</a>.*class="listing""#),
    ("an object store", r"<ListBucketResult[ >]"),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(TABLE));

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    if !view.is_success() || view.is_asset() {
        return;
    }
    let Some((server, range)) = PATTERNS.hits(&view.text).into_iter().next() else { return };
    let summary = format!("the answer is a list of files as {server} makes it");
    out.push(Sight::page("directory-listing", summary).shown(Shown::Text(range)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[test]
    fn knows_lists() {
        assert_eq!(PATTERNS.len(), TABLE.len());
        let word = ["directory-listing"];
        for html in [
            "<html><head><title>Index of /backup/</title></head><body><h1>Index of /backup/</h1><hr><pre><a href=\"../\">../</a>",
            "<title>Directory listing for /files/</title>",
            "<pre>\n<a href=\"a.txt\">a.txt</a>\n<a href=\"b/\">b/</a>\n</pre>\n",
            "<title>listing directory /ftp</title>",
        ] {
            check(super::check, Answer::page(html), &word);
        }
        for html in [
            "<title>Index of refraction</title>",
            "<title>Index of /r/rust</title><p>posts",
            "<pre>code <a href=\"x\">x</a></pre>",
        ] {
            check(super::check, Answer::page(html), &[]);
        }
    }
}
