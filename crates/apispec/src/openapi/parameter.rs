//! Parameters of path, query, headers and cookies.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::openapi::Spec;
use crate::openapi::serialise::{Form, joined, pairs, plain};
use crate::schema::Maker;
use crate::{Notes, text};

/// What a path segment need not escape.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b',')
    .remove(b';')
    .remove(b'=');
/// The most parameters of an operation.
const MOST: usize = 100;

/// The parameters of an operation, and those of its path that it does not replace.
pub(super) fn all<'a>(
    spec: &Spec<'a>,
    item: &'a Value,
    operation: &'a Value,
) -> Result<Vec<&'a Value>, String> {
    let mut out: Vec<&Value> = Vec::new();
    for level in [operation, item] {
        let list = level.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for parameter in list.take(MOST) {
            let parameter = spec.document.resolve(parameter)?;
            let key = |p: &'a Value| (text(p, "name"), text(p, "in"));
            if !out.iter().any(|known| key(known) == key(parameter)) {
                out.push(parameter);
            }
        }
    }
    // What must be there comes first.
    out.sort_by_key(|p| p.get("required") != Some(&Value::Bool(true)));
    Ok(out)
}

/// A request in the making.
pub(super) struct Parts {
    path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) cookies: Vec<(String, String)>,
}

impl Parts {
    pub(super) fn new(path: &str) -> Self {
        Self { path: path.to_owned(), query: Vec::new(), headers: Vec::new(), cookies: Vec::new() }
    }

    /// Puts a value of the parameter where it belongs.
    ///
    /// # Errors
    /// It must be there, and no value for it was found.
    pub(super) fn add(
        &mut self,
        spec: &Spec<'_>,
        maker: &Maker<'_>,
        parameter: &Value,
        notes: &mut Notes,
    ) -> Result<(), String> {
        let (Some(name), Some(place)) = (text(parameter, "name"), text(parameter, "in")) else {
            notes.warn("a parameter without name or place was left out");
            return Ok(());
        };
        // Fields of bodies are read with the body.
        if matches!(place, "body" | "formData") {
            return Ok(());
        }
        let required = place == "path" || parameter.get("required") == Some(&Value::Bool(true));
        let value = match value(spec, maker, parameter, name) {
            Ok(value) => value,
            Err(why) if required => return Err(format!("parameter \"{name}\": {why}")),
            Err(why) => {
                notes.warn(format!("parameter \"{name}\" was left out: {why}"));
                return Ok(());
            }
        };
        if let Some(media) = parameter.get("content").and_then(Value::as_object) {
            let text =
                if media.keys().any(|k| k.contains("json")) { value.to_string() } else { plain(&value) };
            self.put(name, place, &Value::String(text), &Form::SIMPLE, notes);
            return Ok(());
        }
        let form = if spec.is_swagger { Form::swagger(parameter) } else { Form::openapi(parameter, place) };
        self.put(name, place, &value, &form, notes);
        Ok(())
    }

    fn put(&mut self, name: &str, place: &str, value: &Value, form: &Form, notes: &mut Notes) {
        match place {
            "path" => {
                let text = joined(name, value, form);
                // An empty segment would be another path.
                let text = if text.is_empty() { "1".to_owned() } else { text };
                let escaped = utf8_percent_encode(&text, SEGMENT).to_string();
                // A dot segment would be another path as well.
                let escaped = if matches!(escaped.as_str(), "." | "..") { "1".to_owned() } else { escaped };
                self.path = self.path.replace(&format!("{{{name}}}"), &escaped);
            }
            "query" | "querystring" => self.query.extend(pairs(name, value, form)),
            "cookie" => self
                .cookies
                .push((clean(name), clean(&joined(name, value, &Form::SIMPLE)).replace(';', "%3B"))),
            "header"
                if ["accept", "content-type", "authorization"]
                    .contains(&name.to_ascii_lowercase().as_str()) => {}
            "header" => self.headers.push((clean(name), clean(&joined(name, value, form)))),
            other => notes.warn(format!("parameter \"{name}\" stands in \"{other}\", which is not known")),
        }
    }

    /// The path, with what no parameter described.
    pub(super) fn finished_path(&self, notes: &mut Notes) -> String {
        let mut path = self.path.split(['?', '#']).next().unwrap_or_default().to_owned();
        while let Some((before, rest)) = path.split_once('{') {
            let Some((name, after)) = rest.split_once('}') else { break };
            notes.warn(format!("parameter \"{name}\" of the path is not described: 1 was used"));
            path = format!("{before}1{after}");
        }
        path
    }
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(4096).collect()
}

fn value(spec: &Spec<'_>, maker: &Maker<'_>, parameter: &Value, name: &str) -> Result<Value, String> {
    let media = parameter.get("content").and_then(Value::as_object).and_then(|m| m.values().next());
    let described = media.unwrap_or(parameter);
    // In version 2 the parameter is its own schema.
    let any = Value::Bool(true);
    let schema = if spec.is_swagger {
        parameter_schema(parameter)
    } else {
        described.get("schema").unwrap_or(&any).clone()
    };
    if spec.overrides.get(name).is_none() {
        let named = described.get("examples").and_then(Value::as_object).into_iter().flat_map(|e| e.values());
        let named = named.filter_map(|e| spec.document.resolve(e).ok()?.get("value"));
        let own = described.get("example").into_iter().chain(named);
        if let Some(example) = own.take(20).find(|v| !v.is_null() && maker.fits(&schema, v)) {
            return Ok(example.clone());
        }
    }
    maker.make(&schema, name)
}

/// The schema words of a version 2 parameter; `required` there is a truth value about the parameter.
pub(super) fn parameter_schema(parameter: &Value) -> Value {
    let mut words = parameter.as_object().cloned().unwrap_or_default();
    for word in ["name", "in", "required", "description", "collectionFormat"] {
        words.remove(word);
    }
    Value::Object(words)
}
