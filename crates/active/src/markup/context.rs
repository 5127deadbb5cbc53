//! Where in a page a value stands.

use crate::markup::html::{Attribute, Holder, Node, Placed, Quote, read};
use crate::markup::script::{Kind, closing, lex};

/// The most different contexts of one answer that are looked at.
const MOST_CONTEXTS: usize = 8;

/// How a place inside a script is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct InScript {
    /// What stands there.
    pub(crate) kind: Kind,
    /// What closes the brackets that are open there, innermost first, up to the first brace.
    pub(crate) to_statement: String,
    /// The same for all of them.
    pub(crate) to_top: String,
    /// Whether the script as it is does not look whole: then soundness proves nothing.
    pub(crate) unsound: bool,
}

/// Where in a page a value stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Context {
    /// Between elements.
    Text {
        /// In a `select`.
        in_select: bool,
        /// In a `template`.
        inert: bool,
    },
    /// In an element that holds text only.
    Raw(&'static str),
    /// In a comment.
    Comment,
    /// In the name of an element.
    TagName,
    /// In the name of an attribute.
    AttributeName,
    /// In an attribute.
    Attribute(Quote),
    /// At the beginning of an address that is followed or loaded as a page.
    Url(Quote),
    /// In an event handler or a `javascript:` address.
    Handler(Quote, InScript),
    /// In a script.
    Script(InScript),
    /// In the `style` attribute.
    Style(Quote),
    /// In a page within an attribute.
    Srcdoc(Quote),
}

/// The contexts of `token` in a page, each once.
pub(crate) fn contexts(html: &[u8], token: &str) -> Vec<Context> {
    let mut found = Vec::new();
    for placed in read(html) {
        of_node(&placed, token, &mut found);
        if found.len() >= MOST_CONTEXTS {
            break;
        }
    }
    found
}

fn add(found: &mut Vec<Context>, context: Context) {
    if !found.contains(&context) {
        found.push(context);
    }
}

/// Where `token` stands, its case left out: some applications change it.
pub(crate) fn find(text: &str, token: &str) -> Option<usize> {
    if text.len() < token.len() {
        return None;
    }
    text.as_bytes().windows(token.len()).position(|w| w.eq_ignore_ascii_case(token.as_bytes()))
}

fn of_node(placed: &Placed, token: &str, found: &mut Vec<Context>) {
    match &placed.node {
        Node::Comment(text) if find(text, token).is_some() => add(found, Context::Comment),
        Node::Text { text, holder } => match (find(text, token), holder) {
            (None, _) => {}
            (Some(_), Holder::Markup) => {
                add(found, Context::Text { in_select: placed.in_select, inert: placed.inert });
            }
            (Some(_), Holder::Raw(name)) => add(found, Context::Raw(name)),
            (Some(_), Holder::Script) => each_in_script(text, token, |s| add(found, Context::Script(s))),
        },
        Node::Start { name, attributes } => {
            if find(name, token).is_some() {
                add(found, Context::TagName);
            }
            for attribute in attributes {
                of_attribute(name, attribute, token, found);
            }
        }
        Node::Comment(_) => {}
    }
}

fn of_attribute(element: &str, attribute: &Attribute, token: &str, found: &mut Vec<Context>) {
    if find(&attribute.name, token).is_some() {
        add(found, Context::AttributeName);
    }
    let (value, quote) = (&attribute.value, attribute.quote);
    let Some(at) = find(value, token) else { return };
    let script = script_of(&attribute.name, value);
    if let Some(code) = script {
        each_in_script(code, token, |s| add(found, Context::Handler(quote, s)));
    } else if attribute.name == "srcdoc" {
        add(found, Context::Srcdoc(quote));
    } else if attribute.name == "style" {
        add(found, Context::Style(quote));
    } else if at == 0 && is_followed(element, &attribute.name) {
        add(found, Context::Url(quote));
    }
    add(found, Context::Attribute(quote));
}

/// The code that an attribute holds: an event handler or a `javascript:` address.
pub(crate) fn script_of<'a>(name: &str, value: &'a str) -> Option<&'a str> {
    if name.len() > 3 && name.starts_with("on") {
        return Some(value);
    }
    let trimmed = value.trim_start_matches(|c: char| c <= ' ');
    trimmed.get(..11).filter(|s| s.eq_ignore_ascii_case("javascript:")).and_then(|_| trimmed.get(11..))
}

/// Whether a browser follows or loads the address in this attribute as a page, so that `javascript:` runs in it.
pub(crate) fn is_followed(element: &str, attribute: &str) -> bool {
    matches!(
        (element, attribute),
        ("a" | "area", "href" | "xlink:href")
            | ("iframe" | "frame" | "embed", "src")
            | ("form", "action")
            | ("button" | "input", "formaction")
            | ("object", "data")
    )
}

fn each_in_script(code: &str, token: &str, mut visit: impl FnMut(InScript)) {
    let lexed = lex(code);
    let mut from = 0;
    for _ in 0..4 {
        let Some(at) = code.get(from..).and_then(|rest| find(rest, token)).map(|p| p + from) else { return };
        let open = lexed.open_at(at).unwrap_or_default();
        let text = |brackets: &mut dyn Iterator<Item = &u8>| -> String {
            brackets.map(|b| char::from(closing(*b))).take(12).collect()
        };
        let to_statement = text(&mut open.iter().rev().take_while(|b| **b != b'{'));
        let to_top = text(&mut open.iter().rev());
        visit(InScript { kind: lexed.kind_at(at), to_statement, to_top, unsound: !lexed.is_sound() });
        from = at + token.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(kind: Kind, to_statement: &str, to_top: &str) -> InScript {
        InScript { kind, to_statement: to_statement.into(), to_top: to_top.into(), unsound: false }
    }

    #[test]
    fn knows_each_context() {
        let text = Context::Text { in_select: false, inert: false };
        for (html, expect) in [
            ("<p>tok</p>", vec![text.clone()]),
            ("<p>TOK</p>", vec![text.clone()]),
            ("<select><option>tok", vec![Context::Text { in_select: true, inert: false }]),
            ("<template><p>tok", vec![Context::Text { in_select: false, inert: true }]),
            ("<title>tok</title>", vec![Context::Raw("title")]),
            ("<!-- tok -->", vec![Context::Comment]),
            ("<tok>", vec![Context::TagName]),
            ("<a tok>", vec![Context::AttributeName]),
            ("<a title='x tok'>", vec![Context::Attribute(Quote::Single)]),
            ("<a href=\"tok\">", vec![Context::Url(Quote::Double), Context::Attribute(Quote::Double)]),
            ("<img src=tok>", vec![Context::Attribute(Quote::None)]),
            ("<a href='/?q=tok'>", vec![Context::Attribute(Quote::Single)]),
            ("<p style='color:tok'>", vec![Context::Style(Quote::Single), Context::Attribute(Quote::Single)]),
            (
                "<a onclick=\"f('tok')\">",
                vec![
                    Context::Handler(Quote::Double, script(Kind::Single, ")", ")")),
                    Context::Attribute(Quote::Double),
                ],
            ),
            (
                "<script>$(function(){a=\"tok\"})</script>",
                vec![Context::Script(script(Kind::Double, "", "})"))],
            ),
            ("<script type='text/json'>tok</script>", vec![Context::Raw("script")]),
            ("nothing", vec![]),
        ] {
            assert_eq!(contexts(html.as_bytes(), "tok"), expect, "{html}");
        }
    }
}
