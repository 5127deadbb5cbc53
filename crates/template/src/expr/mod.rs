//! The expression language of matchers, extractors and `{{…}}` in requests.
//!
//! A text is parsed once, at load, into an [`Expr`] or a [`Text`] of segments. Evaluation fills values in as data;
//! no value is ever parsed again, so an answer that holds `{{…}}` stays the text it is.

mod bindings;
mod eval;
pub(crate) mod helpers;
mod lexer;
mod parser;
mod pattern;
mod segments;
mod value;

pub use bindings::{Bindings, Layer, Lookup};
pub use eval::{EvalError, Evaluator};
pub use pattern::Pattern;
pub use segments::Text;
pub use value::Value;

use std::sync::Arc;

use crate::expr::helpers::Helper;

/// An expression that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// The text is no expression.
    #[error("\"{0}\" is no expression: {1}")]
    Syntax(String, String),
    /// The text is longer, deeper or larger than any sensible check needs.
    #[error("expression is too large: {0}")]
    TooLarge(&'static str),
    /// A helper that nobody knows.
    #[error("helper \"{0}\" is unknown")]
    UnknownHelper(String),
    /// A helper that exists elsewhere and is deliberately absent here.
    #[error("helper \"{0}\" is not supported: {1}")]
    Unsupported(String, &'static str),
    /// A helper was called with too few or too many arguments.
    #[error("helper \"{0}\" takes {1} arguments, not {2}")]
    Arguments(String, String, usize),
    /// A regular expression that does not compile.
    #[error("regular expression \"{0}\" is refused: {1}")]
    Pattern(String, String),
}

/// A parsed expression.
#[derive(Debug, Clone)]
pub struct Expr {
    node: Arc<Node>,
}

impl Expr {
    /// Parses an expression such as `status_code == 200 && contains(body, "x")`.
    ///
    /// # Errors
    /// Whatever [`ParseError`] names; expressions are bounded in length and depth.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        parser::parse(text, 0).map(|node| Self { node: Arc::new(node) })
    }

    /// Names of the variables that it reads.
    pub fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.node.variables(&mut names);
        names
    }
}

/// Binary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Matches,
    NotMatches,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

/// One node of an expression.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Literal(Value),
    /// A text literal that holds `{{…}}`.
    Text(Text),
    /// A text literal that is used as a regular expression: compiled at load.
    Pattern(Pattern),
    Variable(String),
    List(Vec<Node>),
    Not(Box<Node>),
    Negate(Box<Node>),
    Binary(Binary, Box<Node>, Box<Node>),
    Choice(Box<Node>, Box<Node>, Box<Node>),
    Call(&'static Helper, Vec<Node>),
}

impl Node {
    pub(crate) fn variables<'a>(&'a self, out: &mut Vec<&'a str>) {
        match self {
            Self::Literal(_) | Self::Pattern(_) => {}
            Self::Variable(name) => out.push(name),
            Self::Text(text) => out.extend(text.variables()),
            Self::List(items) | Self::Call(_, items) => items.iter().for_each(|n| n.variables(out)),
            Self::Not(a) | Self::Negate(a) => a.variables(out),
            Self::Binary(_, a, b) => {
                a.variables(out);
                b.variables(out);
            }
            Self::Choice(a, b, c) => {
                a.variables(out);
                b.variables(out);
                c.variables(out);
            }
        }
    }

    /// Whether it draws random values: calls such a helper, or reads one of the given variables.
    pub(crate) fn is_random(&self, random: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Literal(_) | Self::Pattern(_) => false,
            Self::Variable(name) => random(name),
            Self::Text(text) => text.is_random(random),
            Self::Call(helper, items) => {
                helper.name.starts_with("rand_") || items.iter().any(|n| n.is_random(random))
            }
            Self::List(items) => items.iter().any(|n| n.is_random(random)),
            Self::Not(a) | Self::Negate(a) => a.is_random(random),
            Self::Binary(_, a, b) => a.is_random(random) || b.is_random(random),
            Self::Choice(a, b, c) => a.is_random(random) || b.is_random(random) || c.is_random(random),
        }
    }

    /// Whether it reads a variable or calls a helper. `{{7*7}}` does not: that is a payload, meant for the target.
    pub(crate) fn is_dynamic(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Pattern(_) => false,
            Self::Variable(_) | Self::Call(..) => true,
            Self::Text(text) => text.is_dynamic(),
            Self::List(items) => items.iter().any(Self::is_dynamic),
            Self::Not(a) | Self::Negate(a) => a.is_dynamic(),
            Self::Binary(_, a, b) => a.is_dynamic() || b.is_dynamic(),
            Self::Choice(a, b, c) => a.is_dynamic() || b.is_dynamic() || c.is_dynamic(),
        }
    }
}
