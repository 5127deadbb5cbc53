//! External entities, acted by a parser that knows one entity.

use std::sync::LazyLock;

use active::{Outcome, SiteProbe, site_checks};
use crawl::{Body, Site, SiteRequest};
use model::definition::Effect;
use model::profile::Payloads;
use net::CallbackListener;
use regex::Regex;

use super::calls::{fetch, listener};
use super::{Run, expect};
use crate::support::{Seen, client, host, page, point, post, reply, site};

const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n";

/// A document with its one external entity put in.
fn parsed(document: &str) -> String {
    static ENTITY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"<!ENTITY (\w+) SYSTEM "([^"]*)">"#).unwrap());
    let body = document.split_once("]>").map_or(document, |(_, b)| b);
    let Some(found) = ENTITY.captures(document) else { return body.to_owned() };
    let text = if &found[2] == "file:///etc/passwd" { PASSWD } else { "" };
    body.replace(&format!("&{};", &found[1]), text)
}

type Page = fn(&Seen) -> Vec<u8>;

async fn run_site(answer: Page, body: Body) -> Outcome {
    run_called(answer, body, None).await
}

async fn run_called(answer: Page, body: Body, callback: Option<&CallbackListener>) -> Outcome {
    let (port, _) = site(answer).await;
    let mut request: SiteRequest = post(port, "/api/items", &[]);
    request.body = body;
    let site = Site { requests: vec![request], ..Site::default() };
    let (client, host) = (client(Effect::Intrusive), host());
    let probe = SiteProbe {
        client: &client,
        site: &site,
        host: &host,
        payloads: Payloads::Normal,
        stack: &[],
        callback,
    };
    let check = site_checks().iter().find(|c| c.name == "xxe-bodies").unwrap();
    (check.run)(&probe).await
}

fn xml() -> Body {
    Body::Raw {
        media_type: "text/xml".to_owned(),
        text: "<order><id>1</id><note>x</note></order>".to_owned(),
    }
}

#[tokio::test]
async fn finds_entities_in_bodies() {
    let shows: Page = |s| page(&format!("Order {} was taken", parsed(&s.body)));
    let outcome = run_site(shows, xml()).await;
    expect(&outcome, &["xxe"], "XML");
    assert_eq!(outcome.observed[0].place, "POST /api/items");
    let json = Body::Json(serde_json::json!({"id": 1, "note": "x"}));
    let switched: Page = |s| match s.header("Content-Type") {
        Some("application/xml") => page(&format!("Order {} was taken", parsed(&s.body))),
        _ => page("Order was taken"),
    };
    expect(&run_site(switched, json).await, &["xxe"], "JSON as XML");
}

#[tokio::test]
async fn finds_entities_and_inclusions_in_values() {
    let (port, _) = site(|s: &Seen| page(&parsed(&s.param("q")))).await;
    let outcome = Run::default().get("xxe", port, "/?q=%3Ca%3E1%3C%2Fa%3E", "q").await;
    expect(&outcome, &["xxe"], "value");
    let includes: Page =
        |s| page(if s.param("q").contains("href=\"file:///etc/passwd\"") { PASSWD } else { "none" });
    let (port, _) = site(includes).await;
    expect(&Run::default().get("xxe", port, "/?q=%3Ca%3E1%3C%2Fa%3E", "q").await, &["xxe"], "XInclude");
}

#[tokio::test]
async fn finds_inclusions_in_documents_of_the_server() {
    // The value stands in a document of the server: only the element of the inclusion names the file.
    let answer: Page = |s| {
        static INCLUDE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"<(\w+):include xmlns:\w+="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>"#)
                .unwrap()
        });
        page(&INCLUDE.replace_all(&s.param("text"), PASSWD))
    };
    let (port, _) = site(answer).await;
    let request = post(port, "/ticket", &[("text", "My lamp is broken")]);
    let run = Run { payloads: Payloads::Normal, ..Run::default() };
    expect(&run.at("xxe", &request, &point(&request, "text")).await, &["xxe"], "XInclude");
    let (port, _) = site(|s: &Seen| page(&s.param("text"))).await;
    let request = post(port, "/ticket", &[("text", "My lamp is broken")]);
    expect(&run.at("xxe", &request, &point(&request, "text")).await, &[], "gives back");
}

