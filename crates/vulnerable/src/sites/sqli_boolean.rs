//! A database answers yes and no, and never complains.

use super::{Page, easy, hard, safe};
use crate::case::At::{Cookie, Form, Json, Query, Search, Segment};
use crate::reply::Reply;
use crate::sql::{Dialect, query};
use crate::visit::{Visit, escape};

fn found(visit: &Visit<'_>, dialect: Dialect, text: &str) -> Reply {
    let answer = query(dialect, text);
    let rows = answer.lines().len();
    let reply = if rows > 0 {
        visit.page(
            "Goods",
            &format!("<p>In store: {rows} kinds, ready to be shipped.</p><a href=\"/about\">Order</a>"),
        )
    } else {
        visit.page("Goods", "<p>We are sorry, we have nothing of that kind.</p>")
    };
    reply.after(answer.delay)
}

pub(super) fn pages() -> Vec<Page> {
    [weak(), odd(), harmless()].concat()
}

fn weak() -> Vec<Page> {
    vec![
        easy("sqli-boolean/number", "/product", Query("id")).seed("3").note("number, MySQL").run(|v, q| {
            found(v, Dialect::MySql, &format!("SELECT name FROM products WHERE id = {}", q.unwrap_or("1")))
        }),
        easy("sqli-boolean/text", "/kind", Query("name")).seed("Tea").note("text, PostgreSQL").run(|v, q| {
            found(
                v,
                Dialect::Postgres,
                &format!("SELECT name FROM products WHERE name = '{}'", q.unwrap_or_default()),
            )
        }),
        easy("sqli-boolean/search", "/search", Search("q")).seed("lan").note("LIKE, MySQL").run(|v, q| {
            found(
                v,
                Dialect::MySql,
                &format!("SELECT name FROM products WHERE name LIKE '%{}%'", q.unwrap_or("x")),
            )
        }),
        hard("sqli-boolean/parentheses", "/offers", Query("group"))
            .seed("2")
            .note("within parentheses, SQLite")
            .run(|v, q| {
                let text = format!(
                    "SELECT name FROM products WHERE (price > 1 AND (id = {})) ORDER BY name",
                    q.unwrap_or("1")
                );
                found(v, Dialect::Sqlite, &text)
            }),
        easy("sqli-boolean/login", "/login", Form("user"))
            .seed("demo")
            .more("password=demo")
            .note("a login that can be talked round, MySQL")
            .run(|v, q| {
                let word =
                    v.request.form("password").unwrap_or_default().replace('\'', "''").replace('\\', "");
                let text = format!(
                    "SELECT name FROM users WHERE name = '{}' AND password = '{word}'",
                    q.unwrap_or_default()
                );
                if query(Dialect::MySql, &text).any() {
                    v.page("Welcome", "<p>You are signed in. <a href=\"/about\">Your orders</a></p>")
                } else {
                    v.page("Sign in", "<p>Wrong name or password.</p>")
                }
            }),
        hard("sqli-boolean/cookie", "/welcome", Cookie("visitor"))
            .seed("anna")
            .note("tracking cookie, PostgreSQL")
            .run(|v, q| {
                let text = format!("SELECT id FROM users WHERE name = '{}'", q.unwrap_or_default());
                let back = query(Dialect::Postgres, &text).any();
                v.page(
                    "Harbour",
                    if back {
                        "<p>Welcome back!</p><p>Rope, tea, lamps.</p>"
                    } else {
                        "<p>Rope, tea, lamps.</p>"
                    },
                )
            }),
        hard("sqli-boolean/path", "/shelf/*", Segment).seed("4").note("segment of the path, MySQL").run(
            |v, q| {
                let answer = query(
                    Dialect::MySql,
                    &format!("SELECT name FROM products WHERE id = {}", q.unwrap_or("1")),
                );
                if answer.any() {
                    v.page("Shelf", "<p>Full.</p>")
                } else {
                    v.page("Gone", "<p>No shelf.</p>").status(404)
                }
            },
        ),
        hard("sqli-boolean/json", "/api/stock", Json("sku")).seed("Tea").note("member of JSON, MySQL").run(
            |_, q| {
                let answer = query(
                    Dialect::MySql,
                    &format!("SELECT id FROM products WHERE name = '{}'", q.unwrap_or_default()),
                );
                Reply::json(format!("{{\"available\":{}}}", answer.any()))
            },
        ),
    ]
}

