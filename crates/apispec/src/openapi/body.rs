//! Bodies of requests.

use std::borrow::Cow;

use crawl::{Body, Part};
use serde_json::{Map, Value};

use crate::openapi::parameter::parameter_schema;
use crate::openapi::serialise::{Form, pairs, plain};
use crate::openapi::{Spec, xml};
use crate::schema::Maker;
use crate::{Notes, text};

/// The most media types that are looked at.
const MOST: usize = 20;

/// What a body is made from.
struct Source<'a> {
    media_type: String,
    schema: Cow<'a, Value>,
    /// Examples of the media type, outside of the schema.
    examples: Vec<&'a Value>,
}

/// The bodies of an operation: the most telling kind first, and XML besides where it is read as well.
pub(super) fn all<'a>(
    spec: &Spec<'a>,
    maker: &Maker<'_>,
    operation: &'a Value,
    parameters: &[&'a Value],
    notes: &mut Notes,
) -> Result<Vec<Body>, String> {
    let (sources, required) =
        if spec.is_swagger { swagger(spec, operation, parameters) } else { openapi(spec, operation)? };
    let mut ranked: Vec<(u8, &Source<'_>)> = sources.iter().map(|s| (rank(&s.media_type), s)).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut bodies = Vec::new();
    let mut reason = None;
    for (_, source) in ranked {
        let is_more = !bodies.is_empty();
        if is_more && !is_xml(&source.media_type) {
            continue;
        }
        match make(maker, source) {
            Ok(body) => bodies.push(body),
            Err(why) => reason = Some(why),
        }
        if bodies.len() >= 2 {
            break;
        }
    }
    match reason {
        Some(why) if bodies.is_empty() && required => Err(format!("body: {why}")),
        Some(why) if bodies.is_empty() => {
            notes.warn(format!("the body was left out: {why}"));
            Ok(bodies)
        }
        _ => Ok(bodies),
    }
}

fn openapi<'a>(spec: &Spec<'a>, operation: &'a Value) -> Result<(Vec<Source<'a>>, bool), String> {
    let Some(body) = operation.get("requestBody") else { return Ok((Vec::new(), false)) };
    let body = spec.document.resolve(body)?;
    let required = body.get("required") == Some(&Value::Bool(true));
    let source = |(media_type, media): (&String, &'a Value)| {
        let named = media.get("examples").and_then(Value::as_object).into_iter().flat_map(|e| e.values());
        let named = named.filter_map(|e| spec.document.resolve(e).ok()?.get("value"));
        Source {
            media_type: media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase(),
            schema: media.get("schema").map_or(Cow::Owned(Value::Bool(true)), Cow::Borrowed),
            examples: media.get("example").into_iter().chain(named).take(20).collect(),
        }
    };
    let content = body.get("content").and_then(Value::as_object).into_iter().flatten();
    Ok((content.take(MOST).map(source).collect(), required))
}

/// A `body` parameter, or `formData` fields as one schema.
fn swagger<'a>(spec: &Spec<'a>, operation: &'a Value, parameters: &[&'a Value]) -> (Vec<Source<'a>>, bool) {
    let consumes = operation.get("consumes").or_else(|| spec.root.get("consumes"));
    let consumes: Vec<String> = consumes
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|v| Some(v.as_str()?.split(';').next()?.trim().to_ascii_lowercase()))
        .take(MOST)
        .collect();
    let place = |wanted: &'static str| parameters.iter().filter(move |p| text(p, "in") == Some(wanted));
    let is_required = |p: &&&Value| p.get("required") == Some(&Value::Bool(true));
    if let Some(body) = place("body").next() {
        let schema = body.get("schema").map_or(Cow::Owned(Value::Bool(true)), Cow::Borrowed);
        let kinds = if consumes.is_empty() { vec!["application/json".to_owned()] } else { consumes };
        let source = |media_type| Source { media_type, schema: schema.clone(), examples: Vec::new() };
        return (kinds.into_iter().map(source).collect(), is_required(&body));
    }
    let fields: Vec<&&Value> = place("formData").collect();
    if fields.is_empty() {
        return (Vec::new(), false);
    }
    let mut properties = Map::new();
    for field in &fields {
        properties.insert(text(field, "name").unwrap_or_default().to_owned(), parameter_schema(field));
    }
    let required: Vec<&str> =
        fields.iter().copied().filter(is_required).filter_map(|f| text(f, "name")).collect();
    let has_file = fields.iter().any(|f| text(f, "type") == Some("file"));
    let multipart = has_file || consumes.iter().any(|c| c == "multipart/form-data");
    let media_type = if multipart { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
    let schema = serde_json::json!({"type": "object", "properties": properties, "required": required});
    (
        vec![Source { media_type: media_type.to_owned(), schema: Cow::Owned(schema), examples: Vec::new() }],
        !required.is_empty(),
    )
}

