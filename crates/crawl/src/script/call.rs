//! The call that an address is an argument of: its method and what it sends, where these are plain to see.

use crate::script::literal::{Literals, Operand, unescape};
use crate::script::{Encoding, MAX_FIELDS};

/// How far around an address the call is looked at, in bytes.
const NEAR: usize = 600;
/// The longest document that is taken, in bytes.
pub(super) const LONGEST_DOCUMENT: usize = 4096;
/// The longest value of a field that is taken.
const LONGEST_VALUE: usize = 200;

/// The code around an address.
pub(super) struct Around<'a> {
    /// What stands before it, without spaces and in lower case.
    pub(super) before: &'a str,
    /// What stands before it in the same object, as it stands: `type: 'POST', `.
    pub(super) object: &'a str,
    /// All the code.
    pub(super) code: &'a str,
    /// Where the address ends.
    pub(super) end: usize,
}

impl Around<'_> {
    /// The method in upper case.
    pub(super) fn method(&self) -> String {
        for (word, method) in [("post", "POST"), ("put", "PUT"), ("patch", "PATCH"), ("delete", "DELETE")] {
            let calls = [format!(".{word}("), format!("\"{word}\","), format!("'{word}',")];
            if calls.iter().any(|c| self.before.ends_with(c)) {
                return method.to_owned();
            }
        }
        if self.before.ends_with("sendbeacon(") {
            return "POST".to_owned();
        }
        let after = self.statement();
        let told =
            [self.object, after].into_iter().flat_map(|text| [keyed(text, "method"), keyed(text, "type")]);
        let told = told.flatten().map(|value| {
            let word =
                value.trim_start_matches(['"', '\'', '`']).split(|c: char| !c.is_ascii_alphabetic()).next();
            word.unwrap_or_default().to_ascii_uppercase()
        });
        told.into_iter()
            .find(|m| ["POST", "PUT", "PATCH", "DELETE"].contains(&m.as_str()))
            .unwrap_or_else(|| "GET".to_owned())
    }

    /// The fields that are sent and how. A value that is not plain to see is empty.
    pub(super) fn sent(&self) -> (Vec<(String, String)>, Encoding) {
        let after = self.statement();
        let statement = self.before.rsplit(';').next().unwrap_or_default();
        let jquery = statement.contains("$.") || statement.contains("jquery.");
        let usual = if jquery { Encoding::Form } else { Encoding::Json };
        // `x.open('POST', '/a'); …; x.send('a=1')`
        if self.before.contains("open(") {
            let sent = window(self.code, self.end, NEAR).split_once(".send(").map(|(_, rest)| rest);
            return sent.map_or((Vec::new(), usual), |rest| value(rest, Encoding::Form));
        }
        for text in [after, self.object] {
            for key in ["data", "body", "params", "json"] {
                if let Some(found) =
                    keyed(text, key).map(|rest| value(rest, usual)).filter(|(f, _)| !f.is_empty())
                {
                    return found;
                }
            }
        }
        let Some(next) = after.trim_start().strip_prefix(',') else { return (Vec::new(), usual) };
        let (fields, encoding) = value(next, usual);
        // Options of the call itself are no fields.
        let options = ["method", "headers", "credentials", "mode", "datatype", "success", "async", "cache"];
        let is_options = fields.iter().any(|(n, _)| options.contains(&n.to_ascii_lowercase().as_str()));
        let plain_call = next.trim_start().starts_with('{') || next.contains("JSON.stringify(");
        if is_options || !plain_call { (Vec::new(), usual) } else { (fields, encoding) }
    }

    /// The XML document that is sent, with its media type. `named` tells the text that a name was given.
    pub(super) fn document(&self, named: impl Fn(&str) -> Option<String>) -> Option<(String, String)> {
        let places = [self.behind_send(), self.behind_key(), self.second_argument()];
        let text = places.into_iter().flatten().find_map(|rest| {
            let text = match rest.chars().next()? {
                '"' | '\'' | '`' => joined(rest, LONGEST_DOCUMENT),
                _ => named(rest.split(|c: char| !is_of_name(c)).next().filter(|name| !name.is_empty())?)?,
            };
            is_document(&text).then(|| text.trim().to_owned())
        })?;
        let code = window(self.code, self.end, NEAR);
        let told = ["application/soap+xml", "text/xml"].into_iter().find(|t| {
            [code.split(".send(").next().unwrap_or(code), self.object].iter().any(|part| part.contains(t))
        });
        Some((told.unwrap_or("application/xml").to_owned(), text))
    }

    /// `x.open('POST', '/a'); …; x.send(…`
    fn behind_send(&self) -> Option<&str> {
        let near = window(self.code, self.end, NEAR);
        let at = near.find(".send(").filter(|_| self.before.contains("open("))?;
        Some(window(self.code, self.end + at + ".send(".len(), LONGEST_DOCUMENT).trim_start())
    }

    /// `fetch('/a', {body: …`
    fn behind_key(&self) -> Option<&str> {
        let after = self.statement();
        let rest = ["body", "data"].into_iter().find_map(|key| keyed(after, key))?;
        Some(window(self.code, self.end + after.len() - rest.len(), LONGEST_DOCUMENT))
    }

    /// `axios.post('/a', …`
    fn second_argument(&self) -> Option<&str> {
        let rest = window(self.code, self.end, LONGEST_DOCUMENT).trim_start().strip_prefix(',')?;
        Some(rest.trim_start())
    }

    /// The rest of the statement.
    fn statement(&self) -> &str {
        let text = window(self.code, self.end, NEAR);
        text.split_once(';').map_or(text, |(call, _)| call)
    }
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}