fn odd() -> Vec<Page> {
    vec![
        hard("sqli-boolean/no-spaces", "/rack", Query("no"))
            .seed("5")
            .note("spaces are dropped, MySQL: comments do as well")
            .run(|v, q| {
                let q = q.unwrap_or("1").replace([' ', '\t', '+'], "");
                found(v, Dialect::MySql, &format!("SELECT name FROM products WHERE id = {q}"))
            }),
        hard("sqli-boolean/no-words", "/crate", Query("no"))
            .seed("2")
            .note("upper and lower case AND and OR are dropped once: || and mixed case remain, MySQL")
            .run(|v, q| {
                let q = q
                    .unwrap_or("1")
                    .replace(" AND ", " ")
                    .replace(" and ", " ")
                    .replace(" OR ", " ")
                    .replace(" or ", " ");
                found(v, Dialect::MySql, &format!("SELECT name FROM products WHERE id = {q}"))
            }),
        hard("sqli-boolean/noisy", "/suggestions", Query("for"))
            .seed("6")
            .note("the page differs every time as well, PostgreSQL")
            .run(|v, q| {
                let any = query(
                    Dialect::Postgres,
                    &format!("SELECT name FROM products WHERE id = {}", q.unwrap_or("1")),
                )
                .any();
                let ads: String = (0..4).map(|_| v.noise.advertisement()).collect();
                v.page(
                    "Suggestions",
                    &format!("{ads}<p>{}</p>", if any { "Take this as well: a brass bell." } else { "" }),
                )
            }),
        hard("sqli-boolean/status", "/exists", Query("item"))
            .seed("Bell")
            .note("only the status tells, SQLite")
            .run(|_, q| {
                let any = query(
                    Dialect::Sqlite,
                    &format!("SELECT 1 FROM products WHERE name = '{}'", q.unwrap_or_default()),
                )
                .any();
                Reply::text(if any { "ok\n" } else { "ok \n" }).status(if any { 200 } else { 404 })
            }),
        hard("sqli-boolean/order", "/list", Query("sort"))
            .seed("name")
            .note("ORDER BY; errors show an empty page, MySQL")
            .run(|v, q| {
                let lines = query(
                    Dialect::MySql,
                    &format!("SELECT name, price FROM products ORDER BY {}", q.unwrap_or("name")),
                )
                .lines();
                let rows: String =
                    lines.iter().map(|r| format!("<li>{}</li>", escape(&r.join(" ")))).collect();
                v.page("List", &format!("<ul>{rows}</ul>"))
            }),
    ]
}

fn harmless() -> Vec<Page> {
    vec![
        safe("sqli-boolean/safe-prefix", "/item", Query("id"))
            .seed("3")
            .note("the number at the beginning counts, the rest is dropped")
            .run(|v, q| {
                let digits: String = q.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
                let known = digits.parse::<u32>().is_ok_and(|n| (1..=6).contains(&n));
                v.page(
                    "Item",
                    if known { "<p>In store: 1 kind.</p>" } else { "<p>Nothing of that kind.</p>" },
                )
            }),
        safe("sqli-boolean/safe-words", "/fulltext", Search("q"))
            .seed("tea")
            .note("a search that looks for every word: AND and OR are words, too")
            .run(|v, q| {
                const TEXTS: [&str; 4] = ["tea and rope", "lantern or lamp", "1=1 sextant", "bell"];
                let q = q.unwrap_or_default().to_lowercase();
                let hits = TEXTS.iter().filter(|t| q.split_whitespace().any(|w| t.contains(w)));
                let rows: String = hits.map(|t| format!("<li>{t}</li>")).collect();
                v.page("Search", &format!("<ul>{rows}</ul>"))
            }),
        safe("sqli-boolean/safe-random", "/lucky", Query("n")).seed("1").note("another page every time").run(
            |v, _| {
                let body = if v.noise.below(2) == 0 {
                    "<p>In store: 3 kinds.</p>"
                } else {
                    "<p>Nothing of that kind.</p>"
                };
                v.page("Lucky", body)
            },
        ),
        safe("sqli-boolean/safe-bound", "/brand", Query("name")).seed("Vega").note("bound value").run(
            |v, q| {
                v.page(
                    "Brand",
                    if q == Some("Vega") {
                        "<p>In store: 2 kinds.</p>"
                    } else {
                        "<p>Nothing of that kind.</p>"
                    },
                )
            },
        ),
        safe("sqli-boolean/safe-sums", "/convert", Query("miles"))
            .seed("5")
            .note("a converter that can do sums: 7-2 is 5, and no database is near")
            .run(|v, q| {
                let n = q.and_then(crate::acts::shell::arithmetic);
                v.page(
                    "Converter",
                    &n.map_or("<p>No number.</p>".to_owned(), |n| format!("<p>{} km</p>", n * 1852 / 1000)),
                )
            }),
        safe("sqli-boolean/safe-length", "/tag", Query("t"))
            .seed("brass")
            .note("long values are not found, short ones are")
            .run(|v, q| {
                let short = q.unwrap_or_default().len() < 12;
                v.page("Tag", if short { "<p>In store: 1 kind.</p>" } else { "<p>Nothing of that kind.</p>" })
            }),
    ]
}
