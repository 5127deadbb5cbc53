//! What is shown of a site: the core settings of a target. Secrets never come back: a mask stands for them.

use app::web_targets::TargetView;
use model::web::{ApiSettings, NamedSecret, SentValue, Verification, WebTarget};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::dast::frame::show_id;
use crate::dast::views::{ChangedBy, iso};

/// The core settings of a target.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub(crate) struct Site {
    id: String,
    name: String,
    desc: String,
    pub(crate) url: String,
    host: String,
    has_form_login: bool,
    form_login_url: String,
    form_login_check_pattern: String,
    form_login: Vec<NameValue>,
    logout_detection_enabled: bool,
    has_sequence_login: bool,
    pub(crate) has_sequence_navigation: bool,
    has_basic_auth: bool,
    basic_auth: BasicAuth,
    headers: Vec<Sent>,
    cookies: Vec<Sent>,
    /// Additional paths to crawl.
    whitelist: Vec<String>,
    /// Addresses never asked for.
    blacklist: Vec<String>,
    changed: String,
    changed_by: ChangedBy,
    auth_enabled: bool,
    /// `any`, `all`.
    logout_condition: &'static str,
    check_session_url: String,
    has_otp: bool,
    otp_secret: String,
    /// `SHA1`, `SHA256`, `SHA512`.
    otp_algorithm: String,
    /// 6, 7 or 8.
    otp_digits: i64,
    otp_field: String,
    otp_submit: String,
    otp_login_sequence_totp_value: String,
    /// `totp`, `other`.
    otp_type: String,
    otp_url: String,
    /// Technologies seen by the last scan.
    stack: Vec<Technology>,
    verified: bool,
    verification_token: String,
    verification_date: Option<String>,
    /// `file`, `dns_txt`, `meta_tag`; empty before the first try.
    verification_method: String,
    verification_last_error: String,
    api_scan_settings: Option<ApiScanSettings>,
}

/// A name and a value.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct NameValue {
    name: String,
    /// A mask where it is secret.
    value: String,
}

/// User and password.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub(crate) struct BasicAuth {
    username: String,
    /// A mask; empty if there is none.
    password: String,
}

/// A header or cookie that goes with every request.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Sent {
    name: String,
    /// A mask where it is sensitive or signs in.
    value: String,
    allow_testing: bool,
    authentication: bool,
    authentication_secondary: bool,
    value_is_sensitive: bool,
}

/// A technology.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Technology {
    id: String,
    name: String,
    desc: String,
}

/// How an API is described and signed in to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ApiScanSettings {
    /// `openapi`, `postman`.
    api_schema_type: Option<&'static str>,
    api_schema_url: Option<String>,
    /// Name of the uploaded description.
    api_schema_file: Option<String>,
    custom_api_parameters: Vec<NameValue>,
    /// `application/json`, `application/x-www-form-urlencoded`.
    media_type: String,
    api_login_url: String,
    /// A mask; empty if there is none.
    api_login_payload: String,
    api_login_enabled: bool,
    api_login_token_field: String,
    token_prefix: String,
    token_parameter_name: String,
    /// `cookie`, `header` or empty.
    token_parameter_location: String,
}

impl Technology {
    /// A technology by its name, which is its id, too.
    pub(crate) fn named(name: &str) -> Self {
        Self { id: name.to_owned(), name: name.to_owned(), desc: String::new() }
    }
}

impl Sent {
    /// As it is shown; the value is masked already where it must be.
    pub(crate) fn new(sent: &SentValue) -> Self {
        Self {
            name: sent.name.clone(),
            value: sent.value.expose().to_owned(),
            allow_testing: sent.allow_testing,
            authentication: sent.authentication,
            authentication_secondary: false,
            value_is_sensitive: sent.value_is_sensitive,
        }
    }
}

impl NameValue {
    fn secret(field: &NamedSecret) -> Self {
        Self { name: field.name.clone(), value: field.value.expose().to_owned() }
    }
}

