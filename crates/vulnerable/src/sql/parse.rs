//! Statements of a query.

use super::Dialect;
use super::token::{Token, syntax, tokens};

/// Deepest nesting.
const DEPTH: u32 = 48;

/// An expression.
#[derive(Debug, Clone)]
pub(super) enum Expr {
    Null,
    Number(f64),
    Text(String),
    Column(String),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    Binary(&'static str, Box<Expr>, Box<Expr>),
    IsNull(Box<Expr>, bool),
    In(Box<Expr>, Vec<Expr>),
    InSelect(Box<Expr>, Box<Select>),
    Call(String, Vec<Expr>),
    Case(Vec<(Expr, Expr)>, Option<Box<Expr>>),
    Cast(Box<Expr>, String),
    Sub(Box<Select>),
    Exists(Box<Select>),
}

/// Where rows come from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Table(String),
    Sub(Box<Select>),
    Call(String, Vec<Expr>),
}

/// A SELECT; no expression stands for `*`.
#[derive(Debug, Clone, Default)]
pub(super) struct Select {
    pub(super) items: Vec<Option<Expr>>,
    pub(super) from: Vec<Source>,
    pub(super) filter: Option<Expr>,
    pub(super) union: Option<Box<Select>>,
    /// What rows are put in order by, and whether downwards.
    pub(super) order: Vec<(Expr, bool)>,
    pub(super) limit: Option<(usize, usize)>,
}

/// A statement.
#[derive(Debug, Clone)]
pub(super) enum Statement {
    Select(Select),
    /// Seconds.
    Wait(f64),
}

/// Takes a text apart into statements.
///
/// # Errors
/// What the product says is wrong.
pub(super) fn statements(dialect: Dialect, text: &str) -> Result<Vec<Statement>, String> {
    let mut parser = Parser { dialect, tokens: tokens(dialect, text)?, at: 0, depth: 0 };
    let mut out = vec![parser.statement()?];
    let stacked = matches!(dialect, Dialect::Postgres | Dialect::MsSql);
    while parser.at < parser.tokens.len() {
        // Transact-SQL needs no semicolon between statements.
        let separated = parser.sign(";") || (dialect == Dialect::MsSql && parser.peeks("WAITFOR"));
        if !separated {
            return Err(parser.wrong());
        }
        if parser.at < parser.tokens.len() {
            if !stacked {
                return Err(parser.wrong());
            }
            out.push(parser.statement()?);
        }
    }
    Ok(out)
}

struct Parser {
    dialect: Dialect,
    tokens: Vec<Token>,
    at: usize,
    depth: u32,
}

/// Operators by precedence, loosest first; words are upper case.
const LEVELS: &[&[&str]] = &[
    &["OR"],
    &["XOR"],
    &["AND", "&&"],
    &[],
    &["<=>", "<>", "!=", "<=", ">=", "=", "<", ">", "LIKE", "RLIKE", "REGEXP"],
    &["|", "&", "^"],
    &["||"],
    &["+", "-"],
    &["*", "/", "%"],
];

impl Parser {
    fn wrong(&self) -> String {
        let near = match self.tokens.get(self.at) {
            None => String::new(),
            Some(Token::Number(n)) => n.to_string(),
            Some(Token::Text(text)) => format!("'{text}'"),
            Some(Token::Word(word)) => word.clone(),
            Some(Token::Sign(sign)) => (*sign).to_owned(),
        };
        syntax(self.dialect, &near)
    }

