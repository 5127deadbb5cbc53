//! A page as a browser reads it: elements with their attributes, text with what holds it, comments.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// The most nodes that are read.
const MOST_NODES: usize = 100_000;

/// What stands around an attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Quote {
    /// `"`.
    Double,
    /// `'`.
    Single,
    /// Nothing.
    None,
}

impl Quote {
    /// As text.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Double => "\"",
            Self::Single => "'",
            Self::None => "",
        }
    }
}

/// An attribute: name in lower case, value with its references decoded.
#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) quote: Quote,
}

/// What holds a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Holder {
    /// Ordinary markup.
    Markup,
    /// A script that runs.
    Script,
    /// An element that holds text only.
    Raw(&'static str),
}

/// A part of a page.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// An element begins.
    Start { name: String, attributes: Vec<Attribute> },
    /// Text.
    Text { text: String, holder: Holder },
    /// A comment.
    Comment(String),
}

/// A part of a page and how it stands there.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) node: Node,
    /// In a `template`: it is there, but nothing of it runs.
    pub(crate) inert: bool,
    /// In a `select`, where most elements are dropped.
    pub(crate) in_select: bool,
}

#[derive(Default)]
struct Reader {
    out: Vec<Placed>,
    holder: Option<Holder>,
    templates: u32,
    selects: u32,
}

/// Reads a page. Runs of text come in one piece.
pub(crate) fn read(html: &[u8]) -> Vec<Placed> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    // The reader of a byte slice cannot fail.
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        if reader.out.len() >= MOST_NODES {
            break;
        }
        match token {
            Token::StartTag(tag) => reader.start(&tag, html),
            Token::EndTag(tag) => reader.end(&tag.name),
            Token::String(text) => reader.text(&text.value),
            Token::Comment(text) => reader.push(Node::Comment(lossy(&text.value))),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.out
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Reader {
    fn push(&mut self, node: Node) {
        let (inert, in_select) = (self.templates > 0, self.selects > 0);
        self.out.push(Placed { node, inert, in_select });
    }

    fn text(&mut self, bytes: &[u8]) {
        let holder = self.holder.unwrap_or(Holder::Markup);
        if let Some(Placed { node: Node::Text { text, holder: last }, .. }) = self.out.last_mut()
            && *last == holder
        {
            text.push_str(&String::from_utf8_lossy(bytes));
            return;
        }
        self.push(Node::Text { text: lossy(bytes), holder });
    }

    fn start(&mut self, tag: &StartTag<usize>, html: &[u8]) {
        let name = lossy(&tag.name);
        let mut attributes: Vec<Attribute> = Vec::with_capacity(tag.attributes.len());
        for (key, value) in &tag.attributes {
            let source = html.get(value.span.start..value.span.end.max(value.span.start)).unwrap_or_default();
            attributes.push(Attribute { name: lossy(key), value: lossy(&value.value), quote: quote(source) });
        }
        self.holder = holder(&name, &attributes);
        match name.as_str() {
            "template" => self.templates += 1,
            "select" => self.selects += 1,
            _ => {}
        }
        self.push(Node::Start { name, attributes });
    }

    fn end(&mut self, name: &[u8]) {
        self.holder = None;
        match name {
            b"template" => self.templates = self.templates.saturating_sub(1),
            b"select" => self.selects = self.selects.saturating_sub(1),
            _ => {}
        }
        // Text before and after an end tag is not one.
        self.push(Node::Text { text: String::new(), holder: Holder::Raw("") });
    }
}

/// What the text after a start tag belongs to.
fn holder(name: &str, attributes: &[Attribute]) -> Option<Holder> {
    const RAW: &[&str] = &["title", "textarea", "style", "iframe", "xmp", "noembed", "noframes", "noscript"];
    if name == "script" {
        let get =
            |n: &str| attributes.iter().find(|a| a.name == n).map(|a| a.value.trim().to_ascii_lowercase());
        let kind = get("type").unwrap_or_default();
        let runs = matches!(kind.as_str(), "" | "module")
            || kind.ends_with("javascript")
            || kind.ends_with("ecmascript");
        return Some(if runs && get("src").is_none() { Holder::Script } else { Holder::Raw("script") });
    }
    RAW.iter().find(|r| **r == name).map(|r| Holder::Raw(r))
}

/// How the value of an attribute is quoted, from its source `name="value"`.
fn quote(source: &[u8]) -> Quote {
    let after = source.iter().position(|b| *b == b'=').map(|p| source.get(p + 1..).unwrap_or_default());
    match after.unwrap_or_default().trim_ascii_start().first() {
        Some(b'"') => Quote::Double,
        Some(b'\'') => Quote::Single,
        _ => Quote::None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_attributes_with_their_quotes() {
        for (html, expect) in [
            ("<a href=\"x\">", Quote::Double),
            ("<a href='x'>", Quote::Single),
            ("<a href=x>", Quote::None),
            ("<a b=1 href = 'x' c>", Quote::Single),
            ("<p>é</p><a title='=\"' href=x/y>", Quote::None),
        ] {
            let found = read(html.as_bytes()).into_iter().find_map(|p| match p.node {
                Node::Start { attributes, .. } => attributes.into_iter().find(|a| a.name == "href"),
                _ => None,
            });
            assert_eq!(found.unwrap().quote, expect, "{html}");
        }
    }

    #[test]
    fn knows_what_holds_a_text() {
        for (html, expect) in [
            ("<p>@", Holder::Markup),
            ("<script>@</script>", Holder::Script),
            ("<script type=application/json>@</script>", Holder::Raw("script")),
            ("<script src=x>@</script>", Holder::Raw("script")),
            ("<textarea>@", Holder::Raw("textarea")),
            ("<style>a</style>@", Holder::Markup),
        ] {
            let found = read(html.as_bytes()).into_iter().find_map(|p| match p.node {
                Node::Text { text, holder } if text.contains('@') => Some(holder),
                _ => None,
            });
            assert_eq!(found, Some(expect), "{html}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(html in "(<(a|script|style|template|/script|!--)( (href|onx)=['\"]?[a-z&;é]{0,5}['\"]?){0,3}>?|text){0,10}") {
            let _ = read(html.as_bytes());
        }
    }
}
