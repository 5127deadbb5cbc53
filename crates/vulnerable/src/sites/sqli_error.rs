//! A database tells about its syntax.

use super::{Page, easy, hard, safe};
use crate::case::At::{Cookie, Form, Header, Json, Query, Search, Segment};
use crate::reply::Reply;
use crate::sql::{Dialect, query};
use crate::visit::{Visit, escape};

/// A page that shows the rows of a query, or what went wrong in the words of a language's driver.
fn shown(visit: &Visit<'_>, dialect: Dialect, text: &str) -> Reply {
    let answer = query(dialect, text);
    let delay = answer.delay;
    let reply = match &answer.rows {
        Ok(_) => {
            let rows: String = answer
                .lines()
                .iter()
                .map(|r| format!("<tr><td>{}</td></tr>", escape(&r.join(" "))))
                .collect();
            visit.page("Goods", &format!("<table>{rows}</table>"))
        }
        Err(error) => {
            let error = escape(error);
            let body = match dialect {
                Dialect::MySql => format!(
                    "<b>Warning</b>: mysqli_query(): {error} in <b>/var/www/shop/goods.php</b> on line <b>31</b>"
                ),
                Dialect::Postgres => {
                    format!("<b>Warning</b>: pg_query(): Query failed: {error} in goods.php on line 12")
                }
                Dialect::MsSql => format!(
                    "<h2><i>{error}</i></h2><b>Exception Details:</b> System.Data.SqlClient.SqlException: {error}"
                ),
                Dialect::Oracle => format!(
                    "<pre>java.sql.SQLSyntaxErrorException: {error}\n\tat oracle.jdbc.driver.T4CTTIoer.processError</pre>"
                ),
                Dialect::Sqlite => format!("<pre>sqlite3.OperationalError: {error}</pre>"),
            };
            visit.page("Goods", &body).status(500)
        }
    };
    reply.after(delay)
}

pub(super) fn pages() -> Vec<Page> {
    [weak(), elsewhere(), harmless()].concat()
}

fn weak() -> Vec<Page> {
    vec![
        easy("sqli-error/number", "/product", Query("id")).seed("3").note("number, MySQL").run(|v, q| {
            shown(
                v,
                Dialect::MySql,
                &format!("SELECT name, price FROM products WHERE id = {}", q.unwrap_or("1")),
            )
        }),
        easy("sqli-error/text", "/category", Query("name")).seed("Rope").note("text, PostgreSQL").run(
            |v, q| {
                shown(
                    v,
                    Dialect::Postgres,
                    &format!("SELECT name FROM products WHERE name = '{}'", q.unwrap_or_default()),
                )
            },
        ),
        easy("sqli-error/search", "/lookup", Search("term")).seed("lan").note("LIKE, SQLite").run(|v, q| {
            let q = q.unwrap_or_default();
            shown(
                v,
                Dialect::Sqlite,
                &format!("SELECT name FROM products WHERE (name LIKE '%{q}%' OR price = 0)"),
            )
        }),
        hard("sqli-error/mssql", "/stock.aspx", Query("store")).seed("2").note("text, SQL Server").run(
            |v, q| {
                shown(
                    v,
                    Dialect::MsSql,
                    &format!("SELECT name FROM products WHERE id = '{}' ORDER BY 1", q.unwrap_or_default()),
                )
            },
        ),
        hard("sqli-error/oracle", "/branches.jsp", Query("town")).seed("Bergen").note("text, Oracle").run(
            |v, q| {
                shown(
                    v,
                    Dialect::Oracle,
                    &format!("SELECT name FROM products WHERE name = '{}'", q.unwrap_or_default()),
                )
            },
        ),
        hard("sqli-error/double-quote", "/brand", Query("brand"))
            .seed("Vega")
            .note("double quotes, MySQL")
            .run(|v, q| {
                let q = q.unwrap_or_default().replace('\'', "\\'");
                shown(v, Dialect::MySql, &format!("SELECT name FROM products WHERE name = \"{q}\""))
            }),
        hard("sqli-error/order", "/sorted", Query("by"))
            .seed("price")
            .note("ORDER BY a column, PostgreSQL")
            .run(|v, q| {
                shown(
                    v,
                    Dialect::Postgres,
                    &format!("SELECT name, price FROM products ORDER BY {}", q.unwrap_or("name")),
                )
            }),
        hard("sqli-error/limit", "/newest", Query("count")).seed("4").note("LIMIT, MySQL").run(|v, q| {
            shown(v, Dialect::MySql, &format!("SELECT name FROM products LIMIT {}", q.unwrap_or("4")))
        }),
        hard("sqli-error/backslash", "/colour", Query("c"))
            .seed("red")
            .more("d=blue")
            .note("quotes are doubled, backslashes are not: MySQL")
            .run(|v, q| {
                let q = q.unwrap_or_default().replace('\'', "''");
                shown(
                    v,
                    Dialect::MySql,
                    &format!("SELECT name FROM products WHERE name = '{q}' AND price > '1'"),
                )
            }),
    ]
}

