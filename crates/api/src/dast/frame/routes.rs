//! What this dialect says of an operation in its document.

use serde_json::json;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, OperationBuilder};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};

use crate::shared::describe::Entry;
use crate::shared::routes::{About, Dialect, Routes};

pub(crate) use crate::shared::routes::about;

static DAST: Dialect = Dialect { operation, slashes: true };

/// No routes of this dialect yet; operations are shown under `tag`. Paths end in a slash.
pub(crate) fn under(tag: &'static str) -> Routes {
    Routes::of(&DAST, tag)
}

fn operation(tag: &str, about: About, entry: Entry) -> Operation {
    let Entry { path_names, parameters, body, responses, signed, query, .. } = entry;
    let mut errors: Vec<(&str, &str)> = vec![("default", "Any other error")];
    if signed {
        errors.push(("401", "Incorrect authentication credentials"));
        if !about.permission.is_empty() {
            errors.push(("403", "Not allowed"));
        }
    }
    if !path_names.is_empty() {
        errors.push(("404", "Not found"));
    }
    if body.is_some() || query {
        errors.push(("400", "Wrong fields"));
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
        builder = builder.security(SecurityRequirement::new::<_, [&str; 0], &str>("key", []));
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
