//! What a page tells: links, forms, scripts, comments and its structure.
//!
//! A tokenizer without a tree is enough for that, needs memory for one token only and has no depth that a hostile page
//! could exhaust. What it does not see is what scripts build; a browser will.

mod builder;
mod form;
mod reference;
mod structure;

use crate::site::Found;
use crate::web_url::WebUrl;

pub use form::{Field, FieldKind, Form};
pub(crate) use reference::{references_in, refresh_target};

use builder::Builder;

/// The most links that are read of one page.
pub const MAX_LINKS: usize = 5_000;
/// The most forms of one page.
pub const MAX_FORMS: usize = 100;
/// The most bytes of inline scripts that are read of one page.
pub const MAX_SCRIPT: usize = 512 * 1024;

/// A link and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Address.
    pub url: WebUrl,
    /// Where it stood.
    pub found: Found,
}

/// What was read of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Title, cut to 200 characters.
    pub title: String,
    /// What `<meta name=generator>` says.
    pub generator: Option<String>,
    /// Links, each once, in the order of the page.
    pub links: Vec<Link>,
    /// References that are no address to ask for, at most 20 of them.
    pub bad_links: Vec<String>,
    /// Whether the page holds more links than are read.
    pub more_links: bool,
    /// Forms.
    pub forms: Vec<Form>,
    /// Code of inline scripts and event handlers, one after the other.
    pub script: String,
    /// Addresses of scripts and style sheets.
    pub assets: Vec<String>,
    /// Hash of the structure: which elements stand within which, and the names of fields. How often elements repeat does
    /// not count, so that a list of three entries and one of thirty are built alike.
    pub structure: u64,
    /// Whether it asks for a password.
    pub has_password: bool,
    /// What references are relative to, if the page says so.
    pub base: Option<WebUrl>,
}

/// Reads a page that came from `url`.
pub fn parse(html: &[u8], url: &WebUrl) -> Document {
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut builder = Builder::new(url);
    // The reader of a byte slice cannot fail.
    for token in html5gum::Tokenizer::new_with_emitter(html, emitter).flatten() {
        builder.token(token);
    }
    builder.finish()
}

