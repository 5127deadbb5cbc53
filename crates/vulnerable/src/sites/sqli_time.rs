//! A database sleeps; nothing else tells.

use std::time::Duration;

use super::{Page, easy, hard, safe};
use crate::case::At::{Cookie, Form, Header, Query};
use crate::reply::Reply;
use crate::sql::{Dialect, query};
use crate::visit::Visit;

fn silent(visit: &Visit<'_>, dialect: Dialect, text: &str) -> Reply {
    visit.page("Thank you", "<p>Your visit was counted.</p>").after(query(dialect, text).delay)
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("sqli-time/number", "/count", Query("page")).seed("3").note("number, MySQL").run(|v, q| {
            silent(v, Dialect::MySql, &format!("SELECT name FROM products WHERE id = {}", q.unwrap_or("1")))
        }),
        easy("sqli-time/text", "/referral", Query("code")).seed("Rope").note("text, MySQL").run(|v, q| {
            silent(
                v,
                Dialect::MySql,
                &format!("SELECT name FROM products WHERE name = '{}'", q.unwrap_or_default()),
            )
        }),
        hard("sqli-time/postgres", "/visit", Query("from")).seed("Tea").note("text, PostgreSQL").run(
            |v, q| {
                silent(
                    v,
                    Dialect::Postgres,
                    &format!("SELECT name FROM products WHERE name = '{}'", q.unwrap_or_default()),
                )
            },
        ),
        hard("sqli-time/mssql", "/track.aspx", Query("id")).seed("2").note("number, SQL Server").run(
            |v, q| {
                silent(
                    v,
                    Dialect::MsSql,
                    &format!("SELECT name FROM products WHERE id = {}", q.unwrap_or("1")),
                )
            },
        ),
        hard("sqli-time/parentheses", "/vote", Form("choice"))
            .seed("2")
            .note("within parentheses, MySQL")
            .run(|v, q| {
                let text = format!(
                    "SELECT count(*) FROM products WHERE (id IN ({}) AND price > 0)",
                    q.unwrap_or("1")
                );
                silent(v, Dialect::MySql, &text)
            }),
        hard("sqli-time/agent", "/ping", Header("User-Agent"))
            .note("name of the visitor's program, MySQL")
            .run(|v, q| {
                silent(
                    v,
                    Dialect::MySql,
                    &format!("SELECT id FROM users WHERE name = '{}' OR id = 1", q.unwrap_or_default()),
                )
            }),
        hard("sqli-time/cookie", "/session", Cookie("sid")).seed("s81").note("cookie, PostgreSQL").run(
            |v, q| {
                silent(
                    v,
                    Dialect::Postgres,
                    &format!("SELECT id FROM users WHERE name = '{}'", q.unwrap_or_default()),
                )
            },
        ),
        hard("sqli-time/no-row", "/unsubscribe", Form("mail"))
            .seed("nobody@harbour.test")
            .note("no row fits by itself, PostgreSQL")
            .run(|v, q| {
                silent(
                    v,
                    Dialect::Postgres,
                    &format!("SELECT id FROM users WHERE name = '{}'", q.unwrap_or_default()),
                )
            }),
        safe("sqli-time/safe-jitter", "/weather", Query("town"))
            .seed("Bergen")
            .note("slow now and then")
            .run(|v, _| {
                let slow = if v.noise.below(4) == 0 { 400 + v.noise.below(1600) } else { v.noise.below(80) };
                v.page("Weather", "<p>Rain.</p>").after(Duration::from_millis(slow))
            }),
        safe("sqli-time/safe-length", "/translate", Query("text"))
            .seed("good day")
            .note("the longer the text, the longer it takes")
            .run(|v, q| {
                let signs = q.unwrap_or_default().len() as u64;
                v.page("Translation", "<p>God dag.</p>").after(Duration::from_millis(20 * signs.min(150)))
            }),
        safe("sqli-time/safe-poll", "/poll", Query("wait"))
            .seed("0")
            .note("waits for news as many seconds as the number at the beginning says")
            .run(|v, q| {
                let digits: String = q.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
                v.page("News", "<p>None.</p>").after(Duration::from_secs(digits.parse().unwrap_or(0).min(5)))
            }),
        safe("sqli-time/safe-bound", "/rate", Form("stars")).seed("5").note("bound value").run(|v, _| {
            v.page("Thank you", "<p>Your vote was counted.</p>")
                .after(Duration::from_millis(v.noise.below(120)))
        }),
        safe("sqli-time/safe-throttle", "/hotline", Query("topic"))
            .seed("rope")
            .note("every seventh request waits a second and a half")
            .run(|v, _| {
                let wait = if v.served % 7 == 0 { 1500 } else { 10 };
                v.page("Hotline", "<p>All lines are busy.</p>").after(Duration::from_millis(wait))
            }),
    ]
}
