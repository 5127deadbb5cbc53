//! Changes of how an API is described and signed in to.

use std::str::FromStr;

use model::secret::SecretText;
use model::web::{ApiSchemaType, ApiSettings, NamedValue};

use super::secrets::changed;
use super::site::{link, text};
use crate::Change;
use crate::input::Fields;

/// The most parameters.
const MAX_PARAMETERS: usize = 500;

/// A change of how an API is described and signed in to.
#[derive(Debug, Clone, Default)]
pub struct ApiChange {
    /// `openapi` or `postman`.
    pub schema_type: Change<String>,
    /// Where the description is.
    pub schema_url: Change<String>,
    /// Values for parameters by name.
    pub parameters: Change<Vec<(String, String)>>,
    /// Media type of the login payload.
    pub media_type: Change<String>,
    /// Whether a token is fetched first.
    pub login_enabled: Change<bool>,
    /// Where the token is fetched.
    pub login_url: Change<String>,
    /// What is sent there.
    pub login_payload: Change<SecretText>,
    /// Field of the answer that holds the token.
    pub token_field: Change<String>,
    /// Put before the token.
    pub token_prefix: Change<String>,
    /// Header or cookie that carries the token.
    pub token_parameter: Change<String>,
    /// `cookie` or `header`.
    pub token_location: Change<String>,
}

/// Changes the settings.
pub(super) fn apply(fields: &mut Fields, api: &mut ApiSettings, change: ApiChange) {
    match change.schema_type {
        Change::Keep => {}
        Change::Clear => api.schema_type = None,
        Change::Set(word) if word.is_empty() => api.schema_type = None,
        Change::Set(word) => match ApiSchemaType::from_str(&word) {
            Ok(known) => api.schema_type = Some(known),
            Err(e) => fields.add("site.api_scan_settings.api_schema_type", "invalid", e.to_string()),
        },
    }
    link(fields, "site.api_scan_settings.api_schema_url", &mut api.schema_url, change.schema_url);
    link(fields, "site.api_scan_settings.api_login_url", &mut api.login_url, change.login_url);
    parameters(fields, api, change.parameters);
    api.login_enabled = change.login_enabled.apply_or(api.login_enabled, false);
    if let Change::Set(payload) = change.login_payload {
        text(fields, "site.api_scan_settings.api_login_payload", payload.expose(), 4096);
        api.login_payload = changed(payload.expose(), &api.login_payload);
    } else if matches!(change.login_payload, Change::Clear) {
        api.login_payload = SecretText::default();
    }
    line(
        fields,
        "site.api_scan_settings.api_login_token_field",
        &mut api.token_field,
        change.token_field,
        256,
    );
    line(fields, "site.api_scan_settings.token_prefix", &mut api.token_prefix, change.token_prefix, 16);
    let parameter = (&mut api.token_parameter, change.token_parameter);
    line(fields, "site.api_scan_settings.token_parameter_name", parameter.0, parameter.1, 256);
    let words = ["", "application/json", "application/x-www-form-urlencoded"];
    word(fields, "site.api_scan_settings.media_type", &mut api.media_type, change.media_type, &words);
    let location = (&mut api.token_location, change.token_location);
    let words = ["", "cookie", "header"];
    word(fields, "site.api_scan_settings.token_parameter_location", location.0, location.1, &words);
}

fn parameters(fields: &mut Fields, api: &mut ApiSettings, change: Change<Vec<(String, String)>>) {
    let field = "site.api_scan_settings.custom_api_parameters";
    let new = match change {
        Change::Keep => return,
        Change::Clear => Vec::new(),
        Change::Set(new) => new,
    };
    if new.len() > MAX_PARAMETERS {
        return fields.add(field, "too_long", format!("holds more than {MAX_PARAMETERS} parameters"));
    }
    for (name, value) in &new {
        text(fields, field, name, 256);
        text(fields, field, value, 4096);
    }
    api.parameters = new.into_iter().map(|(name, value)| NamedValue { name, value }).collect();
}

fn line(fields: &mut Fields, field: &'static str, value: &mut String, change: Change<String>, max: usize) {
    if matches!(change, Change::Keep) {
        return;
    }
    *value = change.apply(None).unwrap_or_default();
    fields.line(field, value, max);
}

fn word(
    fields: &mut Fields,
    field: &'static str,
    value: &mut String,
    change: Change<String>,
    words: &[&str],
) {
    if matches!(change, Change::Keep) {
        return;
    }
    *value = change.apply(None).unwrap_or_default();
    if !words.contains(&value.as_str()) {
        fields.add(field, "invalid", format!("must be one of {}", words.join(", ").trim_start_matches(", ")));
    }
}
