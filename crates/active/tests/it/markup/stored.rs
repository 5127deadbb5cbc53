//! Scripting by kept values, and in the browser.

use std::sync::{Arc, Mutex};

use crawl::{Body, Part, Site, SiteRequest};

use crate::markup::escaped;
use crate::markup::head::found;
use crate::support::{Seen, get, page, post, redirect, reply, run_site, site, unescaped, url, words};

/// How a guest book shows an entry.
type Showing = fn(&Seen) -> String;

/// A guest book: keeps what is posted to `/sign` and shows it on `/book` by `show`; the form wants a token of the page.
async fn guest_book(show: fn(&Seen) -> String) -> (u16, Site) {
    let kept: Arc<Mutex<Vec<String>>> = Arc::default();
    let (port, _) = site(move |seen| match (seen.method.as_str(), seen.path()) {
        ("POST", "/sign") if seen.param("csrf") == "fresh" => {
            kept.lock().unwrap().push(show(seen));
            redirect("/thanks")
        }
        ("POST", _) => reply("403 Forbidden", "Content-Type: text/html\r\n", "no"),
        (_, "/book") => page(&format!("<ul>{}</ul>", kept.lock().unwrap().join(""))),
        (_, "/form") => page(
            "<form method=post action=/sign><input type=hidden name=csrf value=fresh><input name=name>\
             <textarea name=text></textarea></form>",
        ),
        _ => page("<p>thank you</p>"),
    })
    .await;
    let mut form = post(port, "/sign", &[("csrf", "old"), ("name", "Ann"), ("text", "hello")]);
    form.source = Some(url(port, "/form"));
    let mut crawled = found(port, &["/", "/form", "/book"]);
    crawled.requests = vec![get(port, "/"), form];
    (port, crawled)
}

#[tokio::test]
async fn finds_what_is_kept_and_shown() {
    let weak: &[(&str, Showing, &str)] = &[
        ("text", |s| format!("<li>{}: {}</li>", escaped(&s.param("name")), s.param("text")), "form:text"),
        ("attribute", |s| format!("<li title=\"{}\">x</li>", s.param("name").replace('<', "")), "form:name"),
        (
            "script word removed",
            |s| format!("<li>{}</li>", s.param("text").replace("script", "")),
            "form:text",
        ),
        (
            "browser",
            |s| format!("<li>{}</li>", s.header("user-agent").unwrap_or_default()),
            "header:User-Agent",
        ),
    ];
    for (name, show, point) in weak {
        let (_, crawled) = guest_book(*show).await;
        let outcome = run_site("xss-stored", &crawled).await;
        assert_eq!(words(&outcome), ["xss-stored"], "{name}");
        let places: Vec<&str> = outcome.observed.iter().map(|o| o.place.as_str()).collect();
        assert_eq!(places, [format!("POST /sign {point}")], "{name}");
        let web = outcome.observed[0].evidence.web.as_ref().unwrap();
        assert_eq!(
            web.exchanges.iter().map(|e| e.label.as_str()).collect::<Vec<_>>(),
            ["attack", "result", "control"]
        );
    }
}

#[tokio::test]
async fn finds_it_on_pages_that_come_into_being() {
    let kept: Arc<Mutex<Vec<String>>> = Arc::default();
    let (port, _) = site(move |seen| {
        let mut kept = kept.lock().unwrap();
        let number = seen.path().strip_prefix("/post/").and_then(|n| n.parse::<usize>().ok());
        match (seen.method.as_str(), number) {
            ("POST", _) => {
                kept.push(seen.param("text"));
                redirect("/")
            }
            (_, Some(number)) => page(&format!("<p>{}</p>", kept.get(number).cloned().unwrap_or_default())),
            _ => {
                let links = (0..kept.len()).map(|i| format!("<a href=/post/{i}>post</a>"));
                page(&links.collect::<String>())
            }
        }
    })
    .await;
    let mut crawled = found(port, &["/"]);
    crawled.requests = vec![post(port, "/new", &[("text", "hello")])];
    let outcome = run_site("xss-stored", &crawled).await;
    assert_eq!(
        outcome.observed.iter().map(|o| o.place.as_str()).collect::<Vec<_>>(),
        ["POST /new form:text"]
    );
}

#[tokio::test]
async fn kept_look_alikes_stay_quiet() {
    let safe: &[fn(&Seen) -> String] = &[
        |s| format!("<li>{}: {}</li>", escaped(&s.param("name")), escaped(&s.param("text"))),
        |s| format!("<li title='{}'>x</li>", escaped(&s.param("name"))),
        |s| format!("<li><textarea>{}</textarea></li>", s.param("text").replace('<', "&lt;")),
        |_| "<li>someone</li>".to_owned(),
    ];
    for (i, show) in safe.iter().enumerate() {
        let (_, crawled) = guest_book(*show).await;
        let outcome = run_site("xss-stored", &crawled).await;
        assert!(outcome.observed.is_empty(), "{i}: {:?}", words(&outcome));
        assert_eq!(outcome.covered, ["xss-stored"]);
    }
}

