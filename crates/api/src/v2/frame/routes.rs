//! What this dialect says of an operation in its document.

use serde_json::json;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, OperationBuilder};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};

use crate::shared::describe::Entry;
use crate::shared::routes::{About, Dialect, Routes};

pub(crate) use crate::shared::routes::about;

static V2: Dialect = Dialect { operation, slashes: false };

/// No routes of this dialect yet; operations are shown under `tag`.
pub(crate) fn under(tag: &'static str) -> Routes {
    Routes::of(&V2, tag)
}

fn operation(tag: &str, about: About, entry: Entry) -> Operation {
    let Entry { path_names, parameters, body, responses, signed, query, .. } = entry;
    let mut errors: Vec<(&str, &str)> = vec![("default", "Any other error")];
    if signed {
        errors.push(("401", "Unauthorized"));
        if !about.permission.is_empty() {
            errors.push(("403", "Forbidden"));
        }
    }
    if !path_names.is_empty() {
        errors.push(("404", "Record Not Found"));
    }
    if body.is_some() || query || !path_names.is_empty() {
        errors.push(("422", "Parameter Error"));
    }
    if body.is_some() {
        errors.extend([
            ("400", "Bad Request"),
            ("413", "Payload Too Large"),
            ("415", "Unsupported Media Type"),
        ]);
    }
    let mut builder = OperationBuilder::new()
        .tag(tag)
        .operation_id(Some(about.id))
        .summary(Some(about.summary))
        .parameters(Some(parameters))
        .request_body(body);
    for (status, response) in responses {
        builder = builder.response(status, response);
    }
    for (status, text) in errors {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Error"))).build();
        let response = ResponseBuilder::new().description(text).content("application/json", content).build();
        builder = builder.response(status, response);
    }
    if signed {
        for scheme in ["session", "access_token"] {
            let requirement = SecurityRequirement::new::<_, [&str; 0], &str>(scheme, []);
            builder = builder
                .security(requirement.clone())
                .security(requirement.add::<_, [&str; 0], &str>("api_key", []));
        }
    }
    let mut extensions = ExtensionsBuilder::new();
    if !about.permission.is_empty() {
        extensions = extensions.add("x-permission", json!(about.permission));
    }
    if about.ours {
        extensions = extensions.add("x-watchpost", json!(true));
    }
    builder.extensions(Some(extensions.build())).build()
}
