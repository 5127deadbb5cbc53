//! Expressions to values, within bounds.

use model::Env;

use crate::expr::helpers::Call;
use crate::expr::segments::Segment;
use crate::expr::{Binary, Expr, Lookup, Node, Pattern, Text, Value};

/// Most steps of one evaluation. Loops do not exist, so only large expressions come near.
const MAX_STEPS: u32 = 10_000;
/// Most bytes that one evaluation may create, answers that are only read not counted.
const MAX_CREATED: usize = 8 * 1024 * 1024;

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// A variable that nothing binds.
    #[error("variable \"{0}\" has no value")]
    Unbound(String),
    /// Values that an operator or a helper cannot use.
    #[error("{0}")]
    Unfit(String),
    /// The evaluation went beyond its bounds.
    #[error("evaluation went beyond {0}")]
    TooLarge(&'static str),
}

/// Evaluates expressions against variables. Bounds hold for all evaluations of one evaluator together.
pub struct Evaluator<'a> {
    vars: &'a dyn Lookup,
    env: &'a Env,
    steps: u32,
    created: usize,
}

impl<'a> Evaluator<'a> {
    /// An evaluator over the given variables; `env` serves the helpers that ask for time or random numbers.
    pub fn new(vars: &'a dyn Lookup, env: &'a Env) -> Self {
        Self { vars, env, steps: 0, created: 0 }
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// Unbound variables, unfit values, and evaluations beyond the bounds.
    pub fn value(&mut self, expr: &Expr) -> Result<Value, EvalError> {
        self.node(&expr.node)
    }

    /// A text with its expressions filled in. What they yield is data: it is not looked at again.
    ///
    /// # Errors
    /// As [`Self::value`].
    pub fn text(&mut self, text: &Text) -> Result<Vec<u8>, EvalError> {
        let mut out = Vec::new();
        for segment in text.segments() {
            match segment {
                Segment::Literal(literal) => out.extend_from_slice(literal.as_bytes()),
                Segment::Expr(node) => out.extend_from_slice(&self.node(node)?.to_bytes()),
            }
            if out.len() > MAX_CREATED {
                return Err(EvalError::TooLarge("8 MiB"));
            }
        }
        self.charge(out.len())?;
        Ok(out)
    }

    /// As [`Self::text`], but a text that is one expression keeps the type of its value.
    ///
    /// # Errors
    /// As [`Self::value`].
    pub fn typed(&mut self, text: &Text) -> Result<Value, EvalError> {
        match text.single() {
            Some(node) => self.node(node),
            None => self.text(text).map(Value::from),
        }
    }

    fn node(&mut self, node: &Node) -> Result<Value, EvalError> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Err(EvalError::TooLarge("10,000 steps"));
        }
        match node {
            Node::Literal(value) => Ok(value.clone()),
            Node::Text(text) => self.text(text).map(Value::from),
            Node::Pattern(_) => Err(EvalError::Unfit("a pattern is no value".to_owned())),
            Node::Variable(name) => self.vars.get(name).ok_or_else(|| EvalError::Unbound(name.clone())),
            Node::List(items) => {
                let list = Value::List(items.iter().map(|n| self.node(n)).collect::<Result<_, _>>()?);
                // A list may hold one shared body many times; whoever writes it out pays for all of them.
                self.charge(list.size())?;
                Ok(list)
            }
            Node::Not(inner) => match self.node(inner)? {
                Value::Bool(b) => Ok(Value::Bool(!b)),
                _ => Err(EvalError::Unfit("\"!\" wants true or false".to_owned())),
            },
            Node::Negate(inner) => Ok(Value::Number(-number(&self.node(inner)?, "-")?)),
            Node::Binary(..) => self.chain(node),
            Node::Choice(condition, yes, no) => {
                if self.node(condition)?.is_true() {
                    self.node(yes)
                } else {
                    self.node(no)
                }
            }
            Node::Call(helper, arguments) => {
                let mut values = Vec::with_capacity(arguments.len());
                let mut pattern = None;
                for argument in arguments {
                    // Compiled at load; its place is kept so that helpers find their other arguments.
                    values.push(if let Node::Pattern(compiled) = argument {
                        pattern = Some(compiled.clone());
                        Value::from("")
                    } else {
                        self.node(argument)?
                    });
                }
                let room = MAX_CREATED - self.created;
                let value = (helper.run)(&Call { name: helper.name, values, pattern, env: self.env, room })?;
                self.charge(value.size())?;
                Ok(value)
            }
        }
    }

    /// A chain such as `a + b + c` leans to the left as deep as it is long: it is walked, not descended, so that the stack
    /// holds nothing but what is really nested.
    fn chain(&mut self, node: &Node) -> Result<Value, EvalError> {
        let (mut links, mut first) = (Vec::new(), node);
        while let Node::Binary(op, left, right) = first {
            links.push((*op, right));
            first = left;
        }
        let mut value = self.node(first)?;
        for (op, right) in links.into_iter().rev() {
            value = self.binary(op, &value, right)?;
        }
        Ok(value)
    }

    fn binary(&mut self, op: Binary, left: &Value, right: &Node) -> Result<Value, EvalError> {
        match op {
            Binary::Or if left.is_true() => return Ok(Value::Bool(true)),
            Binary::And if !left.is_true() => return Ok(Value::Bool(false)),
            Binary::Or | Binary::And => return Ok(Value::Bool(self.node(right)?.is_true())),
            Binary::Matches | Binary::NotMatches => {
                let found = self.pattern(right)?.is_match(&left.to_bytes());
                return Ok(Value::Bool(found == (op == Binary::Matches)));
            }
            _ => {}
        }
        let right = self.node(right)?;
        let value = apply(op, left, &right)?;
        if let Value::Text(text) = &value {
            self.charge(text.len())?;
        }
        Ok(value)
    }

    fn pattern(&mut self, node: &Node) -> Result<Pattern, EvalError> {
        if let Node::Pattern(pattern) = node {
            return Ok(pattern.clone());
        }
        Pattern::new(&self.node(node)?.to_text()).map_err(|e| EvalError::Unfit(e.to_string()))
    }

    const fn charge(&mut self, bytes: usize) -> Result<(), EvalError> {
        if bytes > MAX_CREATED - self.created {
            return Err(EvalError::TooLarge("8 MiB"));
        }
        self.created += bytes;
        Ok(())
    }
}

