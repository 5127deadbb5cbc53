//! What a template says about itself.

use model::Severity;
use model::definition::Effect;

use crate::fields::Fields;
use crate::refusal::Refusals;
use crate::yaml::{Kind, Node};

/// Tags of checks that may disturb a target.
const INTRUSIVE_TAGS: &[&str] = &["dos", "fuzz", "brute-force", "bruteforce", "intrusive"];

/// The `info` block.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// Title.
    pub name: String,
    /// Authors.
    pub author: Vec<String>,
    /// The score: of the CVSS classification if there is one, else the lowest of the band that `severity` names.
    pub severity: Severity,
    /// What it is.
    pub description: String,
    /// What it can lead to.
    pub impact: String,
    /// What to do.
    pub remediation: String,
    /// Where to read on.
    pub references: Vec<String>,
    /// CVE ids, upper case.
    pub cve: Vec<String>,
    /// CWE ids, upper case.
    pub cwe: Vec<String>,
    /// CVSS vector.
    pub cvss_vector: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Anything else, single values only.
    pub metadata: Vec<(String, String)>,
    /// The mildest effect that any request of the template is taken to have.
    pub effect_floor: Option<Effect>,
}

/// Bands, by the word that the format uses.
const BANDS: &[(&str, Severity)] = &[
    ("info", Severity::INFO),
    ("unknown", Severity::INFO),
    ("low", model::Threat::Low.floor()),
    ("medium", model::Threat::Medium.floor()),
    ("high", model::Threat::High.floor()),
    ("critical", model::Threat::Critical.floor()),
];

pub(crate) fn read(node: Node, refusals: &mut Refusals) -> Info {
    let mut fields = Fields::of(node, "\"info\"", refusals);
    let line = fields.line;
    let mut info = Info::default();
    let text = |fields: &mut Fields<'_>, name| fields.text(name).map(|(_, t)| t).unwrap_or_default();
    info.name = text(&mut fields, "name");
    if info.name.trim().is_empty() {
        fields.refusals.add(line, "\"info\" wants a \"name\"");
    }
    info.author = words(&mut fields, "author");
    info.tags = words(&mut fields, "tags");
    info.references = fields.texts("reference").into_iter().map(|(_, t)| t).collect();
    info.description = text(&mut fields, "description");
    info.impact = text(&mut fields, "impact");
    info.remediation = text(&mut fields, "remediation");
    if let Some(severity) = fields.word("severity", BANDS) {
        info.severity = severity;
    } else {
        fields.refusals.add(line, "\"info\" wants a \"severity\" of info, low, medium, high or critical");
    }
    let metadata = fields.entries("metadata");
    metadata_of(metadata, &mut info, &mut fields);
    if let Some(node) = fields.take("classification") {
        classification(node, &mut info, fields.refusals);
    }
    fields.finish();
    if info.tags.iter().any(|t| INTRUSIVE_TAGS.contains(&t.as_str())) {
        info.effect_floor = Some(Effect::Intrusive);
    }
    info
}

/// A list, or one text with commas.
fn words(fields: &mut Fields<'_>, name: &str) -> Vec<String> {
    let texts = fields.texts(name);
    let split = texts.iter().flat_map(|(_, t)| t.split(','));
    split.map(|w| w.trim().to_lowercase()).filter(|w| !w.is_empty()).collect()
}

/// `effect` raises the effect of every request; it cannot lower it, since files come from anywhere and the profile
/// `safe` promises GET, HEAD and OPTIONS only.
fn metadata_of(entries: Vec<(crate::yaml::Key, Node)>, info: &mut Info, fields: &mut Fields<'_>) {
    for (key, node) in entries {
        let Kind::Scalar(value) = node.kind else { continue };
        if key.name == "effect" {
            match value.parse::<Effect>() {
                Ok(effect) => info.effect_floor = Some(effect),
                Err(e) => fields.refusals.add(node.line, e),
            }
        }
        info.metadata.push((key.name, value));
    }
}

fn classification(node: Node, info: &mut Info, refusals: &mut Refusals) {
    let mut fields = Fields::of(node, "\"classification\"", refusals);
    info.cve = words(&mut fields, "cve-id").iter().map(|w| w.to_uppercase()).collect();
    info.cwe = words(&mut fields, "cwe-id").iter().map(|w| w.to_uppercase()).collect();
    info.cvss_vector = fields.text("cvss-metrics").map(|(_, t)| t).unwrap_or_default();
    if let Some((line, score)) = fields.text("cvss-score") {
        match score.parse::<f64>() {
            Ok(score) if (0.0..=10.0).contains(&score) => info.severity = Severity::from_score(score),
            _ => fields.refusals.add(line, format!("\"cvss-score\" wants 0.0 to 10.0, not \"{score}\"")),
        }
    }
    // Known, and of no use to a scan: they age faster than the template.
    for name in ["epss-score", "epss-percentile", "cpe"] {
        fields.text(name);
    }
    fields.finish();
}
