//! API descriptions (OpenAPI 2, 3.0, 3.1 and Postman 2.1) as requests that can be sent, with a report for each operation.
//!
//! A description is hostile input like any other: texts, nodes, depth, references, values made and operations are bounded.
//! References are resolved within the document only; nothing is ever fetched. Values that the user gives by name come
//! first, then examples that fit their schema, then values made to fit it.
//!
//! Deliberately absent: signing in by a security scheme (schemes are named in the report, and used where the user gives a
//! value by the name of the key or scheme), links, callbacks and webhooks.

mod address;
mod document;
mod openapi;
mod overrides;
mod postman;
mod schema;
#[cfg(test)]
mod tests;
mod yaml;

use crawl::{SiteRequest, WebUrl};
use model::web::{ApiSchemaType, NamedValue};
use serde_json::Value;

use overrides::Overrides;

/// The largest description, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The most operations that are imported; the rest is reported as skipped.
pub const MAX_OPERATIONS: usize = 2_000;

/// What a description became.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Title of the API.
    pub title: String,
    /// Form of the description.
    pub kind: ApiSchemaType,
    /// Requests, in the order of the description.
    pub requests: Vec<ImportedRequest>,
    /// A line for each operation.
    pub report: Vec<OperationReport>,
}

/// A request of an operation.
#[derive(Debug, Clone)]
pub struct ImportedRequest {
    /// `GET /users/{id}`.
    pub operation: String,
    /// The request.
    pub request: SiteRequest,
    /// Numbers of the segments of its path, from 0, that hold a parameter. `None` if the description does not tell
    /// parameters from the rest, as those of collections.
    pub path_parameters: Option<Vec<usize>>,
}

model::words! {
    /// What became of an operation.
    ImportOutcome { Imported = "imported", Skipped = "skipped" }
}

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationReport {
    /// Method in upper case.
    pub method: String,
    /// Path as the description has it.
    pub path: String,
    /// Whether it can be sent.
    pub outcome: ImportOutcome,
    /// Why not; empty if it can.
    pub reason: String,
    /// What was done without.
    pub warnings: Vec<String>,
}

/// Why a description cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpecError {
    /// It is none of the forms that are read.
    #[error("neither OpenAPI 2, 3.0 or 3.1 nor a Postman collection 2")]
    Form,
    /// Larger than [`MAX_BYTES`].
    #[error("larger than 16 MiB")]
    TooLarge,
    /// Neither JSON nor YAML.
    #[error("could not read line {line}: {reason}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A version that is not read.
    #[error("version \"{0}\" is not supported")]
    Version(String),
    /// Neither the description nor the target says where the API is.
    #[error("names no server, and no address was given")]
    NoServer,
}

/// Reads a description. `hint` is what the user takes it for; what it says of itself decides. `base` is the target's
/// address: servers of other hosts are replaced by it. `parameters` are values by name that overrule examples.
///
/// # Errors
/// [`SpecError`]
pub fn parse(
    text: &str,
    hint: Option<ApiSchemaType>,
    base: Option<&WebUrl>,
    parameters: &[NamedValue],
) -> Result<Imported, SpecError> {
    if text.len() > MAX_BYTES {
        return Err(SpecError::TooLarge);
    }
    let document = document::read(text)?;
    let overrides = Overrides::new(parameters);
    let is = |name: &str| document.get(name).is_some();
    if is("swagger") || is("openapi") {
        return openapi::import(&document, base, &overrides);
    }
    let collection = document.get("collection").unwrap_or(&document);
    if postman::is_collection(collection, hint == Some(ApiSchemaType::Postman)) {
        return postman::import(collection, base, &overrides);
    }
    Err(SpecError::Form)
}

/// A text member of an object.
fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

/// What is said of an operation while it is imported.
#[derive(Debug, Default)]
struct Notes {
    warnings: Vec<String>,
}

impl Notes {
    /// The most warnings of one operation.
    const MOST: usize = 20;

    fn warn(&mut self, text: impl Into<String>) {
        let text: String = text.into().chars().take(300).collect();
        if self.warnings.len() < Self::MOST && !self.warnings.contains(&text) {
            self.warnings.push(text);
        }
    }
}