fn rank(media_type: &str) -> u8 {
    match media_type {
        "application/json" => 0,
        t if t.ends_with("+json") || t == "*/*" || t == "application/*" => 1,
        "application/x-www-form-urlencoded" => 2,
        "multipart/form-data" => 3,
        t if is_xml(t) => 4,
        t if t.starts_with("text/") => 5,
        _ => 6,
    }
}

fn is_xml(media_type: &str) -> bool {
    media_type == "application/xml" || media_type == "text/xml" || media_type.ends_with("+xml")
}

fn make(maker: &Maker<'_>, source: &Source<'_>) -> Result<Body, String> {
    // An example of a document is written as one, whatever the schema says of its parts.
    let written = source.examples.iter().filter_map(|e| e.as_str()).find(|t| t.trim_start().starts_with('<'));
    if let Some(document) = written.filter(|_| is_xml(&source.media_type)) {
        return Ok(Body::Raw { media_type: source.media_type.clone(), text: document.to_owned() });
    }
    let fitting = source.examples.iter().find(|e| maker.fits(&source.schema, e));
    let value = match fitting {
        Some(example) => (*example).clone(),
        None => maker.make(&source.schema, "body")?,
    };
    Ok(match rank(&source.media_type) {
        0 => Body::Json(value),
        1 if source.media_type.contains('*') => Body::Json(value),
        1 => Body::Raw { media_type: source.media_type.clone(), text: value.to_string() },
        2 => Body::Form(form(&value)),
        3 => Body::Multipart(multipart(&value, &source.schema)),
        4 => Body::Raw { media_type: source.media_type.clone(), text: xml::write(&value, &source.schema) },
        _ => Body::Raw { media_type: source.media_type.clone(), text: plain(&value) },
    })
}

fn form(value: &Value) -> Vec<(String, String)> {
    let Value::Object(fields) = value else { return vec![("body".to_owned(), plain(value))] };
    let explode = Form::openapi(&serde_json::json!({}), "query");
    let pair = |(name, value): (&String, &Value)| match value {
        Value::Array(_) => pairs(name, value, &explode),
        _ => vec![(name.clone(), plain(value))],
    };
    fields.iter().flat_map(pair).collect()
}

fn multipart(value: &Value, schema: &Value) -> Vec<Part> {
    let Value::Object(fields) = value else { return Vec::new() };
    let properties = schema.get("properties");
    let is_file = |name: &str| {
        let schema = properties.and_then(|p| p.get(name));
        let schema =
            schema.and_then(|s| if text(s, "type") == Some("array") { s.get("items") } else { Some(s) });
        schema.is_some_and(|s| {
            text(s, "format") == Some("binary")
                || text(s, "type") == Some("file")
                || s.get("contentMediaType").is_some()
        })
    };
    let part = |name: &String, value: &Value| Part {
        name: name.clone(),
        file: is_file(name).then(|| "watchpost.txt".to_owned()),
        value: plain(value),
    };
    fields
        .iter()
        .flat_map(|(name, value)| match value {
            Value::Array(items) => items.iter().map(|i| part(name, i)).collect::<Vec<_>>(),
            other => vec![part(name, other)],
        })
        .collect()
}
