//! Whether a browser would run code of ours: the answer is read as a browser reads it, and our call must stand where it runs.

use crate::markup::context::is_followed;
use crate::markup::html::{Attribute, Holder, Node, Placed, read};
use crate::markup::script::calls;

/// How deep pages within pages are read.
const DEPTH: u8 = 2;

/// What became of a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Proof {
    /// A statement in a script element, or a script element of ours.
    Script,
    /// An event handler.
    Handler {
        /// The element.
        element: String,
        /// The attribute.
        attribute: String,
    },
    /// A `javascript:` address that runs when it is followed.
    Url {
        /// The element.
        element: String,
        /// The attribute.
        attribute: String,
    },
    /// An element of ours that runs nothing by itself.
    Markup {
        /// The element.
        element: String,
    },
}

impl Proof {
    /// Whether code runs.
    pub(crate) fn runs(&self) -> bool {
        !matches!(self, Self::Markup { .. })
    }

    /// In words: what the value became.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Script => "code of a script".to_owned(),
            Self::Handler { element, attribute } => {
                format!("the event handler \"{attribute}\" of an element \"{element}\"")
            }
            Self::Url { element, attribute } => {
                format!("a javascript: address in \"{attribute}\" of an element \"{element}\"")
            }
            Self::Markup { element } => format!("an element \"{element}\" of the page"),
        }
    }
}

/// Event handler attributes that browsers know and that our payloads use or applications commonly have.
const EVENTS: &[&str] = &[
    "onload",
    "onerror",
    "onclick",
    "ondblclick",
    "onmouseover",
    "onmouseenter",
    "onmouseout",
    "onmousemove",
    "onmousedown",
    "onmouseup",
    "onfocus",
    "onfocusin",
    "onblur",
    "ontoggle",
    "onstart",
    "onbegin",
    "onend",
    "onpointerenter",
    "onpointerover",
    "onpointerdown",
    "onanimationstart",
    "onanimationend",
    "oninput",
    "onchange",
    "onsubmit",
    "onkeydown",
    "onkeyup",
    "onkeypress",
    "onpageshow",
    "onscroll",
    "onresize",
    "onhashchange",
    "onloadstart",
    "oncanplay",
    "onwheel",
    "oncontextmenu",
    "onselect",
    "onbeforetoggle",
    "onbeforeinput",
];

/// The forms of a call of ours.
pub(crate) fn call_forms(token: &str) -> [String; 4] {
    [
        format!("alert(/{token}/)"),
        format!("alert(\"{token}\")"),
        format!("alert`{token}`"),
        format!("confirm(/{token}/)"),
    ]
}

/// What the best of our payloads with `token` became; `lenient` leaves out whether scripts are whole.
pub(crate) fn prove(html: &[u8], token: &str, lenient: bool) -> Option<Proof> {
    let mut best = None;
    prove_at(html, token, lenient, 0, &mut best);
    best
}

fn prove_at(html: &[u8], token: &str, lenient: bool, depth: u8, best: &mut Option<Proof>) {
    let whole = String::from_utf8_lossy(html);
    if crate::markup::context::find(&whole, token).is_none() {
        return;
    }
    // Upper-cased output: the token's case in calls of the page is then not ours either.
    let upper = token.to_ascii_uppercase();
    let forms: Vec<String> = call_forms(token).into_iter().chain(call_forms(&upper)).collect();
    let runs = |code: &str| forms.iter().any(|call| calls(code, call, lenient));
    for Placed { node, inert, .. } in read(html) {
        if inert {
            continue;
        }
        let proof = match &node {
            Node::Text { text, holder: Holder::Script } => runs(text).then_some(Proof::Script),
            Node::Start { name, attributes } => {
                if depth < DEPTH
                    && let Some(inner) = attributes.iter().find(|a| name == "iframe" && a.name == "srcdoc")
                {
                    prove_at(inner.value.as_bytes(), token, lenient, depth + 1, best);
                }
                of_element(name, attributes, token, &runs)
            }
            _ => None,
        };
        match proof {
            Some(proof) if proof.runs() => {
                *best = Some(proof);
                return;
            }
            Some(proof) if best.is_none() => *best = Some(proof),
            _ => {}
        }
    }
}

