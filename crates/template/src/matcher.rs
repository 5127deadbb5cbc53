//! Matchers: what an answer must hold.

use model::Env;

use crate::expr::helpers::find_bytes;
use crate::expr::{Evaluator, Expr, Lookup, Pattern, Text};
use crate::fields::Fields;
use crate::refusal::Refusals;
use crate::response::Facts;
use crate::yaml::Node;

/// How several conditions come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Condition {
    /// One is enough.
    #[default]
    Or,
    /// All must hold.
    And,
}

pub(crate) const CONDITIONS: &[(&str, Condition)] = &[("or", Condition::Or), ("and", Condition::And)];

impl Condition {
    /// Whether `test` holds for the items, taken together so.
    pub(crate) fn holds<T>(self, items: &[T], test: impl FnMut(&T) -> bool) -> bool {
        match self {
            Self::Or => items.iter().any(test),
            Self::And => items.iter().all(test),
        }
    }
}

/// One matcher.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// Its name, which tells findings of one template apart.
    pub name: Option<String>,
    /// Whether it only steers the template and reports nothing.
    pub internal: bool,
    kind: Kind,
    part: String,
    condition: Condition,
    negative: bool,
}

#[derive(Debug, Clone)]
enum Kind {
    Status(Vec<u64>),
    Size(Vec<u64>),
    Words { words: Vec<Text>, any_case: bool },
    Patterns(Vec<Pattern>),
    Binary(Vec<Vec<u8>>),
    Dsl(Vec<Expr>),
}

#[derive(Debug, Clone, Copy)]
enum Type {
    Status,
    Size,
    Word,
    Regex,
    Binary,
    Dsl,
}

const TYPES: &[(&str, Type)] = &[
    ("status", Type::Status),
    ("size", Type::Size),
    ("word", Type::Word),
    ("regex", Type::Regex),
    ("binary", Type::Binary),
    ("dsl", Type::Dsl),
];

impl Matcher {
    pub(crate) fn read(node: Node, refusals: &mut Refusals) -> Option<Self> {
        let mut fields = Fields::of(node, "a matcher", refusals);
        let line = fields.line;
        fields.refuse("xpath", "not supported yet");
        let kind = fields.word("type", TYPES);
        let any_case = fields.flag("case-insensitive");
        let hex = fields.word("encoding", &[("hex", ())]).is_some();
        // Tells how much is shown of what matched; it does not change whether it does.
        fields.flag("match-all");
        let kind = kind.map(|kind| read_kind(kind, &mut fields, any_case, hex));
        let matcher = kind.map(|kind| Self {
            kind,
            name: fields.text("name").map(|(_, t)| t),
            internal: fields.flag("internal"),
            part: fields.text("part").map_or_else(|| "body".to_owned(), |(_, t)| part_name(&t)),
            condition: fields.word("condition", CONDITIONS).unwrap_or_default(),
            negative: fields.flag("negative"),
        });
        match &matcher {
            None => fields.refusals.add(line, "a matcher wants a \"type\" that is supported"),
            Some(m) if m.is_empty() => fields.refusals.add(line, "a matcher holds nothing to look for"),
            Some(_) => {}
        }
        if matcher.is_some() {
            fields.finish();
        }
        matcher
    }

    const fn is_empty(&self) -> bool {
        match &self.kind {
            Kind::Status(n) | Kind::Size(n) => n.is_empty(),
            Kind::Words { words, .. } => words.is_empty(),
            Kind::Patterns(p) => p.is_empty(),
            Kind::Binary(b) => b.is_empty(),
            Kind::Dsl(e) => e.is_empty(),
        }
    }

    /// Names of variables that it reads.
    pub(crate) fn variables(&self) -> Vec<&str> {
        let mut names = vec![self.part.as_str()];
        match &self.kind {
            Kind::Dsl(all) => names.extend(all.iter().flat_map(Expr::variables)),
            Kind::Words { words, .. } => names.extend(words.iter().flat_map(Text::variables)),
            _ => {}
        }
        names
    }

