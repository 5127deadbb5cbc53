//! SQL injection: a real database in several statements, other databases acted, and pages that only look like it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use model::finding::Confidence;
use model::profile::Payloads;

use super::sql_engine::Shop;
use super::{Run, expect};
use crate::support::{Seen, get, page, point, post, reply, site};

fn list(rows: &[String]) -> Vec<u8> {
    let rows: String = rows.iter().map(|r| format!("<li>{r}</li>")).collect();
    page(&format!("<h1>Items</h1><ul>{rows}</ul>"))
}

/// How a page treats what the database says.
#[derive(Clone, Copy)]
enum Errors {
    Shown,
    Hidden,
    Status500,
}

/// A page that puts the parameter `q` into a statement at `{}`.
async fn statement(sql: &'static str, errors: Errors) -> u16 {
    let shop = Shop::open().await;
    let answer = move |seen: &Seen| match (shop.rows(&sql.replace("{}", &seen.param("q"))), errors) {
        (Ok(rows), _) => list(&rows),
        (Err(error), Errors::Shown) => page(&format!("sqlite3.OperationalError: {error}")),
        (Err(_), Errors::Hidden) => list(&[]),
        (Err(_), Errors::Status500) => reply("500 Oops", "", "something went wrong"),
    };
    site(answer).await.0
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_every_statement() {
    for (sql, errors, q, expected) in [
        ("SELECT * FROM items WHERE id = {}", Errors::Shown, "2", "sqli-error"),
        ("SELECT * FROM items WHERE name = '{}'", Errors::Shown, "anvil", "sqli-error"),
        ("SELECT * FROM items ORDER BY {}", Errors::Shown, "price", "sqli-error"),
        ("SELECT * FROM items LIMIT {}", Errors::Shown, "2", "sqli-error"),
        ("SELECT * FROM items ORDER BY name LIMIT 1 OFFSET {}", Errors::Shown, "1", "sqli-error"),
        ("SELECT * FROM items WHERE id IN ({})", Errors::Shown, "2", "sqli-error"),
        ("SELECT `{}` FROM items", Errors::Shown, "name", "sqli-error"),
        ("SELECT * FROM items WHERE id = {}", Errors::Hidden, "2", "sqli-boolean"),
        ("SELECT * FROM items WHERE (id = {} AND price > 0) LIMIT 5", Errors::Hidden, "2", "sqli-boolean"),
        ("SELECT * FROM items WHERE name = '{}' AND price > 0", Errors::Hidden, "anvil", "sqli-boolean"),
        ("SELECT * FROM items WHERE name LIKE '%{}%'", Errors::Hidden, "n", "sqli-boolean"),
        (
            "SELECT * FROM items WHERE name LIKE '%{}%' ORDER BY id",
            Errors::Status500,
            "nothing",
            "sqli-boolean",
        ),
        ("SELECT * FROM items WHERE (name = '{}') ORDER BY price", Errors::Hidden, "anvil", "sqli-boolean"),
        (
            "SELECT * FROM items WHERE ((name = '{}') AND 1) ORDER BY price",
            Errors::Hidden,
            "anvil",
            "sqli-boolean",
        ),
        ("SELECT * FROM items WHERE name = \"{}\"", Errors::Hidden, "anvil", "sqli-boolean"),
        ("SELECT * FROM items ORDER BY {}", Errors::Hidden, "price", "sqli-boolean"),
        ("SELECT * FROM items ORDER BY {} LIMIT 2", Errors::Status500, "name", "sqli-boolean"),
        ("SELECT * FROM items ORDER BY {}", Errors::Hidden, "price desc", "sqli-boolean"),
        ("SELECT * FROM items ORDER BY price {}", Errors::Hidden, "ASC", "sqli-boolean"),
        ("SELECT count(*) FROM items WHERE id = {}", Errors::Hidden, "3", "sqli-boolean"),
        ("INSERT INTO notes VALUES ('{}')", Errors::Status500, "hello there", "sqli-boolean"),
    ] {
        let port = statement(sql, errors).await;
        let path = format!("/?q={}", q.replace(' ', "+"));
        let outcome = Run::default().get("sql", port, &path, "q").await;
        expect(&outcome, &[expected], sql);
    }
}

/// What MySQL says of a text in single quotes, in which a backslash takes the sign behind it.
fn mysql_text(text: &str) -> Vec<u8> {
    let mut rest = text.chars().peekable();
    let mut open = true;
    while let Some(c) = rest.next() {
        match c {
            '\\' => drop(rest.next()),
            '\'' if rest.peek() == Some(&'\'') => drop(rest.next()),
            '\'' => {
                open = false;
                break;
            }
            _ => {}
        }
    }
    if open || rest.peek().is_some() {
        return page(
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server",
        );
    }
    page("no such colour")
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_statements_behind_filters() {
    type Text = fn(&str) -> Vec<u8>;
    let cases: [(&str, &[&str], Text); 4] = [
        ("quotes doubled, backslashes kept", &["sqli-error"], |q| {
            mysql_text(&format!("{}'", q.replace('\'', "''")))
        }),
        ("quotes cut out, backslashes kept", &["sqli-error"], |q| {
            mysql_text(&format!("{}'", q.replace('\'', "")))
        }),
        ("both escaped", &[], |q| mysql_text(&format!("{}'", q.replace('\\', "\\\\").replace('\'', "\\'")))),
        ("quotes doubled, backslashes doubled", &[], |q| {
            mysql_text(&format!("{}'", q.replace('\\', "\\\\").replace('\'', "''")))
        }),
    ];
    for (what, words, text) in cases {
        let (port, _) = site(move |seen: &Seen| text(&seen.param("q"))).await;
        let run = Run { payloads: Payloads::Normal, ..Run::default() };
        expect(&run.get("sql", port, "/?q=red", "q").await, words, what);
    }
    let shop = Shop::open().await;
    let answer = move |seen: &Seen| {
        let q = seen.param("q").replace(['\'', '"', '\\'], "");
        match shop.rows(&format!("SELECT name FROM items WHERE (id = {q})")) {
            Ok(rows) => list(&rows),
            Err(error) => page(&format!("sqlite3.OperationalError: {error}")),
        }
    };
    let (port, _) = site(answer).await;
    let run = Run { payloads: Payloads::Normal, ..Run::default() };
    expect(&run.get("sql", port, "/?q=2", "q").await, &["sqli-error"], "parentheses");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_json_that_must_be_right_to_show_anything() {
    let shop = Shop::open().await;
    let answer = move |seen: &Seen| {
        let body: serde_json::Value = serde_json::from_str(&seen.body).unwrap_or_default();
        let sku = body["sku"].as_str().unwrap_or_default();
        let any =
            shop.rows(&format!("SELECT id FROM items WHERE name = '{sku}'")).is_ok_and(|r| !r.is_empty());
        reply("200 OK", "Content-Type: application/json\r\n", &format!("{{\"available\":{any}}}"))
    };
    let (port, _) = site(answer).await;
    let mut request = post(port, "/api/stock", &[]);
    request.body = crawl::Body::Json(serde_json::json!({"sku": "anvil"}));
    let run = Run { payloads: Payloads::Normal, ..Run::default() };
    expect(&run.at("sql", &request, &point(&request, "/sku")).await, &["sqli-boolean"], "sku");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_our_own_strengthens_the_proof() {
    let port = statement("SELECT id, name, price FROM items WHERE name = '{}'", Errors::Hidden).await;
    let outcome = Run::default().get("sql", port, "/?q=anvil", "q").await;
    let observation = &outcome.observed[0];
    assert_eq!(observation.confidence, Confidence::Confirmed);
    assert!(observation.evidence.summary.contains("UNION"), "{}", observation.evidence.summary);
    assert!(observation.evidence.summary.contains("once in 184756"), "{}", observation.evidence.summary);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_form_that_lets_anybody_in() {
    let shop = Shop::open().await;
    let answer = move |seen: &Seen| {
        let (name, password) = (seen.param("user"), seen.param("password"));
        let sql = format!("SELECT name FROM users WHERE name = '{name}' AND password = '{password}'");
        match shop.rows(&sql) {
            Ok(rows) if !rows.is_empty() => page("Welcome back"),
            _ => page("Wrong user or password"),
        }
    };
    let (port, log) = site(answer).await;
    let request = post(port, "/login", &[("user", "guest"), ("password", "guest")]);
    for name in ["user", "password"] {
        let run = Run { payloads: Payloads::Normal, ..Run::default() };
        let outcome = run.at("sql", &request, &point(&request, name)).await;
        expect(&outcome, &["sqli-boolean"], name);
    }
    // No request that may change something is sent twice, but for the one that stands for the crawl's.
    let mut bodies: Vec<String> = log.lock().unwrap().iter().map(|s| s.body.clone()).collect();
    bodies.retain(|b| b != "user=guest&password=guest");
    bodies.sort();
    let all = bodies.len();
    bodies.dedup();
    assert_eq!(bodies.len(), all);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_place_of_a_request_is_tried() {
    let shop = Shop::open().await;
    let answer = move |seen: &Seen| {
        let value = match seen.path() {
            "/json" => seen.body.trim_start_matches(r#"{"id":""#).trim_end_matches(r#""}"#).to_owned(),
            "/header" => seen.header("Referer").unwrap_or_default().to_owned(),
            "/cookie" => seen.header("Cookie").unwrap_or_default().replace("session=", ""),
            path => crawl_decode(path.trim_start_matches("/item/")),
        };
        match shop.rows(&format!("SELECT name FROM items WHERE name = 'bucket' OR price = '{value}'")) {
            Ok(rows) => list(&rows),
            Err(_) => list(&[]),
        }
    };
    let (port, _) = site(answer).await;
    let mut json = post(port, "/json", &[]);
    json.body = crawl::Body::Json(serde_json::json!({"id": 10}));
    for (request, name) in [
        (json, "/id"),
        (get(port, "/header"), "Referer"),
        (get(port, "/cookie"), "session"),
        (get(port, "/item/10"), "1"),
    ] {
        let outcome = Run::default().at("sql", &request, &point(&request, name)).await;
        expect(&outcome, &["sqli-boolean"], name);
    }
}

/// The path segment, decoded.
fn crawl_decode(segment: &str) -> String {
    let url = crate::support::url(1, &format!("/?v={}", segment.replace('+', "%2B")));
    url.params().into_iter().map(|(_, v)| v).collect()
}

/// The seconds of the first call of `name` in a text.
fn delay_of(text: &str, name: &str) -> Duration {
    let rest = text.split_once(name).map_or("", |(_, r)| r);
    let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    Duration::from_secs_f64(number.parse().unwrap_or(0.0))
}

#[tokio::test(flavor = "multi_thread")]
async fn finds_delays_of_each_database() {
    for (name, close) in [
        ("SLEEP(", "'-("),
        ("pg_sleep(", "'||("),
        ("WAITFOR DELAY '0:0:", "';"),
        ("MESSAGE('w',", "-(SELECT 0*"),
    ] {
        let answer = move |seen: &Seen| {
            let q = seen.param("q");
            if q.contains(close) {
                std::thread::sleep(delay_of(&q, name));
            }
            page("Thank you")
        };
        let (port, _) = site(answer).await;
        let run = Run { payloads: Payloads::Normal, ..Run::default() };
        let outcome = run.get("sql", port, "/?q=17", "q").await;
        expect(&outcome, &["sqli-time"], name);
        assert!(outcome.observed[0].evidence.summary.contains("once in 48620"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_where_the_database_knows_no_delay() {
    let shop = Shop::open().await;
    let answer = move |seen: &Seen| {
        let _ = shop.rows(&format!("SELECT name FROM items WHERE name = '{}'", seen.param("q")));
        page("Thank you")
    };
    let (port, _) = site(answer).await;
    let run = Run { payloads: Payloads::Normal, ..Run::default() };
    expect(&run.get("sql", port, "/?q=anvil", "q").await, &["sqli-time"], "SQLite");
}

#[tokio::test(flavor = "multi_thread")]
async fn look_alikes_stay_quiet() {
    type Page = fn(&Seen, &Shop, u32) -> Vec<u8>;
    let pages: [(&str, Page); 12] = [
        ("bound parameter", |seen, shop, _| {
            let q = seen.param("q");
            list(&shop.query("SELECT * FROM items WHERE name = ? OR id = ?", &[&q, &q]).unwrap_or_default())
        }),
        ("bound parameter in a search that reflects", |seen, shop, _| {
            let q = seen.param("q");
            let rows =
                shop.query("SELECT * FROM items WHERE name LIKE '%' || ? || '%'", &[&q]).unwrap_or_default();
            page(&format!("Results for {q}: {} {}", rows.len(), rows.join(" ")))
        }),
        ("conversion error of a bound parameter", |seen, _, _| match seen.param("q").parse::<i64>() {
            Ok(n) => page(&format!("item {n}")),
            Err(_) => page("java.sql.SQLException: ERROR: invalid input syntax for type integer"),
        }),
        ("random content", |_, _, n| {
            page(&format!("quote of the day {} {}", n.wrapping_mul(2_654_435_761), n * n % 97))
        }),
        ("two pages in turn", |_, _, n| page(if n % 2 == 0 { "morning" } else { "evening" })),
        ("page about SQL", |_, _, _| {
            page(
                "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version",
            )
        }),
        ("firewall", |seen, _, _| {
            let bad = seen.param("q").contains(['\'', '"', '-', '(', '=']);
            if bad { reply("403 Forbidden", "", "blocked") } else { page("fine") }
        }),
        ("number or nothing", |seen, _, _| {
            let n: String = seen.param("q").chars().take_while(char::is_ascii_digit).collect();
            page(&format!("item number {n}"))
        }),
        ("letters and digits only", |seen, _, _| {
            let q: String = seen.param("q").chars().filter(char::is_ascii_alphanumeric).collect();
            page(&format!("you looked for {q} of {} letters", q.len()))
        }),
        ("search for words", |seen, _, _| {
            let texts = ["an anvil and a bucket", "candles or 5000 bulbs", "null select union"];
            let q = seen.param("q").to_lowercase();
            let hit =
                |t: &&&str| q.split(|c: char| !c.is_alphanumeric()).any(|w| !w.is_empty() && t.contains(w));
            page(&texts.iter().filter(hit).copied().collect::<Vec<_>>().join("; "))
        }),
        ("sum of numbers", |seen, _, _| {
            let q = seen.param("q");
            let sum: u64 = q.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u64>().ok()).sum();
            page(&format!("total {sum}"))
        }),
        ("full-text search", |seen, _, _| {
            let q = seen.param("q");
            let odd = q.contains(['\'', '"']);
            page(if odd { "sqlite3.OperationalError: fts5: syntax error near \"'\"" } else { "no match" })
        }),
    ];
    for (what, answer) in pages {
        let (shop, count) = (Shop::open().await, AtomicU32::new(1));
        let (port, _) = site(move |seen| answer(seen, &shop, count.fetch_add(1, Ordering::SeqCst))).await;
        for q in ["2", "anvil"] {
            let outcome = Run::default().get("sql", port, &format!("/?q={q}"), "q").await;
            expect(&outcome, &[], what);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_pages_stay_quiet() {
    // Slower than the unit at random, and slower for longer values.
    let count = AtomicU32::new(1);
    let answer = move |seen: &Seen| {
        let n = count.fetch_add(1, Ordering::SeqCst).wrapping_mul(2_654_435_761) >> 24;
        let long = seen.param("q").len() as u64;
        std::thread::sleep(Duration::from_millis(u64::from(n) / 2 + long));
        page("Thank you")
    };
    let (port, _) = site(answer).await;
    let run = Run { payloads: Payloads::Normal, ..Run::default() };
    expect(&run.get("sql", port, "/?q=17", "q").await, &[], "jitter");
}
