//! Request bodies.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Separates the parts of a multipart body. Fixed, so that the same request is the same bytes; the values that are sent
/// are made here and never hold it.
const BOUNDARY: &str = "----watchpostFormBoundary7f3a91c25d";

/// What a request carries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// `multipart/form-data`.
    Multipart(Vec<Part>),
    /// `application/json`.
    Json(Value),
    /// Anything else, as text.
    Raw {
        /// Media type.
        media_type: String,
        /// Content.
        text: String,
    },
}

/// A part of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Field name.
    pub name: String,
    /// File name, for a file.
    pub file: Option<String>,
    /// Content.
    pub value: String,
}

impl Body {
    /// The media type and the bytes; `None` for no body.
    pub fn encode(&self) -> Option<(String, Vec<u8>)> {
        match self {
            Self::None => None,
            Self::Form(fields) => {
                let text = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
                Some(("application/x-www-form-urlencoded".to_owned(), text.into_bytes()))
            }
            Self::Multipart(parts) => {
                Some((format!("multipart/form-data; boundary={BOUNDARY}"), multipart(parts)))
            }
            Self::Json(value) => Some(("application/json".to_owned(), value.to_string().into_bytes())),
            Self::Raw { media_type, text } => Some((media_type.clone(), text.clone().into_bytes())),
        }
    }

    /// Bytes of its texts.
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Form(fields) => fields.iter().map(|(n, v)| n.len() + v.len()).sum(),
            Self::Multipart(parts) => parts.iter().map(|p| p.name.len() + p.value.len()).sum(),
            Self::Json(value) => value.to_string().len(),
            Self::Raw { media_type, text } => media_type.len() + text.len(),
        }
    }

    /// The names of its fields, sorted; JSON fields as pointers.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::None | Self::Raw { .. } => Vec::new(),
            Self::Form(fields) => fields.iter().map(|(n, _)| n.clone()).collect(),
            Self::Multipart(parts) => parts.iter().map(|p| p.name.clone()).collect(),
            Self::Json(value) => json_leaves(value).into_iter().map(|(pointer, _)| pointer).collect(),
        };
        names.sort();
        names
    }
}

fn multipart(parts: &[Part]) -> Vec<u8> {
    let quoted = |t: &str| t.replace('"', "%22").replace(['\r', '\n'], " ");
    let mut out = String::new();
    for Part { name, file, value } in parts {
        out.push_str(&format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(name)));
        if let Some(file) = file {
            out.push_str(&format!("; filename=\"{}\"\r\nContent-Type: text/plain", quoted(file)));
        }
        out.push_str(&format!("\r\n\r\n{value}\r\n"));
    }
    out.push_str(&format!("--{BOUNDARY}--\r\n"));
    out.into_bytes()
}

/// The most leaves of a JSON body that are taken apart, and how deep.
const MOST_LEAVES: usize = 100;
const MOST_DEPTH: usize = 16;

/// The scalar values of a JSON body with their pointers (RFC 6901).
pub(super) fn json_leaves(value: &Value) -> Vec<(String, String)> {
    let mut out = Vec::new();
    walk(value, String::new(), 0, &mut out);
    out
}

fn walk(value: &Value, at: String, depth: usize, out: &mut Vec<(String, String)>) {
    if out.len() >= MOST_LEAVES || depth > MOST_DEPTH {
        return;
    }
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                walk(field, format!("{at}/{name}"), depth + 1, out);
            }
        }
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                walk(item, format!("{at}/{i}"), depth + 1, out);
            }
        }
        Value::String(text) => out.push((at, text.clone())),
        scalar => out.push((at, scalar.to_string())),
    }
}
