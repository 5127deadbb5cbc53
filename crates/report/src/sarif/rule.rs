//! A definition as a `reportingDescriptor` (section 3.49).

use model::definition::Definition;
use model::severity::Threat;
use serde_json::{Value, json};

use super::message::message;

/// The level of a band (section 3.27.10).
pub(super) const fn level(threat: Threat) -> &'static str {
    match threat {
        Threat::Critical | Threat::High => "error",
        Threat::Medium => "warning",
        Threat::Low => "note",
        Threat::Info => "none",
    }
}

/// The rule that a definition becomes.
pub(super) fn rule(definition: &Definition) -> Value {
    let mut tags = vec!["security".to_owned()];
    // The spelling that code scanning services look for.
    tags.extend(definition.cwe.iter().map(|cwe| format!("external/cwe/{}", cwe.to_ascii_lowercase())));
    tags.extend(definition.cve.iter().cloned());
    let mut unique = Vec::with_capacity(tags.len());
    for tag in tags {
        if !unique.contains(&tag) {
            unique.push(tag);
        }
    }
    let mut rule = json!({
        "id": definition.check,
        "name": definition.name,
        "shortDescription": message(&definition.name),
        "fullDescription": message(first_of([&definition.summary, &definition.name])),
        "help": message(&help(definition)),
        "defaultConfiguration": { "level": level(definition.severity.threat()) },
        "properties": {
            "security-severity": definition.severity.to_string(),
            "tags": unique,
            "oid": definition.oid,
            "family": definition.family,
            "cvssVector": definition.cvss_vector,
        },
    });
    let link = definition.references.iter().find(|r| is_web_link(r));
    if let Some(link) = link {
        rule["helpUri"] = link.as_str().into();
    }
    rule
}

/// Whether a reference is a link that the schema's `uri` format takes.
fn is_web_link(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && text.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}[]".contains(&b))
}

fn first_of(texts: [&str; 2]) -> &str {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or("")
}

fn help(definition: &Definition) -> String {
    let references = definition.references.join("\n");
    let parts = [
        ("", definition.summary.as_str()),
        ("Impact: ", &definition.impact),
        ("Detection: ", &definition.detection),
        ("Solution: ", &definition.solution),
        ("References:\n", &references),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| format!("{label}{text}"))
        .collect();
    if parts.is_empty() { definition.name.clone() } else { parts.join("\n\n") }
}
