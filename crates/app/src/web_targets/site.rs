//! Changes of a target's site: what the dialect calls its core settings.

use std::str::FromStr;

use model::secret::SecretText;
use model::target::Target;
use model::web::{LogoutCondition, NamedSecret, SentValue, WebTarget};
use serde_json::{Value, json};

use super::address;
use super::api_settings::ApiChange;
use super::secrets::changed;
use crate::Change;
use crate::input::{Fields, MAX_NAME};

/// The most entries of a list.
const MAX_ENTRIES: usize = 200;
/// The longest value of a header, cookie, field or path.
pub(super) const MAX_VALUE: usize = 8192;
/// The longest address inside the settings.
const MAX_URL: usize = 2048;
/// The longest description.
const MAX_DESC: usize = 4000;

/// A header or cookie as it is sent in.
#[derive(Debug, Clone, Default)]
pub struct SentInput {
    /// Name.
    pub name: String,
    /// Value; the mask or none leaves that of the same name.
    pub value: Option<SecretText>,
    /// Whether checks may put other values there.
    pub allow_testing: Option<bool>,
    /// Whether it signs in.
    pub authentication: Option<bool>,
    /// Whether answers hide the value.
    pub value_is_sensitive: Option<bool>,
}

/// A change of the site of a target.
#[derive(Debug, Clone, Default)]
pub struct SiteChange {
    /// Name of the target.
    pub name: Change<String>,
    /// Remark.
    pub desc: Change<String>,
    /// Where it begins.
    pub url: Change<String>,
    /// Whether the logins are used.
    pub auth_enabled: Change<bool>,
    /// Whether the form is used.
    pub has_form_login: Change<bool>,
    /// Page with the form.
    pub form_login_url: Change<String>,
    /// Text of the page after a login that worked.
    pub form_login_check_pattern: Change<String>,
    /// Names of fields with values.
    pub form_login: Change<Vec<(String, SecretText)>>,
    /// Whether Basic authentication is used.
    pub has_basic_auth: Change<bool>,
    /// User and password; what is `None` stays.
    pub basic_auth: Change<(Option<String>, Option<SecretText>)>,
    /// Headers.
    pub headers: Change<Vec<SentInput>>,
    /// Cookies.
    pub cookies: Change<Vec<SentInput>>,
    /// Paths to crawl in addition.
    pub whitelist: Change<Vec<String>>,
    /// Addresses never asked for.
    pub blacklist: Change<Vec<String>>,
    /// Whether the end of a session is looked for.
    pub logout_detection_enabled: Change<bool>,
    /// `any` or `all`.
    pub logout_condition: Change<String>,
    /// A page that tells.
    pub check_session_url: Change<String>,
    /// How an API is described and signed in to.
    pub api: Change<Box<ApiChange>>,
    /// Settings that no run reads yet, by name: yes or no.
    pub flags: Vec<(&'static str, Change<bool>)>,
    /// Settings that no run reads yet, by name: texts with the words that they can be; none are any.
    pub texts: Vec<(&'static str, Change<String>, &'static [&'static str])>,
    /// Digits of a one-time password.
    pub otp_digits: Change<i64>,
    /// Secrets that no run reads yet, by name.
    pub secrets: Vec<(&'static str, Change<SecretText>)>,
}

/// Changes name, remark and settings of a target.
pub(super) fn apply(fields: &mut Fields, target: &mut Target, web: &mut WebTarget, change: SiteChange) {
    let url = change.url;
    if let Change::Set(_) | Change::Clear = url {
        address_of(fields, web, &url.apply(None).unwrap_or_default());
    }
    let old_name = std::mem::take(&mut target.name);
    let host =
        url::Url::parse(&web.url).ok().and_then(|u| u.host_str().map(str::to_owned)).unwrap_or_default();
    target.name = match change.name {
        Change::Keep if old_name.is_empty() => host,
        Change::Set(name) if name.trim().is_empty() => host,
        Change::Keep => old_name,
        Change::Clear => host,
        Change::Set(name) => fields.name("site.name", &name),
    };
    if let Change::Set(_) | Change::Clear = change.desc {
        target.comment = change.desc.apply(None).unwrap_or_default();
        text(fields, "site.desc", &target.comment, MAX_DESC);
    }
    web.auth_enabled = change.auth_enabled.apply_or(web.auth_enabled, false);
    form_login(
        fields,
        web,
        (change.has_form_login, change.form_login_url, change.form_login_check_pattern, change.form_login),
    );
    basic_auth(fields, web, change.has_basic_auth, change.basic_auth);
    sent(fields, "site.headers", &mut web.headers, change.headers);
    sent(fields, "site.cookies", &mut web.cookies, change.cookies);
    list(fields, "site.whitelist", &mut web.seeds, change.whitelist);
    list(fields, "site.blacklist", &mut web.blacklist, change.blacklist);
    logout(fields, web, (change.logout_detection_enabled, change.logout_condition, change.check_session_url));
    others(fields, web, (change.flags, change.texts, change.secrets, change.otp_digits));
    match change.api {
        Change::Keep => {}
        Change::Clear => web.api = model::web::ApiSettings::default(),
        Change::Set(api) => super::api_settings::apply(fields, &mut web.api, *api),
    }
    together(fields, web);
}

fn address_of(fields: &mut Fields, web: &mut WebTarget, text: &str) {
    if text.trim().is_empty() {
        return fields.add("site.url", "blank", "must not be blank");
    }
    match address::normalised(text) {
        Ok(url) => web.url = url.into(),
        Err(why) => fields.add("site.url", "invalid", why),
    }
}

/// What is wrong only together.
fn together(fields: &mut Fields, web: &WebTarget) {
    let sequence = web.other.get("has_sequence_login").and_then(Value::as_bool).unwrap_or_default();
    if web.form_login.enabled && sequence {
        fields.add("site.has_sequence_login", "invalid", "cannot be used together with a login form");
    }
    if web.form_login.enabled && (web.form_login.url.is_empty() || web.form_login.fields.is_empty()) {
        fields.add("site.has_form_login", "invalid", "needs form_login_url and form_login");
    }
    if web.logout.enabled && (web.logout.check_url.is_empty() || web.logout.detectors.is_empty()) {
        let needs = "needs check_session_url and at least one logout detector";
        fields.add("site.logout_detection_enabled", "invalid", needs);
    }
}

type FormChange = (Change<bool>, Change<String>, Change<String>, Change<Vec<(String, SecretText)>>);

fn form_login(fields: &mut Fields, web: &mut WebTarget, (has, url, pattern, values): FormChange) {
    let form = &mut web.form_login;
    form.enabled = has.apply_or(form.enabled, false);
    link(fields, "site.form_login_url", &mut form.url, url);
    if !matches!(pattern, Change::Keep) {
        form.check_pattern = pattern.apply(None).unwrap_or_default();
        text(fields, "site.form_login_check_pattern", &form.check_pattern, MAX_NAME);
    }
    let Change::Set(values) = values else {
        if matches!(values, Change::Clear) {
            form.fields.clear();
        }
        return;
    };
    if values.len() > MAX_ENTRIES {
        return fields.add("site.form_login", "too_long", format!("holds more than {MAX_ENTRIES} fields"));
    }
    let old = std::mem::take(&mut form.fields);
    for (name, value) in values {
        text(fields, "site.form_login", &name, MAX_NAME);
        text(fields, "site.form_login", value.expose(), MAX_VALUE);
        let known = old.iter().find(|f| f.name == name).map(|f| f.value.clone()).unwrap_or_default();
        form.fields.push(NamedSecret { name, value: changed(value.expose(), &known) });
    }
}

fn basic_auth(
    fields: &mut Fields,
    web: &mut WebTarget,
    has: Change<bool>,
    values: Change<(Option<String>, Option<SecretText>)>,
) {
    let basic = &mut web.basic_auth;
    basic.enabled = has.apply_or(basic.enabled, false);
    match values {
        Change::Keep => {}
        Change::Clear => {
            basic.username.clear();
            basic.password = SecretText::default();
        }
        Change::Set((username, password)) => {
            if let Some(username) = username {
                text(fields, "site.basic_auth.username", &username, MAX_NAME);
                basic.username = username;
            }
            if let Some(password) = password {
                text(fields, "site.basic_auth.password", password.expose(), MAX_NAME);
                basic.password = changed(password.expose(), &basic.password);
            }
        }
    }
}

/// Headers or cookies: a value that was not said, or is the mask, is that of the same name before.
pub(super) fn sent(
    fields: &mut Fields,
    field: &'static str,
    values: &mut Vec<SentValue>,
    change: Change<Vec<SentInput>>,
) {
    let new = match change {
        Change::Keep => return,
        Change::Clear => Vec::new(),
        Change::Set(new) => new,
    };
    if new.len() > MAX_ENTRIES {
        return fields.add(field, "too_long", format!("holds more than {MAX_ENTRIES} entries"));
    }
    let old = std::mem::take(values);
    for input in new {
        let name = input.name.trim().to_owned();
        if name.is_empty() || name.len() > MAX_NAME || !name.bytes().all(token) {
            fields.add(field, "invalid", "hold a name that cannot be one");
        }
        let known = old.iter().find(|v| v.name == name).cloned().unwrap_or_default();
        let value = input.value.map_or_else(|| known.value.clone(), |v| changed(v.expose(), &known.value));
        if value.expose().len() > MAX_VALUE || value.expose().chars().any(|c| c.is_control() && c != '\t') {
            fields.add(field, "invalid", "hold a value that is too long or has control characters");
        }
        values.push(SentValue {
            name,
            value,
            allow_testing: input.allow_testing.unwrap_or(known.allow_testing),
            authentication: input.authentication.unwrap_or(known.authentication),
            value_is_sensitive: input.value_is_sensitive.unwrap_or(known.value_is_sensitive),
        });
    }
}

/// The characters of a token (RFC 9110 section 5.6.2).
const fn token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^'..=b'`' | b'|' | b'~')
}

fn list(fields: &mut Fields, field: &'static str, values: &mut Vec<String>, change: Change<Vec<String>>) {
    let new = match change {
        Change::Keep => return,
        Change::Clear => Vec::new(),
        Change::Set(new) => new,
    };
    if new.len() > MAX_ENTRIES * 5 {
        return fields.add(field, "too_long", format!("holds more than {} entries", MAX_ENTRIES * 5));
    }
    for entry in &new {
        text(fields, field, entry, MAX_URL);
    }
    if field == "site.whitelist" && new.iter().any(|entry| absolute(entry)) {
        fields.add(field, "invalid", "takes relative paths only");
    }
    *values = new.into_iter().map(|e| e.trim().to_owned()).filter(|e| !e.is_empty()).collect();
}

/// Whether a path names a host.
fn absolute(entry: &str) -> bool {
    entry.trim_start().starts_with("//") || url::Url::parse(entry.trim()).is_ok()
}

fn logout(
    fields: &mut Fields,
    web: &mut WebTarget,
    (enabled, condition, check_url): (Change<bool>, Change<String>, Change<String>),
) {
    web.logout.enabled = enabled.apply_or(web.logout.enabled, false);
    match condition {
        Change::Keep => {}
        Change::Clear => web.logout.condition = None,
        Change::Set(word) if word.is_empty() => web.logout.condition = None,
        Change::Set(word) => match LogoutCondition::from_str(&word) {
            Ok(condition) => web.logout.condition = Some(condition),
            Err(e) => fields.add("site.logout_condition", "invalid", e.to_string()),
        },
    }
    link(fields, "site.check_session_url", &mut web.logout.check_url, check_url);
}

type Others = (
    Vec<(&'static str, Change<bool>)>,
    Vec<(&'static str, Change<String>, &'static [&'static str])>,
    Vec<(&'static str, Change<SecretText>)>,
    Change<i64>,
);

/// What is kept for clients and read by no run yet.
fn others(fields: &mut Fields, web: &mut WebTarget, (flags, texts, secrets, digits): Others) {
    for (name, change) in flags {
        set(web, name, change, Value::Bool);
    }
    for (name, change, words) in texts {
        if let Change::Set(word) = &change {
            text(fields, name, word, MAX_URL);
            if !words.is_empty() && !word.is_empty() && !words.contains(&word.as_str()) {
                fields.add(name, "invalid", format!("must be one of {}", words.join(", ")));
            }
        }
        set(web, name, change, Value::String);
    }
    for (name, change) in secrets {
        let key = name.rsplit('.').next().unwrap_or(name);
        match change {
            Change::Keep => {}
            Change::Clear => drop(web.other_secrets.remove(key)),
            Change::Set(secret) => {
                text(fields, name, secret.expose(), MAX_VALUE);
                let known = web.other_secrets.get(key).cloned().unwrap_or_default();
                web.other_secrets.insert(key.to_owned(), changed(secret.expose(), &known));
            }
        }
    }
    web.other_secrets.retain(|_, secret| !secret.is_empty());
    if let Change::Set(n) = &digits
        && !(6..=8).contains(n)
    {
        fields.add("site.otp_digits", "invalid", "must be 6, 7 or 8");
    }
    set(web, "site.otp_digits", digits, |n| json!(n));
}

/// Keeps a value under the last part of its field's name.
fn set<T>(web: &mut WebTarget, field: &str, change: Change<T>, value: impl FnOnce(T) -> Value) {
    let name = field.rsplit('.').next().unwrap_or(field);
    match change {
        Change::Keep => {}
        Change::Clear => drop(web.other.remove(name)),
        Change::Set(v) => drop(web.other.insert(name.to_owned(), value(v))),
    }
}

/// An address inside the settings, or none.
pub(super) fn link(fields: &mut Fields, field: &'static str, value: &mut String, change: Change<String>) {
    if matches!(change, Change::Keep) {
        return;
    }
    let new = change.apply(None).unwrap_or_default();
    *value = String::new();
    if new.trim().is_empty() {
        return;
    }
    match address::normalised(&new) {
        Ok(url) => *value = url.into(),
        Err(why) => fields.add(field, "invalid", why),
    }
}

/// A text of at most `max` characters without NUL.
pub(super) fn text(fields: &mut Fields, field: &'static str, value: &str, max: usize) {
    if value.chars().count() > max {
        fields.add(field, "too_long", format!("ensure this field has no more than {max} characters"));
    }
    if value.contains('\0') {
        fields.add(field, "invalid", "null characters are not allowed");
    }
}
