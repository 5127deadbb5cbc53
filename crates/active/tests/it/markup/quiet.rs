//! Look-alikes of scripting that must stay quiet.

use crate::markup::{Answer, each, escaped};
use crate::support::{page, redirect, reply};

fn json(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('<', "\\u003c")
}

/// A text as it may stand in a string of a script.
fn script_text(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_alphanumeric() { c.to_string() } else { format!("\\u{:04x}", c as u32) })
        .collect()
}

const SAFE: &[(&str, Answer)] = &[
    ("text, escaped", |q| page(&format!("<p>{}</p>", escaped(q)))),
    ("attribute, quotes escaped", |q| page(&format!("<input value=\"{}\">", q.replace('"', "&quot;")))),
    ("single-quoted attribute, escaped", |q| page(&format!("<input value='{}'>", escaped(q)))),
    ("comment, its end escaped", |q| page(&format!("<!-- {} -->", q.replace('>', "&gt;")))),
    ("text area, its end escaped", |q| page(&format!("<textarea>{}</textarea>", q.replace('<', "&lt;")))),
    ("title, escaped", |q| page(&format!("<title>{}</title>", escaped(q)))),
    ("script string, everything escaped", |q| page(&format!("<script>var q='{}';</script>", script_text(q)))),
    ("script string, backslash, quotes, breaks and angle bracket escaped", |q| {
        let q = q.replace('\\', "\\\\").replace('\'', "\\'").replace('"', "\\\"").replace('<', "\\x3c");
        page(&format!("<script>f('{}');</script>", q.replace('\n', "\\n").replace('\r', "\\r")))
    }),
    ("JSON in a page", |q| {
        page(&format!("<script type='application/json'>{{\"q\":\"{}\"}}</script>", json(q)))
    }),
    ("JSON", |q| reply("200 OK", "Content-Type: application/json\r\n", &format!("{{\"q\":\"{q}\"}}"))),
    ("plain text", |q| reply("200 OK", "Content-Type: text/plain\r\nX-Content-Type-Options: nosniff\r\n", q)),
    ("script file", |q| reply("200 OK", "Content-Type: text/javascript\r\n", &format!("cb('{q}')"))),
    ("download", |q| {
        reply("200 OK", "Content-Type: text/html\r\nContent-Disposition: attachment; filename=a.html\r\n", q)
    }),
    ("redirect body", |q| {
        let head = "Content-Type: text/html\r\nLocation: /next\r\n";
        reply("302 Found", head, &format!("<a href='/x?q={q}'>moved</a>"))
    }),
    ("redirect", |_| redirect("/next")),
    ("link with a list of schemes", |q| {
        let fine = q.starts_with("http://") || q.starts_with("https://") || q.starts_with('/');
        page(&format!("<a href=\"{}\">x</a>", if fine { escaped(q) } else { "#".to_owned() }))
    }),
    ("link within a path", |q| page(&format!("<a href=\"/find/{}\">x</a>", escaped(q)))),
    ("image source, escaped", |q| page(&format!("<img src=\"{}\">", escaped(q)))),
    ("only letters and digits in a script", |q| {
        let q: String = q.chars().filter(char::is_ascii_alphanumeric).collect();
        page(&format!("<script>var q = '{q}';</script>"))
    }),
    ("only letters and digits as a name", |q| {
        let q: String = q.chars().filter(char::is_ascii_alphanumeric).collect();
        page(&format!("<script>track({q});</script>"))
    }),
    ("tags removed in text", |q| page(&format!("<p>{}</p>", q.replace(['<', '>'], "")))),
    ("handler, escaped for script and markup", |q| {
        page(&format!("<a onclick=\"f('{}')\">x</a>", escaped(&script_text(q))))
    }),
    ("number only", |q| page(&format!("<p>{}</p>", q.parse::<i64>().unwrap_or(0)))),
    ("source shown, escaped once more", |q| page(&format!("<pre>{}</pre>", escaped(&escaped(q))))),
    ("refused with angle brackets", |q| {
        if q.contains('<') {
            reply("403 Forbidden", "Content-Type: text/html\r\n", "blocked")
        } else {
            page(&format!("<p>{}</p>", escaped(q)))
        }
    }),
    ("page in an attribute, escaped twice", |q| {
        page(&format!("<iframe srcdoc=\"{}\"></iframe>", escaped(&escaped(q))))
    }),
    ("style, letters only", |q| {
        let q: String = q.chars().filter(char::is_ascii_alphanumeric).collect();
        page(&format!("<p style='color:{q}'>x</p>"))
    }),
    ("XML, escaped", |q| reply("200 OK", "Content-Type: text/xml\r\n", &format!("<r>{}</r>", escaped(q)))),
    ("XML with CDATA, its end split", |q| {
        let q = q.replace("]]>", "]]]]><![CDATA[>");
        reply("200 OK", "Content-Type: text/xml\r\n", &format!("<r><![CDATA[{q}]]></r>"))
    }),
    ("rich text with a list of tags", |q| {
        let q = escaped(q).replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", "</b>");
        page(&format!("<p>{q}</p>"))
    }),
];

#[tokio::test]
async fn look_alikes_of_scripting_stay_quiet() {
    each("xss-reflected", SAFE, &[]).await;
}
