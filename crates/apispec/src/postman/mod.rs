//! Postman collections 2.0 and 2.1.

mod auth;
mod body;
mod request;
mod variables;

use crawl::WebUrl;
use model::web::ApiSchemaType;
use serde_json::Value;

use crate::overrides::Overrides;
use crate::{
    ImportOutcome, Imported, ImportedRequest, MAX_OPERATIONS, Notes, OperationReport, SpecError, text,
};

use variables::Variables;

/// The deepest folders that are opened.
const MOST_DEPTH: usize = 32;

/// Whether a document is a collection: by its schema, or by its form where the user says so.
pub(crate) fn is_collection(root: &Value, claimed: bool) -> bool {
    let info = root.get("info");
    let schema = info.and_then(|i| text(i, "schema")).unwrap_or_default();
    let by_schema = schema.contains("/collection/v2");
    let by_form = info.is_some_and(|i| i.get("_postman_id").is_some() || claimed) && schema.is_empty();
    (by_schema || by_form) && root.get("item").is_some_and(Value::is_array)
}

/// What requests inherit from the folders around them.
#[derive(Clone)]
struct Inherited<'a> {
    variables: Variables<'a>,
    auth: Option<&'a Value>,
}

/// Reads a collection.
pub(crate) fn import(
    root: &Value,
    base: Option<&WebUrl>,
    overrides: &Overrides,
) -> Result<Imported, SpecError> {
    let title = root.get("info").and_then(|i| text(i, "name")).unwrap_or_default();
    let mut imported = Imported {
        title: title.chars().take(200).collect(),
        kind: ApiSchemaType::Postman,
        requests: Vec::new(),
        report: Vec::new(),
    };
    let variables = Variables::new(overrides, base).with(root);
    items(root, &Inherited { variables, auth: root.get("auth") }, base, 0, &mut imported);
    Ok(imported)
}

fn items(folder: &Value, outer: &Inherited<'_>, base: Option<&WebUrl>, depth: usize, out: &mut Imported) {
    for item in folder.get("item").and_then(Value::as_array).into_iter().flatten() {
        if out.report.len() > MAX_OPERATIONS {
            return;
        }
        let auth = item.get("auth").filter(|a| !a.is_null()).or(outer.auth);
        let inner = Inherited { variables: outer.variables.with(item), auth };
        if item.get("item").is_some_and(Value::is_array) {
            if depth < MOST_DEPTH {
                items(item, &inner, base, depth + 1, out);
            } else {
                out.report.push(line(
                    "",
                    text(item, "name").unwrap_or_default(),
                    Err("folders are nested too deeply".to_owned()),
                ));
            }
        } else if out.report.len() == MAX_OPERATIONS {
            out.report.push(line("", "", Err(format!("more than {MAX_OPERATIONS} requests"))));
        } else {
            one(item, &inner, base, out);
        }
    }
}

fn one(item: &Value, inherited: &Inherited<'_>, base: Option<&WebUrl>, out: &mut Imported) {
    let name = text(item, "name").unwrap_or_default();
    let Some(request) = item.get("request") else {
        return out.report.push(line("", name, Err("holds no request".to_owned())));
    };
    let mut notes = Notes::default();
    let method = text(request, "method").unwrap_or("GET").to_ascii_uppercase();
    let fine = !method.is_empty() && method.len() <= 20 && method.bytes().all(|b| b.is_ascii_alphabetic());
    let made = if fine && method != "TRACE" && method != "CONNECT" {
        request::make(request, &method, inherited, base, &mut notes)
    } else {
        Err("the method is not sent".to_owned())
    };
    let mut report = match &made {
        Ok(request) => line(&method, request.url.path(), Ok(())),
        Err(why) => line(&method, name, Err(why.clone())),
    };
    report.warnings = notes.warnings;
    if let Ok(request) = made {
        let operation = format!("{method} {}", report.path);
        out.requests.push(ImportedRequest { operation, request, path_parameters: None });
    }
    out.report.push(report);
}

fn line(method: &str, path: &str, result: Result<(), String>) -> OperationReport {
    OperationReport {
        method: method.chars().take(20).collect(),
        path: path.chars().take(500).collect(),
        outcome: if result.is_ok() { ImportOutcome::Imported } else { ImportOutcome::Skipped },
        reason: result.err().unwrap_or_default().chars().take(500).collect(),
        warnings: Vec::new(),
    }
}
