//! What a request says about a site. What is not said stays; `null` goes back to none or the default.

use app::Change;
use app::web_targets::{ApiChange, SentInput, SiteChange};
use model::secret::SecretText;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::frame::{Field, Flag, Int, Request};

/// The core settings of a target.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct SiteInput {
    #[schema(value_type = Option<String>, max_length = 255)]
    #[serde(default)]
    name: Field<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    desc: Field<String>,
    /// `http` or `https`; at most 2048 characters.
    #[schema(value_type = Option<String>, max_length = 2048)]
    #[serde(default)]
    url: Field<String>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    has_form_login: Field<Flag>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    form_login_url: Field<String>,
    #[schema(value_type = Option<String>, max_length = 255)]
    #[serde(default)]
    form_login_check_pattern: Field<String>,
    #[schema(value_type = Option<Vec<NameValueInput>>)]
    #[serde(default)]
    form_login: Field<Vec<NameValueInput>>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    logout_detection_enabled: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    has_sequence_login: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    has_sequence_navigation: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    has_basic_auth: Field<Flag>,
    #[schema(value_type = Option<BasicAuthInput>)]
    #[serde(default)]
    basic_auth: Field<BasicAuthInput>,
    #[schema(value_type = Option<Vec<SentValueInput>>)]
    #[serde(default)]
    headers: Field<Vec<SentValueInput>>,
    #[schema(value_type = Option<Vec<SentValueInput>>)]
    #[serde(default)]
    cookies: Field<Vec<SentValueInput>>,
    /// Relative paths to crawl in addition.
    #[schema(value_type = Option<Vec<String>>)]
    #[serde(default)]
    whitelist: Field<Vec<String>>,
    /// Addresses never asked for; `*` stands for anything.
    #[schema(value_type = Option<Vec<String>>)]
    #[serde(default)]
    blacklist: Field<Vec<String>>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    auth_enabled: Field<Flag>,
    /// `any`, `all`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    logout_condition: Field<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    check_session_url: Field<String>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    has_otp: Field<Flag>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    otp_secret: Field<String>,
    /// `SHA1`, `SHA256`, `SHA512`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    otp_algorithm: Field<String>,
    /// 6, 7 or 8.
    #[schema(value_type = Option<i64>)]
    #[serde(default)]
    otp_digits: Field<Int>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    otp_field: Field<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    otp_submit: Field<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    otp_login_sequence_totp_value: Field<String>,
    /// `totp`, `other`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    otp_type: Field<String>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    otp_url: Field<String>,
    #[schema(value_type = Option<ApiScanInput>)]
    #[serde(default)]
    api_scan_settings: Field<ApiScanInput>,
}

impl Request for SiteInput {}

/// A name and a value.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NameValueInput {
    name: String,
    #[serde(default)]
    value: String,
}

/// User and password. The mask leaves the password as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct BasicAuthInput {
    username: Option<String>,
    password: Option<String>,
}

/// A header or cookie. The mask, and no value, leave that of the same name.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SentValueInput {
    name: String,
    value: Option<String>,
    #[schema(value_type = Option<bool>)]
    allow_testing: Option<Flag>,
    #[schema(value_type = Option<bool>)]
    authentication: Option<Flag>,
    #[schema(value_type = Option<bool>)]
    value_is_sensitive: Option<Flag>,
}

/// How an API is described and signed in to.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct ApiScanInput {
    /// `openapi`, `postman`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    api_schema_type: Field<String>,
    #[schema(value_type = Option<String>, max_length = 2048)]
    #[serde(default)]
    api_schema_url: Field<String>,
    #[schema(value_type = Option<Vec<NameValueInput>>)]
    #[serde(default)]
    custom_api_parameters: Field<Vec<NameValueInput>>,
    /// `application/json`, `application/x-www-form-urlencoded`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    media_type: Field<String>,
    #[schema(value_type = Option<String>, max_length = 2048)]
    #[serde(default)]
    api_login_url: Field<String>,
    #[schema(value_type = Option<String>, max_length = 4096)]
    #[serde(default)]
    api_login_payload: Field<String>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    api_login_enabled: Field<Flag>,
    #[schema(value_type = Option<String>, max_length = 256)]
    #[serde(default)]
    api_login_token_field: Field<String>,
    #[schema(value_type = Option<String>, max_length = 16)]
    #[serde(default)]
    token_prefix: Field<String>,
    #[schema(value_type = Option<String>, max_length = 256)]
    #[serde(default)]
    token_parameter_name: Field<String>,
    /// `cookie`, `header` or empty.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    token_parameter_location: Field<String>,
}