    fn peeks(&self, word: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token::Word(w)) if w.eq_ignore_ascii_case(word))
    }

    fn word(&mut self, word: &str) -> bool {
        let here = self.peeks(word);
        self.at += usize::from(here);
        here
    }

    fn sign(&mut self, sign: &str) -> bool {
        let here = matches!(self.tokens.get(self.at), Some(Token::Sign(s)) if *s == sign);
        self.at += usize::from(here);
        here
    }

    fn want(&mut self, sign: &str) -> Result<(), String> {
        if self.sign(sign) { Ok(()) } else { Err(self.wrong()) }
    }

    fn name(&mut self) -> Result<String, String> {
        match self.tokens.get(self.at) {
            Some(Token::Word(word)) => {
                self.at += 1;
                Ok(word.clone())
            }
            _ => Err(self.wrong()),
        }
    }

    fn statement(&mut self) -> Result<Statement, String> {
        if self.dialect == Dialect::MsSql && self.word("WAITFOR") {
            if !self.word("DELAY") {
                return Err(self.wrong());
            }
            let Some(Token::Text(time)) = self.tokens.get(self.at).cloned() else { return Err(self.wrong()) };
            self.at += 1;
            let seconds =
                time.split(':').fold(0.0, |all, part| all * 60.0 + part.parse::<f64>().unwrap_or(0.0));
            return Ok(Statement::Wait(seconds));
        }
        Ok(Statement::Select(self.select()?))
    }

    fn select(&mut self) -> Result<Select, String> {
        self.deeper()?;
        if self.sign("(") {
            let inner = self.select()?;
            self.want(")")?;
            self.depth -= 1;
            return Ok(inner);
        }
        if !self.word("SELECT") {
            return Err(self.wrong());
        }
        let _ = self.word("DISTINCT") || self.word("ALL");
        let mut select = Select { items: self.items()?, ..Select::default() };
        if self.word("FROM") {
            select.from = self.sources()?;
        }
        if self.word("WHERE") {
            select.filter = Some(self.expr(0)?);
        }
        self.tail(&mut select)?;
        self.depth -= 1;
        Ok(select)
    }

    fn tail(&mut self, select: &mut Select) -> Result<(), String> {
        for word in ["GROUP", "ORDER"] {
            if self.word(word) {
                if !self.word("BY") {
                    return Err(self.wrong());
                }
                loop {
                    let expr = self.expr(0)?;
                    let down = !self.word("ASC") && self.word("DESC");
                    select.order.push((expr, down));
                    if !self.sign(",") {
                        break;
                    }
                }
            }
        }
        if self.word("LIMIT") {
            let first = self.count()?;
            select.limit = if self.sign(",") {
                Some((first, self.count()?))
            } else {
                let skip = if self.word("OFFSET") { self.count()? } else { 0 };
                Some((skip, first))
            };
        }
        if self.word("UNION") {
            let _ = self.word("ALL") || self.word("DISTINCT");
            select.union = Some(Box::new(self.select()?));
        }
        Ok(())
    }

    fn count(&mut self) -> Result<usize, String> {
        let Some(Token::Number(n)) = self.tokens.get(self.at) else { return Err(self.wrong()) };
        self.at += 1;
        Ok(*n as usize)
    }

    fn items(&mut self) -> Result<Vec<Option<Expr>>, String> {
        let mut out = Vec::new();
        if self.dialect == Dialect::MsSql && self.word("TOP") {
            let _ = self.expr(8)?;
        }
        loop {
            if self.sign("*") {
                out.push(None);
            } else {
                out.push(Some(self.expr(0)?));
                if self.word("AS") {
                    self.name()?;
                }
            }
            if !self.sign(",") {
                return Ok(out);
            }
        }
    }

    fn sources(&mut self) -> Result<Vec<Source>, String> {
        let mut out = Vec::new();
        loop {
            if self.sign("(") {
                let inner = self.select()?;
                self.want(")")?;
                out.push(Source::Sub(Box::new(inner)));
            } else {
                let name = self.name()?;
                out.push(if self.sign("(") {
                    Source::Call(name, self.arguments()?)
                } else {
                    Source::Table(name)
                });
            }
            let _ = self.word("AS");
            if let Some(Token::Word(word)) = self.tokens.get(self.at) {
                const NEXT: [&str; 8] =
                    ["WHERE", "UNION", "ORDER", "GROUP", "LIMIT", "WAITFOR", "JOIN", "OFFSET"];
                if !NEXT.iter().any(|k| word.eq_ignore_ascii_case(k)) {
                    self.at += 1;
                }
            }
            if !self.sign(",") && !self.word("JOIN") {
                return Ok(out);
            }
        }
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, String> {
        let mut out = Vec::new();
        if self.sign(")") {
            return Ok(out);
        }
        loop {
            out.push(if self.sign("*") { Expr::Number(1.0) } else { self.expr(0)? });
            // `substring(x from 1 for 1)` is the same as with commas.
            if !self.sign(",") && !self.word("FROM") && !self.word("FOR") {
                break;
            }
        }
        self.want(")")?;
        Ok(out)
    }

    fn deeper(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > DEPTH { Err(self.wrong()) } else { Ok(()) }
    }

    fn operator(&mut self, level: usize) -> Option<&'static str> {
        let found = LEVELS.get(level)?.iter().find(|op| match self.tokens.get(self.at) {
            Some(Token::Sign(s)) => s == *op,
            Some(Token::Word(w)) => w.eq_ignore_ascii_case(op),
            _ => false,
        })?;
        self.at += 1;
        Some(match *found {
            "&&" => "AND",
            "||" if self.dialect == Dialect::MySql => "OR",
            other => other,
        })
    }

    fn expr(&mut self, level: usize) -> Result<Expr, String> {
        if level == LEVELS.len() {
            return self.unary();
        }
        if level == 3 && (self.word("NOT") || self.sign("!")) {
            self.deeper()?;
            let inner = self.expr(3)?;
            self.depth -= 1;
            return Ok(Expr::Not(Box::new(inner)));
        }
        let mut left = self.expr(level + 1)?;
        loop {
            if level == 4
                && let Some(next) = self.predicate(&left)?
            {
                left = next;
                continue;
            }
            let Some(op) = self.operator(level) else { return Ok(left) };
            let right = self.expr(level + 1)?;
            left = Expr::Binary(op, Box::new(left), Box::new(right));
        }
    }

    /// IS NULL, IN, BETWEEN and their negations.
    fn predicate(&mut self, left: &Expr) -> Result<Option<Expr>, String> {
        let left = || Box::new(left.clone());
        if self.word("IS") {
            let not = self.word("NOT");
            if !self.word("NULL") {
                return Err(self.wrong());
            }
            return Ok(Some(Expr::IsNull(left(), not)));
        }
        let begin = self.at;
        let not = self.word("NOT");
        let wrap = |e: Expr| Some(if not { Expr::Not(Box::new(e)) } else { e });
        if self.word("IN") {
            self.want("(")?;
            if self.peeks("SELECT") {
                let inner = self.select()?;
                self.want(")")?;
                return Ok(wrap(Expr::InSelect(left(), Box::new(inner))));
            }
            return Ok(wrap(Expr::In(left(), self.arguments()?)));
        }
        if self.word("BETWEEN") {
            let low = self.expr(5)?;
            if !self.word("AND") {
                return Err(self.wrong());
            }
            let high = self.expr(5)?;
            let above = Expr::Binary(">=", left(), Box::new(low));
            let below = Expr::Binary("<=", left(), Box::new(high));
            return Ok(wrap(Expr::Binary("AND", Box::new(above), Box::new(below))));
        }
        if not && self.word("LIKE") {
            return Ok(wrap(Expr::Binary("LIKE", left(), Box::new(self.expr(5)?))));
        }
        self.at = begin;
        Ok(None)
    }

    fn unary(&mut self) -> Result<Expr, String> {
        self.deeper()?;
        let out = if self.sign("-") {
            Expr::Negative(Box::new(self.unary()?))
        } else if self.sign("+") || self.sign("~") {
            self.unary()?
        } else {
            self.primary()?
        };
        self.depth -= 1;
        let mut out = out;
        while self.sign("::") {
            out = Expr::Cast(Box::new(out), self.name()?);
        }
        Ok(out)
    }

    fn primary(&mut self) -> Result<Expr, String> {
        let Some(token) = self.tokens.get(self.at).cloned() else { return Err(self.wrong()) };
        match token {
            Token::Number(n) => self.took(Expr::Number(n)),
            Token::Text(mut text) => {
                self.at += 1;
                // Strings side by side are one in MySQL.
                while let (Dialect::MySql, Some(Token::Text(more))) = (self.dialect, self.tokens.get(self.at))
                {
                    text += more;
                    self.at += 1;
                }
                Ok(Expr::Text(text))
            }
            Token::Sign("(") => {
                if matches!(self.tokens.get(self.at + 1), Some(Token::Word(w)) if w.eq_ignore_ascii_case("SELECT"))
                {
                    self.at += 1;
                    let inner = self.select()?;
                    self.want(")")?;
                    return Ok(Expr::Sub(Box::new(inner)));
                }
                self.at += 1;
                let inner = self.expr(0)?;
                self.want(")")?;
                Ok(inner)
            }
            Token::Word(word) => self.named(&word),
            Token::Sign(_) => Err(self.wrong()),
        }
    }

    fn took(&mut self, expr: Expr) -> Result<Expr, String> {
        self.at += 1;
        Ok(expr)
    }

    fn named(&mut self, word: &str) -> Result<Expr, String> {
        let upper = word.to_ascii_uppercase();
        const RESERVED: &[&str] = &[
            "SELECT", "FROM", "WHERE", "AND", "OR", "UNION", "ORDER", "GROUP", "LIMIT", "THEN", "END", "BY",
            "LIKE",
        ];
        if RESERVED.contains(&upper.as_str()) {
            return Err(self.wrong());
        }
        self.at += 1;
        match upper.as_str() {
            "NULL" => Ok(Expr::Null),
            "TRUE" => Ok(Expr::Number(1.0)),
            "FALSE" => Ok(Expr::Number(0.0)),
            "CASE" => self.case(),
            "EXISTS" => {
                self.want("(")?;
                let inner = self.select()?;
                self.want(")")?;
                Ok(Expr::Exists(Box::new(inner)))
            }
            "CAST" => {
                self.want("(")?;
                let inner = self.expr(0)?;
                if !self.word("AS") {
                    return Err(self.wrong());
                }
                let kind = self.name()?;
                if self.sign("(") {
                    self.arguments()?;
                }
                self.want(")")?;
                Ok(Expr::Cast(Box::new(inner), kind))
            }
            _ if self.sign("(") => Ok(Expr::Call(upper.to_ascii_lowercase(), self.arguments()?)),
            _ => Ok(Expr::Column(word.to_owned())),
        }
    }

    fn case(&mut self) -> Result<Expr, String> {
        let mut arms = Vec::new();
        while self.word("WHEN") {
            let condition = self.expr(0)?;
            if !self.word("THEN") {
                return Err(self.wrong());
            }
            arms.push((condition, self.expr(0)?));
        }
        let other = if self.word("ELSE") { Some(Box::new(self.expr(0)?)) } else { None };
        if arms.is_empty() || !self.word("END") {
            return Err(self.wrong());
        }
        Ok(Expr::Case(arms, other))
    }
}
