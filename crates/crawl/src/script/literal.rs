//! String literals of code and how they are joined.

/// A string literal: where it begins and ends with its quotes, and what stands between.
pub(super) struct Literal<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'a str,
}

/// Walks over string literals. Comments are skipped; a quote that no other follows on its line is taken for part of
/// something else (a regular expression, text), so that one odd character does not turn the rest inside out.
pub(super) struct Literals<'a> {
    code: &'a str,
    at: usize,
    /// The last byte that was neither space nor comment: it tells a division from a regular expression.
    last: u8,
}

impl<'a> Literals<'a> {
    pub(super) fn new(code: &'a str) -> Self {
        Self { code, at: 0, last: b';' }
    }

    /// The operand that a `+` at the present place puts behind a literal. Steps over both.
    pub(super) fn operand(&mut self) -> Option<Operand<'a>> {
        let rest = self.code.get(self.at..)?;
        let behind = rest.trim_start().strip_prefix('+').filter(|r| !r.starts_with(['+', '=']))?.trim_start();
        let start = self.code.len() - behind.len();
        let quote = *behind.as_bytes().first()?;
        if matches!(quote, b'"' | b'\'' | b'`') {
            let end = closing(self.code.as_bytes(), start + 1, quote)?;
            self.at = end + 1;
            return Some(Operand::Text(self.code.get(start + 1..end).unwrap_or_default()));
        }
        let length = expression_length(behind.as_bytes());
        if length == 0 {
            return None;
        }
        self.at = start + length;
        self.last = b')';
        Some(Operand::Expression(behind.get(..length).unwrap_or_default().trim_end()))
    }

    /// Where the walk is.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Steps over a comment or a regular expression that begins here.
    fn skip_slash(&mut self) -> bool {
        let rest = self.code.as_bytes().get(self.at..).unwrap_or_default();
        let length = match rest {
            [b'/', b'/', ..] => rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()),
            [b'/', b'*', ..] => {
                rest.windows(2).skip(2).position(|w| w == b"*/").map_or(rest.len(), |p| p + 4)
            }
            _ if b"(,=:[!&|?{};+\n".contains(&self.last) => match expression(rest) {
                Some(length) => length,
                None => return false,
            },
            _ => return false,
        };
        self.at += length;
        true
    }
}

impl<'a> Iterator for Literals<'a> {
    type Item = Literal<'a>;

    fn next(&mut self) -> Option<Literal<'a>> {
        let bytes = self.code.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte == b'/' && self.skip_slash() {
                continue;
            }
            let start = self.at;
            // What is escaped is no quote; so a quote that was not closed is not looked for again from each of them.
            self.at += if byte == b'\\' { 2 } else { 1 };
            if !byte.is_ascii_whitespace() {
                self.last = byte;
            }
            if !matches!(byte, b'"' | b'\'' | b'`') {
                continue;
            }
            let Some(end) = closing(bytes, self.at, byte) else { continue };
            let text = self.code.get(start + 1..end).unwrap_or_default();
            self.at = end + 1;
            return Some(Literal { start, end: end + 1, text });
        }
    }
}

/// The longest regular expression that is known as one, in bytes.
const LONGEST_EXPRESSION: usize = 300;

/// The length of the regular expression at the start of `rest`.
fn expression(rest: &[u8]) -> Option<usize> {
    let (mut escaped, mut in_class) = (false, false);
    for (i, b) in rest.iter().enumerate().take(LONGEST_EXPRESSION).skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' => return None,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(i + 1),
            _ => {}
        }
    }
    None
}

/// Where the literal that is open at `from` ends.
fn closing(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut escaped = false;
    for (i, b) in bytes.get(from..)?.iter().enumerate().take(64 * 1024) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' if quote != b'`' => return None,
            b if *b == quote => return Some(from + i),
            _ => {}
        }
    }
    None
}

/// What a `+` puts behind a literal.
pub(super) enum Operand<'a> {
    /// Another literal.
    Text(&'a str),
    /// An expression.
    Expression(&'a str),
}

/// The longest expression between two literals that are joined, in bytes.
const LONGEST_OPERAND: usize = 160;

/// The length of the plain expression at the start of `rest`: names, calls, indexes; 0 if there is none.
fn expression_length(rest: &[u8]) -> usize {
    let mut depth = 0_u32;
    for (i, b) in rest.iter().enumerate().take(LONGEST_OPERAND) {
        match b {
            b'(' | b'[' => depth += 1,
            b')' | b']' if depth == 0 => return i,
            b')' | b']' => depth -= 1,
            _ if depth > 0 => {}
            b if b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'.' | b' ') || !b.is_ascii() => {}
            _ => return i,
        }
    }
    if depth == 0 { rest.len().min(LONGEST_OPERAND) } else { 0 }
}

/// The text of a literal with its escapes undone.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = after.chars();
        let escape = chars.next();
        rest = chars.as_str();
        match escape {
            Some('n' | 'r' | 't' | 'v' | 'f' | 'b' | '\n') => out.push(' '),
            Some('x') => rest = coded(rest, 2, &mut out),
            Some('u') => match rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
                Some((digits, behind)) => {
                    coded(digits, digits.len().min(6), &mut out);
                    rest = behind;
                }
                None => rest = coded(rest, 4, &mut out),
            },
            Some(c) => out.push(c),
            None => {}
        }
    }
    out.push_str(rest);
    out
}

/// Adds the character that `length` hexadecimal digits name; gives what is behind them.
fn coded<'a>(text: &'a str, length: usize, out: &mut String) -> &'a str {
    let Some((digits, rest)) = text.split_at_checked(length) else { return text };
    match u32::from_str_radix(digits, 16).ok().and_then(char::from_u32) {
        Some(c) => {
            out.push(c);
            rest
        }
        None => text,
    }
}
