//! The OpenAPI document, put together from the entries of the routes.

use serde_json::json;
use utoipa::openapi::schema::{AdditionalProperties, ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder};

use crate::shared::document::collect;

const DESCRIPTION: &str = "Network vulnerability scanning. Sign in with `POST /v2/auth/sign_in` and send the token as \
`Authorization: Bearer …`, or make an access token and send it as `Authorization: Basic …`. Every answer is filtered \
to the caller's active product.";

/// The document.
pub(crate) fn openapi() -> OpenApi {
    let components = ComponentsBuilder::new().schema("Error", error());
    let (paths, components) = collect(super::operations(), components);
    let mut license = License::new("Apache-2.0");
    license.identifier = Some("Apache-2.0".to_owned());
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Watchpost scanning API")
                .version("2")
                .description(Some(DESCRIPTION))
                .license(Some(license)),
        )
        .paths(paths)
        .components(Some(security(components).build()))
        .build()
}

fn security(components: ComponentsBuilder) -> ComponentsBuilder {
    let mut session = Http::new(HttpAuthScheme::Bearer);
    session.bearer_format = Some("JWT".to_owned());
    session.description = Some("The token of a sign-in".to_owned());
    let token = ApiKeyValue::with_description("Authorization", "`Basic <access token>`");
    let api_key =
        ApiKeyValue::with_description("x-api-key", "API key; needed where the installation asks for one");
    components
        .security_scheme("session", SecurityScheme::Http(session))
        .security_scheme("access_token", SecurityScheme::ApiKey(ApiKey::Header(token)))
        .security_scheme("api_key", SecurityScheme::ApiKey(ApiKey::Header(api_key)))
}

fn error() -> ObjectBuilder {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let source = ObjectBuilder::new()
        .property("pointer", text().description(Some("JSON pointer to the field in the request body")))
        .required("pointer")
        .property("parameter", text().description(Some("Name of the query or path parameter")));
    let item = ObjectBuilder::new()
        .property("code", text().description(Some("Stable word for programs")))
        .required("code")
        .property("detail", text().description(Some("For people")))
        .required("detail")
        .property("source", source)
        .required("source");
    let details = ArrayBuilder::new().items(text()).build();
    let map = ObjectBuilder::new()
        .description(Some("Details by field"))
        .additional_properties(Some(AdditionalProperties::RefOr(details.into())));
    ObjectBuilder::new()
        .property("status", ObjectBuilder::new().schema_type(Type::Integer))
        .required("status")
        .property("status_text", text())
        .required("status_text")
        .property("errors", ArrayBuilder::new().items(item))
        .required("errors")
        .property("errors_map", map)
        .required("errors_map")
        .examples([json!({
            "status": 422,
            "status_text": "Unprocessable Entity",
            "errors": [{"code": "blank", "detail": "name must not be blank", "source": {"pointer": "/target/name"}}],
            "errors_map": {"name": ["must not be blank"]},
        })])
}
