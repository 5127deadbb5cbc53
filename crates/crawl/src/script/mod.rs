//! Addresses in code: string literals of scripts that look like one, or stand where one is expected, with the method and
//! fields of the call around them where these are plain to see; and the markup that scripts write. Nothing is run: literals
//! that are joined are joined, `1` stands for what is not known.

mod call;
mod literal;
mod reference;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

pub(crate) use reference::is_bare;

use call::Around;
use literal::{Literals, Operand, unescape};
use reference::{is_action, is_sink, reference};

/// The most addresses that are taken from one script.
pub const MAX_CALLS: usize = 500;
/// The longest reference, in bytes.
pub const MAX_REFERENCE: usize = 512;
/// The most fields of a call that are taken.
pub const MAX_FIELDS: usize = 30;
/// The most bytes of markup that are taken from one script.
pub const MAX_MARKUP: usize = 128 * 1024;
/// How far before a literal the call is looked at, in bytes.
const BEFORE: usize = 300;
/// The most names whose values are remembered.
const MOST_NAMES: usize = 100;
/// How deep code in strings in code is read.
const DEEPEST: u8 = 2;

/// How a call sends its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// As JSON.
    #[default]
    Json,
    /// As a form.
    Form,
}

/// What becomes of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Use {
    /// It is asked for.
    #[default]
    Ask,
    /// It becomes the action of a form.
    Action,
    /// It is a module, relative to the file that names it.
    Module,
}

/// An address found in code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Call {
    /// The reference, expressions in it replaced by `1`.
    pub reference: String,
    /// Method in upper case.
    pub method: String,
    /// The fields that are sent, in the query for GET; a value that the code does not tell is empty.
    pub fields: Vec<(String, String)>,
    /// How they are sent.
    pub encoding: Encoding,
    /// The XML document that is sent instead of fields, with its media type.
    pub document: Option<(String, String)>,
    /// What becomes of the address.
    pub used: Use,
}

/// What a script tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    /// Addresses, each with its method once, in order.
    pub calls: Vec<Call>,
    /// Markup that it holds in strings.
    pub markup: String,
}

/// The addresses in `code`.
pub fn calls(code: &str) -> Vec<Call> {
    read(code).calls
}

/// Reads code.
pub fn read(code: &str) -> Script {
    let mut reader = Reader::default();
    reader.code(code, 0);
    reader.script
}

#[derive(Default)]
struct Reader {
    script: Script,
    /// Names that were given a text: `var base = '/api'`.
    names: Vec<(String, String)>,
}

impl Reader {
    fn code(&mut self, code: &str, depth: u8) {
        let mut literals = Literals::new(code);
        while let Some(first) = literals.next() {
            if self.script.calls.len() >= MAX_CALLS {
                return;
            }
            let mut text = self.filled(&unescape(first.text));
            let mut end = first.end;
            while let Some(operand) = literals.operand().filter(|_| text.len() < MAX_MARKUP) {
                match operand {
                    Operand::Text(part) => text.push_str(&self.filled(&unescape(part))),
                    Operand::Expression(name) => text.push_str(self.value(name).unwrap_or("1")),
                }
                end = literals.at();
            }
            let object = around(code, first.start);
            let before: String =
                object.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            self.named(object, &text);
            let (before, text) = decoded(&before, text);
            let text = match self.prefix(object) {
                Some(prefix) => format!("{prefix}{text}"),
                None => text,
            };
            let inner = object.rfind("({").and_then(|at| object.get(at..)).filter(|o| !o.contains("})"));
            let around = Around { before, object: inner.unwrap_or_default(), code, end };
            self.text(&text, object, &around, depth);
        }
    }

    /// A text of the code: markup, an address, or code of its own.
    fn text(&mut self, text: &str, raw_before: &str, around: &Around<'_>, depth: u8) {
        if is_markup(text) {
            let room = MAX_MARKUP.saturating_sub(self.script.markup.len());
            if text.len() < room {
                self.script.markup.push_str(text);
                self.script.markup.push('\n');
            }
        } else if let Some(reference) = reference(text, is_sink(around.before)) {
            self.call(reference, raw_before, around);
        } else if depth < DEEPEST && is_code(text) {
            self.code(text, depth + 1);
        }
    }

