//! A web application through all stages, stopped and resumed.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use model::definition::Effect;
use model::ports::PortSet;
use model::profile::{Payloads, ScanProfile, Speed, WebKind, WebProfile};
use model::unit::{UnitEvent, UnitOutcome, UnitWork, WorkUnit};
use model::web::{WebPlan, WebTarget};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::harness::{self, Story};

/// Method, target and body of every request that the site saw.
type Log = Arc<Mutex<Vec<(String, String, String)>>>;

/// A guest book with a search that echoes and a form that posts.
async fn guest_book() -> (u16, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let log = Log::default();
    let seen = log.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let seen = seen.clone();
            tokio::spawn(async move { serve(stream, &seen).await });
        }
    });
    (port, log)
}

async fn serve(mut stream: TcpStream, log: &Log) {
    let mut bytes = Vec::new();
    let mut piece = [0; 8192];
    loop {
        let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") else {
            match stream.read(&mut piece).await {
                Ok(n) if n > 0 => bytes.extend_from_slice(&piece[..n]),
                _ => return,
            }
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length: usize = head
            .lines()
            .find_map(|l| {
                l.to_ascii_lowercase().strip_prefix("content-length:").map(str::trim).map(str::parse)
            })
            .and_then(Result::ok)
            .unwrap_or(0);
        if bytes.len() < end + 4 + length {
            match stream.read(&mut piece).await {
                Ok(n) if n > 0 => bytes.extend_from_slice(&piece[..n]),
                _ => return,
            }
            continue;
        }
        let body = String::from_utf8_lossy(&bytes[end + 4..end + 4 + length]).into_owned();
        bytes.drain(..end + 4 + length);
        let mut words = head.split_whitespace();
        let (method, target) = (words.next().unwrap_or("").to_owned(), words.next().unwrap_or("").to_owned());
        log.lock().unwrap().push((method.clone(), target.clone(), body.clone()));
        let (status, page) = answer(&method, &target, &body);
        let reply = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
            page.len()
        );
        if stream.write_all(reply.as_bytes()).await.is_err() {
            return;
        }
    }
}

fn answer(method: &str, target: &str, body: &str) -> (&'static str, String) {
    let value = |text: &str, name: &str| -> String {
        let pair = text.split('&').find_map(|p| p.strip_prefix(&format!("{name}=")).map(str::to_owned));
        decode(&pair.unwrap_or_default())
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    match (method, path) {
        ("GET", "/") => (
            "200 OK",
            "<title>Guests</title><a href='/search?q=tea'>search</a>\
             <form method=post action=/sign><input name=name><input name=text><button>ok</button></form>"
                .to_owned(),
        ),
        ("GET", "/search") => ("200 OK", format!("<p>You searched for {}</p>", value(query, "q"))),
        ("POST", "/sign") => ("200 OK", format!("<p>Thank you, {}</p>", value(body, "name"))),
        _ => ("404 Not Found", "<p>nothing here".to_owned()),
    }
}

fn decode(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        out.push(match b {
            b'+' => b' ',
            b'%' => {
                let hex: Vec<u8> = bytes.by_ref().take(2).collect();
                u8::from_str_radix(std::str::from_utf8(&hex).unwrap_or("3f"), 16).unwrap_or(b'?')
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn profile(ceiling: Effect) -> ScanProfile {
    let web = WebProfile {
        kind: WebKind::Web,
        active: true,
        crawl: true,
        payloads: Payloads::Light,
        speed: Speed::Normal,
        can_scan_unverified: false,
        delay_ms: 0,
        max_run_time_s: 600,
        dedup_enabled: true,
        auto_patterns_enabled: true,
        max_urls: 100,
    };
    let mut profile = ScanProfile { effect_ceiling: ceiling, web: Some(web), ..harness::profile() };
    profile.intensity.read_timeout_ms = 2000;
    // The templates ask hundreds of addresses and have tests of their own.
    let templates = template::builtin().iter().map(|t| template::word(&t.id)).collect();
    profile.checks = model::profile::CheckSelection::AllExcept(templates);
    profile
}

fn unit(port: u16, ceiling: Effect) -> WorkUnit {
    let mut unit = harness::unit("127.0.0.1", "1", profile(ceiling));
    let target = WebTarget { url: format!("http://127.0.0.1:{port}/"), ..WebTarget::default() };
    unit.plan.ports = PortSet::default();
    unit.plan.web = Some(WebPlan {
        target,
        is_api: false,
        user_data: None,
        reduced_scopes: Vec::new(),
        ignore_blackout_period: false,
    });
    unit.work = UnitWork::Web;
    unit
}

/// The unit given out again with what it kept.
fn again(unit: &WorkUnit, story: &Story) -> WorkUnit {
    let mut next = harness::again(unit, story.checkpoint().or_else(|| unit.checkpoint.clone()));
    for event in story.events() {
        if let UnitEvent::Part { key, value } = event {
            next.parts.insert(key.clone(), value.clone());
        }
    }
    next
}

fn places(stories: &[Story]) -> BTreeSet<(String, String)> {
    let all = stories.iter().flat_map(Story::observed);
    all.map(|o| (o.check.clone(), o.place.clone())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn finds_and_covers_and_keeps_to_the_ceiling() {
    let (port, log) = guest_book().await;
    let story = harness::run(unit(port, Effect::Safe), None).await;
    assert_eq!(*story.outcome(), UnitOutcome::Completed);
    let found = places(&[story]);
    assert!(found.contains(&("xss-reflected".to_owned(), "GET /search query:q".to_owned())), "{found:?}");
    assert!(!found.iter().any(|(_, place)| place.starts_with("POST")), "{found:?}");
    let log = log.lock().unwrap();
    let safe = ["GET", "HEAD", "OPTIONS"];
    let sent: Vec<_> = log.iter().filter(|(method, ..)| !safe.contains(&method.as_str())).collect();
    assert!(sent.is_empty(), "{sent:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_at_any_moment_loses_nothing_and_repeats_no_change() {
    let (port, log) = guest_book().await;
    let whole = harness::run(unit(port, Effect::StateChanging), None).await;
    assert_eq!(*whole.outcome(), UnitOutcome::Completed);
    let messages = whole.messages.len();
    let expect = places(&[whole]);
    assert!(expect.contains(&("xss-reflected".to_owned(), "POST /sign form:name".to_owned())), "{expect:?}");
    for stop_after in [3, messages / 4, messages / 2, messages * 3 / 4] {
        log.lock().unwrap().clear();
        let first = unit(port, Effect::StateChanging);
        let begun = harness::run(first.clone(), Some(stop_after)).await;
        // Each hand-out has randomness of its own, as each process has.
        let engine = harness::engine_with_seed(stop_after as u64 + 100);
        let second = harness::run_with(engine, again(&first, &begun), None).await;
        assert_eq!(*second.outcome(), UnitOutcome::Completed, "stopped after {stop_after}");
        assert_eq!(places(&[begun, second]), expect, "stopped after {stop_after}");
        let mut seen = BTreeSet::new();
        for request in log.lock().unwrap().iter().filter(|(method, ..)| method == "POST") {
            assert!(seen.insert(request.clone()), "{request:?} was sent twice");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_reached_fails_with_the_reason() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let story = harness::run(unit(port, Effect::Safe), None).await;
    let UnitOutcome::Failed { reason, retryable: false } = story.outcome() else {
        panic!("{:?}", story.outcome())
    };
    assert!(reason.contains("cannot be reached"), "{reason}");
}
