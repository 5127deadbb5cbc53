//! Values as XML, by the hints that a schema gives (`xml.name`, `xml.attribute`, `xml.wrapped`).

use serde_json::Value;

use crate::text;

/// The deepest nesting that is written.
const MOST_DEPTH: usize = 20;

/// The document; its root is named by the schema, else by the end of its reference, else `root`.
pub(super) fn write(value: &Value, schema: &Value) -> String {
    let by_reference = text(schema, "$ref").and_then(|r| r.rsplit('/').next());
    let name = own_name(schema).or(by_reference).unwrap_or("root");
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned();
    element(&clean(name), value, schema, 0, &mut out);
    out
}

fn own_name(schema: &Value) -> Option<&str> {
    text(schema.get("xml")?, "name")
}

fn element(name: &str, value: &Value, schema: &Value, depth: usize, out: &mut String) {
    if depth > MOST_DEPTH {
        return;
    }
    let none = Value::Bool(true);
    let property = |name: &str| schema.get("properties").and_then(|p| p.get(name)).unwrap_or(&none);
    match value {
        Value::Object(fields) => {
            let is_attribute = |name: &str| {
                property(name).get("xml").and_then(|x| x.get("attribute")) == Some(&Value::Bool(true))
            };
            out.push_str(&format!("<{name}"));
            for (field, value) in fields.iter().filter(|(f, _)| is_attribute(f)) {
                out.push_str(&format!(" {}=\"{}\"", clean(field), escaped(value)));
            }
            out.push('>');
            for (field, value) in fields.iter().filter(|(f, _)| !is_attribute(f)) {
                let schema = property(field);
                element(&clean(own_name(schema).unwrap_or(field)), value, schema, depth + 1, out);
            }
            out.push_str(&format!("</{name}>"));
        }
        Value::Array(items) => {
            let inner = schema.get("items").unwrap_or(&none);
            let wrapped = schema.get("xml").and_then(|x| x.get("wrapped")) == Some(&Value::Bool(true));
            let item = clean(own_name(inner).unwrap_or(name));
            if wrapped {
                out.push_str(&format!("<{name}>"));
            }
            items.iter().for_each(|value| element(&item, value, inner, depth + 1, out));
            if wrapped {
                out.push_str(&format!("</{name}>"));
            }
        }
        scalar => out.push_str(&format!("<{name}>{}</{name}>", escaped(scalar))),
    }
}

fn escaped(value: &Value) -> String {
    let text = super::serialise::plain(value);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn clean(name: &str) -> String {
    let name: String =
        name.chars().filter(|c| c.is_alphanumeric() || "_-.:".contains(*c)).take(100).collect();
    let fine = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if fine { name } else { format!("_{name}") }
}
