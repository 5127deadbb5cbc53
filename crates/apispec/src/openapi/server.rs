//! Servers of a description.

use crawl::WebUrl;
use serde_json::Value;

use crate::openapi::Spec;
use crate::{Notes, SpecError, address, text};

/// The most servers that are looked at.
const MOST: usize = 20;

/// The address below which an operation stands. `levels` are operation, path and document, innermost first: the first
/// that names servers counts.
pub(super) fn of(spec: &Spec<'_>, levels: &[&Value], notes: &mut Notes) -> Result<WebUrl, SpecError> {
    let servers = if spec.is_swagger { swagger(spec) } else { named(spec, levels) };
    address::base(&servers, spec.base, notes)
}

fn named(spec: &Spec<'_>, levels: &[&Value]) -> Vec<String> {
    let mut lists = levels.iter().filter_map(|level| level.get("servers")?.as_array());
    let servers = lists.find(|list| !list.is_empty()).map(Vec::as_slice).unwrap_or_default();
    servers.iter().take(MOST).filter_map(|server| Some(filled(spec, server, text(server, "url")?))).collect()
}

/// The address with its variables: by the user's values, else by their defaults.
fn filled(spec: &Spec<'_>, server: &Value, url: &str) -> String {
    let mut url = url.to_owned();
    for (name, variable) in
        server.get("variables").and_then(Value::as_object).into_iter().flatten().take(MOST)
    {
        let choices = variable.get("enum").and_then(Value::as_array);
        let first = || choices.and_then(|c| c.first()?.as_str());
        let value = spec.overrides.get(name).or_else(|| text(variable, "default")).or_else(first);
        if url.len() < crawl::MAX_URL {
            url = url.replace(&format!("{{{name}}}"), value.unwrap_or("1"));
        }
    }
    url
}

/// `schemes`, `host` and `basePath`. Without a host it is where the description came from.
fn swagger(spec: &Spec<'_>) -> Vec<String> {
    let path = text(spec.root, "basePath").unwrap_or("/");
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    let Some(host) = text(spec.root, "host").filter(|h| !h.is_empty()) else { return vec![path] };
    let schemes = spec.root.get("schemes").and_then(Value::as_array);
    let schemes: Vec<&str> = schemes.into_iter().flatten().filter_map(Value::as_str).collect();
    let fitting = schemes.iter().filter(|s| matches!(**s, "http" | "https")).take(2);
    let urls: Vec<String> = fitting.map(|scheme| format!("{scheme}://{host}{path}")).collect();
    if urls.is_empty() { vec![format!("http://{host}{path}")] } else { urls }
}
