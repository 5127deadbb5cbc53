//! A parser of XML fetches what a document tells it to.

use super::{Page, easy, hard, safe};
use crate::acts::xml::{Document, Trust, parse};
use crate::case::At::{Form, Query, Upload, Xml};
use crate::reply::Reply;
use crate::visit::{Visit, escape};

const ORDER: &str = "<?xml version=\"1.0\"?><order><item>rope</item><amount>2</amount></order>";

fn fetching(reply: Reply, document: &Document, shown: bool) -> Reply {
    match &document.fetch {
        Some(url) => reply.fetching(url, shown),
        None => reply,
    }
}

fn shown(visit: &Visit<'_>, text: &str, trust: Trust) -> Reply {
    match parse(text, trust, false) {
        Ok(document) => {
            let item = document
                .text("item")
                .or(document.elements.first().map(|(_, t)| t.as_str()))
                .unwrap_or_default();
            let reply = visit.page("Order", &format!("<p>Ordered: {}</p>", escape(item)));
            fetching(reply, &document, true)
        }
        Err(error) => visit.page("Order", &format!("<pre>XML error: {}</pre>", escape(&error))).status(400),
    }
}

fn silent(visit: &Visit<'_>, text: &str) -> Reply {
    match parse(text, Trust::External, false) {
        Ok(document) => fetching(visit.page("Order", "<p>Taken in.</p>"), &document, false),
        Err(_) => visit.page("Order", "<p>Refused.</p>").status(400),
    }
}

pub(super) fn pages() -> Vec<Page> {
    vec![
        easy("xxe/field", "/order", Form("xml"))
            .seed(ORDER)
            .note("a document in a field of a form; an element shows")
            .run(|v, q| shown(v, q.unwrap_or_default(), Trust::External)),
        easy("xxe/query", "/feed", Query("data"))
            .seed("<r><item>x</item></r>")
            .note("a document in the query")
            .run(|v, q| shown(v, q.unwrap_or_default(), Trust::External)),
        hard("xxe/body", "/api/order", Xml)
            .seed(ORDER)
            .note("the body is the document; an element shows")
            .run(|_, q| match parse(q.unwrap_or_default(), Trust::External, false) {
                Ok(document) => {
                    let item = escape(document.text("item").unwrap_or_default());
                    let reply = Reply::new(200, "application/xml", format!("<ordered>{item}</ordered>"));
                    fetching(reply, &document, true)
                }
                Err(error) => {
                    Reply::new(400, "application/xml", format!("<error>{}</error>", escape(&error)))
                }
            }),
        hard("xxe/blind", "/import", Form("document"))
            .seed(ORDER)
            .note("nothing shows; external addresses are fetched")
            .run(|v, q| silent(v, q.unwrap_or_default())),
        hard("xxe/include", "/ticket", Form("text"))
            .seed("My lamp is broken")
            .note("the value is put into a document that follows XInclude")
            .run(|v, q| {
                let whole = format!("<ticket><text>{}</text></ticket>", q.unwrap_or_default());
                match parse(&whole, Trust::None, true) {
                    Ok(document) => {
                        let text = escape(document.text("text").unwrap_or_default());
                        fetching(v.page("Ticket", &format!("<p>{text}</p>")), &document, true)
                    }
                    Err(_) => v.page("Ticket", "<p>Refused.</p>").status(400),
                }
            }),
        hard("xxe/upload", "/drawing", Upload("document"))
            .note("an uploaded drawing (SVG) is parsed; its title shows")
            .run(|v, q| match parse(q.unwrap_or_default(), Trust::External, false) {
                Ok(document) => {
                    let title = escape(document.text("title").or(document.text("text")).unwrap_or_default());
                    fetching(v.page("Drawing", &format!("<p>{title}</p>")), &document, true)
                }
                Err(_) => v.page("Drawing", "<p>That is no drawing.</p>").status(400),
            }),
        safe("xxe/safe-internal", "/invoice", Form("xml"))
            .seed(ORDER)
            .note("entities that are written out work, external ones are empty")
            .run(|v, q| shown(v, q.unwrap_or_default(), Trust::Internal)),
        safe("xxe/safe-refused", "/delivery", Form("xml"))
            .seed(ORDER)
            .note("a DOCTYPE is refused")
            .run(|v, q| shown(v, q.unwrap_or_default(), Trust::None)),
        safe("xxe/safe-body", "/api/delivery", Xml).seed(ORDER).note("the same for a body").run(|_, q| {
            match parse(q.unwrap_or_default(), Trust::None, false) {
                Ok(document) => Reply::new(
                    200,
                    "application/xml",
                    format!("<ok>{}</ok>", escape(document.text("item").unwrap_or_default())),
                ),
                Err(error) => {
                    Reply::new(400, "application/xml", format!("<error>{}</error>", escape(&error)))
                }
            }
        }),
        safe("xxe/safe-echo", "/format", Form("xml"))
            .seed(ORDER)
            .note("shows the document written out, unparsed")
            .run(|v, q| v.page("Format", &format!("<pre>{}</pre>", escape(q.unwrap_or_default())))),
    ]
}
