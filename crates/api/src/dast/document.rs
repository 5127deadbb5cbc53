//! The OpenAPI document, put together from the entries of the routes.

use serde_json::json;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder, RefOr};

use crate::shared::document::collect;

const DESCRIPTION: &str = "Dynamic testing of web applications and APIs. Get a token with `POST /auth/obtain/` or make a \
key with `POST /keys/`, and send it as `Authorization: JWT …`. Paths are understood with and without their last slash.";

/// The document.
pub(crate) fn openapi() -> OpenApi {
    let components = ComponentsBuilder::new().schema("Error", error());
    let (paths, components) = collect(super::operations(), components);
    let key = ApiKeyValue::with_description("Authorization", "`JWT <key or token>`; `Bearer` does as well");
    let mut license = License::new("Apache-2.0");
    license.identifier = Some("Apache-2.0".to_owned());
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Watchpost DAST API")
                .version("1")
                .description(Some(DESCRIPTION))
                .license(Some(license)),
        )
        .paths(paths)
        .components(Some(
            components.security_scheme("key", SecurityScheme::ApiKey(ApiKey::Header(key))).build(),
        ))
        .build()
}

/// One of three forms: messages by field, `detail`, or `error`.
fn error() -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some(
            "Messages by field (`non_field_errors` for the request as a whole), or `detail`, or `error`",
        ))
        .additional_properties(Some(AdditionalProperties::RefOr(RefOr::T(Schema::Object(anything())))))
        .examples([
            json!({"name": ["This field is required."], "non_field_errors": ["…"]}),
            json!({"detail": "Not found."}),
            json!({"error": "The scan cannot start."}),
        ])
}

/// Any value.
pub(crate) fn anything() -> utoipa::openapi::schema::Object {
    ObjectBuilder::new().schema_type(utoipa::openapi::schema::SchemaType::AnyValue).build()
}
