//! Pages that only give back what they got, in every way of writing it: no check of this family may take them for anything.

use active::checks;
use model::profile::Payloads;

use super::{Run, expect};
use crate::support::{Seen, page, reply, site};

const DATA: &[&str] = &["path", "code", "command", "sql", "nosql", "xpath", "ldap", "serialized"];

type Page = fn(&Seen) -> Vec<u8>;

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

const MIRRORS: &[(&str, Page)] = &[
    ("as it is", |s| page(&format!("You asked for {} and that is all", s.param("q")))),
    ("escaped", |s| page(&format!("<p>You asked for <b>{}</b></p>", escaped(&s.param("q"))))),
    ("own address", |s| page(&format!("<a href=\"{}\">here</a>", escaped(&s.target)))),
    ("JSON", |s| {
        let signs =
            |c: char| if c.is_alphanumeric() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) };
        let text: String = s.param("q").chars().map(signs).collect();
        reply("200 OK", "Content-Type: application/json\r\n", &format!("{{\"q\":\"{text}\"}}"))
    }),
    ("length", |s| page(&format!("{} letters, {} bytes", s.param("q").len(), s.target.len()))),
    ("cut", |s| page(&s.param("q").chars().take(25).collect::<String>())),
    ("upper case", |s| page(&s.param("q").to_uppercase())),
    ("words only", |s| {
        page(&s.param("q").split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" "))
    }),
    ("sorted letters", |s| {
        let mut letters: Vec<char> = s.param("q").chars().collect();
        letters.sort_unstable();
        page(&letters.into_iter().collect::<String>())
    }),
    ("redirect", |s| reply("302 Found", &format!("Location: /login?back={}\r\n", escaped(&s.target)), "")),
    ("parameters by name", |s| {
        let query = s.target.split_once('?').map_or("", |(_, q)| q);
        page(&query.split('&').map(|p| format!("<li>{p}</li>")).collect::<String>())
    }),
    ("errors for signs", |s| {
        let odd = s.param("q").chars().filter(|c| !c.is_alphanumeric()).count();
        if odd > 0 { reply("500 Oops", "", &format!("error {odd}")) } else { page("fine") }
    }),
    ("one sign is refused", |s| {
        if s.param("q").contains('\'') { reply("400 Bad Request", "", "no quotes") } else { page("fine") }
    }),
];

#[tokio::test(flavor = "multi_thread")]
async fn mirrors_stay_quiet() {
    for name in DATA {
        assert!(checks().iter().any(|c| c.name == *name), "{name}");
    }
    for (what, answer) in MIRRORS {
        let (port, _) = site(answer).await;
        for q in ["7", "anvil"] {
            let waits = ["sql", "command"];
            for check in DATA {
                // The checks that wait have tests of their own; here only their pages count.
                let payloads = if waits.contains(check) { Payloads::Light } else { Payloads::Thorough };
                let run = Run { payloads, ..Run::default() };
                expect(
                    &run.get(check, port, &format!("/?q={q}"), "q").await,
                    &[],
                    &format!("{what}, {check}"),
                );
            }
        }
        let run = Run { payloads: Payloads::Thorough, ..Run::default() };
        expect(&run.get("sql", port, "/?q=anvil", "q").await, &[], &format!("{what}, sql"));
    }
}