#[tokio::test]
async fn no_two_changing_requests_are_equal() {
    let log: Arc<Mutex<Vec<String>>> = Arc::default();
    let shared = log.clone();
    let (port, _) = site(move |seen| {
        let mut log = shared.lock().unwrap();
        if seen.method == "POST" {
            log.push(seen.body.clone());
        }
        page(&format!("<p>{}</p>", log.last().cloned().unwrap_or_default().replace("%3C", "&lt;")))
    })
    .await;
    let mut upload: SiteRequest = post(port, "/up", &[]);
    let part = |name: &str, value: &str| Part { name: name.into(), file: None, value: value.into() };
    upload.body = Body::Multipart(vec![part("title", "t"), part("n", "1")]);
    let mut crawled = found(port, &["/"]);
    crawled.requests = vec![upload, post(port, "/p", &[("a", "x"), ("b", "y")])];
    run_site("xss-stored", &crawled).await;
    let mut sent = log.lock().unwrap().clone();
    let count = sent.len();
    sent.sort();
    sent.dedup();
    assert!(count > 3 && sent.len() == count, "{count} {}", sent.len());
}

#[tokio::test]
async fn finds_scripting_in_the_browser() {
    let (port, _) = site(|seen| match seen.path() {
        "/inline" => page("<script>document.getElementById('a').innerHTML = location.hash.slice(1)</script>"),
        "/file" => page("<script src=/app.js></script>"),
        "/app.js" => reply(
            "200 OK",
            "Content-Type: text/javascript\r\n",
            "var to = new URLSearchParams(location.search).get('to');\nif (to) { window.location.href = to; }",
        ),
        "/handler" => page("<a href='#' onclick=\"eval(location.hash)\">x</a>"),
        "/safe" => page("<script>document.getElementById('a').textContent = location.hash</script>"),
        _ => reply("200 OK", "Content-Type: text/plain\r\n", "a.innerHTML = location.hash"),
    })
    .await;
    let crawled = found(port, &["/inline", "/file", "/handler", "/safe", "/text"]);
    let outcome = run_site("xss-dom", &crawled).await;
    let mut seen: Vec<(&str, &str)> =
        outcome.observed.iter().map(|o| (o.check.as_str(), o.place.as_str())).collect();
    seen.sort_unstable();
    let expect = [
        ("open-redirect-dom", "GET /app.js"),
        ("xss-dom", "GET /app.js"),
        ("xss-dom", "GET /handler"),
        ("xss-dom", "GET /inline"),
    ];
    assert_eq!(seen, expect);
}

#[tokio::test]
async fn finds_scripting_by_the_address_itself() {
    let (port, _) = site(|seen| {
        let path = unescaped(seen.path());
        if path.starts_with("/form.php") {
            page(&format!("<form action=\"{path}\"><input name=a></form>"))
        } else if path.starts_with("/safe.php") {
            page(&format!("<form action=\"{}\"><input name=a></form>", escaped(&path)))
        } else if path == "/names" {
            page(&format!(
                "<p>unknown: {}</p>",
                unescaped(seen.target.split('?').next_back().unwrap_or_default())
            ))
        } else if path.starts_with("/raw") {
            page(&format!("<a href='{}'>self</a>", seen.target))
        } else {
            reply("404 Not Found", "Content-Type: text/html\r\n", "nothing")
        }
    })
    .await;
    let outcome = run_site("xss-address", &found(port, &["/form.php", "/safe.php", "/names", "/raw"])).await;
    let places: Vec<&str> = outcome.observed.iter().map(|o| o.place.as_str()).collect();
    let expect = ["GET /form.php path:*", "GET /names query:*"];
    assert_eq!(places, expect);
}
#[tokio::test]
async fn a_page_for_what_is_missing_is_one_place() {
    let (port, _) = site(|seen| {
        let path = unescaped(seen.path());
        match path.as_str() {
            "/" | "/a" | "/b/c" => page("<p>tea</p>"),
            // It has what follows its path by itself: a weakness of its own.
            own if own.starts_with("/shop.php") => {
                page(&format!("<form action=\"{own}\"><input name=a></form>"))
            }
            _ => reply("404 Not Found", "Content-Type: text/html\r\n", &format!("<p>no {path}</p>")),
        }
    })
    .await;
    let outcome = run_site("xss-address", &found(port, &["/", "/a", "/b/c", "/shop.php"])).await;
    let places: Vec<&str> = outcome.observed.iter().map(|o| o.place.as_str()).collect();
    assert_eq!(places, ["GET /* path:0", "GET /shop.php path:*"]);
}
