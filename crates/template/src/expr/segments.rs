//! Texts with `{{…}}` in them.

use crate::expr::parser::{self, MAX_NESTING};
use crate::expr::{Node, ParseError};

/// Most `{{` in one text: each may be looked at up to the end of the text.
const MAX_BRACES: usize = 200;

/// A text, parsed once into literals and expressions.
#[derive(Debug, Clone)]
pub struct Text {
    segments: Vec<Segment>,
    line: u32,
}

#[derive(Debug, Clone)]
pub(crate) enum Segment {
    Literal(String),
    Expr(Node),
}

impl Text {
    /// Parses a text. `{{…}}` that reads a variable or calls a helper is an expression; any other, such as `{{7*7}}` or
    /// `{{''.__class__}}`, is a payload and stays as it is.
    ///
    /// # Errors
    /// An unknown or unsupported helper, a wrong number of arguments, or an expression beyond the limits.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::parse_nested(text, 0)
    }

    pub(crate) fn parse_nested(text: &str, nesting: usize) -> Result<Self, ParseError> {
        if nesting > MAX_NESTING {
            return Err(ParseError::TooLarge("\"{{\" nested deeper than 2"));
        }
        let mut segments = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        let mut attempts = 0;
        while let Some(at) = rest.find("{{") {
            let inner_start = &rest[at + 2..];
            let Some(end) = closing(inner_start) else { break };
            attempts += 1;
            if attempts > MAX_BRACES {
                return Err(ParseError::TooLarge("more than 200 \"{{\""));
            }
            literal.push_str(&rest[..at]);
            match expression(&inner_start[..end], nesting)? {
                Some(node) => {
                    if !literal.is_empty() {
                        segments.push(Segment::Literal(std::mem::take(&mut literal)));
                    }
                    segments.push(Segment::Expr(node));
                    rest = &inner_start[end + 2..];
                }
                None => {
                    // Only the braces are passed over: an expression may begin inside what is none.
                    literal.push_str("{{");
                    rest = inner_start;
                }
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() || segments.is_empty() {
            segments.push(Segment::Literal(literal));
        }
        Ok(Self { segments, line: 0 })
    }

    /// A text without expressions.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { segments: vec![Segment::Literal(text.into())], line: 0 }
    }

    /// The text with the line of its file that it stands on.
    #[must_use]
    pub(crate) fn at(self, line: u32) -> Self {
        Self { line, ..self }
    }

    pub(crate) const fn line(&self) -> u32 {
        self.line
    }

    /// The text, if it holds no expression.
    pub fn literal(&self) -> Option<&str> {
        match self.segments.as_slice() {
            [Segment::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether it holds an expression.
    pub fn is_dynamic(&self) -> bool {
        self.literal().is_none()
    }

    /// Names of the variables that it reads.
    pub fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for segment in &self.segments {
            if let Segment::Expr(node) = segment {
                node.variables(&mut names);
            }
        }
        names
    }

    /// Whether it draws random values, or reads a variable of which `random` says that it holds one.
    pub(crate) fn is_random(&self, random: &dyn Fn(&str) -> bool) -> bool {
        self.segments.iter().any(|segment| match segment {
            Segment::Literal(_) => false,
            Segment::Expr(node) => node.is_random(random),
        })
    }

    /// The literal that it begins with; empty if it begins with an expression.
    pub(crate) fn source_start(&self) -> &str {
        match self.segments.first() {
            Some(Segment::Literal(text)) => text,
            _ => "",
        }
    }

    pub(crate) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The value itself, if the text is one expression and nothing around it.
    pub(crate) fn single(&self) -> Option<&Node> {
        match self.segments.as_slice() {
            [Segment::Expr(node)] => Some(node),
            _ => None,
        }
    }
}

fn expression(inner: &str, nesting: usize) -> Result<Option<Node>, ParseError> {
    let name = inner.trim();
    let dashed = name.contains('-')
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if dashed {
        return Ok(Some(Node::Variable(name.to_owned())));
    }
    match parser::parse(inner, nesting) {
        Ok(node) if node.is_dynamic() => Ok(Some(node)),
        Ok(_) | Err(ParseError::Syntax(..)) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Where `}}` closes what `{{` opened before `text`, quotes and inner pairs observed; the first `}}` if they do not come out.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut quote, mut depth, mut at) = (0_u8, 0_usize, 0);
    while let Some(&b) = bytes.get(at) {
        let pair = bytes.get(at + 1) == Some(&b);
        match b {
            b'\\' if quote != 0 => at += 1,
            b'"' | b'\'' | b'`' if quote == 0 => quote = b,
            _ if quote != 0 && b == quote => quote = 0,
            b'{' if quote == 0 && pair => {
                depth += 1;
                at += 1;
            }
            b'}' if quote == 0 && pair && depth == 0 => return Some(at),
            b'}' if quote == 0 && pair => {
                depth -= 1;
                at += 1;
            }
            _ => {}
        }
        at += 1;
        if at > crate::expr::lexer::MAX_LENGTH {
            break;
        }
    }
    text.find("}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expressions: usize) {
        let parsed = Text::parse(text).unwrap();
        let found = parsed.segments.iter().filter(|s| matches!(s, Segment::Expr(_))).count();
        assert_eq!(found, expressions, "{text}: {parsed:?}");
    }

    #[test]
    fn only_what_reads_something_is_an_expression() {
        check("/a/{{x}}/b{{md5('}}')}}", 2);
        check("{{7*7}}", 0);
        check("{{''.__class__}} {{x}}", 1);
        check("{{interactsh-url}}", 1);
        check("{{base64('{{user}}:{{pass}}')}}", 1);
        check("{{unclosed", 0);
        check("{{ {{x}}", 1);
        check("", 0);
    }

    #[test]
    fn unknown_helpers_are_refused_not_sent() {
        assert!(matches!(Text::parse("{{no_such(1)}}"), Err(ParseError::UnknownHelper(_))));
        assert!(matches!(Text::parse("{{wait_for(1)}}"), Err(ParseError::Unsupported(..))));
    }

    #[test]
    fn many_braces_take_no_quadratic_time() {
        check(&"{{".repeat(20_000), 0);
        assert!(Text::parse(&format!("{}}}}}", "{{".repeat(20_000))).is_err());
    }
}
