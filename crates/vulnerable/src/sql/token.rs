//! Words of a query, as the product reads them.

use super::Dialect;

/// Most tokens of a query.
const MOST: usize = 4000;

/// A word.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// A name or keyword, as written.
    Word(String),
    /// A sign of one or two characters.
    Sign(&'static str),
}

const SIGNS: &[&str] = &[
    "<=>", "<>", "!=", "<=", ">=", "||", "&&", "::", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/", "%",
    ";", "|", "&", "!", "^", "~",
];

/// Takes a query apart.
///
/// # Errors
/// What the product says of an open quote or an unknown sign.
pub(super) fn tokens(dialect: Dialect, text: &str) -> Result<Vec<Token>, String> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if out.len() > MOST {
            return Err(syntax(dialect, "too long"));
        }
        if c.is_whitespace() || c == '\0' {
            rest = &rest[c.len_utf8()..];
        } else if let Some(after) = comment(dialect, rest) {
            rest = after;
        } else if c == '\'' || (c == '"' && dialect == Dialect::MySql) {
            let (token, after) = string(dialect, rest, c)?;
            out.push(Token::Text(token));
            rest = after;
        } else if c == '"' || c == '`' || (c == '[' && dialect == Dialect::MsSql) {
            let close = if c == '[' { ']' } else { c };
            let end = rest[1..].find(close).ok_or_else(|| unclosed(dialect, rest))?;
            out.push(Token::Word(rest[1..=end].to_owned()));
            rest = &rest[end + 2..];
        } else if c.is_ascii_digit() || (c == '.' && rest[1..].starts_with(|d: char| d.is_ascii_digit())) {
            let end = rest.find(|d: char| !d.is_ascii_alphanumeric() && d != '.').unwrap_or(rest.len());
            out.push(number(dialect, &rest[..end])?);
            rest = &rest[end..];
        } else if c.is_alphabetic() || "_@#$:".contains(c) && !rest.starts_with("::") {
            let part = |d: char| d.is_alphanumeric() || "_@#$.".contains(d);
            let end = rest.find(|d: char| !part(d) && d != c).unwrap_or(rest.len()).max(c.len_utf8());
            out.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
        } else if let Some(sign) = SIGNS.iter().find(|s| rest.starts_with(**s)) {
            out.push(Token::Sign(sign));
            rest = &rest[sign.len()..];
        } else {
            return Err(syntax(dialect, rest));
        }
    }
    Ok(out)
}

/// What follows a comment, if here is one.
fn comment(dialect: Dialect, rest: &str) -> Option<&str> {
    let line = |text: &'_ str| text.find('\n').map_or(text.len(), |at| at + 1);
    let dashes = rest.strip_prefix("--").is_some_and(|after| {
        dialect != Dialect::MySql || after.is_empty() || after.starts_with(char::is_whitespace)
    });
    if dashes || (rest.starts_with('#') && dialect == Dialect::MySql) {
        return rest.get(line(rest)..);
    }
    let inner = rest.strip_prefix("/*")?;
    Some(inner.find("*/").map_or("", |at| &inner[at + 2..]))
}

fn string(dialect: Dialect, text: &str, quote: char) -> Result<(String, &str), String> {
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && dialect == Dialect::MySql {
            if let Some((_, next)) = chars.next() {
                out.push(next);
            }
        } else if c == quote {
            if chars.peek().is_some_and(|(_, next)| *next == quote) {
                chars.next();
                out.push(quote);
            } else {
                return Ok((out, &text[at + 1..]));
            }
        } else {
            out.push(c);
        }
    }
    Err(unclosed(dialect, text))
}

fn number(dialect: Dialect, text: &str) -> Result<Token, String> {
    if let Some(digits) =
        text.strip_prefix("0x").filter(|_| matches!(dialect, Dialect::MySql | Dialect::Sqlite))
    {
        let bytes =
            (0..digits.len()).step_by(2).filter_map(|i| u8::from_str_radix(digits.get(i..i + 2)?, 16).ok());
        return Ok(Token::Text(String::from_utf8_lossy(&bytes.collect::<Vec<u8>>()).into_owned()));
    }
    text.parse().map(Token::Number).map_err(|_| syntax(dialect, text))
}

/// What a product says of a quote that does not end.
fn unclosed(dialect: Dialect, rest: &str) -> String {
    let rest: String = rest.chars().take(60).collect();
    match dialect {
        Dialect::MySql => syntax(dialect, &rest),
        Dialect::Postgres => format!("ERROR:  unterminated quoted string at or near \"{rest}\""),
        Dialect::MsSql => {
            format!("Unclosed quotation mark after the character string '{}'.", rest.trim_start_matches('\''))
        }
        Dialect::Oracle => "ORA-01756: quoted string not properly terminated".to_owned(),
        Dialect::Sqlite => format!("unrecognized token: \"{rest}\""),
    }
}

/// What a product says of a word that does not belong.
pub(super) fn syntax(dialect: Dialect, near: &str) -> String {
    let near: String = near.chars().take(60).collect();
    match dialect {
        Dialect::MySql => format!(
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for \
             the right syntax to use near '{near}' at line 1"
        ),
        Dialect::Postgres if near.is_empty() => "ERROR:  syntax error at end of input".to_owned(),
        Dialect::Postgres => format!("ERROR:  syntax error at or near \"{near}\""),
        Dialect::MsSql => format!("Incorrect syntax near '{near}'."),
        Dialect::Oracle => "ORA-00933: SQL command not properly ended".to_owned(),
        Dialect::Sqlite if near.is_empty() => "incomplete input".to_owned(),
        Dialect::Sqlite => format!("near \"{near}\": syntax error"),
    }
}
