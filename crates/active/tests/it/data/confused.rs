//! One interpreter behind a page and the checks of all the others: each must know its own from the rest.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use model::profile::Payloads;
use regex::Regex;

use super::sql_engine::Shop;
use super::{Run, expect};
use crate::support::{Seen, page, reply, site};

type Page = fn(&Seen) -> Vec<u8>;

#[tokio::test(flavor = "multi_thread")]
async fn a_database_is_nothing_else() {
    for (sql, q, shown) in [
        ("SELECT * FROM items WHERE id = {}", "2", true),
        ("SELECT * FROM items WHERE name = '{}'", "anvil", true),
        ("SELECT * FROM items WHERE name = '{}'", "anvil", false),
        ("SELECT * FROM items WHERE name = \"{}\"", "anvil", false),
        ("SELECT * FROM items WHERE (name LIKE '%{}%')", "n", false),
        ("SELECT * FROM items ORDER BY {}", "price", false),
    ] {
        let shop = Shop::open().await;
        let answer = move |seen: &Seen| match shop.rows(&sql.replace("{}", &seen.param("q"))) {
            Ok(rows) => page(&rows.join("<br>")),
            Err(error) if shown => reply("500 Oops", "", &format!("sqlite3.OperationalError: {error}")),
            Err(_) => page("nothing"),
        };
        let (port, _) = site(answer).await;
        for check in ["xpath", "ldap", "nosql", "code"] {
            let run = Run { payloads: Payloads::Thorough, ..Run::default() };
            let outcome = run.get(check, port, &format!("/?q={q}"), "q").await;
            expect(&outcome, &[], &format!("{sql}, {check}"));
        }
    }
}

/// What Microsoft's SQL makes of texts and numbers joined by `+`, as its complaint about a number shows it. `STR` is its too.
fn joined(q: &str) -> String {
    static PART: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)^(?:'(\w*)'|(?:str)?\((\d+)\*(\d+)\))$").unwrap());
    let text = format!("'{q}'");
    let parts: Option<Vec<String>> = text
        .split('+')
        .map(|part| {
            let found = PART.captures(part)?;
            let number = |i: usize| found.get(i).and_then(|n| n.as_str().parse::<u64>().ok());
            Some(match (number(2), number(3)) {
                (Some(a), Some(b)) => (a * b).to_string(),
                _ => found[1].to_owned(),
            })
        })
        .collect();
    match parts {
        Some(parts) => {
            format!("Conversion failed when converting the varchar value '{}' to int", parts.concat())
        }
        None => "Incorrect syntax near '+'.".to_owned(),
    }
}

/// A sum in digits, signs and parentheses; `None` if there is anything else.
fn sum(text: &str) -> Option<i64> {
    let mut rest = text;
    let value = added(&mut rest, 0)?;
    rest.is_empty().then_some(value)
}

fn added(rest: &mut &str, depth: u32) -> Option<i64> {
    let mut value = factor(rest, depth)?;
    while let Some(sign) = rest.chars().next().filter(|c| "+-*".contains(*c)) {
        *rest = rest.get(1..)?;
        let other = factor(rest, depth)?;
        value = match sign {
            '+' => value.checked_add(other)?,
            '-' => value.checked_sub(other)?,
            _ => value.checked_mul(other)?,
        };
    }
    Some(value)
}

fn factor(rest: &mut &str, depth: u32) -> Option<i64> {
    *rest = rest.trim_start();
    if let Some(after) = rest.strip_prefix('(').filter(|_| depth < 20) {
        *rest = after;
        let value = added(rest, depth + 1)?;
        *rest = rest.strip_prefix(')')?;
        return Some(value);
    }
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest.get(..end)?.parse().ok()?;
    *rest = rest.get(end..)?.trim_start();
    Some(number)
}

