//! Whether a value fits a schema.

use serde_json::{Map, Value};

use crate::document::Document;
use crate::schema::{MOST_DEPTH, bounds, count, is_nullable, types};

/// The most steps of one question; a schema that takes more is taken to fit.
const MOST_STEPS: u32 = 5_000;

/// Whether `value` fits `schema`, and how many steps that took. What cannot be decided within bounds is taken to fit: it
/// is an example of the description's own then, or was made by its words.
pub(super) fn fits<'a>(document: Document<'a>, schema: &'a Value, value: &Value) -> (bool, u32) {
    let mut judge = Judge { document, steps: MOST_STEPS };
    let fits = judge.fits(schema, value, 0);
    (fits, MOST_STEPS - judge.steps)
}

struct Judge<'a> {
    document: Document<'a>,
    steps: u32,
}

impl<'a> Judge<'a> {
    fn fits(&mut self, schema: &'a Value, value: &Value, depth: usize) -> bool {
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 || depth > MOST_DEPTH {
            return true;
        }
        let Value::Object(words) = schema else { return schema != &Value::Bool(false) };
        if let Some(reference) = crate::text(schema, "$ref") {
            let target = self.document.target(reference);
            // In 3.1 other words may stand beside a reference.
            let Ok(target) = target else { return true };
            return self.fits(target, value, depth + 1)
                && (words.len() == 1 || self.by_words(schema, words, value, depth));
        }
        self.by_words(schema, words, value, depth)
    }

    fn by_words(
        &mut self,
        schema: &'a Value,
        words: &'a Map<String, Value>,
        value: &Value,
        depth: usize,
    ) -> bool {
        if value.is_null() && is_nullable(schema) {
            return true;
        }
        let types = types(schema);
        if !(types.is_empty() || types.iter().any(|t| is_of(value, t)))
            || (types.is_empty() && only_null(schema, value))
        {
            return false;
        }
        let among = |all: &Value| all.as_array().is_none_or(|all| all.iter().any(|v| same(v, value)));
        if !words.get("enum").is_none_or(among) || !words.get("const").is_none_or(|c| same(c, value)) {
            return false;
        }
        let own = match value {
            Value::Number(number) => number.as_f64().is_none_or(|n| number_fits(schema, n)),
            Value::String(text) => text_fits(schema, text),
            Value::Array(items) => self.array(schema, items, depth),
            Value::Object(fields) => self.object(schema, fields, depth),
            Value::Null | Value::Bool(_) => true,
        };
        own && self.combined(words, value, depth)
    }

    fn combined(&mut self, words: &'a Map<String, Value>, value: &Value, depth: usize) -> bool {
        let mut hits = |name: &str| {
            let all = words.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let count = all.iter().filter(|s| self.fits(s, value, depth + 1)).count();
            (count, all.len())
        };
        let (all, of) = hits("allOf");
        let any = hits("anyOf");
        let one = hits("oneOf");
        let not = words.get("not").is_some_and(|s| s.is_object() && self.fits(s, value, depth + 1));
        all == of && (any.1 == 0 || any.0 > 0) && (one.1 == 0 || one.0 == 1) && !not
    }

    fn array(&mut self, schema: &'a Value, items: &[Value], depth: usize) -> bool {
        if count(schema, "minItems").is_some_and(|n| items.len() < n)
            || count(schema, "maxItems").is_some_and(|n| items.len() > n)
        {
            return false;
        }
        let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        if unique && items.iter().enumerate().any(|(i, a)| items.iter().take(i).any(|b| same(a, b))) {
            return false;
        }
        let prefix =
            schema.get("prefixItems").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let rest = schema.get("items").filter(|s| !s.is_array());
        items
            .iter()
            .enumerate()
            .take(100)
            .all(|(i, item)| prefix.get(i).or(rest).is_none_or(|s| self.fits(s, item, depth + 1)))
    }

    fn object(&mut self, schema: &'a Value, fields: &Map<String, Value>, depth: usize) -> bool {
        let required = schema.get("required").and_then(Value::as_array);
        let missing =
            |all: &Vec<Value>| all.iter().filter_map(Value::as_str).any(|n| !fields.contains_key(n));
        let few = count(schema, "minProperties").is_some_and(|n| fields.len() < n);
        let many = count(schema, "maxProperties").is_some_and(|n| fields.len() > n);
        if few || many || required.is_some_and(missing) {
            return false;
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        let additional = schema.get("additionalProperties");
        let has_patterns = schema.get("patternProperties").is_some();
        fields.iter().take(500).all(|(name, value)| match properties.and_then(|p| p.get(name)) {
            Some(property) => self.fits(property, value, depth + 1),
            None => has_patterns || additional.is_none_or(|s| self.fits(s, value, depth + 1)),
        })
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" | "file" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|n| n.fract() == 0.0),
        "number" => value.is_number(),
        _ => true,
    }
}

/// `type: null` alone.
fn only_null(schema: &Value, value: &Value) -> bool {
    schema.get("type").is_some_and(|t| t == "null") && !value.is_null()
}

/// Equality as schemas have it: 1 and 1.0 are the same.
fn same(a: &Value, b: &Value) -> bool {
    a == b || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| a == b)
}

fn number_fits(schema: &Value, n: f64) -> bool {
    let (low, high) = bounds(schema);
    let above = low.is_none_or(|(b, out)| if out { n > b } else { n >= b });
    let below = high.is_none_or(|(b, out)| if out { n < b } else { n <= b });
    let step = schema.get("multipleOf").and_then(Value::as_f64).filter(|s| *s > 0.0);
    above && below && step.is_none_or(|s| ((n / s) - (n / s).round()).abs() < 1e-9)
}

pub(super) fn text_fits(schema: &Value, text: &str) -> bool {
    let length = text.chars().count();
    let long = count(schema, "minLength").is_none_or(|n| length >= n);
    let short = count(schema, "maxLength").is_none_or(|n| length <= n);
    long && short && crate::text(schema, "pattern").is_none_or(|p| matches(p, text))
}

/// Whether a text matches a pattern; one that cannot be read here (look-around, back-references) is taken to match.
fn matches(pattern: &str, text: &str) -> bool {
    if pattern.len() > 1_000 {
        return true;
    }
    let compiled = regex::RegexBuilder::new(pattern).size_limit(1 << 20).build();
    compiled.map_or(true, |p| p.is_match(text))
}