impl ApiScanSettings {
    fn new(api: &ApiSettings) -> Self {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        let media_type = some(&api.media_type).unwrap_or_else(|| "application/json".to_owned());
        Self {
            api_schema_type: api.schema_type.map(model::web::ApiSchemaType::as_str),
            api_schema_url: some(&api.schema_url),
            api_schema_file: some(&api.schema_file),
            custom_api_parameters: api
                .parameters
                .iter()
                .map(|p| NameValue { name: p.name.clone(), value: p.value.clone() })
                .collect(),
            media_type,
            api_login_url: api.login_url.clone(),
            api_login_payload: api.login_payload.expose().to_owned(),
            api_login_enabled: api.login_enabled,
            api_login_token_field: api.token_field.clone(),
            token_prefix: api.token_prefix.clone(),
            token_parameter_name: api.token_parameter.clone(),
            token_parameter_location: api.token_location.clone(),
        }
    }
}

/// Settings that no run reads yet.
struct Other<'w>(&'w WebTarget);

impl Other<'_> {
    fn flag(&self, name: &str) -> bool {
        self.0.other.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    fn text(&self, name: &str, default: &str) -> String {
        self.0.other.get(name).and_then(Value::as_str).unwrap_or(default).to_owned()
    }

    fn secret(&self, name: &str) -> String {
        self.0.other_secrets.get(name).map(|s| s.expose().to_owned()).unwrap_or_default()
    }
}

impl Site {
    /// The site of a target whose secrets are masked already.
    pub(crate) fn new(view: &TargetView) -> Self {
        let Some(web) = view.target.web.as_deref() else { return Self::default() };
        let other = Other(web);
        let Verification { verified, token, date, method, last_error } = web.verification.clone();
        let is_api = view.target.kind == model::target::TargetKind::Api;
        Self {
            id: show_id(view.target.id),
            name: view.target.name.clone(),
            desc: view.target.comment.clone(),
            url: web.url.clone(),
            host: host(&web.url),
            has_form_login: web.form_login.enabled,
            form_login_url: web.form_login.url.clone(),
            form_login_check_pattern: web.form_login.check_pattern.clone(),
            form_login: web.form_login.fields.iter().map(NameValue::secret).collect(),
            logout_detection_enabled: web.logout.enabled,
            has_sequence_login: other.flag("has_sequence_login"),
            has_sequence_navigation: other.flag("has_sequence_navigation"),
            has_basic_auth: web.basic_auth.enabled,
            basic_auth: BasicAuth {
                username: web.basic_auth.username.clone(),
                password: web.basic_auth.password.expose().to_owned(),
            },
            headers: web.headers.iter().map(Sent::new).collect(),
            cookies: web.cookies.iter().map(Sent::new).collect(),
            whitelist: web.seeds.clone(),
            blacklist: web.blacklist.clone(),
            changed: view.target.updated_at.iso_micros(),
            changed_by: ChangedBy::of(view.changed_by, &view.people),
            auth_enabled: web.auth_enabled,
            logout_condition: web.logout.condition.map_or("any", model::web::LogoutCondition::as_str),
            check_session_url: web.logout.check_url.clone(),
            has_otp: other.flag("has_otp"),
            otp_secret: other.secret("otp_secret"),
            otp_algorithm: other.text("otp_algorithm", "SHA1"),
            otp_digits: web.other.get("otp_digits").and_then(Value::as_i64).unwrap_or(6),
            otp_field: other.text("otp_field", ""),
            otp_submit: other.text("otp_submit", ""),
            otp_login_sequence_totp_value: other.secret("otp_login_sequence_totp_value"),
            otp_type: other.text("otp_type", "totp"),
            otp_url: other.text("otp_url", ""),
            stack: view
                .last_run
                .iter()
                .flat_map(|run| &run.stack)
                .map(|name| Technology::named(name))
                .collect(),
            verified,
            verification_token: token,
            verification_date: iso(date),
            verification_method: method,
            verification_last_error: last_error,
            api_scan_settings: (is_api || web.api != ApiSettings::default())
                .then(|| ApiScanSettings::new(&web.api)),
        }
    }
}

/// Host and port of an address as it is written there.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or_default().to_owned()
}
