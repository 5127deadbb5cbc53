//! Other origins may read answers.

use super::{Page, easy, hard, safe};
use crate::case::At::Page as Whole;
use crate::reply::Reply;
use crate::visit::Visit;

fn data() -> Reply {
    Reply::json("{\"name\":\"Anna Berg\",\"orders\":[12,31]}").with("Vary", "Origin")
}

fn allowed(origin: &str, credentials: bool) -> Reply {
    let origin = origin.replace(['\r', '\n'], "");
    let reply = data().with("Access-Control-Allow-Origin", origin);
    if credentials { reply.with("Access-Control-Allow-Credentials", "true") } else { reply }
}

fn origin<'a>(visit: &Visit<'a>) -> &'a str {
    visit.request.header("origin")
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("cors/any", "/api/account", Whole)
            .note("any origin, with credentials")
            .run(|v, _| if origin(v).is_empty() { data() } else { allowed(origin(v), true) }),
        hard("cors/null", "/api/orders", Whole)
            .note("the origin null, with credentials")
            .run(|v, _| if origin(v) == "null" { allowed("null", true) } else { data() }),
        hard("cors/ends", "/api/invoices", Whole)
            .note("any origin whose name ends like ours, with credentials")
            .run(|v, _| {
                let own = v.host.split(':').next().unwrap_or_default();
                let name = origin(v).split("://").nth(1).unwrap_or_default();
                let name = name.split(':').next().unwrap_or_default();
                if !name.is_empty() && name.ends_with(own) { allowed(origin(v), true) } else { data() }
            }),
        hard("cors/begins", "/api/profile", Whole)
            .note("any origin that begins like ours, with credentials")
            .run(|v, _| {
                let own = format!("http://{}", v.host.split(':').next().unwrap_or_default());
                if origin(v).starts_with(&own) { allowed(origin(v), true) } else { data() }
            }),
        safe("cors/safe-public", "/api/prices", Whole)
            .note("everyone, without credentials: prices are public")
            .run(|_, _| Reply::json("{\"rope\":12}").with("Access-Control-Allow-Origin", "*")),
        safe("cors/safe-fixed", "/api/stock", Whole)
            .note("one origin, whatever is asked")
            .run(|_, _| allowed("https://shop.harbour.test", true)),
        safe("cors/safe-none", "/api/session", Whole).note("nobody").run(|_, _| data()),
        safe("cors/safe-listed", "/api/messages", Whole).note("two origins by their whole names").run(
            |v, _| {
                let known = ["https://shop.harbour.test", "https://app.harbour.test"].contains(&origin(v));
                if known { allowed(origin(v), true) } else { data() }
            },
        ),
    ]
}
