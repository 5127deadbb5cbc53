//! Tokens to tree, by precedence climbing (V. Pratt, "Top Down Operator Precedence", 1973).

use crate::expr::lexer::{Token, tokens};
use crate::expr::{Binary, Node, ParseError, Pattern, Text, Value, helpers};

/// Deepest nesting of parentheses, calls and operators.
const MAX_DEPTH: usize = 32;
/// Most nodes in one expression.
const MAX_NODES: usize = 2_000;
/// Deepest nesting of `{{…}}` in text literals in `{{…}}`.
pub(crate) const MAX_NESTING: usize = 2;

/// Parses one expression; `nesting` counts the `{{…}}` around it.
pub(crate) fn parse(text: &str, nesting: usize) -> Result<Node, ParseError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens: tokens.into_iter().peekable(), depth: 0, nodes: 0, nesting };
    let node = parser.expression(0)?;
    match parser.tokens.peek() {
        None => Ok(node),
        Some(_) => Err(parser.fail("there is more after its end")),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    depth: usize,
    nodes: usize,
    nesting: usize,
}

/// How strongly an operator binds to its left and its right.
const fn power(op: Binary) -> (u8, u8) {
    match op {
        Binary::Or => (3, 4),
        Binary::And => (5, 6),
        Binary::Equal
        | Binary::NotEqual
        | Binary::Less
        | Binary::LessEqual
        | Binary::Greater
        | Binary::GreaterEqual
        | Binary::Matches
        | Binary::NotMatches
        | Binary::In => (7, 8),
        Binary::Add | Binary::Subtract => (9, 10),
        Binary::Multiply | Binary::Divide | Binary::Remainder => (11, 12),
        Binary::Power => (14, 13),
    }
}

const PREFIX: u8 = 15;
const CHOICE: u8 = 1;

impl Parser<'_> {
    fn expression(&mut self, floor: u8) -> Result<Node, ParseError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ParseError::TooLarge("nested deeper than 32"));
        }
        let mut left = self.prefix()?;
        loop {
            let op = match self.tokens.peek() {
                Some(Token::Operator(op)) => *op,
                Some(Token::Minus) => Binary::Subtract,
                Some(Token::Question) if floor <= CHOICE => {
                    left = self.choice(left)?;
                    continue;
                }
                _ => break,
            };
            let (before, after) = power(op);
            if before < floor {
                break;
            }
            self.tokens.next();
            self.count()?;
            let right = self.expression(after)?;
            left = self.binary(op, left, right)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn choice(&mut self, condition: Node) -> Result<Node, ParseError> {
        self.tokens.next();
        self.count()?;
        let yes = self.expression(CHOICE)?;
        self.expect(&Token::Colon, "\"?\" without \":\"")?;
        let no = self.expression(CHOICE)?;
        Ok(Node::Choice(Box::new(condition), Box::new(yes), Box::new(no)))
    }

    fn binary(&self, op: Binary, left: Node, right: Node) -> Result<Node, ParseError> {
        let right = match (op, right) {
            (Binary::Matches | Binary::NotMatches, Node::Literal(text)) => compiled(&text)?,
            (_, right) => right,
        };
        Ok(Node::Binary(op, Box::new(left), Box::new(right)))
    }

    fn prefix(&mut self) -> Result<Node, ParseError> {
        self.count()?;
        match self.tokens.next() {
            Some(Token::Number(n)) => Ok(Node::Literal(Value::Number(n))),
            Some(Token::Text(text)) => self.text_literal(&text),
            Some(Token::Word(word)) => self.word(word),
            Some(Token::Bracketed(name)) => Ok(Node::Variable(name)),
            Some(Token::Minus) => Ok(Node::Negate(Box::new(self.expression(PREFIX)?))),
            Some(Token::Not) => Ok(Node::Not(Box::new(self.expression(PREFIX)?))),
            Some(Token::Open) => self.parenthesised(),
            Some(Token::OpenBraces) => {
                let inner = self.expression(0)?;
                self.expect(&Token::CloseBraces, "\"{{\" is not closed")?;
                Ok(inner)
            }
            Some(_) => Err(self.fail("a value is missing")),
            None => Err(self.fail("it ends where a value should be")),
        }
    }

    fn text_literal(&self, text: &str) -> Result<Node, ParseError> {
        if !text.contains("{{") {
            return Ok(Node::Literal(Value::from(text)));
        }
        let text = Text::parse_nested(text, self.nesting + 1)?;
        Ok(match text.literal() {
            Some(literal) => Node::Literal(Value::text(literal)),
            None => Node::Text(text),
        })
    }

    fn word(&mut self, word: String) -> Result<Node, ParseError> {
        if self.tokens.peek() != Some(&Token::Open) {
            return Ok(match word.as_str() {
                "true" => Node::Literal(Value::Bool(true)),
                "false" => Node::Literal(Value::Bool(false)),
                _ => Node::Variable(word),
            });
        }
        self.tokens.next();
        let mut arguments = self.items()?;
        let helper = helpers::find(&word)?;
        helper.accepts(arguments.len())?;
        if let Some(at) = helper.pattern
            && let Some(argument) = arguments.get_mut(at)
            && let Node::Literal(text) = argument
        {
            *argument = compiled(text)?;
        }
        Ok(Node::Call(helper, arguments))
    }

    /// `(a)` is `a`; `(a, b)` is a list.
    fn parenthesised(&mut self) -> Result<Node, ParseError> {
        let mut items = self.items()?;
        match items.len() {
            0 => Err(self.fail("\"()\" holds nothing")),
            1 => Ok(items.remove(0)),
            _ => Ok(Node::List(items)),
        }
    }

    /// What stands between an opening parenthesis, already taken, and its closing one.
    fn items(&mut self) -> Result<Vec<Node>, ParseError> {
        let mut items = Vec::new();
        if self.tokens.next_if_eq(&Token::Close).is_some() {
            return Ok(items);
        }
        loop {
            items.push(self.expression(0)?);
            match self.tokens.next() {
                Some(Token::Comma) => {}
                Some(Token::Close) => return Ok(items),
                _ => return Err(self.fail("\"(\" is not closed")),
            }
        }
    }

    fn expect(&mut self, token: &Token, otherwise: &str) -> Result<(), ParseError> {
        match self.tokens.next_if_eq(token) {
            Some(_) => Ok(()),
            None => Err(self.fail(otherwise)),
        }
    }

    const fn count(&mut self) -> Result<(), ParseError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(ParseError::TooLarge("more than 2,000 parts"));
        }
        Ok(())
    }

    fn fail(&self, why: &str) -> ParseError {
        ParseError::Syntax(self.text.chars().take(120).collect(), why.to_owned())
    }
}

fn compiled(text: &Value) -> Result<Node, ParseError> {
    Pattern::new(&text.to_text()).map(Node::Pattern)
}
