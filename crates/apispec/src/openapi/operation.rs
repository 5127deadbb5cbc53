//! One operation as requests.

use crawl::{Body, Found, SiteRequest};
use serde_json::Value;

use crate::openapi::{Spec, body, parameter, security, server};
use crate::schema::Maker;
use crate::{ImportedRequest, Notes, address};

/// The requests of an operation: one, and another for each further kind of body that is worth its own.
///
/// # Errors
/// Says why it cannot be sent.
pub(super) fn requests<'a>(
    spec: &Spec<'a>,
    method: &str,
    path: &str,
    item: &'a Value,
    operation: &'a Value,
    notes: &mut Notes,
) -> Result<Vec<ImportedRequest>, String> {
    if !operation.is_object() {
        return Err("is no operation".to_owned());
    }
    if method == "TRACE" {
        return Err("the method is not sent".to_owned());
    }
    let maker = Maker::new(spec.document, spec.overrides, spec.budget);
    let base = server::of(spec, &[operation, item, spec.root], notes).map_err(|e| e.to_string())?;
    let parameters = parameter::all(spec, item, operation)?;
    let mut parts = parameter::Parts::new(path);
    for parameter in &parameters {
        parts.add(spec, &maker, parameter, notes)?;
    }
    security::apply(spec, operation, &mut parts, notes);
    let url = address::below(&base, &parts.finished_path(notes));
    let query: Vec<(String, String)> = base.params().into_iter().chain(parts.query).collect();
    let mut request = SiteRequest::get(url.with_params(&query), Found::Start);
    if request.url.as_str().len() > crawl::MAX_URL {
        return Err("the address becomes too long".to_owned());
    }
    request.method = method.to_owned();
    request.headers = parts.headers;
    request.cookies = parts.cookies;
    let mut bodies = body::all(spec, &maker, operation, &parameters, notes)?;
    if bodies.is_empty() {
        bodies.push(Body::None);
    }
    let operation = format!("{method} {}", path.chars().take(500).collect::<String>());
    let path_parameters = segments(path, request.url.segments().count());
    let with = |body: Body| ImportedRequest {
        operation: operation.clone(),
        request: SiteRequest { body, ..request.clone() },
        path_parameters: Some(path_parameters.clone()),
    };
    Ok(bodies.into_iter().map(with).collect())
}

/// Which of the `count` segments of an address hold a parameter of `template`, which is its last part.
fn segments(template: &str, count: usize) -> Vec<usize> {
    let path = template.split(['?', '#']).next().unwrap_or_default();
    let own: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    let Some(before) = count.checked_sub(own.len()) else { return Vec::new() };
    own.iter().enumerate().filter(|(_, s)| s.contains('{')).map(|(i, _)| before + i).collect()
}
