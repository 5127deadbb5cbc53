//! Extractors: what is taken out of an answer.

use model::Env;

use crate::expr::{Evaluator, Expr, Lookup, Pattern, Value};
use crate::fields::Fields;
use crate::jsonpath::JsonPath;
use crate::matcher::part_name;
use crate::refusal::Refusals;
use crate::response::Facts;
use crate::yaml::Node;

/// Most values that one extractor takes from one answer.
const MAX_VALUES: usize = 500;
/// Longest value, in bytes; longer ones are left out.
const MAX_LENGTH: usize = 64 * 1024;

/// One extractor.
#[derive(Debug, Clone)]
pub struct Extractor {
    /// The name under which its values are bound.
    pub name: Option<String>,
    /// Whether its values serve later requests only and are not reported.
    pub internal: bool,
    kind: Kind,
    part: String,
}

#[derive(Debug, Clone)]
enum Kind {
    Patterns { patterns: Vec<Pattern>, group: usize },
    Named(Vec<String>),
    Json(Vec<JsonPath>),
    Dsl(Vec<Expr>),
}

#[derive(Debug, Clone, Copy)]
enum Type {
    Regex,
    Kval,
    Json,
    Dsl,
}

const TYPES: &[(&str, Type)] =
    &[("regex", Type::Regex), ("kval", Type::Kval), ("json", Type::Json), ("dsl", Type::Dsl)];

impl Extractor {
    pub(crate) fn read(node: Node, refusals: &mut Refusals) -> Option<Self> {
        let mut fields = Fields::of(node, "an extractor", refusals);
        let line = fields.line;
        fields.refuse("xpath", "not supported yet");
        fields.refuse("attribute", "not supported yet");
        let kind = fields.word("type", TYPES);
        let any_case = fields.flag("case-insensitive");
        let kind = kind.map(|kind| read_kind(kind, &mut fields, any_case));
        let extractor = kind.map(|kind| Self {
            kind,
            name: fields.text("name").map(|(_, t)| t),
            internal: fields.flag("internal"),
            part: fields.text("part").map_or_else(|| "body".to_owned(), |(_, t)| part_name(&t)),
        });
        match &extractor {
            None => fields.refusals.add(line, "an extractor wants a \"type\" that is supported"),
            Some(e) if e.is_empty() => fields.refusals.add(line, "an extractor holds nothing to take"),
            Some(Self { internal: true, name: None, .. }) => {
                fields.refusals.add(line, "an internal extractor wants a \"name\"");
            }
            Some(_) => {}
        }
        if extractor.is_some() {
            fields.finish();
        }
        extractor
    }

    const fn is_empty(&self) -> bool {
        match &self.kind {
            Kind::Patterns { patterns, .. } => patterns.is_empty(),
            Kind::Named(names) => names.is_empty(),
            Kind::Json(paths) => paths.is_empty(),
            Kind::Dsl(all) => all.is_empty(),
        }
    }

    /// Names of variables that it reads.
    pub(crate) fn variables(&self) -> Vec<&str> {
        let mut names = vec![self.part.as_str()];
        if let Kind::Dsl(all) = &self.kind {
            names.extend(all.iter().flat_map(Expr::variables));
        }
        names
    }

    /// The values, without repetitions, in the order they were found.
    pub fn values(&self, facts: &Facts<'_>, env: &Env) -> Vec<Value> {
        let mut out: Vec<Value> = Vec::new();
        for value in self.found(facts, env) {
            if out.len() < MAX_VALUES && value.size() <= MAX_LENGTH && !out.contains(&value) {
                out.push(value);
            }
        }
        out
    }

    fn found(&self, facts: &Facts<'_>, env: &Env) -> Vec<Value> {
        match &self.kind {
            Kind::Patterns { patterns, group } => {
                let Some(part) = facts.get(&self.part) else { return Vec::new() };
                let text = part.to_bytes();
                let all = patterns.iter().flat_map(|p| p.find_all(&text, *group, MAX_VALUES));
                all.map(Value::text).collect()
            }
            Kind::Named(names) => names.iter().filter_map(|name| facts.get(name)).collect(),
            Kind::Json(paths) => {
                let Some(part) = facts.get(&self.part) else { return Vec::new() };
                // serde_json stops at a depth of 128.
                let Ok(json) = serde_json::from_slice(&part.to_bytes()) else { return Vec::new() };
                paths.iter().flat_map(|p| p.select(&json, MAX_VALUES)).map(Value::from).collect()
            }
            Kind::Dsl(all) => {
                let value = |e: &Expr| Evaluator::new(facts, env).value(e).ok();
                all.iter().filter_map(value).collect()
            }
        }
    }
}

fn read_kind(kind: Type, fields: &mut Fields<'_>, any_case: bool) -> Kind {
    match kind {
        Type::Dsl => Kind::Dsl(fields.expressions("dsl")),
        Type::Kval => Kind::Named(fields.texts("kval").into_iter().map(|(_, t)| part_name(&t)).collect()),
        Type::Json => {
            let mut paths = Vec::new();
            for (line, text) in fields.texts("json") {
                match JsonPath::parse(&text) {
                    Ok(path) => paths.push(path),
                    Err(why) => fields.refusals.add(line, why),
                }
            }
            Kind::Json(paths)
        }
        Type::Regex => {
            let group = fields.number("group").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            let mut patterns = Vec::new();
            for (line, text) in fields.texts("regex") {
                let text = if any_case { format!("(?i){text}") } else { text };
                match Pattern::new(&text) {
                    Ok(p) if p.groups() <= group => {
                        fields.refusals.add(line, format!("\"{text}\" has no group {group}"));
                    }
                    other => patterns.extend(fields.parsed(line, other)),
                }
            }
            Kind::Patterns { patterns, group }
        }
    }
}