/// Whether an answer is to be read as a page: by its media type, or by its first bytes where none is given.
pub fn is_html(media_type: &str, body: &[u8]) -> bool {
    match media_type {
        "text/html" | "application/xhtml+xml" => true,
        "" => {
            let start: Vec<u8> = body.iter().take(256).map(u8::to_ascii_lowercase).collect();
            let text = String::from_utf8_lossy(&start);
            text.contains("<html") || text.contains("<!doctype html") || text.contains("<a ")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(html: &str) -> Document {
        parse(html.as_bytes(), &WebUrl::parse("http://h.test/dir/page").unwrap())
    }

    #[track_caller]
    fn check(html: &str, expect: &[(&str, Found)]) {
        let document = page(html);
        let links: Vec<(&str, Found)> = document.links.iter().map(|l| (l.url.path(), l.found)).collect();
        assert_eq!(links, expect, "{html}");
    }

    #[test]
    fn finds_links() {
        check("<a href='x'>1</a><A HREF=/y#z>", &[("/dir/x", Found::Link), ("/y", Found::Link)]);
        check("<base href='/other/'><a href=x>", &[("/other/x", Found::Link)]);
        check("<a href=x><base href=/late/>", &[("/late/x", Found::Link)]);
        check("<iframe src=f></iframe><object data=o>", &[("/dir/f", Found::Link), ("/dir/o", Found::Link)]);
        check("<img srcset='a 1x, b 2x'>", &[("/dir/a", Found::Link), ("/dir/b", Found::Link)]);
        check("<meta http-equiv=Refresh content=\"3; URL='/next'\">", &[("/next", Found::Link)]);
        check("<div data-url=/api/x data-count=3 data-text='a b'>", &[("/api/x", Found::Hidden)]);
        check(
            "<!-- <a href=/old>old</a> see /admin/secret.php -->",
            &[("/old", Found::Hidden), ("/admin/secret.php", Found::Hidden)],
        );
        check("<a href='javascript:go()'><a href='mailto:a@b'><a href='#x'><a href='data:,x'>", &[]);
        check("<script>var a = '<a href=/no>'</script><a href=/yes>", &[("/yes", Found::Link)]);
        check("<textarea><a href=/no></textarea><title><a href=/no></title>", &[]);
        check("<a href='&#x2f;x?a=1&amp;b=2'>", &[("/x", Found::Link)]);
    }

    #[test]
    fn finds_links_in_odd_places() {
        check(
            "<svg><a xlink:href=/s><use href='#x'><image href=/i></svg>",
            &[("/s", Found::Link), ("/i", Found::Link)],
        );
        check("<div style=\"background:url('/bg')\">", &[("/bg", Found::Link)]);
        check("<style>@import 'a'; b{c:url(d)}</style>", &[("/dir/a", Found::Link), ("/dir/d", Found::Link)]);
        check(
            "<noscript><a href=n>x</a></noscript><a href=m>",
            &[("/dir/n", Found::Link), ("/dir/m", Found::Link)],
        );
        check("<iframe srcdoc='<a href=in>'></iframe>", &[("/dir/in", Found::Link)]);
        check("<template><a href=t></template>", &[("/dir/t", Found::Link)]);
        check(
            "<select onchange=go(this)><option value=one.php><option value=two>",
            &[("/dir/one.php", Found::Hidden)],
        );
        check("<object><param name=movie value='x.html'></object>", &[("/dir/x.html", Found::Hidden)]);
        check(
            "<input type=hidden value='/back'><div data-href='list.php?x=1'>",
            &[("/back", Found::Hidden), ("/dir/list.php", Found::Hidden)],
        );
        check("<meta property=og:url content=/canon>", &[("/canon", Found::Hidden)]);
        check(
            "<frameset><frame src=f><noframes><a href=g></noframes>",
            &[("/dir/f", Found::Link), ("/dir/g", Found::Link)],
        );
        check(
            "<img srcset='/p 1x' style=\"x:url(/q)\"><link imagesrcset='/r 2x'>",
            &[("/p", Found::Link), ("/q", Found::Link), ("/r", Found::Link)],
        );
        check("<!--[if IE]><a href=/ie>x</a><![endif]-->", &[("/ie", Found::Hidden)]);
        check("<button formaction=/alone>", &[("/alone", Found::Link)]);
    }

    #[test]
    fn reads_title_generator_and_scripts() {
        let document = page(
            "<title> A  page </title><meta name=Generator content='Made 1.0'><script src=/a.js></script>\
             <script>go('/x')</script><a onclick=\"location='/y'\" href='javascript:open(\"/z\")'>",
        );
        assert_eq!((document.title.as_str(), document.generator.as_deref()), ("A page", Some("Made 1.0")));
        assert_eq!(document.assets, ["http://h.test/a.js"]);
        let coded =
            page("<form action=\"javascript:go('%2Ff')\"><iframe src=\"JavaScript:to('/g')\"></iframe>");
        assert!(coded.script.contains("go('/f')") && coded.script.contains("to('/g')"), "{}", coded.script);
        for part in ["go('/x')", "location='/y'", "open(\"/z\")"] {
            assert!(document.script.contains(part), "{part} in {}", document.script);
        }
    }

    #[test]
    fn structure_ignores_repetition_and_text() {
        let row = |n: usize| page(&format!("<ul>{}</ul>", "<li><b>x</b>".repeat(n))).structure;
        assert_eq!(row(3), row(30));
        assert_ne!(row(3), page("<ol><li><b>x</b></ol>").structure);
        assert_ne!(page("<input name=a>").structure, page("<input name=b>").structure);
    }

    #[test]
    fn hostile_pages_stay_bounded() {
        let links = (0..20_000).map(|i| format!("<a href=/{i}>")).collect::<String>();
        let document = page(&links);
        assert!(document.links.len() == MAX_LINKS && document.more_links);
        let deep = page(&"<div>".repeat(50_000));
        assert!(deep.links.is_empty());
        let wide = page(&format!("<a href='/{}'><a href=/x>", "a".repeat(1_000_000)));
        assert_eq!((wide.links.len(), wide.bad_links.len()), (1, 1));
        let forms = page(&"<form action=/a><input name=b>".repeat(5_000));
        assert!(forms.forms.len() <= MAX_FORMS);
        let many = page(&format!("<form>{}", "<input name=b>".repeat(10_000)));
        assert!(many.forms.iter().all(|f| f.fields.len() <= 200));
    }

    proptest! {
        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(&bytes, &WebUrl::parse("http://h.test/").unwrap());
        }

        #[test]
        fn never_panics_on_tags(html in "(<(a|form|input|select|option|meta|base|!--|/form|textarea)( (href|name|src|content|type|srcset|value)=['\"]?[a-z0-9/:;,.?&#%]{0,8}['\"]?){0,3}>?|text){0,12}") {
            let _ = page(&html);
        }
    }
}
