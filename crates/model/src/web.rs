//! Web applications and APIs as targets: what the user says about them, and what a run makes of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::secret::SecretText;
use crate::time::Timestamp;

/// The settings of a web or API target. Every [`SecretText`] in it is empty where the settings rest in the open: see
/// [`WebTarget::take_secrets`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WebTarget {
    /// Where it begins: `http` or `https`, normalised.
    pub url: String,
    /// Whether the logins below are used.
    pub auth_enabled: bool,
    /// A login form.
    pub form_login: FormLoginSettings,
    /// HTTP Basic authentication.
    pub basic_auth: BasicAuthSettings,
    /// Headers sent along.
    pub headers: Vec<SentValue>,
    /// Cookies sent along.
    pub cookies: Vec<SentValue>,
    /// How to tell that a session has ended.
    pub logout: LogoutSettings,
    /// Paths to crawl in addition, relative to `url`.
    pub seeds: Vec<String>,
    /// Addresses never asked for; `*` stands for anything.
    pub blacklist: Vec<String>,
    /// Hosts that belong to it: `name` or `name:port`.
    pub extra_hosts: Vec<String>,
    /// How an API is described and signed in to.
    pub api: ApiSettings,
    /// What is known about ownership.
    pub verification: Verification,
    /// Settings that are kept for clients and that no run reads yet.
    pub other: Map<String, Value>,
    /// Secret settings that no run reads yet, by name (`otp_secret`).
    pub other_secrets: BTreeMap<String, SecretText>,
}

/// A login form and what to type into it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FormLoginSettings {
    /// Whether it is used.
    pub enabled: bool,
    /// The page with the form.
    pub url: String,
    /// A text of the page that follows a login that worked.
    pub check_pattern: String,
    /// Names of fields and their values.
    pub fields: Vec<NamedSecret>,
}

/// HTTP Basic authentication.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BasicAuthSettings {
    /// Whether it is used.
    pub enabled: bool,
    /// User.
    pub username: String,
    /// Password.
    pub password: SecretText,
}

/// A named value that must not be seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NamedSecret {
    /// Name.
    pub name: String,
    /// Value.
    pub value: SecretText,
}

/// A header or cookie that goes with every request.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SentValue {
    /// Name.
    pub name: String,
    /// Value.
    pub value: SecretText,
    /// Whether checks may put other values there.
    pub allow_testing: bool,
    /// Whether it signs in.
    pub authentication: bool,
    /// Whether answers of the API hide the value.
    pub value_is_sensitive: bool,
}

crate::words! {
    /// How many logout detectors must agree.
    LogoutCondition { Any = "any", All = "all" }
}

crate::words! {
    /// What a logout detector looks at.
    DetectorKind {
        /// The text of the page.
        Text = "text",
        /// The address.
        Url = "url",
        /// An element.
        Selector = "sel",
    }
}

/// How to tell that a session has ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LogoutSettings {
    /// Whether it is used.
    pub enabled: bool,
    /// A page that tells.
    pub check_url: String,
    /// How many detectors must agree; `any` where it is not said.
    pub condition: Option<LogoutCondition>,
    /// Signs of being signed out.
    pub detectors: Vec<LogoutDetector>,
}

/// A sign of being signed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoutDetector {
    /// Id, unique in its target.
    pub id: crate::id::DetectorId,
    /// What is looked at.
    pub kind: DetectorKind,
    /// What it looks like.
    pub value: String,
}

crate::words! {
    /// Form of an API description.
    ApiSchemaType { OpenApi = "openapi", Postman = "postman" }
}

/// How an API is described and signed in to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiSettings {
    /// Form of the description.
    pub schema_type: Option<ApiSchemaType>,
    /// Where the description is; empty if it was uploaded.
    pub schema_url: String,
    /// Name of the uploaded file; empty if none was.
    pub schema_file: String,
    /// Values for parameters by name.
    pub parameters: Vec<NamedValue>,
    /// Media type of the login payload; empty is JSON.
    pub media_type: String,
    /// Whether a token is fetched first.
    pub login_enabled: bool,
    /// Where the token is fetched.
    pub login_url: String,
    /// What is sent there.
    pub login_payload: SecretText,
    /// Field of the answer that holds the token.
    pub token_field: String,
    /// Put before the token: `Bearer`.
    pub token_prefix: String,
    /// Header or cookie that carries the token.
    pub token_parameter: String,
    /// `cookie` or `header`; empty is `header`.
    pub token_location: String,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NamedValue {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

/// What is known about the ownership of a target.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Verification {
    /// Whether it is proven.
    pub verified: bool,
    /// What the owner publishes.
    pub token: String,
    /// When it was tried last.
    pub date: Option<Timestamp>,
    /// How: `file`, `dns_txt`; empty before the first try.
    pub method: String,
    /// Why the last try failed; empty if it did not.
    pub last_error: String,
}

impl WebTarget {
    /// Takes every secret out and names it by its place, so that the rest can be kept in the open.
    pub fn take_secrets(&mut self) -> BTreeMap<String, SecretText> {
        let mut out = BTreeMap::new();
        self.each_secret(&mut |name, secret| {
            if !secret.is_empty() {
                out.insert(name, std::mem::take(secret));
            }
        });
        out
    }