fn elsewhere() -> Vec<Page> {
    vec![
        easy("sqli-error/login", "/login", Form("username"))
            .seed("demo")
            .more("password=demo")
            .note("user name of a login, MySQL")
            .run(|v, q| {
                let text = format!(
                    "SELECT * FROM users WHERE name = '{}' AND password = 'x'",
                    q.unwrap_or_default()
                );
                shown(v, Dialect::MySql, &text)
            }),
        hard("sqli-error/json", "/api/orders", Json("reference"))
            .seed("A-1")
            .note("member of JSON, PostgreSQL")
            .run(|_, q| {
                let text = format!("SELECT name FROM products WHERE name = '{}'", q.unwrap_or_default());
                match query(Dialect::Postgres, &text).rows {
                    Ok(rows) => Reply::json(format!("{{\"count\":{}}}", rows.len())),
                    Err(error) => {
                        let text = crate::visit::quoted(&format!("PG::SyntaxError: {error}"));
                        Reply::json(format!("{{\"error\":{text}}}")).status(500)
                    }
                }
            }),
        hard("sqli-error/cookie", "/basket", Cookie("basket")).seed("b7").note("cookie, SQLite").run(
            |v, q| {
                shown(
                    v,
                    Dialect::Sqlite,
                    &format!("SELECT name FROM products WHERE name = '{}'", q.unwrap_or_default()),
                )
            },
        ),
        hard("sqli-error/forwarded", "/terms", Header("X-Forwarded-For"))
            .note("address of the visitor, MySQL")
            .run(|v, q| {
                shown(
                    v,
                    Dialect::MySql,
                    &format!("SELECT name FROM products WHERE name = '{}'", q.unwrap_or_default()),
                )
            }),
        hard("sqli-error/path", "/goods/*", Segment).seed("2").note("segment of the path, MySQL").run(
            |v, q| {
                shown(
                    v,
                    Dialect::MySql,
                    &format!("SELECT name FROM products WHERE id = {}", q.unwrap_or("1")),
                )
            },
        ),
    ]
}

fn harmless() -> Vec<Page> {
    vec![
        safe("sqli-error/safe-bound", "/item", Query("id")).seed("3").note("bound value").run(|v, q| {
            let known = q.and_then(|q| q.parse::<u32>().ok()).is_some_and(|n| (1..=6).contains(&n));
            if known { v.page("Item", "<p>A lantern.</p>") } else { v.page("Item", "<p>No such item.</p>").status(404) }
        }),
        safe("sqli-error/safe-article", "/help/databases", Query("topic"))
            .seed("quotes")
            .note("an article that quotes the messages of databases, whatever is asked")
            .run(|v, q| {
                let q = escape(q.unwrap_or_default());
                v.page(
                    "Help",
                    &format!(
                        "<p>On {q}: if you read <i>You have an error in your SQL syntax; check the manual that corresponds \
                         to your MySQL server version</i> or <i>ORA-01756</i>, a quote is missing.</p>"
                    ),
                )
            }),
        safe("sqli-error/safe-500", "/invoice", Query("no"))
            .seed("12")
            .note("anything but a number is an error of the server, without a database")
            .run(|v, q| match q.map(str::parse::<u32>) {
                Some(Ok(_)) => v.page("Invoice", "<p>Paid.</p>"),
                _ => v.page("Error", "<pre>NumberFormatException: For input string</pre>").status(500),
            }),
        safe("sqli-error/safe-echo", "/search", Search("q"))
            .seed("rope")
            .note("repeats what was searched, written out, with the words of a query language")
            .run(|v, q| {
                let q = escape(q.unwrap_or_default());
                v.page("Search", &format!("<p>Your query syntax: <code>{q}</code> near the quay. No error.</p>"))
            }),
        safe("sqli-error/safe-refused", "/voucher", Query("code")).seed("SPRING").note("quotes are refused").run(|v, q| {
            let bad = q.unwrap_or_default().contains(|c: char| !c.is_alphanumeric());
            if bad { v.page("Voucher", "<p>Invalid character in input.</p>").status(400) } else { v.page("Voucher", "<p>Unknown voucher.</p>") }
        }),
        safe("sqli-error/safe-escaped", "/crew", Query("name"))
            .seed("Anna")
            .note("quotes are doubled, SQLite")
            .run(|v, q| {
                let q = q.unwrap_or_default().replace('\'', "''").replace('\0', "");
                shown(v, Dialect::Sqlite, &format!("SELECT name FROM products WHERE name = '{q}'"))
            }),
    ]
}
