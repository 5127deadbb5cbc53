//! Scripting by reflection: places and filters from which it is found.

use crate::markup::{Answer, each, escaped, run_one};
use crate::support::{
    get, header_point, page, point, post, redirect, reply, run_at, run_check, site, unescaped, words,
};
use model::finding::Confidence;

/// A page with a value in the middle, as applications have them.
fn around(before: &str, value: &str, after: &str) -> Vec<u8> {
    page(&format!(
        "<!doctype html><html><head><title>Shop</title></head><body><h1>Results</h1>{before}{value}{after}</body></html>"
    ))
}

/// Everything that looks like a tag is removed.
fn without_tags(text: &str) -> String {
    let (mut out, mut inside) = (String::new(), false);
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The word is removed once, wherever it stands, its case left out.
fn removed(text: &str, word: &str) -> String {
    let mut out = text.to_owned();
    let lower = text.to_ascii_lowercase();
    for (at, _) in lower.match_indices(word).collect::<Vec<_>>().into_iter().rev() {
        out.replace_range(at..at + word.len(), "");
    }
    out
}

fn decoded(text: &str) -> String {
    text.replace("%3C", "<").replace("%3E", ">").replace("%22", "\"").replace("%27", "'")
}

const WEAK: &[(&str, Answer)] = &[
    ("text", |q| around("<p>", q, "</p>")),
    ("text twice, once escaped", |q| around(&format!("<p>{}</p><p>", escaped(q)), q, "</p>")),
    ("double quotes", |q| around("<input value=\"", &q.replace(['<', '>'], ""), "\">")),
    ("single quotes", |q| around("<input value='", &q.replace(['<', '>', '"'], ""), "'>")),
    ("single quotes, double ones escaped", |q| {
        around("<input value='", &q.replace('"', "&quot;").replace('<', "&lt;"), "'>")
    }),
    ("no quotes", |q| around("<input name=q value=", &q.replace(['<', '>', '"', '\''], ""), ">")),
    ("attribute name", |q| around("<p ", &q.replace(['<', '>'], ""), ">x</p>")),
    ("tag name", |q| around("<", &q.replace(['<', '>'], ""), ">x")),
    ("comment", |q| around("<!-- searched for ", q, " -->")),
    ("title", |q| page(&format!("<title>{q}</title><p>x"))),
    ("textarea", |q| around("<textarea>", q, "</textarea>")),
    ("noscript", |q| around("<noscript>", q, "</noscript>")),
    ("style element", |q| around("<style>.a{color:", q, "}</style>")),
    ("iframe text", |q| around("<iframe>", q, "</iframe>")),
    ("option", |q| around("<select><option>", q, "</option></select>")),
    ("template", |q| around("<template><p>", q, "</p></template>")),
    ("script, single quotes", |q| around("<script>var q = '", &q.replace('<', ""), "'; go(q);</script>")),
    ("script, double quotes in a call", |q| {
        around("<script>search(\"", &q.replace('<', ""), "\", 1);</script>")
    }),
    ("script, template", |q| around("<script>var q = `", &q.replace(['<', '`'], ""), "`;</script>")),
    ("script, bare", |q| around("<script>var q = ", &q.replace('<', ""), ";</script>")),
    ("script, line comment", |q| around("<script>// ", &q.replace('<', ""), "\nvar a = 1;</script>")),
    ("script, block comment", |q| around("<script>/* ", &q.replace('<', ""), " */ var a = 1;</script>")),
    ("script, regular expression", |q| {
        around("<script>var r = /", &q.replace('<', ""), "/.test(a);</script>")
    }),
    ("script, quotes escaped but not the backslash", |q| {
        around("<script>f('", &q.replace('\'', "\\'").replace('<', "&lt;"), "');</script>")
    }),
    ("script, quote and backslash escaped", |q| {
        around("<script>f('", &q.replace('\\', "\\\\").replace('\'', "\\'"), "');</script>")
    }),
    ("script, object in a function", |q| {
        let q = q.replace('"', "\\\"").replace('<', "");
        around("<script>$(function(){ init({\"a\": [\"", &q, "\"]}); });</script>")
    }),
    ("handler, escaped for markup only", |q| {
        around("<a href='#' onclick=\"find('", &escaped(q), "')\">x</a>")
    }),
    ("handler, double quotes inside single", |q| {
        around("<a onclick='find(\"", &q.replace('\'', "&#39;").replace('<', "&lt;"), "\")'>x</a>")
    }),
    ("link, escaped", |q| around("<a href=\"", &escaped(q), "\">back</a>")),
    ("link, word javascript removed once", |q| {
        around("<a href=\"", &removed(&escaped(q), "javascript:"), "\">back</a>")
    }),
    ("frame source", |q| around("<iframe src=\"", &escaped(q), "\"></iframe>")),
    ("form action", |q| around("<form action='", &escaped(q), "'></form>")),
    ("button action", |q| around("<button formaction='", &escaped(q), "'>x</button>")),
    ("javascript address", |q| around("<a href=\"javascript:find('", &escaped(q), "')\">x</a>")),
    ("page in an attribute", |q| around("<iframe srcdoc=\"", &escaped(q), "\"></iframe>")),
    ("tags with letters removed", |q| around("<p>", &removed(&removed(q, "<script"), "<img"), "</p>")),
    ("word script removed once", |q| around("<p>", &removed(&q.replace("on", ""), "script"), "</p>")),
    ("event names removed once", |q| {
        let q = q.replace("onerror", "").replace("onload", "").replace("ontoggle", "");
        around("<p>", &q.replace("script", ""), "</p>")
    }),
    ("upper-cased", |q| around("<p>", &q.to_uppercase(), "</p>")),
    ("no round brackets", |q| around("<p>", &q.replace(['(', ')'], ""), "</p>")),
    ("no quotes at all", |q| around("<p>", &q.replace(['"', '\''], ""), "</p>")),
    ("no spaces", |q| around("<p>", &q.replace(' ', ""), "</p>")),
    ("refused with a word", |q| {
        let lower = q.to_lowercase();
        let bad = ["<script", "onerror", "javascript"].iter().any(|w| lower.contains(w));
        if bad {
            reply("403 Forbidden", "Content-Type: text/html\r\n", "no")
        } else {
            around("<p>", q, "</p>")
        }
    }),
    ("decoded twice", |q| around("<p>", &decoded(&escaped(q)), "</p>")),
    ("references decoded", |q| {
        let q = q.replace(['<', '>'], "").replace("&lt;", "<").replace("&gt;", ">");
        around("<p>", &q, "</p>")
    }),
    ("normalised", |q| around("<p>", &escaped(q).replace('＜', "<").replace('＞', ">"), "</p>")),
    ("tags removed in an attribute", |q| around("<input value=\"", &without_tags(q), "\">")),
    ("cut after 40 characters", |q| around("<p>", &q.chars().take(40).collect::<String>(), "</p>")),
    ("cut after 25 characters", |q| around("<p>", &q.chars().take(25).collect::<String>(), "</p>")),
    ("error page", |q| {
        reply("404 Not Found", "Content-Type: text/html\r\n", &format!("<h1>no page {q}</h1>"))
    }),
    ("JSON as a page", |q| page(&format!("{{\"error\":\"no {}\"}}", q.replace('"', "\\\"")))),
    ("no type", |q| reply("200 OK", "", q)),
    ("XML", |q| {
        reply("200 OK", "Content-Type: text/xml\r\n", &format!("<?xml version='1.0'?><r><q>{q}</q></r>"))
    }),
    ("SVG", |q| {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'><text>{q}</text></svg>");
        reply("200 OK", "Content-Type: image/svg+xml\r\n", &svg)
    }),
    ("must begin with the old value", |q| {
        if q.starts_with("shoes") { around("<p>", q, "</p>") } else { around("<p>", "none", "</p>") }
    }),
];

#[tokio::test]
async fn finds_scripting() {
    each("xss-reflected", WEAK, &["xss-reflected"]).await;
}

#[tokio::test]
async fn finds_markup_and_styles() {
    let form: &[(&str, Answer)] = &[("only forms pass", |q| {
        let bad = ["script", "onerror", "onload", "ontoggle", "alert", "confirm"]
            .iter()
            .any(|w| q.to_lowercase().contains(w));
        let q = if bad { escaped(q) } else { q.to_owned() };
        around("<p>", &q, "</p>")
    })];
    each("xss-reflected", form, &["html-injection"]).await;
    let style: &[(&str, Answer)] = &[
        ("style element", |q| around("<style>.a{color:", &q.replace('<', ""), "}</style>")),
        ("style attribute", |q| around("<p style='color:", &escaped(q), "'>x</p>")),
    ];
    each("xss-reflected", style, &["css-injection"]).await;
}

#[tokio::test]
async fn a_policy_or_a_header_lowers_confidence() {
    let policy = run_one("xss-reflected", |q| {
        let headers = "Content-Type: text/html\r\nContent-Security-Policy: default-src 'self'\r\n";
        reply("200 OK", headers, &format!("<p>{q}"))
    })
    .await;
    assert_eq!(policy.observed[0].confidence, Confidence::Likely);
    let (port, _) =
        site(|seen| page(&format!("<p>{}</p>", seen.header("user-agent").unwrap_or_default()))).await;
    let header = run_at("xss-reflected", &get(port, "/"), &header_point("User-Agent")).await;
    assert_eq!(words(&header), ["xss-reflected"]);
    assert_eq!(header.observed[0].confidence, Confidence::Likely);
    assert_eq!(header.observed[0].place, "GET / header:User-Agent");
}

#[tokio::test]
async fn finds_it_in_forms_paths_and_behind_tokens() {
    let (port, _) = site(|seen| match (seen.method.as_str(), seen.path()) {
        ("GET", "/form") => page(
            "<form method=post action=/send><input name=csrf value=good type=hidden><input name=q></form>",
        ),
        ("POST", _) if seen.param("csrf") != "good" => reply("403 Forbidden", "", ""),
        ("POST", _) => page(&format!("<p>{}</p>", seen.param("q"))),
        _ => page(&format!("<p>nothing at {}</p>", unescaped(seen.path()))),
    })
    .await;
    let mut form = post(port, "/send", &[("csrf", "stale"), ("q", "")]);
    form.source = Some(crate::support::url(port, "/form"));
    let outcome = run_at("xss-reflected", &form, &point(&form, "q")).await;
    assert_eq!(words(&outcome), ["xss-reflected"], "{outcome:?}");
    let path = get(port, "/shop/item");
    let outcome = run_at("xss-reflected", &path, &point(&path, "1")).await;
    assert_eq!(words(&outcome), ["xss-reflected"]);
    // The page for everything that is missing: one place, from wherever it is found.
    assert_eq!(outcome.observed[0].place, "GET /* path:0");
}

#[tokio::test]
async fn a_path_of_its_own_is_its_place() {
    let (port, _) = site(|seen| match seen.path().strip_prefix("/shop/") {
        Some(item) => page(&format!("<p>no {}</p>", unescaped(item))),
        None => page("nothing here"),
    })
    .await;
    let path = get(port, "/shop/item");
    let outcome = run_at("xss-reflected", &path, &point(&path, "1")).await;
    assert_eq!(outcome.observed[0].place, "GET /shop/* path:1");
}

#[tokio::test]
async fn asks_little_where_nothing_comes_back() {
    let (port, log) = site(|_| redirect("/")).await;
    let outcome = run_check("xss-reflected", port, "/page?q=1", "q").await;
    assert!(outcome.observed.is_empty());
    // The request as it is, and one with the value alone and with what was there before.
    assert_eq!(log.lock().unwrap().len(), 3);
}