/// Texts in single quotes side by side (Python, Ruby) or with `||` between (the first that is not empty: JavaScript).
fn texts(q: &str) -> Option<String> {
    static FORM: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:'[^']*'(?:\s*(?:\|\|)?\s*))+$").unwrap());
    let text = format!("'{q}'");
    let join = if text.contains("||") { 1 } else { usize::MAX };
    FORM.is_match(&text).then(|| text.split('\'').skip(1).step_by(2).take(join).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_works_out_something_is_no_database() {
    let cases: [(&str, &str, Page); 6] = [
        ("calculator", "7", |s| page(&sum(&s.param("q")).map_or("no sum".to_owned(), |n| format!("is {n}")))),
        ("calculator that complains", "7", |s| {
            sum(&s.param("q")).map_or_else(|| reply("500 Oops", "", "bad"), |n| page(&format!("is {n}")))
        }),
        ("texts of a language", "anvil", |s| {
            texts(&s.param("q")).map_or_else(|| reply("500 Oops", "", "bad"), |t| page(&format!("{t}!")))
        }),
        ("search for parts of words", "rope", |s| {
            const TEXTS: [&str; 4] = ["tea and rope", "lantern or lamp", "1=1 sextant", "bell"];
            let q = s.param("q").to_lowercase();
            let hit = |t: &&&str| q.split_whitespace().any(|w| t.contains(w));
            page(&TEXTS.iter().filter(hit).copied().collect::<Vec<_>>().join("; "))
        }),
        ("search that knows OR, AND and phrases", "rope", |s| {
            let q = s.param("q");
            if q.matches('"').count() % 2 == 1 {
                return page("unclosed phrase");
            }
            let any = q.split(" OR ").any(|side| side.split(" AND ").all(|w| "a rope".contains(w.trim())));
            page(if any { "a rope" } else { "nothing" })
        }),
        ("conditions of a language", "anvil", |s| {
            // `'a' && 1-2==3` as PHP or JavaScript have it; a single equal sign is none.
            static FORM: LazyLock<Regex> =
                LazyLock::new(|| Regex::new(r"^'\w+' && \(?(\d+)-(\d+)==(\d+)\)? && 'w'=='w'$").unwrap());
            let text = format!("'{}'", s.param("q"));
            let number = |c: &regex::Captures<'_>, i: usize| c[i].parse::<i64>().unwrap();
            let holds = FORM.captures(&text).is_some_and(|c| number(&c, 1) - number(&c, 2) == number(&c, 3));
            page(if holds { "yes" } else { "no" })
        }),
    ];
    for (what, q, answer) in cases {
        let (port, _) = site(answer).await;
        for check in ["sql", "nosql", "xpath", "ldap"] {
            let outcome = Run::default().get(check, port, &format!("/?q={q}"), "q").await;
            expect(&outcome, &[], &format!("{what}, {check}"));
        }
    }
}

#[tokio::test]
async fn texts_joined_by_a_database_are_no_code() {
    let (port, _) = site(|s: &Seen| page(&joined(&s.param("q")))).await;
    let run = Run { payloads: Payloads::Light, ..Run::default() };
    for payloads in [Payloads::Light, Payloads::Normal] {
        let run = Run { payloads, ..run };
        expect(&run.get("code", port, "/?q=2", "q").await, &[], "SQL Server");
    }
}

#[tokio::test]
async fn code_that_shows_its_value_is_no_query() {
    // JavaScript that is evaluated and shown: a length, or a product between two texts.
    let answer: Page = |s| {
        static LENGTH: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"^'\w+' && '(\w+)'\.length==(\d+) && 'w'=='w'$").unwrap());
        static PRODUCT: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"^'(\w+)'\+\((\d+)\*(\d+)\)\.toString\(\)\+'(\w+)'$").unwrap());
        let text = format!("'{}'", s.param("q"));
        if let Some(found) = LENGTH.captures(&text) {
            return page(if found[1].len().to_string() == found[2] { "true" } else { "false" });
        }
        page(&PRODUCT.captures(&text).map_or_else(String::new, |c| {
            format!("{}{}{}", &c[1], c[2].parse::<u64>().unwrap() * c[3].parse::<u64>().unwrap(), &c[4])
        }))
    };
    let (port, _) = site(answer).await;
    expect(&Run::default().get("nosql", port, "/?q=anvil", "q").await, &[], "shown");
    expect(&Run::default().get("code", port, "/?q=anvil", "q").await, &["code-injection"], "code");
}

#[tokio::test(flavor = "multi_thread")]
async fn restless_pages_are_read_all_the_same() {
    /// Other goods on every page.
    fn goods(n: u32) -> String {
        const ALL: [&str; 6] =
            ["tea kettles", "garden hoses", "wool socks", "desk lamps", "bicycle bells", "clay pots"];
        let pick = |i: u32| {
            let n = n.wrapping_mul(4).wrapping_add(i).wrapping_mul(2_654_435_761) >> 13;
            format!("<aside>{}: {}% off</aside>", ALL[n as usize % 6], 5 + n % 60)
        };
        (0..4).map(pick).collect()
    }
    let (shop, count) = (Shop::open().await, AtomicU32::new(1));
    let answer = move |seen: &Seen| {
        let sql = format!("SELECT name FROM items WHERE id = {}", seen.param("q"));
        let any = seen.path() == "/weak" && shop.rows(&sql).is_ok_and(|rows| !rows.is_empty());
        let goods = goods(count.fetch_add(1, Ordering::SeqCst));
        page(&format!("{goods}<p>{}</p>", if any { "Take this as well: a brass bell." } else { "" }))
    };
    let (port, _) = site(answer).await;
    expect(&Run::default().get("sql", port, "/weak?q=2", "q").await, &["sqli-boolean"], "weak");
    for check in ["sql", "nosql", "xpath", "ldap"] {
        expect(&Run::default().get(check, port, "/safe?q=2", "q").await, &[], check);
    }
}
