//! Runs that look at a part of their target: what is new or changed, or given addresses.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use model::definition::Effect;
use model::unit::{UnitEvent, UnitOutcome, WorkUnit};
use model::web::{Endpoint, PART_BASELINE, part_seen};

use crate::harness::{self, Story};
use crate::scripted::{self, Asked, Log, Reply};
use crate::web::{places, unit};

/// A shop whose search echoes. Its next release asks for more in its help, which echoes too, and has a new page.
async fn shop() -> (u16, Log, Arc<AtomicBool>) {
    let released = Arc::new(AtomicBool::new(false));
    let release = released.clone();
    let (port, log) = scripted::site(move |asked| answer(asked, release.load(Ordering::Relaxed))).await;
    (port, log, released)
}

fn answer(asked: &Asked, released: bool) -> Reply {
    let new = if released { "<a href='/gift?for=ann'>gifts</a>" } else { "" };
    match asked.path() {
        "/" => Reply::page(&format!(
            "<a href='/search?q=tea'>search</a><a href='/help?topic=tea'>help</a>{new}\
             <form method=post action=/sign><input name=text><button>ok</button></form>"
        )),
        // Restless: it advertises something else each time.
        "/search" => {
            let shown = format!("<p>You searched for {}</p><i>{}</i>", asked.param("q"), advertisement());
            Reply::page(&shown)
        }
        "/help" if released => Reply::page(&format!("<h1>Help</h1><i>On {}</i>", asked.param("topic"))),
        "/help" => Reply::page("<p>There is none</p>"),
        "/gift" if released => Reply::page(&format!("<b>For {}</b>", asked.param("for"))),
        "/sign" => Reply::page(&format!("<p>Thank you, {}</p>", asked.param("text"))),
        _ => Reply::page("<p>nothing here").status("404 Not Found"),
    }
}

/// Other words each time.
fn advertisement() -> String {
    static SHOWN: AtomicUsize = AtomicUsize::new(0);
    let goods = [
        "kettles for tea",
        "hoses of rubber",
        "socks from wool",
        "lamps on desks",
        "bells to ring",
        "pots made of clay",
    ];
    let shown = SHOWN.fetch_add(1, Ordering::Relaxed);
    format!("{} and {}", goods[shown % goods.len()], goods[(shown + 3) % goods.len()])
}

/// The unit of an incremental run after `before`.
fn after(port: u16, before: &Story) -> WorkUnit {
    let mut next = unit(port, Effect::StateChanging);
    if let Some(web) = &mut next.plan.web {
        web.narrowing.incremental = true;
    }
    let seen = before.events().find_map(|event| match event {
        UnitEvent::Part { key, value } if *key == part_seen("test") => Some(value.clone()),
        _ => None,
    });
    next.parts.extend(seen.map(|seen| (PART_BASELINE.to_owned(), seen)));
    next
}

async fn completed(unit: WorkUnit) -> Story {
    let story = harness::run(unit, None).await;
    assert_eq!(*story.outcome(), UnitOutcome::Completed);
    story
}

fn endpoints(story: &Story) -> Vec<&Endpoint> {
    let rows = story.events().filter_map(|event| match event {
        UnitEvent::Endpoints(rows) => Some(rows),
        _ => None,
    });
    rows.flatten().collect()
}

/// The paths that the run calls tested, and those that it calls unchanged.
fn told(story: &Story) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut tested, mut unchanged) = (BTreeSet::new(), BTreeSet::new());
    for row in endpoints(story) {
        let path = row.url.split(['/', '?']).nth(3).unwrap_or_default();
        if row.accepted {
            tested.insert(path);
        } else if row.reason.contains("unchanged") {
            unchanged.insert(path);
        }
    }
    (tested, unchanged)
}

/// Places for which the run answers for reflected scripting.
fn answered(story: &Story) -> BTreeSet<&str> {
    let places = story.events().filter_map(|event| match event {
        UnitEvent::Covered { place, checks, .. } if checks.iter().any(|c| c == "xss-reflected") => {
            Some(place)
        }
        _ => None,
    });
    places.map(String::as_str).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_incremental_run_tests_what_is_new_or_changed() {
    let (port, log, released) = shop().await;
    let xss = |place: &str| ("xss-reflected".to_owned(), place.to_owned());
    // Without a base everything is tested.
    let whole = completed(after(port, &Story { messages: Vec::new() })).await;
    let found = places(std::slice::from_ref(&whole));
    assert!(
        found.contains(&xss("GET /search query:q")) && found.contains(&xss("POST /sign form:text")),
        "{found:?}"
    );

    log.lock().unwrap().clear();
    let same = completed(after(port, &whole)).await;
    let (tested, unchanged) = told(&same);
    assert!(
        ["search", "help", "sign"].iter().all(|path| unchanged.contains(path)),
        "{tested:?} {unchanged:?}"
    );
    assert!(!answered(&same).iter().any(|place| place.contains("search") || place.contains("sign")));
    let asked = log.lock().unwrap().iter().filter(|a| a.path() == "/search").count();
    assert!(asked <= 2, "{asked} requests for a page that did not change");
    assert!(log.lock().unwrap().iter().filter(|a| a.method == "POST").count() <= 1, "the crawl's own alone");

    released.store(true, Ordering::Relaxed);
    let next = completed(after(port, &same)).await;
    let (tested, unchanged) = told(&next);
    assert!(unchanged.contains("search") && tested.contains("gift") && tested.contains("help"), "{tested:?}");
    let found = places(std::slice::from_ref(&next));
    assert!(
        found.contains(&xss("GET /gift query:for")) && found.contains(&xss("GET /help query:topic")),
        "{found:?}"
    );
    assert!(!found.contains(&xss("GET /search query:q")), "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_answers_for_itself_only() {
    let (port, ..) = shop().await;
    let mut part = unit(port, Effect::StateChanging);
    if let Some(web) = &mut part.plan.web {
        web.reduced_scopes =
            vec![format!("http://127.0.0.1:{port}/help?topic=tea"), format!("http://127.0.0.1:{port}/help*")];
    }
    let story = completed(part).await;
    let covered = story.events().filter_map(|event| match event {
        UnitEvent::Covered { place, checks, .. } => Some((place, checks)),
        _ => None,
    });
    // `/help` itself is a place of the root folder. Other words come from templates and from the inspection of the server,
    // which ask what they always ask.
    let words = ["xss-dom", "xss-stored", "cookie-no-httponly", "xss-reflected"];
    let elsewhere: Vec<_> = covered
        .filter(|(place, _)| !place.contains("/help") && *place != "GET /* path:0")
        .filter(|(_, checks)| words.iter().any(|w| checks.iter().any(|c| c == w)))
        .collect();
    assert_eq!(elsewhere, Vec::<(&String, &Vec<String>)>::new());
    assert!(
        !story.events().any(|e| matches!(e, UnitEvent::Part { key, .. } if *key == part_seen("test"))),
        "no base"
    );
}
