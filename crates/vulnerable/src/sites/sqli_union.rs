//! A database lists what was never asked for; its complaints stay hidden.

use super::{Page, easy, hard, safe};
use crate::case::At::{Form, Query, Search};
use crate::reply::Reply;
use crate::sql::{Dialect, query};
use crate::visit::{Visit, escape};

fn table(visit: &Visit<'_>, dialect: Dialect, text: &str) -> Reply {
    let answer = query(dialect, text);
    let cells = |row: &Vec<String>| row.iter().map(|c| format!("<td>{}</td>", escape(c))).collect::<String>();
    let rows: String = answer.lines().iter().map(|r| format!("<tr>{}</tr>", cells(r))).collect();
    visit.page("Goods", &format!("<table>{rows}</table>")).after(answer.delay)
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("sqli-union/number", "/goods", Query("id")).seed("3").note("three columns, number, MySQL").run(
            |v, q| {
                table(
                    v,
                    Dialect::MySql,
                    &format!("SELECT id, name, price FROM products WHERE id = {}", q.unwrap_or("1")),
                )
            },
        ),
        easy("sqli-union/text", "/named", Query("name")).seed("Tea").note("two columns, text, SQLite").run(
            |v, q| {
                table(
                    v,
                    Dialect::Sqlite,
                    &format!("SELECT name, price FROM products WHERE name = '{}'", q.unwrap_or_default()),
                )
            },
        ),
        hard("sqli-union/search", "/search", Search("q"))
            .seed("lan")
            .note("LIKE within parentheses, PostgreSQL")
            .run(|v, q| {
                let text =
                    format!("SELECT id, name FROM products WHERE (name LIKE '%{}%')", q.unwrap_or("x"));
                table(v, Dialect::Postgres, &text)
            }),
        hard("sqli-union/wide", "/wide", Query("row")).seed("1").note("seven columns, two shown, MySQL").run(
            |v, q| {
                let answer =
                    query(Dialect::MySql, &format!("SELECT * FROM wide WHERE id = {}", q.unwrap_or("1")));
                let lines = answer.lines();
                let cell = |r: &Vec<String>, i: usize| escape(r.get(i).map_or("", String::as_str));
                let rows: String =
                    lines.iter().map(|r| format!("<p>{}: {}</p>", cell(r, 1), cell(r, 6))).collect();
                v.page("Wide", &rows).after(answer.delay)
            },
        ),
        hard("sqli-union/first-row", "/detail", Form("id"))
            .seed("2")
            .note("only the first row shows, MySQL")
            .run(|v, q| {
                let answer = query(
                    Dialect::MySql,
                    &format!("SELECT name, price FROM products WHERE id = '{}'", q.unwrap_or("1")),
                );
                let first = answer.lines().into_iter().next().unwrap_or_default().join(" at ");
                v.page("Detail", &format!("<h2>{}</h2>", escape(&first))).after(answer.delay)
            }),
        safe("sqli-union/safe-bound", "/article", Query("id")).seed("3").note("bound value").run(|v, q| {
            v.page("Article", if q == Some("3") { "<td>Tea</td><td>7</td>" } else { "<p>Nothing.</p>" })
        }),
        safe("sqli-union/safe-echo", "/wanted", Search("q"))
            .seed("barometer")
            .note("repeats the search, written out")
            .run(|v, q| v.page("Wanted", &format!("<td>{}</td>", escape(q.unwrap_or_default())))),
        safe("sqli-union/safe-number", "/shelf", Query("n")).seed("3").note("a number or nothing").run(
            |v, q| {
                let n = q.and_then(|q| q.parse::<u8>().ok()).unwrap_or(0);
                table(v, Dialect::MySql, &format!("SELECT id, name, price FROM products WHERE id = {n}"))
            },
        ),
        safe("sqli-union/safe-joined", "/tags", Query("t"))
            .seed("brass")
            .note("glues the parts of the value together, in text: || and + vanish")
            .run(|v, q| {
                let q = q.unwrap_or_default().replace(['|', '+', '\'', '"'], "");
                v.page("Tags", &format!("<td>#{}</td>", escape(&q)))
            }),
    ]
}
