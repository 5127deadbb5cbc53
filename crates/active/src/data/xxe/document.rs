//! Documents with entities.

use serde_json::Value;

/// The most bytes of a document that are rebuilt.
const MOST_BYTES: usize = 64 * 1024;
/// The most levels of a JSON body that become elements.
const MOST_DEPTH: usize = 8;

/// A document, ready for a declaration of its type and a text in each of its elements.
#[derive(Debug, Clone)]
pub(super) struct Document {
    root: String,
    /// The document from its root element on, `{}` in the place of each text.
    body: String,
}

impl Document {
    /// Takes a document apart; `None` if it has no element.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.get(..MOST_BYTES).map_or(text, |_| "");
        let begin = root_at(text)?;
        let body = text.get(begin..)?;
        let root: String = body.chars().skip(1).take_while(|c| is_name(*c)).collect();
        (!root.is_empty()).then(|| Self { root, body: with_places(body) })
    }

    /// A JSON body as elements of a root.
    pub(super) fn of_json(value: &Value) -> Self {
        let mut body = String::from("<root>");
        elements(value, 0, &mut body);
        body.push_str("</root>");
        Self { root: "root".to_owned(), body }
    }

    /// The document with declarations and a text in each element.
    pub(super) fn with(&self, declarations: &str, text: &str) -> String {
        let (root, body) = (&self.root, self.body.replace("{}", text));
        format!("<?xml version=\"1.0\"?><!DOCTYPE {root} [{declarations}]>{body}")
    }

    /// The document without declarations, with a text in each element.
    pub(super) fn plain(&self, text: &str) -> String {
        format!("<?xml version=\"1.0\"?>{}", self.body.replace("{}", text))
    }
}

/// Where the root element begins.
fn root_at(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find('<').map(|at| from + at) {
        let rest = text.get(at + 1..)?;
        if rest.starts_with(is_name) {
            return Some(at);
        }
        let end = if rest.starts_with("!DOCTYPE") && rest.find('[') < rest.find('>') && rest.contains('[') {
            rest.find("]>").map(|e| e + 1)
        } else {
            rest.find('>')
        };
        from = at + 1 + end? + 1;
    }
    None
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':')
}

/// The document with `{}` for each text between an opening and the next closing tag.
fn with_places(body: &str) -> String {
    let body = body.replace('{', "(").replace('}', ")");
    let mut out = String::with_capacity(body.len());
    let mut pieces = body.split('<').filter(|p| !p.is_empty()).peekable();
    while let Some(piece) = pieces.next() {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let opens = !tag.starts_with(['/', '!', '?']) && !tag.ends_with('/');
        let closes = pieces.peek().is_some_and(|next| next.starts_with('/'));
        out.push('<');
        out.push_str(tag);
        out.push('>');
        out.push_str(if opens && closes { "{}" } else { text });
    }
    out
}

fn elements(value: &Value, depth: usize, out: &mut String) {
    if depth >= MOST_DEPTH || out.len() > MOST_BYTES {
        return;
    }
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let fine = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                    && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
                if fine {
                    out.push_str(&format!("<{name}>"));
                    elements(field, depth + 1, out);
                    out.push_str(&format!("</{name}>"));
                }
            }
        }
        Value::Array(items) => {
            if let Some(first) = items.first() {
                elements(first, depth + 1, out);
            }
        }
        _ => out.push_str("{}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn puts_entities_into_documents() {
        let document =
            Document::parse("<?xml version=\"1.0\"?>\n<!-- x --><a b=\"c\"><d>1</d><e/><f>2 3</f></a>")
                .unwrap();
        assert_eq!(
            document.with("<!ENTITY x \"y\">", "&x;"),
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"y\">]><a b=\"c\"><d>&x;</d><e/><f>&x;</f></a>"
        );
        assert!(
            Document::parse("<!DOCTYPE a [<!ELEMENT a ANY>]><a>1</a>")
                .unwrap()
                .plain("2")
                .ends_with("?><a>2</a>")
        );
        let json = serde_json::json!({"id": 1, "list": [{"name": "x"}], "2bad": 1});
        assert!(
            Document::of_json(&json)
                .plain("v")
                .ends_with("<root><id>v</id><list><name>v</name></list></root>")
        );
        assert!(["", "text", "<", "<!-- -->"].iter().all(|t| Document::parse(t).is_none()));
    }

    proptest! {
        #[test]
        fn reads_anything(text in "[<>!?/a\\[\\]{} -]{0,60}") {
            if let Some(document) = Document::parse(&text) {
                document.with("", "x");
            }
        }
    }
}
