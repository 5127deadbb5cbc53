//! A template engine reads a value.

use super::{Page, easy, hard, safe};
use crate::acts::engine::{Engine, render};
use crate::case::At::{Form, Json, Query, Segment};
use crate::reply::Reply;
use crate::visit::{Visit, escape};

fn rendered(visit: &Visit<'_>, engine: Engine, template: &str) -> Reply {
    match render(engine, template) {
        Ok(text) => visit.page("Card", &format!("<p>{}</p>", escape(&text))),
        Err(error) => visit.page("Error", &format!("<pre>{}</pre>", escape(error))).status(500),
    }
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("ssti/jinja", "/hello", Query("name"))
            .seed("anna")
            .note("Jinja2")
            .run(|v, q| rendered(v, Engine::Jinja, &format!("Hello {}!", q.unwrap_or_default()))),
        easy("ssti/freemarker", "/letter", Form("body"))
            .seed("Dear friend")
            .more("subject=Tea")
            .note("FreeMarker, sent by a form")
            .run(|v, q| rendered(v, Engine::Freemarker, q.unwrap_or_default())),
        hard("ssti/twig", "/card", Query("text"))
            .seed("Ahoy")
            .note("Twig")
            .run(|v, q| rendered(v, Engine::Twig, &format!("To {{{{ name }}}}: {}", q.unwrap_or_default()))),
        hard("ssti/erb", "/sign", Query("line"))
            .seed("Open")
            .note("ERB")
            .run(|v, q| rendered(v, Engine::Erb, q.unwrap_or_default())),
        hard("ssti/smarty", "/banner", Query("slogan"))
            .seed("Fresh tea")
            .note("Smarty")
            .run(|v, q| rendered(v, Engine::Smarty, q.unwrap_or_default())),
        hard("ssti/velocity", "/stamp", Query("text"))
            .seed("Paid")
            .note("Velocity")
            .run(|v, q| rendered(v, Engine::Velocity, q.unwrap_or_default())),
        hard("ssti/expression", "/total", Query("field"))
            .seed("name")
            .note("within an expression of Jinja2")
            .run(|v, q| rendered(v, Engine::Jinja, &format!("Total: {{{{ {} }}}}", q.unwrap_or("name")))),
        hard("ssti/path", "/card/*", Segment)
            .seed("anna")
            .note("segment of the path, Jinja2")
            .run(|v, q| rendered(v, Engine::Jinja, &format!("A card for {}", q.unwrap_or_default()))),
        hard("ssti/json", "/api/preview", Json("message"))
            .seed("Hello")
            .note("member of JSON, FreeMarker")
            .run(|_, q| match render(Engine::Freemarker, q.unwrap_or_default()) {
                Ok(text) => Reply::json(format!("{{\"preview\":{}}}", crate::visit::quoted(&text))),
                Err(_) => Reply::json("{\"error\":\"template\"}").status(500),
            }),
        safe("ssti/safe-shown", "/greeting", Query("name"))
            .seed("anna")
            .note("shown as it is, written out")
            .run(|v, q| v.page("Greeting", &format!("<p>Hello {}!</p>", escape(q.unwrap_or_default())))),
        safe("ssti/safe-names", "/mail", Form("body"))
            .seed("Dear {{name}}")
            .note("two known names are replaced, nothing is computed")
            .run(|v, q| {
                let text = q.unwrap_or_default().replace("{{name}}", "Anna").replace("{{town}}", "Bergen");
                v.page("Mail", &format!("<p>{}</p>", escape(&text)))
            }),
        safe("ssti/safe-cut", "/poster", Query("text"))
            .seed("Sale")
            .note("everything between double braces vanishes")
            .run(|v, q| {
                let mut text = q.unwrap_or_default().to_owned();
                while let Some((a, b)) =
                    text.find("{{").and_then(|a| Some((a, text[a..].find("}}")? + a + 2)))
                {
                    text.replace_range(a..b, "");
                }
                v.page("Poster", &format!("<p>{}</p>", escape(&text)))
            }),
        safe("ssti/safe-constant", "/lottery", Query("guess"))
            .seed("12")
            .note("the numbers of the draw are on the page whatever is asked")
            .run(|v, q| {
                let draw: Vec<u64> = (0..40).map(|i| 49 + i * 7).collect();
                let q = escape(q.unwrap_or_default());
                v.page("Lottery", &format!("<p>You said {q}. Drawn: {draw:?} 7777777</p>"))
            }),
    ]
}
