//! Plain weaknesses at places that are hard to reach. The weakness is always the same: a field of the query comes back as it
//! is. Some pages in between are traps: a calendar without end, a way out of the session.

use super::{Page, Run, easy, hard, safe};
use crate::case::At::{Form, Query};
use crate::reply::Reply;
use crate::visit::{Visit, escape};

fn weak(visit: &Visit<'_>, value: Option<&str>) -> Reply {
    visit.page("Reached", &format!("<p>You said {}</p>", value.unwrap_or_default()))
}

fn signed_in(visit: &Visit<'_>) -> bool {
    visit.request.cookie("harbour").is_some_and(|c| visit.state.holds("sessions", &c))
}

pub(super) fn pages() -> Vec<Page> {
    let mut all = vec![
        hard("crawl/script-string", "/deep/script", Query("x")).note("address in a string of a script").run(weak),
        hard("crawl/script-file", "/deep/file", Query("x")).note("address in a script file").run(weak),
        hard("crawl/event", "/deep/event", Query("x")).note("address in an onclick").run(weak),
        hard("crawl/comment", "/deep/comment", Query("x")).note("address in a comment").run(weak),
        easy("crawl/robots", "/deep/robots", Query("x")).note("address in robots.txt only").run(weak),
        easy("crawl/sitemap", "/deep/sitemap", Query("x")).note("address in sitemap.xml only").run(weak),
        easy("crawl/frame", "/deep/frame", Query("x")).note("address of a frame").run(weak),
        hard("crawl/refresh", "/deep/refresh", Query("x")).note("address of a refresh").run(weak),
        hard("crawl/data", "/deep/data", Query("x")).note("address in a data attribute").run(weak),
        hard("crawl/json", "/deep/json", Query("x")).note("address in an answer of JSON").run(weak),
        easy("crawl/base", "/deep/base", Query("x")).note("address relative to a base").run(weak),
        easy("crawl/redirect", "/deep/redirect", Query("x")).note("behind two redirects").run(weak),
        hard("crawl/link-header", "/deep/header", Query("x")).note("address in a Link header").run(weak),
        hard("crawl/steps", "/deep/third", Form("comment"))
            .note("the third of three forms, each of which needs what the one before gave")
            .run(|v, q| {
                let ticket = v.request.form("ticket").unwrap_or_default();
                if v.state.holds("second", &ticket) { weak(v, q) } else { v.page("Steps", "<p>Begin at <a href=\"/steps\">the first step</a>.</p>") }
            }),
        hard("crawl/login", "/deep/member", Query("x")).note("behind a login whose form is filled in").run(|v, q| {
            if signed_in(v) { weak(v, q) } else { Reply::redirect("/enter") }
        }),
        safe("crawl/safe-calendar", "/calendar", Query("month"))
            .note("a calendar without end, its value written out")
            .run(|v, q| {
                let month: u32 = q.and_then(|q| q.parse().ok()).unwrap_or(0);
                let (next, before) = (month.wrapping_add(1), month.wrapping_sub(1));
                v.page("Calendar", &format!("<p>Month {month}</p><a href=\"/calendar?month={next}\">next</a> <a href=\"/calendar?month={before}\">before</a>"))
            }),
        safe("crawl/safe-session", "/catalogue", Query("sid"))
            .note("every link carries another session")
            .run(|v, q| {
                let sid = v.noise.token();
                v.page("Catalogue", &format!("<p>{}</p><a href=\"/catalogue?sid={sid}\">on</a>", escape(q.unwrap_or_default())))
            }),
        safe("crawl/safe-soft", "/shop-404", Query("x"))
            .note("a page not found under the status of one found, written out")
            .run(|v, q| v.page("Not found", &format!("<p>No page {}.</p>", escape(q.unwrap_or_default())))),
    ];
    for page in &mut all {
        *page = page.unlinked().seed("1");
    }
    all
}

