//! Lines of one's own in the head of an answer, names of servers, other sites that may read, callback names.

use crawl::Site;

use crate::markup::{Answer, each, escaped};
use crate::support::{Seen, page, reply, run_site, site, url, words};

const WEAK: &[(&str, Answer)] = &[
    ("redirect", |q| reply("302 Found", &format!("Location: /{q}\r\n"), "")),
    ("cookie", |q| reply("200 OK", &format!("Set-Cookie: lang={q}; Path=/\r\n"), "ok")),
    ("header, carriage returns removed", |q| {
        reply("200 OK", &format!("X-Lang: {}\r\n", q.replace('\r', "")), "ok")
    }),
    ("decoded once more", |q| {
        let q = q.replace(['\r', '\n'], "").replace("%0d", "\r").replace("%0a", "\n");
        reply("200 OK", &format!("X-Lang: {q}\r\n"), "ok")
    }),
    ("refused with breaks, then decoded once more", |q| {
        let bad = q.contains(['\r', '\n']);
        let q = q.replace("%0d", "\r").replace("%0a", "\n");
        if bad {
            reply("400 Bad Request", "", "no")
        } else {
            reply("200 OK", &format!("X-Lang: {q}\r\n"), "ok")
        }
    }),
    ("characters cut to a byte", |q| {
        let q: String =
            q.replace(['\r', '\n'], "").chars().map(|c| char::from((c as u32 & 0xff) as u8)).collect();
        reply("200 OK", &format!("X-Lang: {q}\r\n"), "ok")
    }),
];

const SAFE: &[(&str, Answer)] = &[
    ("breaks removed", |q| reply("200 OK", &format!("X-Lang: {}\r\n", q.replace(['\r', '\n'], "")), "ok")),
    ("breaks escaped", |q| {
        let q = q.replace('\r', "%0D").replace('\n', "%0A");
        reply("302 Found", &format!("Location: /{q}\r\n"), "")
    }),
    ("in the body", |q| page(&escaped(q))),
    ("raw in the body", |q| reply("200 OK", "Content-Type: text/plain\r\n", q)),
];

#[tokio::test]
async fn finds_lines_of_ones_own() {
    each("crlf-injection", WEAK, &["crlf-injection"]).await;
    each("crlf-injection", SAFE, &[]).await;
}

#[tokio::test]
async fn finds_callbacks_that_are_not_names() {
    let script = |body: String| reply("200 OK", "Content-Type: application/javascript\r\n", &body);
    let weak = move |seen: &Seen| script(format!("/**/{}({{\"a\":1}})", seen.param("callback")));
    let (port, _) = site(weak).await;
    let outcome = crate::support::run_check("jsonp-callback", port, "/d?callback=go", "callback").await;
    assert_eq!(words(&outcome), ["jsonp-callback"]);
    let safe = move |seen: &Seen| {
        let name: String = seen.param("callback").chars().filter(char::is_ascii_alphanumeric).collect();
        script(format!("{name}({{\"a\":1}})"))
    };
    let (port, _) = site(safe).await;
    let outcome = crate::support::run_check("jsonp-callback", port, "/d?callback=go", "callback").await;
    assert!(outcome.observed.is_empty());
}

/// What a site answers.
type Answering = fn(&Seen) -> Vec<u8>;

/// A site of which the crawl found these pages.
pub(crate) fn found(port: u16, paths: &[&str]) -> Site {
    let page = |path: &&str| crawl::Page {
        method: "GET".to_owned(),
        url: url(port, path),
        status: 200,
        media_type: "text/html".to_owned(),
        title: String::new(),
        depth: 0,
        bytes: 10,
        structure: 0,
        sketch: 0,
        source: None,
        found: crawl::Found::Link,
        authenticated: false,
        missing: false,
    };
    Site { pages: paths.iter().map(page).collect(), ..Site::default() }
}

/// Runs a site check on a site of one page and compares the words.
async fn one_page(check: &str, name: &str, answer: fn(&Seen) -> Vec<u8>, expect: &[&str]) {
    let (port, _) = site(answer).await;
    let outcome = run_site(check, &found(port, &["/a"])).await;
    assert_eq!(words(&outcome), expect, "{name}");
}

fn shared(origin: &str, credentials: bool) -> Vec<u8> {
    let more = if credentials { "Access-Control-Allow-Credentials: true\r\n" } else { "" };
    let head = format!("Content-Type: application/json\r\nAccess-Control-Allow-Origin: {origin}\r\n{more}");
    reply("200 OK", &head, "{}")
}

#[tokio::test]
async fn finds_origins_that_are_trusted_too_far() {
    let weak: &[(&str, Answering)] = &[
        ("any", |s| shared(s.header("origin").unwrap_or("*"), true)),
        ("null", |s| {
            shared(if s.header("origin") == Some("null") { "null" } else { "https://a.test" }, true)
        }),
        ("prefix", |s| {
            let origin = s.header("origin").unwrap_or_default();
            let fine = origin.starts_with("http://127.0.0.1");
            shared(if fine { origin } else { "http://127.0.0.1" }, true)
        }),
    ];
    for (name, answer) in weak {
        one_page("cors-misconfiguration", name, *answer, &["cors-misconfiguration"]).await;
    }
    let safe: &[(&str, Answering)] = &[
        ("any, without the session", |s| shared(s.header("origin").unwrap_or("*"), false)),
        ("star", |_| shared("*", true)),
        ("one", |_| shared("https://partner.test", true)),
        ("none", |_| page("x")),
    ];
    for (name, answer) in safe {
        one_page("cors-misconfiguration", name, *answer, &[]).await;
    }
}

#[tokio::test]
async fn finds_trust_in_names_of_servers() {
    let weak: &[(&str, Answering)] = &[
        ("forwarded host in links", |s| {
            let host = s.header("x-forwarded-host").or(s.header("host")).unwrap_or_default();
            page(&format!("<a href='http://{host}/reset'>reset</a>"))
        }),
        ("forwarded host in redirects", |s| {
            reply(
                "302 Found",
                &format!("Location: https://{}/\r\n", s.header("x-forwarded-host").unwrap_or("a.test")),
                "",
            )
        }),
        ("host in a script address", |s| {
            page(&format!("<script src='//{}/a.js'></script>", s.header("host").unwrap_or_default()))
        }),
    ];
    for (name, answer) in weak {
        one_page("host-header-injection", name, *answer, &["host-header-injection"]).await;
    }
    let safe: &[(&str, Answering)] = &[
        ("own name", |_| page("<a href='http://shop.test/'>x</a>")),
        ("named in a text", |s| {
            page(&format!("<p>{}</p>", s.header("x-forwarded-host").unwrap_or_default()))
        }),
        ("server's own redirect", |s| {
            reply(
                "301 Moved",
                &format!("Location: http://{}/a/\r\n", s.header("host").unwrap_or_default()),
                "",
            )
        }),
        ("in a query", |s| {
            page(&format!("<a href='/x?from={}'>x</a>", s.header("x-forwarded-host").unwrap_or_default()))
        }),
    ];
    for (name, answer) in safe {
        one_page("host-header-injection", name, *answer, &[]).await;
    }
}