fn apply(op: Binary, left: &Value, right: &Value) -> Result<Value, EvalError> {
    let compared =
        |wanted: fn(std::cmp::Ordering) -> bool| compare(left, right).map(|o| Value::Bool(wanted(o)));
    let numbers = || Ok::<_, EvalError>((number(left, "operator")?, number(right, "operator")?));
    let value = match op {
        Binary::Equal => Value::Bool(equal(left, right)),
        Binary::NotEqual => Value::Bool(!equal(left, right)),
        Binary::Less => compared(std::cmp::Ordering::is_lt)?,
        Binary::LessEqual => compared(std::cmp::Ordering::is_le)?,
        Binary::Greater => compared(std::cmp::Ordering::is_gt)?,
        Binary::GreaterEqual => compared(std::cmp::Ordering::is_ge)?,
        Binary::In => match right {
            Value::List(items) => Value::Bool(items.iter().any(|item| equal(left, item))),
            one => Value::Bool(equal(left, one)),
        },
        Binary::Add => match (left, right) {
            (Value::Number(a), Value::Number(b)) => finite(a + b)?,
            _ => Value::from([left.to_bytes(), right.to_bytes()].concat()),
        },
        Binary::Subtract => numbers().and_then(|(a, b)| finite(a - b))?,
        Binary::Multiply => numbers().and_then(|(a, b)| finite(a * b))?,
        Binary::Divide => numbers().and_then(|(a, b)| finite(a / b))?,
        Binary::Remainder => numbers().and_then(|(a, b)| finite(a % b))?,
        Binary::Power => numbers().and_then(|(a, b)| finite(a.powf(b)))?,
        Binary::Or | Binary::And | Binary::Matches | Binary::NotMatches => Value::Bool(false),
    };
    Ok(value)
}

/// Same kind and same content; a number is no text. Bodies are compared by their bytes.
fn equal(left: &Value, right: &Value) -> bool {
    left == right
}

fn compare(left: &Value, right: &Value) -> Result<std::cmp::Ordering, EvalError> {
    match (left, right) {
        (Value::Text(a), Value::Text(b)) => Ok(a.cmp(b)),
        _ => Ok(number(left, "comparison")?.total_cmp(&number(right, "comparison")?)),
    }
}

fn number(value: &Value, what: &str) -> Result<f64, EvalError> {
    match value {
        Value::Number(n) => Ok(*n),
        _ => value.to_number().ok_or_else(|| EvalError::Unfit(format!("{what} wants numbers"))),
    }
}

fn finite(n: f64) -> Result<Value, EvalError> {
    if n.is_finite() {
        Ok(Value::Number(n))
    } else {
        Err(EvalError::Unfit("the result is no number".to_owned()))
    }
}