fn of_element(
    element: &str,
    attributes: &[Attribute],
    token: &str,
    runs: &dyn Fn(&str) -> bool,
) -> Option<Proof> {
    for Attribute { name, value, .. } in attributes {
        if EVENTS.contains(&name.as_str()) && runs(value) {
            return Some(Proof::Handler { element: element.to_owned(), attribute: name.clone() });
        }
        if is_followed(element, name) && javascript(value).is_some_and(|code| runs(&code)) {
            return Some(Proof::Url { element: element.to_owned(), attribute: name.clone() });
        }
        if element == "script" && name == "src" && is_ours(value, token) {
            return Some(Proof::Script);
        }
    }
    let leads_to_us = |names: &[&str]| {
        attributes.iter().any(|a| names.contains(&a.name.as_str()) && is_ours(&a.value, token))
    };
    let markup = match element {
        "form" => leads_to_us(&["action"]),
        "base" => leads_to_us(&["href"]),
        _ => false,
    };
    markup.then(|| Proof::Markup { element: element.to_owned() })
}

/// The name that stands for a server of ours: reserved (RFC 2606), never asked.
pub(crate) fn own_host(token: &str) -> String {
    format!("{token}.example")
}

/// Whether an address leads to the server that stands for ours.
pub(crate) fn is_ours(address: &str, token: &str) -> bool {
    crate::markup::target::host_of(address).is_some_and(|host| host == own_host(token))
}

/// The code of a `javascript:` address, as browsers read it: leading controls and inner line breaks do not count.
fn javascript(value: &str) -> Option<String> {
    let clean: String = value
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let rest = clean.get(..11).filter(|s| s.eq_ignore_ascii_case("javascript:")).and(clean.get(11..))?;
    Some(unescape(rest))
}

/// Percent escapes undone.
fn unescape(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()).filter(|_| byte == b'%') {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Whether a script with our call came into existence in an XML document.
pub(crate) fn prove_xml(xml: &[u8], token: &str) -> Option<Proof> {
    let text = String::from_utf8_lossy(xml);
    let forms = call_forms(token);
    let nodes = read(xml);
    let in_svg = nodes.iter().any(|p| matches!(&p.node, Node::Start { name, .. } if name == "svg"));
    for (i, placed) in nodes.iter().enumerate() {
        let Node::Start { name, attributes } = &placed.node else { continue };
        let xhtml = attributes.iter().any(|a| {
            a.name.starts_with("xmlns")
                && matches!(a.value.as_str(), "http://www.w3.org/1999/xhtml" | "http://www.w3.org/2000/svg")
        });
        let holds_call = |node: Option<&Placed>| {
            matches!(node.map(|p| &p.node), Some(Node::Text { text, .. })
                if forms.iter().any(|call| calls(text, call, false)))
        };
        if (name.ends_with("script"))
            && (xhtml || in_svg)
            && holds_call(nodes.get(i + 1))
            && !in_cdata(&text, token)
        {
            return Some(Proof::Script);
        }
    }
    None
}

/// Whether the first call stands in a CDATA section that the document itself opened.
fn in_cdata(text: &str, token: &str) -> bool {
    let before = text.find(token).and_then(|at| text.get(..at)).unwrap_or_default();
    before.rfind("<![CDATA[").is_some_and(|open| !before.get(open..).unwrap_or_default().contains("]]>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, runs: bool) {
        let proof = prove(html.as_bytes(), "tok", false);
        assert_eq!(proof.is_some_and(|p| p.runs()), runs, "{html}");
    }

    #[test]
    fn tells_what_runs() {
        for html in [
            "<p><img src=x onerror=alert(/tok/)>",
            "<SCRIPT>alert(/tok/)</SCRIPT>",
            "<svg/onload=alert`tok`>",
            "<a href=' java\tscript:alert(/tok/)'>",
            "<iframe srcdoc='&lt;img src=x onerror=alert(/tok/)>'>",
            "<a onclick='f(&#39;&#39;-alert(/tok/)-&#39;&#39;)'>",
            "<script src=//tok.example></script>",
            "<img src=x onerror=&#97;lert(/TOK/)>",
        ] {
            check(html, true);
        }
    }

    #[test]
    fn tells_what_does_not() {
        for html in [
            "<p>&lt;img src=x onerror=alert(/tok/)>",
            "<input value='<img src=x onerror=alert(/tok/)>'>",
            "<textarea><img src=x onerror=alert(/tok/)></textarea>",
            "<!-- <img src=x onerror=alert(/tok/)> -->",
            "<template><img src=x onerror=alert(/tok/)></template>",
            "<script type=application/json>{\"a\":alert(/tok/)}</script>",
            "<script>var a = 'alert(/tok/)'</script>",
            "<img src='javascript:alert(/tok/)'>",
            "<a href='/javascript:alert(/tok/)'>",
            "<img src=x data-onerror=alert(/tok/)>",
            "<form action=//tok.example>",
            "<IMG SRC=X ONERROR=ALERT(/TOK/)>",
        ] {
            check(html, false);
        }
    }
}