/// Whether a text is a whole XML document: it begins with a declaration or an element and ends with the element's tag.
pub(super) fn is_document(text: &str) -> bool {
    let text = text.trim();
    let body = match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, body)| body.trim_start()),
        None => text,
    };
    let Some(inner) = body.strip_prefix('<') else { return false };
    let name: String = inner.chars().take_while(|c| c.is_alphanumeric() || "_-.:".contains(*c)).collect();
    let closed = body.ends_with(&format!("</{name}>")) || (body.ends_with("/>") && !inner.contains('<'));
    !name.is_empty() && closed
}

/// At most `length` bytes from `from` on.
pub(super) fn window(code: &str, from: usize, length: usize) -> &str {
    let mut end = from.saturating_add(length).min(code.len());
    while !code.is_char_boundary(end) {
        end -= 1;
    }
    code.get(from..end).unwrap_or_default()
}

/// What stands behind `key:` in `text`.
fn keyed<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.match_indices(key).find_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')) {
            return None;
        }
        let rest = text.get(at + key.len()..)?.trim_start_matches(['"', '\'', ' ']);
        Some(rest.strip_prefix(':')?.trim_start())
    })
}

/// The fields that a value holds: an object, a query as text, or one of these in a call that encodes it.
fn value(text: &str, usual: Encoding) -> (Vec<(String, String)>, Encoding) {
    let text = text.trim_start();
    for (wrapper, encoding) in [
        ("JSON.stringify(", Encoding::Json),
        ("new URLSearchParams(", Encoding::Form),
        ("$.param(", Encoding::Form),
        ("jQuery.param(", Encoding::Form),
        ("qs.stringify(", Encoding::Form),
    ] {
        if let Some(rest) = text.strip_prefix(wrapper) {
            return (value(rest, encoding).0, encoding);
        }
    }
    match text.chars().next() {
        Some('{') => (object(text.get(1..).unwrap_or_default()), usual),
        Some('"' | '\'' | '`') => {
            let text = joined(text, NEAR);
            match text.strip_prefix('{') {
                Some(inner) => (object(inner), Encoding::Json),
                None => (query(&text), Encoding::Form),
            }
        }
        _ => (Vec::new(), usual),
    }
}

/// The literal at the start of `text` and what is joined to it.
fn joined(text: &str, most: usize) -> String {
    let mut literals = Literals::new(text);
    let mut out = literals.next().map(|l| unescape(l.text)).unwrap_or_default();
    while let Some(operand) = literals.operand().filter(|_| out.len() < most) {
        match operand {
            Operand::Text(text) => out.push_str(&unescape(text)),
            Operand::Expression(_) => out.push('1'),
        }
    }
    out
}

/// `a=1&b=2`; nothing for other texts.
fn query(text: &str) -> Vec<(String, String)> {
    if !text.contains('=') || text.contains(char::is_whitespace) {
        return Vec::new();
    }
    let mut fields = Vec::new();
    for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
        push(&mut fields, &name, &value);
    }
    fields
}

/// The fields of an object whose brace is open.
fn object(inner: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let (mut depth, mut item, mut quote) = (0_u32, String::new(), None);
    for c in inner.chars() {
        match c {
            _ if quote == Some(c) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' | '`' => quote = Some(c),
            '{' | '[' | '(' => depth += 1,
            '}' if depth == 0 => break,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                push_item(&mut fields, &std::mem::take(&mut item));
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            item.push(c);
        }
    }
    push_item(&mut fields, &item);
    fields
}

fn push_item(fields: &mut Vec<(String, String)>, item: &str) {
    let (name, value) = item.split_once(':').unwrap_or((item, ""));
    let value = value.trim();
    let quoted = value.strip_prefix(['"', '\'', '`']).and_then(|v| v.strip_suffix(['"', '\'', '`']));
    let plain = value.parse::<f64>().is_ok() || matches!(value, "true" | "false");
    let value = quoted.map(unescape).or_else(|| plain.then(|| value.to_owned())).unwrap_or_default();
    push(fields, name.trim().trim_matches(['"', '\'']), &value);
}

fn push(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    let plain = !name.is_empty()
        && name.len() <= 64
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '[' | ']' | '.'));
    if plain && fields.len() < MAX_FIELDS && !fields.iter().any(|(n, _)| n == name) {
        fields.push((name.to_owned(), value.chars().take(LONGEST_VALUE).collect()));
    }
}
