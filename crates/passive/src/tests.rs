//! The checks together: over whole sites.

use crawl::{Exchange, Origin, Site};
use model::host::{Host, Port};
use model::severity::Severity;
use proptest::prelude::*;

use crate::testing::Answer;
use crate::{Passive, WORDS};

fn at(origin: &Origin) -> Option<(Host, Port)> {
    let known = origin.host == "h.test";
    let host = Host { address: [127, 0, 0, 1].into(), name: Some(origin.host.clone()) };
    known.then_some((host, Port::tcp(origin.port)))
}

/// Word, place and severity (`None`: the definition's) of all observations.
fn shown(passive: &Passive) -> Vec<(String, String, Option<Severity>)> {
    let outcome = passive.finish(&Site::default(), &at);
    outcome.observed.into_iter().map(|o| (o.check, o.place, o.severity)).collect()
}

fn hardened(answer: Answer) -> Answer {
    answer
        .header("Server", "nginx")
        .header("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "strict-origin-when-cross-origin")
        .header(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self' 'nonce-r4nd0m'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
        )
        .header("Cache-Control", "no-store")
        .header("Set-Cookie", "__Host-session=0v9q8c7b6n5m4k3j2h1g; Secure; HttpOnly; SameSite=Lax; Path=/")
        .header("Set-Cookie", "theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; Secure")
}

#[test]
fn a_well_configured_site_stays_quiet() {
    let pages = [
        hardened(Answer::page(
            "<!doctype html><title>Shop</title><link rel=stylesheet href=/a.css>
             <script nonce=r4nd0m src=/js/jquery-3.7.1.min.js></script>
             <script src=https://cdn.test/x.js integrity=sha384-abc crossorigin=anonymous></script>
             <form method=post action=/save><input type=hidden name=csrf_token value=x><input name=email></form>
             <form action=/search><input name=q></form>
             <p>Order 4539148803436467 came. Passwords are hashed. The file server speaks SQL.</p>
             <!-- login form begins here --><img src=https://img.test/logo.png>",
        )),
        hardened(Answer::page(
            "<form method=post action=/login><input name=user><input type=password name=pw></form>",
        ))
        .url("https://h.test/login")
        .authenticated(),
        hardened(Answer::new("application/json", "{\"items\":[{\"id\":1,\"version\":\"10.1.2.3\"}]}"))
            .url("https://h.test/api"),
        hardened(Answer::new("text/javascript", "/*! jQuery v3.7.1 | (c) OpenJS Foundation */ var a='<?php $x';"))
            .url("https://h.test/js/jquery-3.7.1.min.js"),
        hardened(Answer::page("<h1>Not found</h1>")).status(404).url("https://h.test/none"),
    ];
    let mut passive = Passive::default();
    pages.into_iter().for_each(|p| passive.exchange(&p.exchange()));
    let above: Vec<_> =
        shown(&passive).into_iter().filter(|(_, _, severity)| *severity != Some(Severity::INFO)).collect();
    assert!(above.is_empty(), "{above:#?}");
}

#[test]
fn a_weakness_of_the_site_is_one_observation_with_examples() {
    let mut passive = Passive::default();
    for i in 0..50 {
        passive.exchange(&Answer::page("<p>x</p>").url(&format!("https://h.test/{i}")).exchange());
    }
    let outcome = passive.finish(&Site::default(), &at);
    let hsts: Vec<_> = outcome.observed.iter().filter(|o| o.check == "missing-hsts").collect();
    let [one] = hsts.as_slice() else { panic!("{hsts:?}") };
    assert_eq!((one.place.as_str(), one.port), ("", Some(Port::tcp(443))));
    let examples = one.evidence.items.iter().find(|i| i.label == "seen at").unwrap();
    assert_eq!(examples.text.lines().count(), 10);
    let web = one.evidence.web.as_ref().unwrap();
    assert_eq!((web.method.as_str(), web.url.as_str(), web.exchanges.len()), ("GET", "https://h.test/0", 1));
    assert_eq!(outcome.covered, WORDS);
    assert!(outcome.observed.iter().all(|o| WORDS.contains(&o.check.as_str())));
}

#[test]
fn a_weakness_of_a_page_stands_there_and_values_count_once() {
    let mut passive = Passive::default();
    for path in ["a?x=1", "a?x=2", "b"] {
        let url = format!("http://h.test/{path}");
        passive.exchange(
            &Answer::page("<form method=post><input name=u><input type=password name=p></form>")
                .url(&url)
                .exchange(),
        );
        passive.exchange(&Answer::new("text/plain", "db at 10.1.2.3").url(&url).exchange());
    }
    let places = |word: &str| -> Vec<String> {
        shown(&passive).into_iter().filter(|(w, _, _)| w == word).map(|(_, place, _)| place).collect()
    };
    assert_eq!(places("login-over-http"), ["GET /a", "GET /b"]);
    assert_eq!(places("private-address-disclosed"), ["GET /a"]);
}

#[test]
fn forms_without_token_count_where_a_session_rides_along() {
    let form = || Answer::page("<form method=post action=/save><input name=email></form>");
    let finds = |answer: Answer| {
        let mut passive = Passive::default();
        passive.exchange(&answer.exchange());
        shown(&passive).iter().any(|(word, place, _)| word == "csrf-token-missing" && place == "POST /save")
    };
    assert!(!finds(form()));
    assert!(finds(form().header("Set-Cookie", "PHPSESSID=0v9q8c7b6n5m4k3j")));
    assert!(!finds(form().header("Set-Cookie", "PHPSESSID=0v9q8c7b6n5m4k3j; SameSite=Strict")));
}

#[test]
fn goes_on_after_a_checkpoint_and_leaves_others_alone() {
    let mut passive = Passive::default();
    passive.exchange(&Answer::page("x").exchange());
    passive.exchange(&Answer::page("x").url("https://elsewhere.test/").exchange());
    let text = serde_json::to_string(&passive).unwrap();
    let back: Passive = serde_json::from_str(&text).unwrap();
    assert_eq!(back, passive);
    let outcome = back.finish(&Site::default(), &at);
    assert!(outcome.observed.iter().all(|o| o.host.name.as_deref() == Some("h.test")));
    let nothing = Passive::default().finish(&Site::default(), &at);
    assert!(nothing.covered.is_empty() && nothing.not_covered.len() == WORDS.len());
}

#[test]
fn hostile_sites_stay_bounded() {
    let mut passive = Passive::default();
    for i in 0..100 {
        let body = format!(
            "Warning: x in /var/www/{i}.php on line 3 \u{fc} 10.0.{}.{} {}",
            i / 50,
            i % 50 + 1,
            "a".repeat(20_000)
        );
        passive.exchange(&Answer::page(&body).url(&format!("http://h.test/{i}")).exchange());
    }
    let size = serde_json::to_string(&passive).unwrap().len();
    assert!(size < 1024 * 1024, "{size}");
    assert!(shown(&passive).len() < 100);
}

#[test]
fn words_are_sorted_and_defined() {
    assert!(WORDS.is_sorted());
    let definitions = include_str!("../../knowledge/data/definitions/web_passive.toml");
    let mut defined: Vec<&str> =
        definitions.lines().filter_map(|l| l.strip_prefix("word = \"")?.strip_suffix('"')).collect();
    defined.sort_unstable();
    assert_eq!(defined, WORDS);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn never_panics(
        body in "(\\PC|<[a-z]{1,6}( [a-z]{1,6}=['\"]?[a-z0-9:/.]{0,8}['\"]?){0,2}>|10\\.0\\.0\\.1|password: |4539 1488 0343 6467|\n|ü){0,40}",
        header in "[ -~]{0,40}",
        name in "(set-cookie|content-security-policy|server|referrer-policy|strict-transport-security|date|via)",
        media in "(text/html|text/plain|application/json|text/javascript|)",
    ) {
        let mut passive = Passive::default();
        let exchange: Exchange = Answer::new(&media, &body).header(&name, &header).exchange();
        passive.exchange(&exchange);
        let _ = passive.finish(&Site::default(), &at);
    }
}
