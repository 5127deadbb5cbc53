//! A document store: operators in place of values, script in conditions.

use super::{Page, easy, hard, safe};
use crate::acts::script::{Flavour, run};
use crate::case::At::{Json, Query, Search};
use crate::http::names;
use crate::reply::Reply;
use crate::visit::{Visit, escape};

/// Whether a condition in script holds for a user; `Err` is the store's complaint.
fn condition(name: &str, text: &str) -> Result<bool, String> {
    let mut any = false;
    for part in text.split("||") {
        let mut all = true;
        for side in part.split("&&") {
            let side = side.trim().trim_end_matches(';');
            let (left, right) = match side.split_once("==") {
                Some((a, b)) => (a.trim_end_matches('='), b.trim_start_matches('=')),
                None => (side, "1"),
            };
            let of = |text: &str| {
                let text = text.trim();
                if text == "this.name" {
                    return Ok(name.to_owned());
                }
                let out = run(Flavour::Js, text);
                let value = out.value.map(|v| v.shown()).unwrap_or_default();
                out.error.map_or(Ok(value), |e| Err(format!("MongoServerError: {e}")))
            };
            all &= of(left)? == of(right)?;
        }
        any |= all;
    }
    Ok(any)
}

fn people(text: &str) -> Result<Vec<&'static str>, String> {
    let mut out = Vec::new();
    for name in ["anna", "bert", "carl"] {
        if condition(name, text)? {
            out.push(name);
        }
    }
    Ok(out)
}

fn shown(visit: &Visit<'_>, found: &[&str]) -> Reply {
    let rows: String = found.iter().map(|n| format!("<li>{n}</li>")).collect();
    visit.page(
        "People",
        &if rows.is_empty() { "<p>Nobody.</p>".to_owned() } else { format!("<ul>{rows}</ul>") },
    )
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("nosql/operator", "/people", Query("name"))
            .seed("anna")
            .note("a field named name[$ne] becomes an operator")
            .run(|v, q| {
                let operator = names(&v.request.query)
                    .any(|n| matches!(n.as_str(), "name[$ne]" | "name[$gt]" | "name[$regex]"));
                match q {
                    _ if operator => shown(v, &["anna", "bert", "carl"]),
                    Some(name) if ["anna", "bert", "carl"].contains(&name) => shown(v, &["anna"]),
                    _ => shown(v, &[]),
                }
            }),
        easy("nosql/where-error", "/crew", Query("name"))
            .seed("bert")
            .note("put into a condition in script; its complaints show")
            .run(|v, q| match people(&format!("this.name == '{}'", q.unwrap_or_default())) {
                Ok(found) => shown(v, &found),
                Err(error) => v.page("Error", &format!("<pre>{}</pre>", escape(&error))).status(500),
            }),
        hard("nosql/where-blind", "/search", Search("who"))
            .seed("carl")
            .note("put into a condition in script; only the result shows")
            .run(|v, q| {
                shown(v, &people(&format!("this.name == '{}'", q.unwrap_or_default())).unwrap_or_default())
            }),
        hard("nosql/json", "/api/login", Json("password"))
            .seed("x")
            .note("an object in place of the password is an operator")
            .run(|_, q| {
                let operator = q.is_some_and(|q| q.starts_with('{') && q.contains("\"$"));
                if operator {
                    Reply::json("{\"token\":\"81ac\"}")
                } else {
                    Reply::json("{\"error\":\"wrong\"}").status(401)
                }
            }),
        safe("nosql/safe-text", "/members", Query("name"))
            .seed("anna")
            .note("always a text")
            .run(|v, q| shown(v, if q == Some("anna") { &["anna"] } else { &[] })),
        safe("nosql/safe-refused", "/guests", Query("name"))
            .seed("bert")
            .note("brackets in names of fields are refused")
            .run(|v, q| {
                if names(&v.request.query).any(|n| n.contains('[')) {
                    return v.page("Error", "<p>Unexpected field.</p>").status(400);
                }
                shown(v, if q == Some("bert") { &["bert"] } else { &[] })
            }),
        safe("nosql/safe-json", "/api/reset", Json("mail"))
            .seed("anna@harbour.test")
            .note("anything but a text is refused")
            .run(|_, q| {
                if q.is_some_and(|q| q.starts_with('{')) {
                    return Reply::json("{\"error\":\"mail must be a string\"}").status(400);
                }
                Reply::json("{\"sent\":true}")
            }),
    ]
}