#[tokio::test]
async fn finds_entities_in_uploads() {
    let upload = |port: u16| {
        let mut request = post(port, "/drawing", &[]);
        let part = |name: &str, file: Option<&str>| crawl::Part {
            name: name.to_owned(),
            file: file.map(str::to_owned),
            value: "x".to_owned(),
        };
        request.body = Body::Multipart(vec![part("note", None), part("picture", Some("a.png"))]);
        request
    };
    let cases: [(&str, &[&str], Page); 3] = [
        ("drawing", &["xxe"], |s| {
            let drawing = s.body.split_once("<?xml").map_or("", |(_, d)| d);
            let named = s.body.contains(".svg\"");
            page(&if named { parsed(drawing) } else { "drawings only".to_owned() })
        }),
        ("kept", &[], |s| page(&format!("{} bytes", s.body.len()))),
        ("shown as it is", &[], |s| page(&s.body)),
    ];
    for (what, words, answer) in cases {
        let (port, _) = site(answer).await;
        let request = upload(port);
        let run = Run { payloads: Payloads::Normal, ..Run::default() };
        expect(&run.at("xxe", &request, &point(&request, "picture")).await, words, what);
    }
}

#[tokio::test]
async fn look_alikes_stay_quiet() {
    let cases: [(&str, Page); 4] = [
        ("gives back", |s| page(&s.body)),
        ("refuses entities", |s| {
            if s.body.contains("<!DOCTYPE") {
                reply("400 Bad Request", "", "no DTD, please")
            } else {
                page("taken")
            }
        }),
        ("always the list of users", |_| page(PASSWD)),
        ("other kind of body", |_| reply("415 Unsupported Media Type", "", "JSON only")),
    ];
    for (what, answer) in cases {
        expect(&run_site(answer, xml()).await, &[], what);
        expect(&run_site(answer, Body::Json(serde_json::json!({"id": 1}))).await, &[], what);
    }
}

/// A parser that shows nothing and fetches what entities name: those of parameters when they are declared and used in the
/// declaration, the others when the document uses them. Comments are no declarations.
fn fetches(document: &str, parameters: bool) {
    static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?s)<!--.*?-->").unwrap());
    static DECLARED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"<!ENTITY (% )?(\w+) SYSTEM "(http://[^"]*)">"#).unwrap());
    let document = COMMENT.replace_all(document, "");
    for found in DECLARED.captures_iter(&document) {
        let sign = if found.get(1).is_some() { '%' } else { '&' };
        if (sign == '%') == parameters && document.contains(&format!("{sign}{};", &found[2])) {
            fetch(&found[3]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_entities_that_call() {
    let cases: [(&str, Page); 2] = [
        ("general", |s| {
            fetches(&s.body, false);
            page("taken")
        }),
        ("parameter", |s| {
            fetches(&s.body, true);
            page("taken")
        }),
    ];
    for (what, answer) in cases {
        for body in [xml(), Body::Json(serde_json::json!({"id": 1}))] {
            let listener = listener().await;
            let outcome = run_called(answer, body, Some(&listener)).await;
            expect(&outcome, &["xxe"], what);
            assert!(outcome.observed[0].evidence.summary.contains("GET /"), "{what}");
        }
    }
    let (port, _) = site(|s: &Seen| {
        fetches(&s.param("q"), false);
        page("taken")
    })
    .await;
    let listener = listener().await;
    let run = Run { callback: Some(&listener), ..Run::default() };
    expect(&run.get("xxe", port, "/?q=%3Ca%3E1%3C%2Fa%3E", "q").await, &["xxe"], "value");
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_of_others_stay_quiet() {
    let cases: [(&str, Page); 2] = [
        // Whatever looks like an address is fetched, also in a comment.
        ("preview", |s| {
            for word in s.body.split(['"', ' ', '<', '>']).filter(|w| w.starts_with("http://")) {
                fetch(word);
            }
            page("taken")
        }),
        ("fetches nothing", |s| {
            fetches(&s.body.replace("<!ENTITY", "<!"), false);
            page("taken")
        }),
    ];
    for (what, answer) in cases {
        let listener = listener().await;
        expect(&run_called(answer, xml(), Some(&listener)).await, &[], what);
    }
}
