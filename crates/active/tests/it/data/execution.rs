//! Commands and code, acted: a shell that knows echo, sleep and nothing else, and evaluators of one expression.

use std::sync::LazyLock;
use std::time::Duration;

use model::profile::Payloads;
use regex::Regex;

use super::{Run, expect};
use crate::support::{Seen, page, reply, site};

static ECHO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"echo(?: |\$\{IFS\})(\w*)\$\(\((\d+)\*(\d+)\)\)(\w*)").unwrap());
static SLEEP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"sleep (\d+(?:\.\d+)?)").unwrap());

/// What a shell prints for the part of a line that it runs.
fn shell(run: &str) -> String {
    if let Some(found) = SLEEP.captures(run) {
        std::thread::sleep(Duration::from_secs_f64(found[1].parse().unwrap()));
    }
    ECHO.captures(run).map_or_else(String::new, |c| format!("{}{}{}", &c[1], product(&c[2], &c[3]), &c[4]))
}

fn product(a: &str, b: &str) -> u64 {
    a.parse::<u64>().unwrap() * b.parse::<u64>().unwrap()
}

/// What stands in a text after the first `open`, up to `close` if that is there.
fn after<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let Some((_, rest)) = text.split_once(open) else { return "" };
    if close.is_empty() { rest } else { rest.rfind(close).map_or("", |at| &rest[..at]) }
}

type Page = fn(&Seen) -> Vec<u8>;

async fn run(check: &str, answer: Page, payloads: Payloads) -> model::check::Outcome {
    let (port, _) = site(answer).await;
    let run = Run { payloads, ..Run::default() };
    run.get(check, port, "/?q=h.test", "q").await
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_commands() {
    let cases: [(&str, Page); 8] = [
        ("semicolon", |s| page(&shell(after(&s.param("q"), ";", "")))),
        ("single quotes", |s| page(&shell(after(&s.param("q"), "'|", "")))),
        ("double quotes", |s| page(&shell(after(&s.param("q"), "\"|", "")))),
        ("substitution", |s| page(&format!("host {}", shell(after(&s.param("q"), "$(", ")"))))),
        ("new line", |s| page(&shell(after(&s.param("q"), "\n", "\n")))),
        ("no blanks", |s| {
            let q = s.param("q");
            if q.contains(' ') { page("no blanks, please") } else { page(&shell(after(&q, ";", ""))) }
        }),
        ("Windows", |s| {
            let q = s.param("q");
            let sum = after(&q, "&set /a ", "").split_once('*').map(|(a, b)| product(a, b));
            page(&sum.map_or_else(|| "'sett' is not recognized".to_owned(), |n| n.to_string()))
        }),
        ("blind", |s| {
            shell(after(&s.param("q"), ";", ""));
            page("Thank you")
        }),
    ];
    for (what, answer) in cases {
        expect(&run("command", answer, Payloads::Thorough).await, &["command-injection"], what);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_code() {
    static PHP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:';)?print\('(\w+)'\.\((\d+)\*(\d+)\)\.'(\w+)'\);(?://)?$").unwrap()
    });
    static PYTHON: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^'(\w+)'\+str\((\d+)\*(\d+)\)\.upper\(\)\+'(\w+)'$").unwrap());
    static SCRIPT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\w+)'\+\((\d+)\*(\d+)\)\.toString\(\)\+'(\w+)$").unwrap());
    fn evaluated(regex: &Regex, text: &str) -> Vec<u8> {
        regex.captures(text).map_or_else(
            || reply("500 Oops", "", "syntax error"),
            |c| page(&format!("{}{}{}", &c[1], product(&c[2], &c[3]), &c[4])),
        )
    }
    let cases: [(&str, Page); 3] = [
        ("PHP statement", |s| evaluated(&PHP, &s.param("q"))),
        ("Python expression", |s| evaluated(&PYTHON, &s.param("q"))),
        ("JavaScript text", |s| evaluated(&SCRIPT, &s.param("q"))),
    ];
    for (what, answer) in cases {
        expect(&run("code", answer, Payloads::Thorough).await, &["code-injection"], what);
    }
}

/// The seconds that code waits: `per` of its unit make one.
fn waited(code: Option<&str>, per: f64) -> Duration {
    let digits: String =
        code.unwrap_or_default().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    Duration::from_secs_f64(digits.parse::<f64>().unwrap_or(0.0) / per)
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_code_that_shows_nothing() {
    fn wait(begins: bool, code: Option<&str>, per: f64) -> Vec<u8> {
        if begins {
            std::thread::sleep(waited(code, per));
        }
        page("Stored")
    }
    let cases: [(&str, Page); 4] = [
        ("Python", |s| {
            let q = s.param("q");
            wait(q.starts_with("__import__"), q.strip_prefix("__import__('time').sleep("), 1.0)
        }),
        ("PHP", |s| {
            let q = s.param("q");
            wait(q.ends_with(").'"), q.split_once("'.usleep(").map(|(_, n)| n), 1e6)
        }),
        ("Ruby", |s| {
            let q = s.param("q");
            wait(q.ends_with(")}"), q.split_once("#{Kernel.sleep(").map(|(_, n)| n), 1.0)
        }),
        ("JavaScript", |s| {
            let q = s.param("q");
            wait(q.ends_with(")()"), q.strip_prefix("(function(){var e=Date.now()+"), 1e3)
        }),
    ];
    for (what, answer) in cases {
        expect(&run("code", answer, Payloads::Normal).await, &["code-injection"], what);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn look_alikes_stay_quiet() {
    let cases: [(&str, Page); 5] = [
        ("reflects", |s| page(&format!("no host {}", s.param("q")))),
        ("keeps letters and digits", |s| page(&s.param("q").replace(|c: char| !c.is_alphanumeric(), ""))),
        ("works out sums", |s| {
            static SUM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d+)\*(\d+)").unwrap());
            let q = s.param("q");
            page(
                &SUM.captures(&q)
                    .map_or_else(String::new, |c| format!("the product is {}", product(&c[1], &c[2]))),
            )
        }),
        ("firewall", |s| {
            let bad = s.param("q").contains([';', '|', '$', '\'', '&', '`']);
            if bad { reply("403 Forbidden", "", "blocked") } else { page("fine") }
        }),
        ("slow for odd signs", |s| {
            if s.param("q").contains("sleep") {
                std::thread::sleep(Duration::from_millis(140));
            }
            page("fine")
        }),
    ];
    for (what, answer) in cases {
        for check in ["command", "code"] {
            expect(&run(check, answer, Payloads::Normal).await, &[], what);
        }
    }
}
