//! A name leads to another file.

use super::{Page, easy, hard, safe};
use crate::acts::files::{normal, read, read_windows};
use crate::case::At::{Cookie, Form, Json, Query, Segment};
use crate::http::percent;
use crate::reply::Reply;
use crate::visit::{Visit, escape};

const DOCS: &str = "/var/www/docs";

fn sent(text: Option<&str>) -> Reply {
    match text {
        Some(text) => Reply::text(text),
        None => Reply::text("no such file\n").status(404),
    }
}

fn included(visit: &Visit<'_>, text: Option<&str>, name: &str) -> Reply {
    match text {
        Some(text) => visit.page("Harbour", text),
        None => {
            let name = escape(name);
            let body = format!(
                "<b>Warning</b>: include(pages/{name}): failed to open stream: No such file or directory in \
                 <b>/var/www/index.php</b> on line <b>3</b>"
            );
            visit.page("Harbour", &body)
        }
    }
}

pub(super) fn pages() -> Vec<Page> {
    [weak(), hidden(), harmless()].concat()
}

fn weak() -> Vec<Page> {
    vec![
        easy("traversal/download", "/download", Query("file"))
            .seed("manual.txt")
            .note("the name as it is")
            .run(|_, q| sent(read(DOCS, q.unwrap_or_default()))),
        easy("traversal/include", "/index.php", Query("page"))
            .seed("home.php")
            .note("a page to include, warnings and all")
            .run(|v, q| {
                let q = q.unwrap_or("home.php");
                included(v, read("/var/www/pages", q), q)
            }),
        hard("traversal/extension", "/show", Query("page"))
            .seed("home")
            .note("an extension is put behind, up to a zero byte")
            .run(|v, q| {
                let whole = format!("{}.php", q.unwrap_or("home"));
                let name = whole.split('\0').next().unwrap_or_default();
                v.page("Harbour", read("/var/www/pages", name).unwrap_or("<p>Empty.</p>"))
            }),
        hard("traversal/removed-once", "/manuals", Query("doc"))
            .seed("manual.txt")
            .note("`../` is cut out once")
            .run(|_, q| sent(read(DOCS, &q.unwrap_or_default().trim_start_matches('/').replace("../", "")))),
        hard("traversal/absolute", "/report", Query("path"))
            .seed("/var/www/docs/prices.txt")
            .note("dots are refused, other absolute paths are not")
            .run(|_, q| {
                let q = q.unwrap_or_default();
                if q.contains("..") { Reply::text("bad path\n").status(400) } else { sent(read(DOCS, q)) }
            }),
        hard("traversal/prefix", "/media", Query("src"))
            .seed("/var/www/docs/manual.txt")
            .note("must begin with the right folder")
            .run(|_, q| {
                let q = q.unwrap_or_default();
                if q.starts_with("/var/www/docs") {
                    sent(read(DOCS, q))
                } else {
                    Reply::text("forbidden\n").status(403)
                }
            }),
        hard("traversal/twice", "/archive", Query("entry"))
            .seed("prices.txt")
            .note("checked for dots, then decoded a second time")
            .run(|_, q| {
                let q = q.unwrap_or_default();
                if q.contains("../") || q.starts_with('/') {
                    return Reply::text("bad entry\n").status(400);
                }
                sent(read(DOCS, &percent(q)))
            }),
        hard("traversal/windows", "/view.aspx", Query("file"))
            .seed("manual.txt")
            .note("backslashes on a machine with drives")
            .run(|_, q| sent(read_windows("c:/inetpub/docs", q.unwrap_or_default()))),
    ]
}

fn hidden() -> Vec<Page> {
    vec![
        hard("traversal/path", "/static/*", Segment)
            .seed("manual.txt")
            .note("the rest of the path, decoded")
            .run(|_, q| sent(read(DOCS, q.unwrap_or_default()))),
        hard("traversal/form", "/print", Form("template"))
            .seed("manual.txt")
            .more("copies=1")
            .note("sent by a form, shown in a page")
            .run(|v, q| {
                let text = read(DOCS, q.unwrap_or_default()).map(escape).unwrap_or_default();
                v.page("Print", &format!("<pre>{text}</pre>"))
            }),
        hard("traversal/cookie", "/theme", Cookie("theme"))
            .seed("manual.txt")
            .note("a cookie that names a file")
            .run(|v, q| {
                v.page(
                    "Theme",
                    &format!("<pre>{}</pre>", escape(read(DOCS, q.unwrap_or_default()).unwrap_or_default())),
                )
            }),
        hard("traversal/wrapper", "/load", Query("resource"))
            .seed("file:///var/www/docs/prices.txt")
            .note("addresses of files only")
            .run(|_, q| sent(q.and_then(|q| q.strip_prefix("file://")).and_then(|p| read(DOCS, p)))),
        hard("traversal/json", "/api/render", Json("layout")).seed("manual.txt").note("member of JSON").run(
            |_, q| {
                let text = read(DOCS, q.unwrap_or_default()).unwrap_or_default();
                Reply::json(format!("{{\"layout\":{}}}", crate::visit::quoted(text)))
            },
        ),
    ]
}

fn harmless() -> Vec<Page> {
    vec![
        safe("traversal/safe-base", "/fetch", Query("file"))
            .seed("manual.txt")
            .note("only what follows the last slash counts")
            .run(|_, q| {
                let name = q.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
                sent(if name == ".." { None } else { read(DOCS, name) })
            }),
        safe("traversal/safe-checked", "/open", Query("file"))
            .seed("prices.txt")
            .note("the path without its dots must lie in the folder")
            .run(|_, q| {
                let whole = normal(&format!("{DOCS}/{}", q.unwrap_or_default()));
                sent(if whole.starts_with("/var/www/docs/") { read("/", &whole) } else { None })
            }),
        safe("traversal/safe-table", "/document", Query("id")).seed("1").note("a number in a table").run(
            |_, q| {
                sent(match q {
                    Some("1") => read(DOCS, "manual.txt"),
                    Some("2") => read(DOCS, "prices.txt"),
                    _ => None,
                })
            },
        ),
        safe("traversal/safe-echo", "/missing", Query("file"))
            .seed("x.txt")
            .note("repeats the name in its complaint")
            .run(|v, q| {
                let q = escape(q.unwrap_or_default());
                v.page(
                    "Missing",
                    &format!("<p>File {q} was not found in /etc/shop/passwd.d or elsewhere.</p>"),
                )
                .status(404)
            }),
        safe("traversal/safe-article", "/help/accounts", Query("topic"))
            .seed("users")
            .note("an article that shows a line of a password file, whatever is asked")
            .run(|v, q| {
                let q = escape(q.unwrap_or_default());
                v.page(
                    "Help",
                    &format!(
                        "<p>{q}: each line looks like <code>root:x:0:0:root:/root:/bin/bash</code>.</p>"
                    ),
                )
            }),
        safe("traversal/safe-refused", "/get", Query("name"))
            .seed("manual.txt")
            .note("dots and slashes are refused")
            .run(|_, q| {
                let q = q.unwrap_or_default();
                let bad = q.contains("..") || q.contains(['/', '\\', '%', '\0', ':']);
                if bad { Reply::text("bad name\n").status(403) } else { sent(read(DOCS, q)) }
            }),
    ]
}
