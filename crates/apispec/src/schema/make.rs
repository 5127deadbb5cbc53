//! Values made to fit a schema.

use std::cell::{Cell, RefCell};

use serde_json::{Map, Number, Value, json};

use crate::document::Document;
use crate::overrides::Overrides;
use crate::schema::fits::fits;
use crate::schema::merge::merge;
use crate::schema::{MOST_DEPTH, bounds, count, is_nullable, text, types};

/// The most steps of work for one operation, and for a whole description. A step makes or checks one value.
const MOST_STEPS: u32 = 50_000;
const MOST_STEPS_OF_ALL: u32 = 20_000_000;
/// The most fields of an object and items of a list.
const MOST_FIELDS: usize = 200;
const MOST_ITEMS: usize = 50;
/// The most alternatives that are tried.
const MOST_CHOICES: usize = 20;

/// The work that is left for a description.
pub(crate) struct Budget(Cell<u32>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(MOST_STEPS_OF_ALL))
    }
}

/// Makes values for one operation.
pub(crate) struct Maker<'a> {
    document: Document<'a>,
    overrides: &'a Overrides,
    budget: &'a Budget,
    steps: Cell<u32>,
    /// References that are being followed: what refers to itself ends there.
    following: RefCell<Vec<String>>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct At<'n> {
    name: &'n str,
    depth: usize,
    /// Which of several values that must differ.
    turn: usize,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(document: Document<'a>, overrides: &'a Overrides, budget: &'a Budget) -> Self {
        Self { document, overrides, budget, steps: Cell::new(MOST_STEPS), following: RefCell::default() }
    }

    /// A value for `schema` that carries `name`.
    ///
    /// # Errors
    /// Says why none was found.
    pub(crate) fn make(&self, schema: &Value, name: &str) -> Result<Value, String> {
        let value = self.value(schema, At { name, depth: 0, turn: 0 })?;
        if self.fits(schema, &value) {
            return Ok(value);
        }
        // What the user gives is sent as it is.
        if self.overrides.get(name).is_some() {
            Ok(value)
        } else {
            Err(format!("no value was found that fits the schema of \"{name}\""))
        }
    }

    /// Whether a value of the description itself fits.
    pub(crate) fn fits(&self, schema: &Value, value: &Value) -> bool {
        let (fits, steps) = fits(self.document, schema, value);
        self.spend(steps);
        fits
    }

    fn spend(&self, steps: u32) {
        self.steps.set(self.steps.get().saturating_sub(steps));
        self.budget.0.set(self.budget.0.get().saturating_sub(steps));
    }

    /// Two schemas as one; copying them is work as well.
    fn merged(&self, a: &Value, b: &Value) -> Value {
        self.spend(u32::try_from(weight(a, 0).saturating_add(weight(b, 0)) / 8).unwrap_or(u32::MAX));
        if self.steps.get() == 0 { Value::Bool(false) } else { merge(a, b) }
    }

    fn value(&self, schema: &Value, at: At<'_>) -> Result<Value, String> {
        self.spend(1);
        if self.steps.get() == 0 || self.budget.0.get() == 0 || at.depth > MOST_DEPTH {
            return Err("the schema is too large or nested too deeply".to_owned());
        }
        if schema == &Value::Bool(false) {
            return Err("the schema allows nothing".to_owned());
        }
        if let Some(reference) = crate::text(schema, "$ref") {
            return self.referred(schema, reference, At { depth: at.depth + 1, ..at });
        }
        if let Some(given) = self.given(schema, at) {
            return Ok(given);
        }
        if let Some(known) = self.known(schema, at.turn) {
            return Ok(known);
        }
        self.combined(schema, at)
    }

    /// What a reference leads to; other words may stand beside it.
    fn referred(&self, schema: &Value, reference: &str, at: At<'_>) -> Result<Value, String> {
        let target = self.document.target(reference)?;
        if self.following.borrow().iter().any(|r| r == reference) {
            return Err("the schema refers to itself without end".to_owned());
        }
        self.following.borrow_mut().push(reference.to_owned());
        let made = match schema.as_object().filter(|words| words.len() > 1) {
            None => self.value(target, at),
            Some(_) => self.value(&self.merged(&without(schema, "$ref"), target), at),
        };
        self.following.borrow_mut().pop();
        made
    }

    /// What the user gives for a scalar of that name, as the schema wants it.
    fn given(&self, schema: &Value, at: At<'_>) -> Option<Value> {
        let given = self.overrides.get(at.name)?;
        let typed = serde_json::from_str::<Value>(given).ok();
        let wanted = types(schema);
        match wanted.first().copied() {
            Some("string") | None if !typed.as_ref().is_some_and(|v| wanted.is_empty() && !v.is_string()) => {
                Some(json!(given))
            }
            _ => typed
                .filter(|v| self.fits(schema, v))
                .or_else(|| wanted.contains(&"string").then(|| json!(given))),
        }
    }

    /// Values that the schema itself names, if they fit.
    fn known(&self, schema: &Value, turn: usize) -> Option<Value> {
        let one = |name: &str| schema.get(name).into_iter();
        let examples = schema.get("examples");
        let listed = examples.and_then(Value::as_array).into_iter().flatten();
        let choices = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
        let choices: Vec<&Value> = choices.filter(|v| !v.is_null()).take(MOST_ITEMS).collect();
        let after = choices.iter().cycle().skip(turn).take(choices.len()).copied();
        let all =
            one("const").chain(one("example")).chain(one("x-example")).chain(listed).chain(one("default"));
        // Values that must differ cannot all be the one example.
        let all = all.filter(|_| turn == 0).chain(after);
        let mut fitting = all.filter(|v| !v.is_null() && self.fits(schema, v));
        fitting.next().cloned().or_else(|| one("const").next().cloned())
    }

    /// `allOf` as one schema, then the alternatives of `oneOf` and `anyOf`.
    fn combined(&self, schema: &Value, at: At<'_>) -> Result<Value, String> {
        let deeper = At { depth: at.depth + 1, ..at };
        let list = |name: &str| schema.get(name).and_then(Value::as_array).filter(|l| !l.is_empty());
        if let Some(parts) = list("allOf") {
            let mut whole = without(schema, "allOf");
            for part in parts.iter().take(MOST_CHOICES) {
                let part = without_examples(self.document.resolve(part)?);
                whole = self.merged(&whole, &part);
            }
            return self.value(&whole, deeper);
        }
        for name in ["oneOf", "anyOf"] {
            let Some(choices) = list(name) else { continue };
            return self.choice(schema, name, choices, deeper);
        }
        self.plain(schema, at)
    }

    fn choice(&self, schema: &Value, name: &str, choices: &[Value], at: At<'_>) -> Result<Value, String> {
        let rest = without(schema, name);
        let mut why = "no alternative of the schema can be met".to_owned();
        for choice in choices.iter().take(MOST_CHOICES) {
            let made =
                self.document.resolve(choice).and_then(|part| self.value(&self.merged(&rest, part), at));
            match made {
                Ok(mut value) => {
                    self.discriminate(schema, choice, &mut value);
                    // Of `oneOf`, no other alternative may fit.
                    if self.fits(schema, &value) {
                        return Ok(value);
                    }
                }
                Err(reason) => why = reason,
            }
        }
        if is_nullable(schema) { Ok(Value::Null) } else { Err(why) }
    }

    /// Puts the name of the alternative where the discriminator wants it.
    fn discriminate(&self, schema: &Value, choice: &Value, value: &mut Value) {
        let Some(discriminator) = schema.get("discriminator") else { return };
        let (Some(property), Some(reference)) =
            (crate::text(discriminator, "propertyName"), crate::text(choice, "$ref"))
        else {
            return;
        };
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let last = reference.rsplit('/').next().unwrap_or_default();
        let mapped = mapping.and_then(|m| m.iter().find(|(_, to)| *to == reference || *to == last));
        let name = mapped.map_or(last, |(name, _)| name.as_str());
        if let Value::Object(fields) = value {
            let before = fields.insert(property.to_owned(), json!(name));
            if !self.fits(choice, value)
                && let (Value::Object(fields), Some(before)) = (value, before)
            {
                fields.insert(property.to_owned(), before);
            }
        }
    }

    fn plain(&self, schema: &Value, at: At<'_>) -> Result<Value, String> {
        let has = |name: &str| schema.get(name).is_some();
        let kind = types(schema).first().copied().unwrap_or_else(|| {
            if has("properties") || has("additionalProperties") || has("required") {
                "object"
            } else if has("items") || has("prefixItems") || has("minItems") {
                "array"
            } else if has("minimum") || has("maximum") || has("multipleOf") {
                "number"
            } else if schema.get("type").is_some_and(|t| t == "null") {
                "null"
            } else {
                "string"
            }
        });
        let made = match kind {
            "object" => self.object(schema, at),
            "array" => self.array(schema, at),
            "integer" => number(schema, true, at.turn),
            "number" => number(schema, false, at.turn),
            "boolean" => Ok(Value::Bool(at.turn.is_multiple_of(2))),
            "null" => Ok(Value::Null),
            _ => text::make(schema, at.name, at.turn).map(Value::String),
        };
        made.or_else(|why| if is_nullable(schema) { Ok(Value::Null) } else { Err(why) })
    }

    fn object(&self, schema: &Value, at: At<'_>) -> Result<Value, String> {
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let most = count(schema, "maxProperties").unwrap_or(MOST_FIELDS).min(MOST_FIELDS);
        let none = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let additional = schema.get("additionalProperties");
        let mut fields = Map::new();
        for name in required.iter().take(MOST_FIELDS) {
            let field = properties.get(*name).or(additional).unwrap_or(&Value::Bool(true));
            let made = self.value(field, At { name, depth: at.depth + 1, turn: at.turn });
            let made =
                made.map_err(|why| format!("field \"{}\": {why}", name.chars().take(60).collect::<String>()));
            fields.insert((*name).to_owned(), made?);
        }
        for (name, field) in properties {
            let known = fields.contains_key(name.as_str());
            // What only answers hold is not sent.
            if known || fields.len() >= most || field.get("readOnly") == Some(&Value::Bool(true)) {
                continue;
            }
            if let Ok(value) = self.value(field, At { name, depth: at.depth + 1, turn: at.turn })
                && self.fits(field, &value)
            {
                fields.insert(name.clone(), value);
            }
        }
        self.more_fields(schema, additional, at, &mut fields)?;
        Ok(Value::Object(fields))
    }

    /// Fields without a name of their own, where there must be some, or where they are all there is.
    fn more_fields(
        &self,
        schema: &Value,
        additional: Option<&Value>,
        at: At<'_>,
        fields: &mut Map<String, Value>,
    ) -> Result<(), String> {
        let free = additional.is_some_and(|a| a.is_object() || a == &Value::Bool(true));
        let least = count(schema, "minProperties").unwrap_or(0).max(usize::from(free && fields.is_empty()));
        let most = count(schema, "maxProperties").unwrap_or(MOST_FIELDS);
        if least > MOST_FIELDS {
            return Err("more fields are wanted than are made".to_owned());
        }
        for i in 1..=least.min(most) {
            if fields.len() >= least || additional == Some(&Value::Bool(false)) {
                break;
            }
            let name = format!("property{i}");
            let schema = additional.unwrap_or(&Value::Bool(true));
            match self.value(schema, At { name: &name, depth: at.depth + 1, turn: at.turn }) {
                Ok(value) => drop(fields.insert(name, value)),
                Err(_) if count(schema, "minProperties").is_none() => break,
                Err(why) => return Err(why),
            }
        }
        Ok(())
    }

    fn array(&self, schema: &Value, at: At<'_>) -> Result<Value, String> {
        let least = count(schema, "minItems").unwrap_or(0);
        let most = count(schema, "maxItems").unwrap_or(usize::MAX);
        if least > MOST_ITEMS {
            return Err("more items are wanted than are made".to_owned());
        }
        let prefix = schema.get("prefixItems").and_then(Value::as_array).cloned().unwrap_or_default();
        let rest = schema.get("items").filter(|s| !s.is_array()).unwrap_or(&Value::Bool(true));
        let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let wanted = least.max(prefix.len()).max(1).min(most).min(MOST_ITEMS);
        let mut items = Vec::new();
        for i in 0..wanted {
            let turn = if unique { at.turn + i } else { at.turn };
            match self.value(prefix.get(i).unwrap_or(rest), At { name: at.name, depth: at.depth + 1, turn }) {
                Ok(item) => items.push(item),
                Err(_) if items.len() >= least => break,
                Err(why) => return Err(why),
            }
        }
        Ok(Value::Array(items))
    }
}

