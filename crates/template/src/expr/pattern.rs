//! Regular expressions as the format writes them (Go's RE2 syntax), run by a linear-time engine.

use std::sync::Arc;

use regex::bytes::{Captures, Regex, RegexBuilder};

use crate::expr::ParseError;

/// Longest pattern, in bytes.
const MAX_LENGTH: usize = 4 * 1024;
/// Most memory for one compiled pattern, in bytes.
const MAX_PROGRAM: usize = 2 * 1024 * 1024;

/// A compiled regular expression over bytes. Matching takes time linear in the input, whatever the pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: Arc<Regex>,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// [`ParseError::Pattern`] if it is no RE2 pattern (look-around, back references) or too large.
    pub fn new(pattern: &str) -> Result<Self, ParseError> {
        let shown = || pattern.chars().take(120).collect::<String>();
        if pattern.len() > MAX_LENGTH {
            return Err(ParseError::Pattern(shown(), "it is longer than 4,096 bytes".to_owned()));
        }
        RegexBuilder::new(&from_re2(pattern))
            .size_limit(MAX_PROGRAM)
            .dfa_size_limit(MAX_PROGRAM)
            .nest_limit(64)
            .build()
            .map(|regex| Self { regex: Arc::new(regex) })
            .map_err(|e| {
                let why = e.to_string();
                let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ");
                ParseError::Pattern(shown(), why.to_owned())
            })
    }

    /// Whether it is found in `text`.
    pub fn is_match(&self, text: &[u8]) -> bool {
        self.regex.is_match(text)
    }

    /// Number of groups, the whole match included.
    pub fn groups(&self) -> usize {
        self.regex.captures_len()
    }

    /// The given group of up to `most` matches.
    pub fn find_all<'a>(&self, text: &'a [u8], group: usize, most: usize) -> Vec<&'a [u8]> {
        let take = |c: Captures<'a>| c.get(group).map(|m| m.as_bytes());
        self.regex.captures_iter(text).take(most).filter_map(take).collect()
    }

    pub(crate) fn replace_all(&self, text: &[u8], with: &[u8]) -> Vec<u8> {
        self.regex.replace_all(text, with).into_owned()
    }
}

/// Rewrites what the two dialects read differently: ASCII classes, `\Q…\E`, escaped punctuation, literal braces and
/// brackets.
fn from_re2(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\\' => escape(after, in_class, &mut out),
            '[' if in_class && !after.starts_with(':') => literal('[', after, &mut out),
            '[' if in_class => named_class(rest, &mut out),
            '[' => {
                in_class = true;
                open_class(after, &mut out)
            }
            ']' => {
                in_class = false;
                out.push(']');
                after
            }
            '&' | '~' if in_class => literal(c, after, &mut out),
            '{' if !in_class && !is_repetition(after) => literal('{', after, &mut out),
            _ => {
                out.push(c);
                after
            }
        };
    }
    out
}

fn literal<'a>(c: char, rest: &'a str, out: &mut String) -> &'a str {
    out.push('\\');
    out.push(c);
    rest
}

/// After `[`: a leading `]` is a member, not the end.
fn open_class<'a>(rest: &'a str, out: &mut String) -> &'a str {
    out.push('[');
    let negated = rest.strip_prefix('^');
    if negated.is_some() {
        out.push('^');
    }
    let rest = negated.unwrap_or(rest);
    match rest.strip_prefix(']') {
        Some(rest) => literal(']', rest, out),
        None => rest,
    }
}

fn named_class<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let Some(end) = rest.find(":]") else { return literal('[', &rest[1..], out) };
    let name = &rest[..end + 2];
    if name.chars().skip(2).all(|c| c.is_ascii_alphabetic() || matches!(c, '^' | ':' | ']')) {
        out.push_str(name);
        &rest[end + 2..]
    } else {
        literal('[', &rest[1..], out)
    }
}

/// What follows a backslash.
fn escape<'a>(rest: &'a str, in_class: bool, out: &mut String) -> &'a str {
    let Some(c) = rest.chars().next() else {
        out.push('\\');
        return rest;
    };
    let after = &rest[c.len_utf8()..];
    let class = |inside: &str, outside: &str| if in_class { inside.to_owned() } else { outside.to_owned() };
    let text = match c {
        'Q' => {
            let (quoted, after) = after.split_once("\\E").unwrap_or((after, ""));
            out.push_str(&regex::escape(quoted));
            return after;
        }
        'd' => class("0-9", "[0-9]"),
        'w' => class("0-9A-Za-z_", "[0-9A-Za-z_]"),
        's' => class(r"\t\n\x0c\r ", r"[\t\n\x0c\r ]"),
        'D' => "[^0-9]".to_owned(),
        'W' => "[^0-9A-Za-z_]".to_owned(),
        'S' => r"[^\t\n\x0c\r ]".to_owned(),
        'b' if !in_class => r"(?-u:\b)".to_owned(),
        // Inside Unicode text the complement of an ASCII boundary may split a character; the engine wants `(?-u)` alone.
        'B' if !in_class => r"(?-u:\B)".to_owned(),
        '<' | '>' => c.to_string(),
        _ => format!("\\{c}"),
    };
    out.push_str(&text);
    after
}

/// Whether `{` begins a repetition: `{2}`, `{2,}`, `{2,5}`.
fn is_repetition(after: &str) -> bool {
    let Some((inner, _)) = after.split_once('}') else { return false };
    let (low, high) = inner.split_once(',').unwrap_or((inner, ""));
    !low.is_empty() && low.chars().chain(high.chars()).all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expect: bool) {
        assert_eq!(Pattern::new(pattern).unwrap().is_match(text.as_bytes()), expect, "{pattern} in {text}");
    }

    #[test]
    fn re2_patterns_run_unchanged() {
        check(r#"{"id":\s*\d+}"#, r#"{"id": 7}"#, true);
        check(r"^\d{2,3}$", "123", true);
        check(r"^\d{2,3}$", "1234", false);
        check(r"[[]x[]]", "[x]", true);
        check(r"[^]]+", "a", true);
        check(r"\<title\>\w+", "<title>x", true);
        check(r"\Qa.b\E", "axb", false);
        check(r"[[:alpha:]&&]+", "&", true);
        check(r"^\w+$", "é", false);
        check(r"(?i)ADMIN\/x", "admin/x", true);
        check(r"a}b", "a}b", true);
        check(r"[\d-]+", "1-2", true);
        check(r"\broot\b", "x root y", true);
    }

    #[test]
    fn what_is_not_re2_or_too_large_is_refused() {
        for pattern in ["(?=a)", r"(a)\1", "(", "[z-a]", r"(\w{1000}){1000}"] {
            assert!(Pattern::new(pattern).is_err(), "{pattern}");
        }
        assert!(Pattern::new(&"a".repeat(5_000)).is_err());
    }
}
