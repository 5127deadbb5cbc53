//! A shell reads a value.

use std::time::Duration;

use super::{Page, easy, hard, safe};
use crate::acts::shell::Shell;
use crate::case::At::{Cookie, Form, Header, Json, Query};
use crate::reply::Reply;
use crate::visit::{Visit, escape};

fn printed(visit: &Visit<'_>, line: &str) -> Reply {
    let mut shell = Shell::default();
    let out = shell.run(line);
    visit.page("Result", &format!("<pre>{}</pre>", escape(&out))).after(shell.delay())
}

fn silent(visit: &Visit<'_>, line: &str) -> Reply {
    let mut shell = Shell::default();
    shell.run(line);
    visit.page("Done", "<p>We will see to it.</p>").after(shell.delay())
}

pub(super) fn pages() -> Vec<Page> {
    [weak(), harmless()].concat()
}

fn weak() -> Vec<Page> {
    vec![
        easy("command/ping", "/ping", Query("host"))
            .seed("127.0.0.1")
            .note("at the end of a line")
            .run(|v, q| printed(v, &format!("ping -c 1 {}", q.unwrap_or_default()))),
        easy("command/form", "/lookup", Form("domain"))
            .seed("harbour.test")
            .note("sent by a form")
            .run(|v, q| printed(v, &format!("nslookup {} 2>&1", q.unwrap_or_default()))),
        hard("command/double-quotes", "/whois", Query("name"))
            .seed("harbour.test")
            .note("within double quotes")
            .run(|v, q| printed(v, &format!("host \"{}\"", q.unwrap_or_default()))),
        hard("command/single-quotes", "/thumb", Query("picture"))
            .seed("boat.png")
            .note("within single quotes, in the middle of a line")
            .run(|v, q| printed(v, &format!("convert '{}' -resize 80", q.unwrap_or_default()))),
        hard("command/blind", "/backup", Form("folder"))
            .seed("docs")
            .note("nothing of the output shows")
            .run(|v, q| silent(v, &format!("tar czf /tmp/b.tgz {} > /dev/null 2>&1", q.unwrap_or_default()))),
        hard("command/no-spaces", "/trace", Query("target"))
            .seed("localhost")
            .note("values with spaces are refused")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                if q.contains(' ') {
                    return v.page("Trace", "<p>No spaces, please.</p>").status(400);
                }
                printed(v, &format!("ping -c 1 {q}"))
            }),
        hard("command/no-separators", "/dig", Query("zone"))
            .seed("harbour.test")
            .note("semicolon, pipe and ampersand are cut out; line breaks and substitution are not")
            .run(|v, q| printed(v, &format!("dig {}", q.unwrap_or_default().replace([';', '|', '&'], "")))),
        hard("command/agent", "/log", Header("User-Agent"))
            .note("name of the visitor's program")
            .run(|v, q| silent(v, &format!("echo {} >> /tmp/visits", q.unwrap_or_default()))),
        hard("command/json", "/api/scan", Json("address")).seed("127.0.0.1").note("member of JSON").run(
            |_, q| {
                let mut shell = Shell::default();
                let out = shell.run(&format!("ping -c 1 {}", q.unwrap_or_default()));
                Reply::json(format!("{{\"output\":{}}}", crate::visit::quoted(&out))).after(shell.delay())
            },
        ),
        hard("command/cookie", "/prefs", Cookie("zone"))
            .seed("UTC")
            .note("cookie, blind, in double quotes")
            .run(|v, q| silent(v, &format!("TZ= echo \"{}\" > /dev/null", q.unwrap_or_default()))),
    ]
}

fn harmless() -> Vec<Page> {
    vec![
        safe("command/safe-quoted", "/reach", Query("host"))
            .seed("127.0.0.1")
            .note("given as one argument, no shell")
            .run(|v, q| {
                let q = q.unwrap_or_default().replace('\'', "'\\''");
                printed(v, &format!("ping -c 1 '{q}'"))
            }),
        safe("command/safe-list", "/tool", Query("name")).seed("ping").note("one of three words").run(
            |v, q| {
                let known = q.is_some_and(|q| ["ping", "dig", "host"].contains(&q));
                v.page("Tool", if known { "<p>Started.</p>" } else { "<p>Unknown tool.</p>" })
            },
        ),
        safe("command/safe-echo", "/preview", Query("command"))
            .seed("ping x")
            .note("shows the line that would run, written out; nothing runs")
            .run(|v, q| {
                v.page(
                    "Preview",
                    &format!("<pre>$ {}\nuid and gid stay unchanged</pre>", escape(q.unwrap_or_default())),
                )
            }),
        safe("command/safe-slow", "/render", Query("scene"))
            .seed("quay")
            .note("slow for its own reasons")
            .run(|v, _| {
                v.page("Render", "<p>Rendered.</p>").after(Duration::from_millis(v.noise.below(1800)))
            }),
        safe("command/safe-refused", "/resolve", Form("name"))
            .seed("harbour.test")
            .note("letters, digits, dots and hyphens only")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                if q.contains(|c: char| !c.is_ascii_alphanumeric() && !".-".contains(c)) {
                    return v.page("Resolve", "<p>That is no name.</p>").status(400);
                }
                printed(v, &format!("host {q}"))
            }),
    ]
}
