//! OpenAPI 2 (Swagger), 3.0 and 3.1.

mod body;
mod operation;
mod parameter;
mod security;
mod serialise;
mod server;
mod xml;

use crawl::WebUrl;
use model::web::ApiSchemaType;
use serde_json::Value;

use crate::document::Document;
use crate::overrides::Overrides;
use crate::schema::Budget;
use crate::{ImportOutcome, Imported, MAX_OPERATIONS, OperationReport, SpecError, text};

/// Members of a path that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What all operations share.
#[derive(Clone, Copy)]
struct Spec<'a> {
    document: Document<'a>,
    root: &'a Value,
    /// Whether it is version 2.
    is_swagger: bool,
    base: Option<&'a WebUrl>,
    overrides: &'a Overrides,
    budget: &'a Budget,
}

/// Reads a description.
pub(crate) fn import(
    root: &Value,
    base: Option<&WebUrl>,
    overrides: &Overrides,
) -> Result<Imported, SpecError> {
    let is_swagger = root.get("openapi").is_none();
    let version = version(root, if is_swagger { "swagger" } else { "openapi" });
    let known =
        if is_swagger { version.starts_with("2.") || version == "2" } else { version.starts_with("3.") };
    if !known {
        return Err(SpecError::Version(version.chars().take(20).collect()));
    }
    let budget = Budget::default();
    let spec = Spec { document: Document::new(root), root, is_swagger, base, overrides, budget: &budget };
    let title = root.get("info").and_then(|i| text(i, "title")).unwrap_or_default();
    let mut imported = Imported {
        title: title.chars().take(200).collect(),
        kind: ApiSchemaType::OpenApi,
        requests: Vec::new(),
        report: Vec::new(),
    };
    // Without any address nothing can be asked: that is said once.
    if base.is_none() && server::of(&spec, &[root], &mut crate::Notes::default()).is_err() {
        return Err(SpecError::NoServer);
    }
    for (path, item) in root.get("paths").and_then(Value::as_object).into_iter().flatten() {
        path_item(&spec, path, item, &mut imported);
    }
    Ok(imported)
}

/// The version, which YAML may have made a number.
fn version(root: &Value, name: &str) -> String {
    match root.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn path_item<'a>(spec: &Spec<'a>, path: &str, item: &'a Value, out: &mut Imported) {
    if path.starts_with("x-") {
        return;
    }
    let resolved = match spec.document.resolve(item) {
        Ok(resolved) => resolved,
        Err(why) => return out.report.push(skipped("", path, why)),
    };
    for method in METHODS {
        // Fields beside a reference count as well.
        let Some(operation) = resolved.get(method).or_else(|| item.get(method)) else { continue };
        let method = method.to_ascii_uppercase();
        if out.report.len() >= MAX_OPERATIONS {
            if out.report.len() == MAX_OPERATIONS {
                out.report.push(skipped(&method, path, format!("more than {MAX_OPERATIONS} operations")));
            }
            return;
        }
        let mut notes = crate::Notes::default();
        let made = operation::requests(spec, &method, path, resolved, operation, &mut notes);
        let mut line = match made {
            Ok(requests) => {
                out.requests.extend(requests);
                OperationReport {
                    outcome: ImportOutcome::Imported,
                    reason: String::new(),
                    ..skipped(&method, path, "")
                }
            }
            Err(why) => skipped(&method, path, why),
        };
        line.warnings = notes.warnings;
        out.report.push(line);
    }
}

fn skipped(method: &str, path: &str, reason: impl Into<String>) -> OperationReport {
    let reason: String = reason.into();
    OperationReport {
        method: method.to_owned(),
        path: path.chars().take(500).collect(),
        outcome: ImportOutcome::Skipped,
        reason: reason.chars().take(500).collect(),
        warnings: Vec::new(),
    }
}