    fn call(&mut self, reference: String, raw_before: &str, around: &Around<'_>) {
        let method = around.method();
        let document = match method.as_str() {
            "GET" => None,
            _ => around.document(|name| self.value(name).map(str::to_owned)),
        };
        let (fields, encoding) = if document.is_some() { Default::default() } else { around.sent() };
        let last = raw_before.trim_end();
        let used = if is_action(around.before) {
            Use::Action
        } else if ["import(", "import", "from"].iter().any(|w| last.ends_with(w)) {
            Use::Module
        } else {
            Use::Ask
        };
        if !self.script.calls.iter().any(|c| c.reference == reference && c.method == method) {
            self.script.calls.push(Call { reference, method, fields, encoding, document, used });
        }
    }

    /// Remembers what `name = 'text'` and `name: 'text'` say of addresses and documents.
    fn named(&mut self, before: &str, text: &str) {
        let before = before.trim_end();
        let Some(rest) = before.strip_suffix(['=', ':']) else { return };
        let name = last_name(rest);
        let is_address = text.is_empty() || text.starts_with(['/', '.']) || text.starts_with("http");
        let fits = is_address && text.len() <= MAX_REFERENCE
            || text.len() <= call::LONGEST_DOCUMENT && call::is_document(text);
        if !name.is_empty() && fits && self.names.len() < MOST_NAMES {
            self.names.retain(|(n, _)| n != name);
            self.names.push((name.to_owned(), text.to_owned()));
        }
    }

    /// The text that a name was given; of `a.b` that of `b`.
    fn value(&self, expression: &str) -> Option<&str> {
        let name = last_name(expression);
        let whole = expression.len() == name.len() || expression.ends_with(&format!(".{name}"));
        let (_, text) = self.names.iter().find(|(n, _)| n == name && whole)?;
        Some(text)
    }

    /// What is known to stand before a literal: `base + '/x'`.
    fn prefix(&self, before: &str) -> Option<&str> {
        let rest = before.trim_end().strip_suffix('+')?;
        self.value(last_name(rest))
    }

    /// The text with each `${…}` replaced by what it is known to be, else by `1`.
    fn filled(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(self.value(name.trim()).unwrap_or("1"));
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// The name at the end of an expression.
fn last_name(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches(['"', '\'']);
    let start = text.rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '$')));
    text.get(
        start.map_or(0, |s| s + text.get(s..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8))..,
    )
    .unwrap_or_default()
}

/// What stands before `at`.
fn around(code: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(BEFORE);
    while !code.is_char_boundary(from) {
        from += 1;
    }
    code.get(from..at).unwrap_or_default()
}

/// Undoes what the code would undo: `unescape('%2f')`, `atob('…')`. Gives the code before it as well.
fn decoded(before: &str, text: String) -> (&str, String) {
    for call in ["decodeuricomponent(", "decodeuri(", "unescape("] {
        if let Some(rest) = before.strip_suffix(call) {
            return (rest, percent_decode_str(&text).decode_utf8_lossy().into_owned());
        }
    }
    match (before.strip_suffix("atob("), STANDARD.decode(&text)) {
        (Some(rest), Ok(bytes)) => (rest, String::from_utf8_lossy(&bytes).into_owned()),
        _ => (before, text),
    }
}

/// Whether a text holds elements with addresses.
fn is_markup(text: &str) -> bool {
    let opens = text.match_indices('<').any(|(at, _)| {
        text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    });
    opens && ["href", "src", "action", "<form", " on", "data"].iter().any(|word| text.contains(word))
}

/// Whether a text is code that leads somewhere: `setTimeout("location='/x'")`.
fn is_code(text: &str) -> bool {
    text.contains(['"', '\'', '`'])
        && ["location", "open(", "fetch(", ".get(", ".post(", ".ajax(", ".href", ".load("]
            .iter()
            .any(|word| text.contains(word))
}

#[cfg(test)]
mod tests;