    /// Puts back what [`WebTarget::take_secrets`] took.
    pub fn put_secrets(&mut self, secrets: &BTreeMap<String, SecretText>) {
        for name in secrets.keys().filter_map(|k| k.strip_prefix("other/")) {
            self.other_secrets.entry(name.to_owned()).or_default();
        }
        self.each_secret(&mut |name, secret| {
            if let Some(known) = secrets.get(&name) {
                *secret = known.clone();
            }
        });
        self.other_secrets.retain(|_, secret| !secret.is_empty());
    }

    fn each_secret(&mut self, visit: &mut dyn FnMut(String, &mut SecretText)) {
        for (i, field) in self.form_login.fields.iter_mut().enumerate() {
            visit(format!("form_login/{i}"), &mut field.value);
        }
        visit("basic_auth".to_owned(), &mut self.basic_auth.password);
        for (kind, values) in [("headers", &mut self.headers), ("cookies", &mut self.cookies)] {
            for (i, sent) in values.iter_mut().enumerate() {
                visit(format!("{kind}/{i}"), &mut sent.value);
            }
        }
        visit("api_login_payload".to_owned(), &mut self.api.login_payload);
        for (name, secret) in &mut self.other_secrets {
            visit(format!("other/{name}"), secret);
        }
    }
}

/// What a run of a web or API target does besides what its profile says, frozen at its start. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebPlan {
    /// The target's settings as they were.
    pub target: WebTarget,
    /// Whether the description of an API says what is asked instead of a crawl.
    pub is_api: bool,
    /// What the client wants to read again with the run.
    pub user_data: Option<String>,
    /// Only these addresses, if any are given.
    pub reduced_scopes: Vec<String>,
    /// How far the run is narrowed by its settings.
    #[serde(default)]
    pub narrowing: Narrowing,
}

/// How far a run is narrowed by the settings of its target or its schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Narrowing {
    /// To what is new or changed since the last complete run with the same profile.
    pub incremental: bool,
    /// To the addresses that the target names besides its start.
    pub reduced_scope: bool,
    /// To recorded sequences. Kept with the run: targets have none yet, and a run says that it crawls as usual.
    pub crawl_sequences_only: bool,
}

/// The name under which a unit gets an uploaded description of an API, as one of its parts.
pub const PART_API_SCHEMA: &str = "api_schema";

/// The name under which the unit of an incremental run gets what the last complete run with its profile saw.
pub const PART_BASELINE: &str = "baseline";

/// The name under which a unit keeps what it saw, for later incremental runs with the same profile.
pub fn part_seen(profile: &str) -> String {
    format!("seen:{profile}")
}

crate::words! {
    /// Part of a web run that clients follow.
    Stage { Fingerprinter = "fingerprinter", Crawler = "crawler", Scanner = "scanner" }
}

crate::words! {
    /// How far a stage is.
    StageState { Started = "started", Ended = "ended" }
}

/// How far a stage of a run is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageStatus {
    /// The stage.
    pub stage: Stage,
    /// Its state.
    pub state: StageState,
    /// Requests, pages or checks done.
    pub done: u32,
    /// All there are as far as is known.
    pub total: u32,
    /// What a user should know, such as a login that failed; at most ten.
    pub warnings: Vec<String>,
}

/// An address that a run asked for, or did not: a row of the coverage list. Words as the crawl's ledger has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Place in the list, from 0; a row sent again replaces the one of its position.
    pub position: u32,
    /// Method.
    pub method: String,
    /// Address.
    pub url: String,
    /// Whether it was asked for.
    pub accepted: bool,
    /// Why not; empty if it was.
    pub reason: String,
    /// More about the reason.
    pub info: String,
    /// The page that named it.
    pub source: Option<String>,
    /// Status code of the answer.
    pub status: Option<u16>,
    /// Whether it was asked for in a session.
    pub authenticated: bool,
    /// Bytes of the request.
    pub request_bytes: u64,
    /// Bytes of the answer.
    pub response_bytes: u64,
    /// Parameters of query and body.
    pub parameters: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_go_and_come_back() {
        let mut target = WebTarget { url: "http://a.test/".to_owned(), ..WebTarget::default() };
        target.basic_auth.password = "one".into();
        target.form_login.fields = vec![NamedSecret { name: "user".to_owned(), value: "two".into() }];
        target.headers =
            vec![SentValue { name: "X".to_owned(), value: "three".into(), ..SentValue::default() }];
        target.other_secrets.insert("otp_secret".to_owned(), "four".into());
        let whole = target.clone();
        let secrets = target.take_secrets();
        let open = serde_json::to_string(&target).unwrap();
        assert!(["one", "two", "three", "four"].iter().all(|s| !open.contains(s)), "{open}");
        assert!(!format!("{whole:?}").contains("three"));
        let mut back: WebTarget = serde_json::from_str(&open).unwrap();
        back.put_secrets(&secrets);
        assert_eq!(back, whole);
    }
}