/// A number within bounds: 1 where that is allowed, else the one next to a bound.
fn number(schema: &Value, whole: bool, turn: usize) -> Result<Value, String> {
    let (low, high) = bounds(schema);
    let step = schema.get("multipleOf").and_then(Value::as_f64).filter(|s| *s > 0.0);
    let unit = step.unwrap_or(1.0);
    let low_fits = |n: f64| low.is_none_or(|(b, out)| if out { n > b } else { n >= b });
    let high_fits = |n: f64| high.is_none_or(|(b, out)| if out { n < b } else { n <= b });
    let shift = unit * f64::from(u32::try_from(turn).unwrap_or(0));
    let lowest = low.map_or(1.0, |(b, _)| b);
    let highest = high.map_or(1.0, |(b, _)| b);
    let middle = f64::midpoint(lowest, highest);
    let near = [
        1.0,
        0.0,
        unit,
        (lowest / unit).ceil() * unit,
        (lowest / unit).floor() * unit + unit,
        (highest / unit).floor() * unit,
        (highest / unit).ceil() * unit - unit,
    ];
    let odd = [lowest, highest, middle, lowest + 0.5];
    let fine = |n: &f64| {
        let stepped = step.is_none_or(|s| ((n / s) - (n / s).round()).abs() < 1e-9);
        n.is_finite() && low_fits(*n) && high_fits(*n) && stepped && (!whole || n.fract() == 0.0)
    };
    let mut all = near.into_iter().chain(odd).flat_map(|n| [n + shift, n - shift, n]);
    let found = all.find(fine).ok_or_else(|| "no number was found within the bounds".to_owned())?;
    Ok(Value::Number(as_number(found).ok_or_else(|| "the bounds are no numbers".to_owned())?))
}

#[expect(clippy::cast_possible_truncation, reason = "only whole numbers that an i64 holds exactly")]
fn as_number(n: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if n.fract() == 0.0 && n.abs() <= EXACT { Some(Number::from(n as i64)) } else { Number::from_f64(n) }
}

/// How much a schema holds.
fn weight(schema: &Value, depth: usize) -> usize {
    if depth > 200 {
        return 1;
    }
    1 + match schema {
        Value::Array(items) => items.iter().map(|i| weight(i, depth + 1)).sum(),
        Value::Object(fields) => fields.values().map(|v| weight(v, depth + 1)).sum(),
        _ => 0,
    }
}

fn without(schema: &Value, word: &str) -> Value {
    let mut rest = schema.as_object().cloned().unwrap_or_default();
    rest.remove(word);
    Value::Object(rest)
}

/// Examples and defaults of a part do not fit the whole.
fn without_examples(schema: &Value) -> Value {
    let Value::Object(words) = schema else { return schema.clone() };
    let mut rest = words.clone();
    for word in ["example", "examples", "default", "x-example"] {
        if words.contains_key("properties") {
            rest.remove(word);
        }
    }
    Value::Object(rest)
}