fn flag(field: Field<Flag>) -> Change<bool> {
    field.map(|flag| flag.0)
}

fn secret(field: Field<String>) -> Change<SecretText> {
    field.map(SecretText::from)
}

/// Headers or cookies as the use-case takes them.
pub(crate) fn sent(field: Field<Vec<SentValueInput>>) -> Change<Vec<SentInput>> {
    field.map(|values| {
        let one = |v: SentValueInput| SentInput {
            name: v.name,
            value: v.value.map(SecretText::from),
            allow_testing: v.allow_testing.map(|f| f.0),
            authentication: v.authentication.map(|f| f.0),
            value_is_sensitive: v.value_is_sensitive.map(|f| f.0),
        };
        values.into_iter().map(one).collect()
    })
}

impl From<ApiScanInput> for ApiChange {
    fn from(input: ApiScanInput) -> Self {
        let pairs = |list: Vec<NameValueInput>| list.into_iter().map(|p| (p.name, p.value)).collect();
        Self {
            schema_type: input.api_schema_type.0,
            schema_url: input.api_schema_url.0,
            parameters: input.custom_api_parameters.map(pairs),
            media_type: input.media_type.0,
            login_enabled: flag(input.api_login_enabled),
            login_url: input.api_login_url.0,
            login_payload: secret(input.api_login_payload),
            token_field: input.api_login_token_field.0,
            token_prefix: input.token_prefix.0,
            token_parameter: input.token_parameter_name.0,
            token_location: input.token_parameter_location.0,
        }
    }
}

impl From<SiteInput> for SiteChange {
    fn from(input: SiteInput) -> Self {
        let fields = |list: Vec<NameValueInput>| {
            list.into_iter().map(|f| (f.name, SecretText::from(f.value))).collect()
        };
        Self {
            name: input.name.0,
            desc: input.desc.0,
            url: input.url.0,
            auth_enabled: flag(input.auth_enabled),
            has_form_login: flag(input.has_form_login),
            form_login_url: input.form_login_url.0,
            form_login_check_pattern: input.form_login_check_pattern.0,
            form_login: input.form_login.map(fields),
            has_basic_auth: flag(input.has_basic_auth),
            basic_auth: input.basic_auth.map(|b| (b.username, b.password.map(SecretText::from))),
            headers: sent(input.headers),
            cookies: sent(input.cookies),
            whitelist: input.whitelist.0,
            blacklist: input.blacklist.0,
            logout_detection_enabled: flag(input.logout_detection_enabled),
            logout_condition: input.logout_condition.0,
            check_session_url: input.check_session_url.0,
            api: input.api_scan_settings.map(|api| Box::new(api.into())),
            flags: vec![
                ("site.has_sequence_login", flag(input.has_sequence_login)),
                ("site.has_sequence_navigation", flag(input.has_sequence_navigation)),
                ("site.has_otp", flag(input.has_otp)),
            ],
            texts: vec![
                ("site.otp_algorithm", input.otp_algorithm.0, &["SHA1", "SHA256", "SHA512"]),
                ("site.otp_field", input.otp_field.0, &[]),
                ("site.otp_submit", input.otp_submit.0, &[]),
                ("site.otp_type", input.otp_type.0, &["totp", "other"]),
                ("site.otp_url", input.otp_url.0, &[]),
            ],
            otp_digits: input.otp_digits.map(|n| n.0),
            secrets: vec![
                ("site.otp_secret", secret(input.otp_secret)),
                ("site.otp_login_sequence_totp_value", secret(input.otp_login_sequence_totp_value)),
            ],
        }
    }
}
