//! A web application through all stages, stopped and resumed.

use std::collections::BTreeSet;

use model::definition::Effect;
use model::ports::PortSet;
use model::profile::{Payloads, ScanProfile, Speed, WebKind, WebProfile};
use model::unit::{UnitEvent, UnitOutcome, UnitWork, WorkUnit};
use model::web::{WebPlan, WebTarget};

use crate::harness::{self, Story};
use crate::scripted::{self, Log, Reply};
use crate::services::closed;

/// A guest book with a search that echoes and a form that posts.
async fn guest_book() -> (u16, Log) {
    scripted::site(|asked| match (asked.method.as_str(), asked.path()) {
        ("GET", "/") => Reply::page(
            "<title>Guests</title><a href='/search?q=tea'>search</a>\
             <form method=post action=/sign><input name=name><input name=text><button>ok</button></form>",
        ),
        ("GET", "/search") => Reply::page(&format!("<p>You searched for {}</p>", asked.param("q"))),
        ("POST", "/sign") => Reply::page(&format!("<p>Thank you, {}</p>", asked.param("name"))),
        _ => Reply::page("<p>nothing here").status("404 Not Found"),
    })
    .await
}

pub(crate) fn profile(ceiling: Effect) -> ScanProfile {
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

pub(crate) fn unit(port: u16, ceiling: Effect) -> WorkUnit {
    let mut unit = harness::unit("127.0.0.1", "1", profile(ceiling));
    let target = WebTarget { url: format!("http://127.0.0.1:{port}/"), ..WebTarget::default() };
    unit.plan.ports = PortSet::default();
    unit.plan.web = Some(WebPlan {
        target,
        is_api: false,
        user_data: None,
        reduced_scopes: Vec::new(),
        narrowing: Default::default(),
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

pub(crate) fn places(stories: &[Story]) -> BTreeSet<(String, String)> {
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
    let sent: Vec<_> = log.iter().filter(|a| !safe.contains(&a.method.as_str())).collect();
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
        for request in log.lock().unwrap().iter().filter(|a| a.method == "POST") {
            assert!(seen.insert(request.clone()), "{request:?} was sent twice");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_for_what_is_missing_is_tested_once() {
    let (port, _) = scripted::site(|asked| match asked.path() {
        "/" => Reply::page("<a href='/tea.html'>tea</a><a href='/list/black.html'>list</a>"),
        "/tea.html" | "/list/black.html" => Reply::page("<p>tea</p>"),
        other => Reply::page(&format!("<p>no {}</p>", scripted::decode(other))).status("404 Not Found"),
    })
    .await;
    let story = harness::run(unit(port, Effect::Safe), None).await;
    let found = places(&[story]);
    let seen: Vec<_> = found.iter().filter(|(check, _)| check == "xss-reflected").collect();
    assert_eq!(seen, [&("xss-reflected".to_owned(), "GET /* path:0".to_owned())]);
}

#[tokio::test]
async fn what_cannot_be_reached_fails_with_the_reason() {
    let port = closed([127, 0, 0, 1]);
    let story = harness::run(unit(port, Effect::Safe), None).await;
    let UnitOutcome::Failed { reason, retryable: false } = story.outcome() else {
        panic!("{:?}", story.outcome())
    };
    assert!(reason.contains("cannot be reached"), "{reason}");
}
