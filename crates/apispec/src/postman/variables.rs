//! Variables `{{name}}` of a collection.

use crawl::WebUrl;
use serde_json::Value;

use crate::overrides::Overrides;
use crate::{Notes, text};

/// The most variables, the most replacements in one text, and the longest text that comes of it, in bytes.
const MOST: usize = 500;
const MOST_REPLACED: usize = 200;
const LONGEST: usize = 1024 * 1024;
/// Names under which collections keep the address of the API.
const ADDRESSES: [&str; 10] =
    ["baseurl", "base_url", "base-url", "url", "host", "apiurl", "api_url", "server", "endpoint", "domain"];

/// Values by name; the innermost folder's count first, the user's before all.
#[derive(Clone)]
pub(super) struct Variables<'a> {
    overrides: &'a Overrides,
    base: Option<&'a WebUrl>,
    known: Vec<(&'a str, String)>,
}

impl<'a> Variables<'a> {
    pub(super) fn new(overrides: &'a Overrides, base: Option<&'a WebUrl>) -> Self {
        Self { overrides, base, known: Vec::new() }
    }

    /// With those of a folder or of the collection.
    pub(super) fn with(&self, level: &'a Value) -> Self {
        let mut known = self.known.clone();
        for variable in level.get("variable").and_then(Value::as_array).into_iter().flatten() {
            let name = text(variable, "key").or_else(|| text(variable, "id"));
            let disabled = variable.get("disabled") == Some(&Value::Bool(true));
            if let Some(name) = name.filter(|_| !disabled && known.len() < MOST) {
                known.push((name, plain(variable.get("value").unwrap_or(&Value::Null))));
            }
        }
        Self { known, ..self.clone() }
    }

    /// The value of a name, as the user or the collection gives it.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let own = || self.known.iter().rev().find(|(n, _)| *n == name).map(|(_, v)| v.as_str());
        self.overrides.get(name).or_else(own)
    }

    /// The text with all its variables replaced. A value may hold others, which are replaced as well, a bounded number of
    /// times.
    pub(super) fn fill(&self, text: &str, notes: &mut Notes) -> String {
        let mut out = text.to_owned();
        for _ in 0..MOST_REPLACED {
            let Some(start) = out.find("{{") else { break };
            let Some(length) = out.get(start..).and_then(|rest| rest.find("}}")) else { break };
            let name = out.get(start + 2..start + length).unwrap_or_default().trim().to_owned();
            let value = self.value(&name, notes);
            out.replace_range(start..start + length + 2, &value);
            if out.len() > LONGEST {
                break;
            }
        }
        out
    }

    fn value(&self, name: &str, notes: &mut Notes) -> String {
        if let Some(value) = self.get(name).filter(|v| !v.is_empty()) {
            return value.to_owned();
        }
        if let Some(made) = dynamic(name) {
            return made.to_owned();
        }
        let lower = name.to_ascii_lowercase();
        if let Some(base) = self.base.filter(|_| ADDRESSES.contains(&lower.as_str())) {
            return base.as_str().trim_end_matches('/').to_owned();
        }
        let shown: String = name.chars().take(60).collect();
        notes.warn(format!("variable \"{shown}\" has no value: 1 was used"));
        "1".to_owned()
    }
}

/// A value of a collection as text.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Variables that Postman makes by itself; always the same here, so that the same collection is the same requests.
fn dynamic(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix('$')?;
    Some(match name {
        "guid" | "randomUUID" => "7b0e9a52-64d1-4c1b-9c1e-2f5d8a3b6c10",
        "timestamp" => "1736942400",
        "isoTimestamp" | "randomDateRecent" | "randomDatePast" | "randomDateFuture" => {
            "2025-01-15T12:00:00.000Z"
        }
        "randomEmail" | "randomExampleEmail" => "watchpost@example.com",
        "randomFirstName" => "Wendy",
        "randomLastName" => "Watch",
        "randomFullName" => "Wendy Watch",
        "randomUserName" => "watchpost",
        "randomPassword" => "Watchpost-7qZ!",
        "randomBoolean" => "true",
        "randomUrl" => "http://example.com/",
        "randomIP" => "192.0.2.1",
        "randomPhoneNumber" => "5550123456",
        "randomInt" | "randomDigit" | "randomPrice" => "1",
        n if n.starts_with("random") => "test",
        _ => return None,
    })
}

impl Variables<'_> {
    /// What the user gives for a parameter of that name.
    pub(super) fn overridden(&self, name: &str) -> Option<&str> {
        self.overrides.get(name)
    }
}
