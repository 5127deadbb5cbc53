//! How values are written into addresses and headers.

use serde_json::Value;

use crate::text;

/// Way of writing: what stands between items, and what each field or item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    style: Style,
    explode: bool,
    separator: char,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    DeepObject,
}

impl Form {
    /// Items with commas between them.
    pub(super) const SIMPLE: Self = Self { style: Style::Simple, explode: false, separator: ',' };

    /// By `style` and `explode` (OpenAPI 3).
    pub(super) fn openapi(parameter: &Value, place: &str) -> Self {
        let default = if matches!(place, "query" | "cookie") { "form" } else { "simple" };
        let style = text(parameter, "style").unwrap_or(default);
        let explode = parameter.get("explode").and_then(Value::as_bool).unwrap_or(style == "form");
        let (style, separator) = match style {
            "label" => (Style::Label, if explode { '.' } else { ',' }),
            "matrix" => (Style::Matrix, ','),
            "form" => (Style::Form, ','),
            "spaceDelimited" => (Style::Form, ' '),
            "pipeDelimited" => (Style::Form, '|'),
            "deepObject" => (Style::DeepObject, ','),
            _ => (Style::Simple, ','),
        };
        Self { style, explode, separator }
    }

    /// By `collectionFormat` (OpenAPI 2).
    pub(super) fn swagger(parameter: &Value) -> Self {
        let format = text(parameter, "collectionFormat").unwrap_or("csv");
        let separator = match format {
            "ssv" => ' ',
            "tsv" => '\t',
            "pipes" => '|',
            _ => ',',
        };
        let place = text(parameter, "in").unwrap_or_default();
        let style = if matches!(place, "query" | "formData") { Style::Form } else { Style::Simple };
        Self { style, explode: format == "multi", separator }
    }
}

/// A scalar as it is; anything else as JSON.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Name and value of each part of a query.
pub(super) fn pairs(name: &str, value: &Value, form: &Form) -> Vec<(String, String)> {
    match value {
        Value::Array(items) if form.explode => items.iter().map(|i| (name.to_owned(), plain(i))).collect(),
        Value::Object(fields) if form.style == Style::DeepObject => {
            fields.iter().map(|(k, v)| (format!("{name}[{k}]"), plain(v))).collect()
        }
        Value::Object(fields) if form.explode => fields.iter().map(|(k, v)| (k.clone(), plain(v))).collect(),
        _ => vec![(name.to_owned(), items(value, false, form.separator))],
    }
}

/// One text, for paths, headers and cookies.
pub(super) fn joined(name: &str, value: &Value, form: &Form) -> String {
    match form.style {
        Style::Label => format!(".{}", items(value, form.explode, form.separator)),
        Style::Matrix => match value {
            Value::Array(all) if form.explode => {
                all.iter().map(|i| format!(";{name}={}", plain(i))).collect()
            }
            Value::Object(fields) if form.explode => {
                fields.iter().map(|(k, v)| format!(";{k}={}", plain(v))).collect()
            }
            _ => format!(";{name}={}", items(value, false, ',')),
        },
        _ => items(value, form.explode, form.separator),
    }
}

fn items(value: &Value, explode: bool, separator: char) -> String {
    let separator = separator.to_string();
    match value {
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join(&separator),
        Value::Object(fields) if explode => {
            fields.iter().map(|(k, v)| format!("{k}={}", plain(v))).collect::<Vec<_>>().join(&separator)
        }
        Value::Object(fields) => {
            fields.iter().flat_map(|(k, v)| [k.clone(), plain(v)]).collect::<Vec<_>>().join(&separator)
        }
        scalar => plain(scalar),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn query(parameter: &Value, value: &Value, expect: &str) {
        let shown: Vec<String> = pairs("p", value, &Form::openapi(parameter, "query"))
            .into_iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        assert_eq!(shown.join("&"), expect, "{parameter}");
    }

    #[track_caller]
    fn path(parameter: &Value, value: &Value, expect: &str) {
        assert_eq!(joined("p", value, &Form::openapi(parameter, "path")), expect, "{parameter}");
    }

    /// The table of the specification (3.1, "Style Examples").
    #[test]
    fn writes_each_style() {
        let (list, object) = (json!(["a", "b"]), json!({"x": 1, "y": 2}));
        query(&json!({}), &list, "p=a&p=b");
        query(&json!({"explode": false}), &list, "p=a,b");
        query(&json!({}), &object, "x=1&y=2");
        query(&json!({"explode": false}), &object, "p=x,1,y,2");
        query(&json!({"style": "deepObject"}), &object, "p[x]=1&p[y]=2");
        query(&json!({"style": "pipeDelimited"}), &list, "p=a|b");
        query(&json!({"style": "spaceDelimited"}), &list, "p=a b");
        query(&json!({}), &json!(5), "p=5");
        path(&json!({}), &list, "a,b");
        path(&json!({"explode": true}), &object, "x=1,y=2");
        path(&json!({"style": "label"}), &list, ".a,b");
        path(&json!({"style": "label", "explode": true}), &list, ".a.b");
        path(&json!({"style": "matrix"}), &list, ";p=a,b");
        path(&json!({"style": "matrix", "explode": true}), &object, ";x=1;y=2");
        let multi = Form::swagger(&json!({"in": "query", "collectionFormat": "multi"}));
        assert_eq!(pairs("p", &list, &multi).len(), 2);
        let pipes = Form::swagger(&json!({"in": "query", "collectionFormat": "pipes"}));
        assert_eq!(pairs("p", &list, &pipes), [("p".to_owned(), "a|b".to_owned())]);
    }
}
