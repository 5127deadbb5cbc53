//! Tokens of the expression language.

use crate::expr::{Binary, ParseError};

/// Longest expression, in bytes.
pub(crate) const MAX_LENGTH: usize = 16 * 1024;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    Number(f64),
    /// A quoted text, escapes removed.
    Text(String),
    Word(String),
    /// `[name-with-dashes]`
    Bracketed(String),
    Operator(Binary),
    Minus,
    Not,
    Open,
    Close,
    Comma,
    Question,
    Colon,
    /// `{{`, which only brackets a value inside an expression.
    OpenBraces,
    CloseBraces,
}

/// The tokens of `text`.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, ParseError> {
    if text.len() > MAX_LENGTH {
        return Err(ParseError::TooLarge("more than 16,384 bytes"));
    }
    let mut lexer = Lexer { text, rest: text };
    let mut out = Vec::new();
    loop {
        lexer.rest = lexer.rest.trim_start();
        if lexer.rest.is_empty() {
            return Ok(out);
        }
        out.push(lexer.next()?);
    }
}

struct Lexer<'a> {
    text: &'a str,
    rest: &'a str,
}

const SYMBOLS: &[(&str, Token)] = &[
    ("&&", Token::Operator(Binary::And)),
    ("||", Token::Operator(Binary::Or)),
    ("==", Token::Operator(Binary::Equal)),
    ("!=", Token::Operator(Binary::NotEqual)),
    ("=~", Token::Operator(Binary::Matches)),
    ("!~", Token::Operator(Binary::NotMatches)),
    ("<=", Token::Operator(Binary::LessEqual)),
    (">=", Token::Operator(Binary::GreaterEqual)),
    ("**", Token::Operator(Binary::Power)),
    ("{{", Token::OpenBraces),
    ("}}", Token::CloseBraces),
    ("<", Token::Operator(Binary::Less)),
    (">", Token::Operator(Binary::Greater)),
    ("+", Token::Operator(Binary::Add)),
    ("-", Token::Minus),
    ("*", Token::Operator(Binary::Multiply)),
    ("/", Token::Operator(Binary::Divide)),
    ("%", Token::Operator(Binary::Remainder)),
    ("!", Token::Not),
    ("(", Token::Open),
    (")", Token::Close),
    (",", Token::Comma),
    ("?", Token::Question),
    (":", Token::Colon),
];

impl Lexer<'_> {
    fn next(&mut self) -> Result<Token, ParseError> {
        let first = self.rest.chars().next().unwrap_or(' ');
        match first {
            '"' | '\'' | '`' => self.quoted(first),
            '[' => self.bracketed(),
            '0'..='9' => self.number(),
            c if c.is_ascii_alphabetic() || c == '_' => Ok(self.word()),
            _ => self.symbol(),
        }
    }

    fn symbol(&mut self) -> Result<Token, ParseError> {
        for (symbol, token) in SYMBOLS {
            if let Some(rest) = self.rest.strip_prefix(symbol) {
                self.rest = rest;
                return Ok(token.clone());
            }
        }
        let c = self.rest.chars().next().unwrap_or(' ');
        Err(self.fail(&format!("character {c:?} means nothing here")))
    }

    /// A backslash gives the character after it, whatever that is; there is no `\n`. This is how the format's own
    /// interpreter reads texts, and templates double their backslashes for it.
    fn quoted(&mut self, quote: char) -> Result<Token, ParseError> {
        let mut out = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            if c == quote {
                self.rest = &self.rest[at + c.len_utf8()..];
                return Ok(Token::Text(out));
            }
            if c == '\\' && quote != '`' {
                out.extend(chars.next().map(|(_, c)| c));
            } else {
                out.push(c);
            }
        }
        Err(self.fail("a text is not closed"))
    }

    fn bracketed(&mut self) -> Result<Token, ParseError> {
        let Some((name, rest)) = self.rest[1..].split_once(']') else {
            return Err(self.fail("\"[\" is not closed"));
        };
        self.rest = rest;
        Ok(Token::Bracketed(name.trim().to_owned()))
    }

    fn number(&mut self) -> Result<Token, ParseError> {
        let end = |keep: fn(char) -> bool, text: &str| text.find(|c| !keep(c)).unwrap_or(text.len());
        let (digits, length, number) = if let Some(hex) = self.rest.strip_prefix("0x") {
            let length = end(|c| c.is_ascii_hexdigit(), hex);
            #[expect(clippy::cast_precision_loss, reason = "numbers of this language are f64")]
            let number = u64::from_str_radix(&hex[..length], 16).ok().map(|n| n as f64);
            (&hex[..length], length + 2, number)
        } else {
            let length = end(|c| c.is_ascii_digit() || c == '.', self.rest);
            (&self.rest[..length], length, self.rest[..length].parse::<f64>().ok())
        };
        let Some(number) = number else { return Err(self.fail(&format!("\"{digits}\" is no number"))) };
        self.rest = &self.rest[length..];
        if self.rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
            return Err(self.fail("a word begins with a digit"));
        }
        Ok(Token::Number(number))
    }

    fn word(&mut self) -> Token {
        let end =
            self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "in" | "IN" => Token::Operator(Binary::In),
            _ => Token::Word(word.to_owned()),
        }
    }

    fn fail(&self, why: &str) -> ParseError {
        ParseError::Syntax(self.text.chars().take(120).collect(), why.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_token_is_read() {
        let read =
            tokens(r#"a_1 >= 0x1F && 'it\'s' !~ "\\d" [x-y] in (1.5, -2) {{b}} ? !c : d ** 2"#).unwrap();
        assert_eq!(read.len(), 25);
        assert_eq!(read[2], Token::Number(31.0));
        assert_eq!(read[4], Token::Text("it's".to_owned()));
        assert_eq!(read[6], Token::Text("\\d".to_owned()));
        assert_eq!(read[7], Token::Bracketed("x-y".to_owned()));
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in ["'open", "[open", "1.2.3", "0x", "1abc", "a & b", "a.b", "#", "é"] {
            assert!(tokens(text).is_err(), "{text}");
        }
        assert!(tokens(&"1 ".repeat(MAX_LENGTH)).is_err());
    }
}