/// The pages on the way.
pub(super) fn others() -> Vec<(&'static str, Run)> {
    let mut all: Vec<(&'static str, Run)> = vec![
        ("/", |v, _| {
            let body = "<ul><li><a href=\"/scripts\">Scripts</a></li><li><a href=\"/frames\">Frames</a></li>\
                        <li><a href=\"/steps\">Order in three steps</a></li><li><a href=\"/enter\">Members</a></li>\
                        <li><a href=\"/calendar?month=1\">Calendar</a></li><li><a href=\"/catalogue?sid=1\">Catalogue</a></li>\
                        <li><a href=\"/shop-404?x=1\">Old shop</a></li><li><a href=\"/moved\">Moved</a></li>\
                        <li><a href=\"/based/\">Based</a></li><li><a href=\"/api/links\">Links</a></li></ul>";
            v.page("Welcome", body).with("Link", "</deep/header?x=1>; rel=\"next\"")
        }),
        ("/scripts", |v, _| {
            let body = "<!-- old: <a href=\"/deep/comment?x=1\">here</a> --><button onclick=\"location.href='/deep/event?x=1'\">Go</button>\
                        <div data-url=\"/deep/data?x=1\">more</div><script>var target = \"/deep/script?x=1\"; function go() { location = target; }</script>\
                        <script src=\"/js/menu.js\"></script>";
            v.page("Scripts", body)
        }),
        ("/js/menu.js", |_, _| {
            let text = "(function(){var menu=[{title:'Deep',path:'/deep/file?x=1'}];window.menu=menu;})();\n";
            Reply::new(200, "application/javascript", text)
        }),
        ("/frames", |v, _| {
            let body = "<iframe src=\"/deep/frame?x=1\"></iframe><meta http-equiv=refresh content=\"900; url=/deep/refresh?x=1\">";
            v.page("Frames", body)
        }),
        ("/moved", |_, _| Reply::redirect("/moved-again")),
        ("/moved-again", |_, _| Reply::redirect("/deep/redirect?x=1")),
        ("/based/", |_, _| {
            let text = "<!doctype html><html><head><base href=\"/deep/\"></head><body><a href=\"base?x=1\">on</a></body></html>";
            Reply::new(200, "text/html", text)
        }),
        ("/api/links", |_, _| Reply::json("{\"next\":\"/deep/json?x=1\",\"count\":1}")),
        ("/robots.txt", |_, _| {
            Reply::text("User-agent: *\nDisallow: /deep/robots?x=1\nSitemap: /sitemap.xml\n")
        }),
        ("/sitemap.xml", |v, _| {
            let text = format!(
                "<?xml version=\"1.0\"?><urlset><url><loc>http://{}/deep/sitemap?x=1</loc></url></urlset>",
                v.host
            );
            Reply::new(200, "application/xml", text)
        }),
    ];
    all.extend(steps());
    all
}

/// Forms that need each other, and a session.
fn steps() -> Vec<(&'static str, Run)> {
    vec![
        ("/steps", |v, _| {
            v.page("First step", "<form action=\"/steps/second\" method=post><input name=goods value=rope><button>On</button></form>")
        }),
        ("/steps/second", |v, _| {
            if v.request.form("goods").unwrap_or_default().is_empty() {
                return Reply::redirect("/steps");
            }
            let ticket = v.noise.token();
            v.state.push("first", &ticket);
            v.page("Second step", &format!("<form action=\"/steps/third\" method=post><input type=hidden name=ticket value=\"{ticket}\"><input name=town value=Bergen><button>On</button></form>"))
        }),
        ("/steps/third", |v, _| {
            if !v.state.holds("first", &v.request.form("ticket").unwrap_or_default()) {
                return Reply::redirect("/steps");
            }
            let ticket = v.noise.token();
            v.state.push("second", &ticket);
            v.page("Third step", &format!("<form action=\"/deep/third\" method=post><input type=hidden name=ticket value=\"{ticket}\"><input name=comment value=soon><button>Order</button></form>"))
        }),
        ("/enter", |v, _| {
            if v.request.method == "POST" {
                let good = v.request.form("user").as_deref() == Some("demo")
                    && v.request.form("password").as_deref() == Some("demo");
                if good && v.state.holds("tokens", &v.request.form("csrf_token").unwrap_or_default()) {
                    let session = v.noise.token();
                    v.state.push("sessions", &session);
                    return Reply::redirect("/members")
                        .with("Set-Cookie", format!("harbour={session}; Path=/; HttpOnly; SameSite=Lax"));
                }
            }
            let token = v.noise.token();
            v.state.push("tokens", &token);
            v.page("Members", &format!("<p>Try it with demo and demo.</p><form action=\"/enter\" method=post><input name=user value=demo><input type=password name=password value=demo><input type=hidden name=csrf_token value=\"{token}\"><button>Enter</button></form>"))
        }),
        ("/members", |v, _| {
            if !signed_in(v) {
                return Reply::redirect("/enter");
            }
            v.page(
                "Members",
                "<a href=\"/deep/member?x=1\">The inner room</a> <a href=\"/logout\">Sign out</a>",
            )
        }),
        ("/logout", |_, _| {
            Reply::redirect("/").with("Set-Cookie", "harbour=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
        }),
    ]
}
