//! Targets that call back: a page that fetches what it is told, from the listener of the test alone.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use model::{Env, Timestamp};
use net::CallbackListener;

use super::{Run, expect};
use crate::support::{Seen, page, site};

pub(super) async fn listener() -> Arc<CallbackListener> {
    let (env, _) = Env::fake(Timestamp::from_micros(0), 11);
    CallbackListener::start(IpAddr::from([127, 0, 0, 1]), env).await.unwrap()
}

/// Fetches an address on loopback; the body of the answer.
pub(super) fn fetch(url: &str) -> String {
    let rest = url.strip_prefix("http://").unwrap_or_default();
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let Ok(address) = authority.parse::<SocketAddr>() else { return String::new() };
    #[expect(
        clippy::disallowed_methods,
        reason = "the page under test fetches from the listener of the test"
    )]
    let Ok(mut stream) = TcpStream::connect(address) else { return String::new() };
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let _ = write!(stream, "GET /{path} HTTP/1.0\r\n\r\n");
    let mut answer = String::new();
    // The listener may need this thread.
    let _ = tokio::task::block_in_place(|| stream.read_to_string(&mut answer));
    answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
}

/// What PHP makes of a text that it includes: the one statement that the listener answers.
fn included(text: &str) -> String {
    let Some((before, code)) = text.split_once("<?php echo '") else { return text.to_owned() };
    let (first, rest) = code.split_once("'.'").unwrap_or_default();
    format!("{before}{first}{}", rest.split('\'').next().unwrap_or_default())
}

type Page = fn(&Seen) -> Vec<u8>;

async fn run(check: &str, value: &str, answer: Page) -> model::check::Outcome {
    let listener = listener().await;
    let (port, _) = site(answer).await;
    let run = Run { callback: Some(&listener), ..Run::default() };
    run.get(check, port, &format!("/?q={value}"), "q").await
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_fetches() {
    let cases: [(&str, &str, &str, Page); 6] = [
        ("shown", "http://h.test/x", "ssrf", |s| page(&fetch(&s.param("q")))),
        ("blind", "http://h.test/x", "ssrf", |s| {
            fetch(&s.param("q"));
            page("queued")
        }),
        ("host only", "h.test", "ssrf", |s| page(&fetch(&format!("http://{}", s.param("q"))))),
        ("pictures only", "http://h.test/x.png", "ssrf", |s| {
            let q = s.param("q");
            page(&if q.ends_with(".png") { fetch(&q) } else { String::new() })
        }),
        ("trusted host only", "http://h.test/x", "ssrf", |s| {
            let q = s.param("q");
            let rest = q.strip_prefix("http://h.test").unwrap_or_default();
            page(&fetch(&rest.replacen('@', "http://", 1)))
        }),
        ("included", "home", "file-inclusion-remote", |s| page(&included(&fetch(&s.param("q"))))),
    ];
    for (what, value, word, answer) in cases {
        let outcome = run("ssrf", value, answer).await;
        expect(&outcome, &[word], what);
        assert!(outcome.observed[0].evidence.summary.contains("GET /"), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_commands_that_call() {
    let answer: Page = |s| {
        if let Some((_, command)) = s.param("q").split_once(";curl -s ") {
            fetch(command.split('|').next().unwrap_or_default());
        }
        page("Thank you")
    };
    expect(&run("command", "7", answer).await, &["command-injection"], "curl");
}

#[tokio::test(flavor = "multi_thread")]
async fn look_alikes_stay_quiet() {
    let cases: [(&str, Page); 3] = [
        ("reflects", |s| page(&s.param("q"))),
        ("link", |s| page(&format!("<a href=\"{0}\">{0}</a>", s.param("q")))),
        ("fetches something else", |s| {
            let _ = s;
            page(&fetch("http://127.0.0.1:1/"))
        }),
    ];
    for (what, answer) in cases {
        expect(&run("ssrf", "http://h.test/", answer).await, &[], what);
    }
    // A preview that fetches every address in a text is no command.
    let preview: Page = |s| {
        let q = s.param("q");
        for word in q.split(|c: char| c.is_whitespace() || c == '|').filter(|w| w.starts_with("http://")) {
            fetch(word);
        }
        page("Thank you")
    };
    expect(&run("command", "7", preview).await, &[], "preview");
}
