//! Content lines: `NAME;PARAMETER=VALUE:VALUE`, folded at 75 bytes.

/// Longest unfolded line that is read, in bytes.
const MAX_LINE: usize = 64 << 10;
/// Most parameters of a line.
const MAX_PARAMETERS: usize = 32;
/// Longest line that is written, in bytes, without its end.
const FOLD: usize = 75;

/// A property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// In capitals.
    pub(crate) name: String,
    /// Names in capitals, values without their quotes.
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) value: String,
    /// Number of its first line in the text, from 1.
    pub(crate) number: usize,
}

impl Line {
    /// A parameter's value.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Unfolds a text; each line is given with the number of its first. The error is the number of a line that is too long.
pub(crate) fn unfold(text: &str) -> impl Iterator<Item = Result<(usize, String), usize>> {
    let mut lines = text.split('\n').enumerate().peekable();
    std::iter::from_fn(move || {
        let (at, first) = lines.next()?;
        let mut line = first.strip_suffix('\r').unwrap_or(first).to_owned();
        while let Some((_, next)) = lines.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
            line.push_str(next.get(1..).map_or("", |rest| rest.strip_suffix('\r').unwrap_or(rest)));
            if line.len() > MAX_LINE {
                return Some(Err(at + 1));
            }
        }
        Some(if line.len() > MAX_LINE { Err(at + 1) } else { Ok((at + 1, line)) })
    })
}

/// Reads a line; `None` if it is none.
pub(crate) fn read(number: usize, text: &str) -> Option<Line> {
    let end = text.find([';', ':'])?;
    let name = word(text.get(..end)?)?;
    let mut rest = text.get(end..)?;
    let mut parameters = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let equals = after.find('=')?;
        let name = word(after.get(..equals)?)?;
        let (value, left) = parameter(after.get(equals + 1..)?)?;
        parameters.push((name, value));
        rest = left;
        if parameters.len() > MAX_PARAMETERS {
            return None;
        }
    }
    Some(Line { name, parameters, value: rest.strip_prefix(':')?.to_owned(), number })
}

/// A parameter's value, quotes taken off, and what follows it.
fn parameter(text: &str) -> Option<(String, &str)> {
    let mut quoted = false;
    let end = text.find(|c| {
        quoted ^= c == '"';
        !quoted && matches!(c, ';' | ':')
    })?;
    let (value, rest) = text.split_at(end);
    Some((value.replace('"', ""), rest))
}

fn word(text: &str) -> Option<String> {
    let fine = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fine.then(|| text.to_ascii_uppercase())
}

/// Takes the escapes off a text.
pub(crate) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => {}
            },
            c => plain.push(c),
        }
    }
    plain
}

/// Escapes a text; control characters that a text cannot have are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Appends a line to a calendar, folded between characters.
pub(crate) fn push(calendar: &mut String, line: &str) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > FOLD {
            calendar.push_str("\r\n ");
            width = 1;
        }
        calendar.push(c);
        width += c.len_utf8();
    }
    calendar.push_str("\r\n");
}