    /// Whether an answer without a word of the weakness can meet it: it looks at status, size or time alone, or at what
    /// is missing.
    pub(crate) fn is_weak(&self) -> bool {
        const ANY_ANSWER_HAS: &[&str] = &["status_code", "content_length", "duration"];
        let weak = match &self.kind {
            Kind::Status(_) | Kind::Size(_) => true,
            Kind::Dsl(all) => {
                all.iter().all(|e| e.variables().iter().all(|name| ANY_ANSWER_HAS.contains(name)))
            }
            Kind::Words { .. } | Kind::Patterns(_) | Kind::Binary(_) => false,
        };
        weak || self.negative
    }

    /// Whether the answer meets it. What cannot be evaluated, and a part that is not there, is not met; `negative` turns
    /// the outcome round.
    pub fn is_met(&self, facts: &Facts<'_>, env: &Env) -> bool {
        self.found(facts, env) != self.negative
    }

    fn found(&self, facts: &Facts<'_>, env: &Env) -> bool {
        if let Kind::Dsl(all) = &self.kind {
            let holds = |e: &Expr| Evaluator::new(facts, env).value(e).is_ok_and(|v| v.is_true());
            return self.condition.holds(all, holds);
        }
        if let Kind::Status(codes) = &self.kind {
            let status = facts.get("status_code").and_then(|v| v.to_number());
            #[expect(clippy::cast_precision_loss, reason = "status codes are small")]
            return codes.iter().any(|code| status == Some(*code as f64));
        }
        let Some(part) = facts.get(&self.part) else { return false };
        let text = part.to_bytes();
        match &self.kind {
            Kind::Size(sizes) => sizes.iter().any(|size| u64::try_from(text.len()) == Ok(*size)),
            Kind::Patterns(all) => self.condition.holds(all, |p| p.is_match(&text)),
            Kind::Binary(all) => self.condition.holds(all, |b| find_bytes(&text, b).is_some()),
            Kind::Words { words, any_case: false } => self
                .condition
                .holds(words, |w| word(w, facts, env).is_some_and(|w| find_bytes(&text, &w).is_some())),
            Kind::Words { words, any_case: true } => {
                let text = text.to_ascii_lowercase();
                self.condition.holds(words, |w| {
                    word(w, facts, env).is_some_and(|w| find_bytes(&text, &w.to_ascii_lowercase()).is_some())
                })
            }
            Kind::Dsl(_) | Kind::Status(_) => false,
        }
    }
}

fn word(text: &Text, facts: &Facts<'_>, env: &Env) -> Option<Vec<u8>> {
    match text.literal() {
        Some(literal) => Some(literal.as_bytes().to_vec()),
        None => Evaluator::new(facts, env).text(text).ok(),
    }
}

/// `header` and its like in the form of variables: `Content-Type` may be written so too.
pub(crate) fn part_name(part: &str) -> String {
    crate::response::variable(part)
}

fn read_kind(kind: Type, fields: &mut Fields<'_>, any_case: bool, hex: bool) -> Kind {
    match kind {
        Type::Status => Kind::Status(fields.numbers("status")),
        Type::Size => Kind::Size(fields.numbers("size")),
        Type::Dsl => Kind::Dsl(fields.expressions("dsl")),
        Type::Binary => Kind::Binary(hex_texts(fields, "binary")),
        Type::Word if hex => Kind::Binary(hex_texts(fields, "words")),
        Type::Word => Kind::Words { words: fields.templates("words"), any_case },
        Type::Regex => {
            let texts = fields.texts("regex");
            let pattern = |(line, text): (u32, String)| {
                let text = if any_case { format!("(?i){text}") } else { text };
                fields.parsed(line, Pattern::new(&text))
            };
            Kind::Patterns(texts.into_iter().filter_map(pattern).collect())
        }
    }
}

fn hex_texts(fields: &mut Fields<'_>, name: &str) -> Vec<Vec<u8>> {
    let texts = fields.texts(name);
    let mut out = Vec::new();
    for (line, text) in texts {
        match hex::decode(text.trim()) {
            Ok(bytes) => out.push(bytes),
            Err(_) => fields.refusals.add(line, format!("\"{name}\" wants hex digits, not \"{text}\"")),
        }
    }
    out
}
