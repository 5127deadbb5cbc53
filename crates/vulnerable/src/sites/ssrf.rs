//! The server fetches what it is told to. It does fetch, from loopback addresses only.

use super::{Page, easy, hard, safe};
use crate::case::At::{Form, Header, Json, Query};
use crate::reply::Reply;
use crate::visit::escape;

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("ssrf/shown", "/preview", Query("url"))
            .seed("http://127.0.0.1/")
            .note("what was fetched shows")
            .run(|v, q| v.page("Preview", "<pre>@@FETCHED@@</pre>").fetching(q.unwrap_or_default(), true)),
        hard("ssrf/blind", "/avatar", Query("image"))
            .seed("http://127.0.0.1/a.png")
            .note("nothing shows")
            .run(|v, q| v.page("Avatar", "<p>Saved.</p>").fetching(q.unwrap_or_default(), false)),
        easy("ssrf/form", "/webhook", Form("callback"))
            .seed("http://127.0.0.1/hook")
            .more("event=order")
            .note("sent by a form, nothing shows")
            .run(|v, q| v.page("Webhook", "<p>Tested.</p>").fetching(q.unwrap_or_default(), false)),
        hard("ssrf/json", "/api/import", Json("source"))
            .seed("http://127.0.0.1/data.json")
            .note("member of JSON")
            .run(|_, q| Reply::json("{\"queued\":true}").status(201).fetching(q.unwrap_or_default(), false)),
        hard("ssrf/host", "/health", Query("host")).seed("127.0.0.1").note("a host without a scheme").run(
            |v, q| {
                v.page("Health", "<p>Asked.</p>")
                    .fetching(&format!("http://{}/health", q.unwrap_or_default()), false)
            },
        ),
        hard("ssrf/referer", "/stats", Header("Referer"))
            .note("the page that a visitor came from is looked at")
            .run(|v, q| {
                let reply = v.page("Stats", "<p>Counted.</p>");
                q.filter(|q| q.starts_with("http")).map_or(reply.clone(), |q| reply.fetching(q, false))
            }),
        hard("ssrf/begins", "/mirror", Query("from"))
            .seed("http://partner.test/list")
            .note("must hold the name of the partner, anywhere")
            .run(|v, q| {
                let q = q.unwrap_or_default();
                let reply = v.page("Mirror", "<p>Asked.</p>");
                if q.contains("partner.test") { reply.fetching(q, false) } else { reply.status(400) }
            }),
        safe("ssrf/safe-list", "/rates", Query("bank"))
            .seed("http://bank.test/")
            .note("one known address, or nothing")
            .run(|v, q| {
                v.page(
                    "Rates",
                    if q == Some("http://bank.test/") { "<p>1 to 1</p>" } else { "<p>Unknown bank.</p>" },
                )
            }),
        safe("ssrf/safe-link", "/bookmark", Form("url"))
            .seed("http://127.0.0.1/")
            .note("kept and shown as a text, never fetched")
            .run(|v, q| v.page("Bookmark", &format!("<p>Kept: {}</p>", escape(q.unwrap_or_default())))),
        safe("ssrf/safe-browser", "/frame", Query("image"))
            .seed("http://127.0.0.1/boat.png")
            .note("the visitor's browser fetches, not the server")
            .run(|v, q| {
                let q = q.filter(|q| q.starts_with("http://127.0.0.1/")).unwrap_or("/boat.png");
                v.page("Frame", &format!("<img src=\"{}\" alt=boat>", escape(q)))
            }),
        safe("ssrf/safe-refused", "/proxy", Query("url"))
            .seed("http://harbour.test/")
            .note("addresses of this machine are refused, in the words of a client")
            .run(|v, q| {
                let q = escape(q.unwrap_or_default());
                v.page("Proxy", &format!("<p>Could not connect to {q}: refused by policy.</p>")).status(502)
            }),
    ]
}
