//! YAML to the tree that JSON has, by the core schema: what looks like a number, a truth value or nothing is one.
//!
//! Bounded in depth and nodes; an alias counts as often as it is used, so that none can explode.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Number, Value};

use crate::SpecError;

/// Most nodes, aliases expanded.
const MAX_NODES: usize = 500_000;
/// Deepest nesting.
const MAX_DEPTH: usize = 100;

/// The first document of a text.
pub(crate) fn read(text: &str) -> Result<Value, SpecError> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| SpecError::Syntax {
            line: e.marker().line(),
            reason: "neither JSON nor YAML".to_owned(),
        })?;
        let step = builder.take(event);
        step.map_err(|reason| SpecError::Syntax { line: span.start.line(), reason: reason.to_owned() })?;
        if builder.root.is_some() {
            break;
        }
    }
    builder.root.map(|(value, _, _)| value).ok_or(SpecError::Form)
}

/// A value with its nodes and its depth.
type Node = (Value, usize, usize);

#[derive(Default)]
struct Builder {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
}

/// A list or map whose end was not yet seen.
struct Open {
    value: Value,
    nodes: usize,
    depth: usize,
    anchor: usize,
    key: Option<String>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let value =
                    if style == ScalarStyle::Plain { plain(&text) } else { Value::String(text.into_owned()) };
                self.finished((value, 1, 1), anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.begin(Value::Array(Vec::new()), anchor),
            Event::MappingStart(_, anchor, _) => self.begin(Value::Object(Map::new()), anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                let open = self.open.pop().ok_or("an end without a beginning")?;
                self.finished((open.value, open.nodes, open.depth), open.anchor)
            }
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor).ok_or("an alias stands inside what it names")?;
                self.nodes = self.nodes.saturating_add(known.1);
                if self.nodes > MAX_NODES || self.open.len() + known.2 > MAX_DEPTH {
                    return Err("aliases make more than 500,000 values or 100 levels of it");
                }
                let node = known.clone();
                self.finished(node, 0)
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, value: Value, anchor: usize) -> Result<(), &'static str> {
        self.open.push(Open { value, nodes: 1, depth: 1, anchor, key: None });
        if self.open.len() > MAX_DEPTH { Err("nested deeper than 100") } else { Ok(()) }
    }

    fn finished(&mut self, node: Node, anchor: usize) -> Result<(), &'static str> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err("more than 500,000 values");
        }
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        let (value, nodes, depth) = node;
        open.nodes = open.nodes.saturating_add(nodes);
        open.depth = open.depth.max(depth + 1);
        match &mut open.value {
            Value::Array(items) => items.push(value),
            Value::Object(fields) => match open.key.take() {
                // A merge key brings fields that the map does not have itself.
                Some(key) if key == "<<" => merge(fields, &value),
                Some(key) => drop(fields.insert(key, value)),
                None => open.key = Some(key_of(&value).ok_or("a list or map is no key")?),
            },
            _ => {}
        }
        Ok(())
    }
}

fn merge(fields: &mut Map<String, Value>, value: &Value) {
    match value {
        Value::Object(other) => {
            for (key, value) in other {
                fields.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        Value::Array(all) => all.iter().filter(|v| v.is_object()).for_each(|v| merge(fields, v)),
        _ => {}
    }
}

/// Keys are texts in JSON; `200:` is the key of a response.
fn key_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) | Value::Null => Some(value.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// A scalar without quotes (YAML 1.2, core schema).
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let numeric = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    let number = || {
        if let Ok(n) = text.parse::<i64>() {
            // `007` and `+1` stay numbers, as the schema has it.
            return Some(Number::from(n));
        }
        let fine = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
        text.parse::<f64>().ok().filter(|_| fine).and_then(Number::from_f64)
    };
    numeric.then(number).flatten().map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_the_core_schema() {
        let text = "a: 1\nb: 1.5\nc: 'x'\nd: \"2\"\ne: [true, ~, no]\n200: ok\nf: &f {x: 1}\ng: *f\nh:\n  <<: *f\n  y: 2025-01-01\n";
        let expect = json!({"a": 1, "b": 1.5, "c": "x", "d": "2", "e": [true, null, "no"], "200": "ok", "f": {"x": 1},
            "g": {"x": 1}, "h": {"x": 1, "y": "2025-01-01"}});
        assert_eq!(read(text).unwrap(), expect);
    }

    #[test]
    fn hostile_documents_are_refused() {
        let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (this, last) in "bcdefghij".chars().zip("abcdefghi".chars()) {
            bomb.push_str(&format!("{this}: &{this} [{}]\n", vec![format!("*{last}"); 9].join(",")));
        }
        for text in [bomb, "[".repeat(200), "a: *a".to_owned(), "? [a]\n: b".to_owned(), String::new()] {
            assert!(read(&text).is_err(), "{}", text.chars().take(60).collect::<String>());
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "([a-z]{1,3}: |- |\\n|  |\\[|\\]|\\{|\\}|&a |\\*a|'|\"|#|\\||>|<<: |[0-9.e+-]{1,4}|\\PC){0,40}") {
            let _ = read(&text);
        }
    }
}
