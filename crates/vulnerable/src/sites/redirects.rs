//! A value says where to go next, or ends a header.

use super::{Page, easy, hard, safe};
use crate::case::At::{Cookie, Form, Query};
use crate::http::{encode, percent};
use crate::reply::Reply;
use crate::visit::escape;

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("redirect/plain", "/go", Query("url"))
            .seed("/about")
            .note("anywhere")
            .run(|_, q| Reply::redirect(&line(q.unwrap_or("/")))),
        easy("redirect/login", "/signin", Form("next"))
            .seed("/about")
            .more("user=demo&password=demo")
            .note("after a login")
            .run(|_, q| Reply::redirect(&line(q.unwrap_or("/"))).status(303)),
        hard("redirect/slash", "/return", Query("to")).seed("/about").note("must begin with a slash").run(
            |v, q| {
                let q = q.unwrap_or("/");
                if q.starts_with('/') {
                    Reply::redirect(&line(q))
                } else {
                    v.page("Return", "<p>Bad address.</p>").status(400)
                }
            },
        ),
        hard("redirect/contains", "/leave", Query("target"))
            .seed("/?site=127.0.0.1")
            .note("must hold the name of the site, anywhere")
            .run(|v, q| {
                let name = v.host.split(':').next().unwrap_or_default();
                let q = q.unwrap_or("/");
                if q.contains(name) {
                    Reply::redirect(&line(q))
                } else {
                    v.page("Leave", "<p>Bad address.</p>").status(400)
                }
            }),
        hard("redirect/begins", "/continue", Query("url"))
            .seed("")
            .note("must begin with the address of the site; an at sign or a dot may follow")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                let own = format!("http://{}", v.host);
                if q.is_empty() || q == own {
                    Reply::redirect(&format!("{own}/"))
                } else if q.starts_with(&own) {
                    Reply::redirect(&line(q))
                } else {
                    v.page("Continue", "<p>Bad address.</p>").status(400)
                }
            }),
        hard("redirect/meta", "/jump", Query("where")).seed("/about").note("by the markup of the page").run(
            |v, q| {
                let q = escape(q.unwrap_or("/"));
                v.page("Jump", &format!("<meta http-equiv=refresh content=\"0; url={q}\"><p>One moment.</p>"))
            },
        ),
        hard("redirect/scheme-cut", "/out", Query("link"))
            .seed("about")
            .note("http:// is cut out at the beginning, two slashes are not")
            .run(|_, q| {
                let q = q.unwrap_or("/");
                let rest = q.strip_prefix("https://").or(q.strip_prefix("http://")).unwrap_or(q);
                let rest = if rest.len() == q.len() { rest.to_owned() } else { format!("/{rest}") };
                Reply::redirect(&line(&rest))
            }),
        hard("redirect/backslash", "/move", Query("path"))
            .seed("/about")
            .note("two slashes are refused, a slash and a backslash are not")
            .run(|v, q| {
                let q = q.unwrap_or("/");
                if q.starts_with('/') && !q.starts_with("//") {
                    Reply::redirect(&line(q))
                } else {
                    v.page("Move", "<p>Bad address.</p>").status(400)
                }
            }),
        safe("redirect/safe-own", "/forward", Query("path"))
            .seed("about")
            .note("always a path of the site")
            .run(|_, q| Reply::redirect(&format!("/{}", encode(q.unwrap_or_default())))),
        safe("redirect/safe-list", "/shop", Query("country"))
            .seed("no")
            .note("one of two known places")
            .run(|_, q| Reply::redirect(if q == Some("no") { "/about" } else { "/" })),
        safe("redirect/safe-link", "/exit", Query("url"))
            .seed("http://partner.test/")
            .note("a page that asks first")
            .run(|v, q| {
                let q = q.filter(|q| q.starts_with("http")).unwrap_or("#");
                v.page(
                    "Leaving us",
                    &format!("<p>You leave for <code>{}</code>. Are you sure?</p>", escape(q)),
                )
            }),
        safe("redirect/safe-parameter", "/sso", Query("service"))
            .seed("/about")
            .note("the value stays a field of the query of our own address")
            .run(|_, q| Reply::redirect(&format!("/about?service={}", encode(q.unwrap_or_default())))),
    ]
}

/// A value without line breaks: this class is about where to go.
fn line(text: &str) -> String {
    text.replace(['\r', '\n', '\0'], "")
}

pub(super) fn crlf() -> Vec<Page> {
    vec![
        easy("crlf/location", "/go", Query("to"))
            .seed("about")
            .note("into Location as it is")
            .run(|_, q| Reply::redirect(&format!("/{}", q.unwrap_or_default()))),
        easy("crlf/cookie", "/language", Query("lang")).seed("en").note("into Set-Cookie as it is").run(
            |v, q| {
                // A cookie that is no ASCII stops some clients for good; applications do not send one.
                let q: String = q.unwrap_or_default().chars().filter(char::is_ascii).collect();
                v.page("Language", "<p>Saved.</p>")
                    .with("Set-Cookie", format!("lang={q}; HttpOnly; SameSite=Lax"))
            },
        ),
        hard("crlf/header", "/download", Query("name"))
            .seed("list.csv")
            .note("into Content-Disposition; carriage returns are cut out, line feeds are not")
            .run(|_, q| {
                let q = q.unwrap_or_default().replace('\r', "");
                Reply::text("a;b\n").with("Content-Disposition", format!("attachment; filename={q}"))
            }),
        hard("crlf/twice", "/theme", Query("style"))
            .seed("dark")
            .note("checked for line breaks, then decoded a second time")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                if q.contains(['\r', '\n']) {
                    return v.page("Theme", "<p>Bad style.</p>").status(400);
                }
                v.page("Theme", "<p>Saved.</p>").with("X-Theme", percent(q))
            }),
        hard("crlf/form", "/prefs", Form("region"))
            .seed("north")
            .note("sent by a form")
            .run(|v, q| v.page("Preferences", "<p>Saved.</p>").with("X-Region", q.unwrap_or_default())),
        safe("crlf/safe-cut", "/region", Query("r"))
            .seed("west")
            .note("line breaks are cut out")
            .run(|v, q| v.page("Region", "<p>Saved.</p>").with("X-Region", line(q.unwrap_or_default()))),
        safe("crlf/safe-encoded", "/to", Query("path"))
            .seed("about")
            .note("encoded")
            .run(|_, q| Reply::redirect(&format!("/{}", encode(q.unwrap_or_default())))),
        safe("crlf/safe-body", "/headers", Query("text"))
            .seed("X-A: 1")
            .note("lines that look like headers, in a text")
            .run(|_, q| {
                Reply::text(format!("HTTP/1.1 200 OK\r\nX-Request: 1\r\n{}\r\n\r\n", q.unwrap_or_default()))
            }),
        safe("crlf/safe-cookie", "/currency", Cookie("currency"))
            .seed("nok")
            .note("a cookie set again, encoded")
            .run(|v, q| {
                let value = encode(q.unwrap_or_default());
                v.page("Currency", "<p>Saved.</p>")
                    .with("Set-Cookie", format!("currency={value}; HttpOnly; SameSite=Lax"))
            }),
    ]
}
