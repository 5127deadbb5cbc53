//! A value comes back later.

use super::{Page, Run, easy, hard, safe};
use crate::case::At::{Form, Header, Json, Upload};
use crate::reply::Reply;
use crate::visit::{Visit, escape, escape_angles};

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("stored/guestbook", "/guestbook", Form("message"))
            .seed("Nice tea")
            .more("name=Anna")
            .note("shown on the same page as it is")
            .run(|v, q| {
                v.state.push("guestbook", q.unwrap_or_default());
                v.page("Guestbook", &list(v, "guestbook", |t| format!("<li>{t}</li>")))
            })
            .also(&["/guestbook/entries"]),
        easy("stored/elsewhere", "/profile", Form("motto"))
            .seed("Ahoy")
            .note("shown on another page as it is")
            .also(&["/members"])
            .run(|v, q| {
                v.state.push("members", q.unwrap_or_default());
                v.page("Profile", "<p>Saved. See <a href=\"/members\">all members</a>.</p>")
            }),
        hard("stored/attribute", "/avatar", Form("title"))
            .seed("my boat")
            .note("shown in an attribute; only angle brackets are written out")
            .also(&["/avatars"])
            .run(|v, q| {
                v.state.push("avatars", q.unwrap_or_default());
                v.page("Avatar", "<p>Saved. See <a href=\"/avatars\">the gallery</a>.</p>")
            }),
        hard("stored/file-name", "/attach", Upload("file"))
            .note("names of uploaded files are listed as they are")
            .also(&["/attachments"])
            .run(|v, q| {
                v.state.push("attachments", q.unwrap_or_default());
                v.page("Attach", "<p>Kept. See <a href=\"/attachments\">the list</a>.</p>")
            }),
        hard("stored/user-agent", "/visit", Header("User-Agent"))
            .note("a log of visitors' programs, shown as it is")
            .also(&["/visitors"])
            .run(|v, q| {
                v.state.push("visitors", q.unwrap_or_default());
                v.page("Visit", "<p>Counted. See <a href=\"/visitors\">the last visitors</a>.</p>")
            }),
        hard("stored/json", "/api/notes", Json("note"))
            .seed("call anna")
            .note("sent as JSON, shown as it is on a page")
            .also(&["/notes"])
            .run(|v, q| {
                v.state.push("notes", q.unwrap_or_default());
                Reply::json("{\"saved\":true}").status(201)
            }),
        safe("stored/safe-guestbook", "/reviews", Form("review"))
            .seed("Good rope")
            .more("name=Bert")
            .note("written out")
            .run(|v, q| {
                v.state.push("reviews", q.unwrap_or_default());
                v.page("Reviews", &list(v, "reviews", |t| format!("<li>{}</li>", escape(t))))
            }),
        safe("stored/safe-elsewhere", "/status", Form("status"))
            .seed("at sea")
            .note("written out on another page")
            .run(|v, q| {
                v.state.push("statuses", q.unwrap_or_default());
                v.page("Status", "<p>Saved. See <a href=\"/statuses\">all</a>.</p>")
            }),
        safe("stored/safe-json", "/api/tasks", Json("task"))
            .seed("mend net")
            .note("given back as it is, as JSON")
            .run(|v, q| {
                v.state.push("tasks", q.unwrap_or_default());
                let all: Vec<String> =
                    v.state.list("tasks").iter().map(|t| crate::visit::quoted(t)).collect();
                Reply::json(format!("[{}]", all.join(",")))
            }),
        safe("stored/safe-dropped", "/wish", Form("wish"))
            .seed("a lamp")
            .note("everything between angle brackets is dropped, the rest written out")
            .run(|v, q| {
                let mut text = q.unwrap_or_default().to_owned();
                while let Some((a, b)) = text.find('<').and_then(|a| Some((a, text[a..].find('>')? + a))) {
                    text.replace_range(a..=b, "");
                }
                v.state.push("wishes", &escape(&text));
                v.page("Wishes", &list(v, "wishes", |t| format!("<li>{t}</li>")))
            }),
    ]
}

fn list(visit: &Visit<'_>, name: &str, line: fn(&str) -> String) -> String {
    let all: String = visit.state.list(name).iter().rev().map(|t| line(t)).collect();
    format!("<ul>{all}</ul><p><a href=\"/{name}\">all of them</a></p>")
}

/// The pages where stored text shows.
pub(super) fn others() -> Vec<(&'static str, Run)> {
    vec![
        ("/members", |v, _| v.page("Members", &list(v, "members", |t| format!("<li>{t}</li>")))),
        ("/avatars", |v, _| {
            v.page(
                "Gallery",
                &list(v, "avatars", |t| format!("<img src=\"/boat.png\" alt=\"{}\">", escape_angles(t))),
            )
        }),
        ("/attachments", |v, _| v.page("Attachments", &list(v, "attachments", |t| format!("<li>{t}</li>")))),
        ("/visitors", |v, _| {
            v.page("Visitors", &list(v, "visitors", |t| format!("<li><code>{t}</code></li>")))
        }),
        ("/notes", |v, _| v.page("Notes", &list(v, "notes", |t| format!("<p>{t}</p>")))),
        ("/statuses", |v, _| v.page("Statuses", &list(v, "statuses", |t| format!("<li>{}</li>", escape(t))))),
    ]
}
