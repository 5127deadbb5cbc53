//! What a template finds, in the words that every check is defined in.

use model::definition::{Definition, SolutionType};
use sha2::{Digest, Sha256};

use crate::template::Template;

/// What a template's word begins with: `template:<id>`.
pub const WORD_PREFIX: &str = "template:";

/// The arc of the object identifiers of templates. It lies below the arc of all our definitions.
pub const OID_ARC: &str = "2.25.274897501524714563369111984787872708774.3";

/// The longest text of a definition that is taken from a template, in bytes.
const MAX_TEXT: usize = 8 * 1024;

/// The word of the check that a template is.
pub fn word(id: &str) -> String {
    format!("{WORD_PREFIX}{id}")
}

/// The id of the template in a word, if the word is one of a template.
pub fn id_of(word: &str) -> Option<&str> {
    word.strip_prefix(WORD_PREFIX)
}

/// Tags and the family that they stand for, the first that fits.
const FAMILIES: &[(&[&str], &str)] = &[
    (&["cve"], "Known vulnerabilities of web applications"),
    (&["default-login"], "Default logins"),
    (&["misconfig", "misconfiguration", "unauth"], "Web misconfiguration"),
    (&["exposure", "exposures", "disclosure", "config", "backup", "files", "logs"], "Web exposures"),
    (&["panel", "login"], "Web consoles"),
    (&["tech", "detect"], "Web technologies"),
];

impl Template {
    /// The definition of its check. Severity is what the template says; whoever can score CVSS vectors may know better.
    pub fn definition(&self) -> Definition {
        let info = &self.info;
        let or = |text: &str, other: &str| flow(if text.trim().is_empty() { other } else { text });
        let summary = or(&info.description, &info.name);
        Definition {
            check: word(&self.id),
            oid: oid(&self.id),
            name: flow(&info.name),
            family: family(&info.tags).to_owned(),
            cvss_vector: flow(&info.cvss_vector),
            severity: info.severity,
            cwe: info.cwe.clone(),
            cve: info.cve.clone(),
            impact: or(&info.impact, &summary),
            summary,
            detection:
                "The answers to the requests of a check template met its conditions, and those to requests \
                        for names made up at random did not."
                    .to_owned(),
            solution: or(&info.remediation, "See the references."),
            solution_type: if info.cve.is_empty() {
                SolutionType::Mitigation
            } else {
                SolutionType::VendorFix
            },
            references: info.references.iter().map(|r| flow(r)).filter(|r| !r.is_empty()).take(50).collect(),
            effect: self.effect(),
        }
    }
}

fn family(tags: &[String]) -> &'static str {
    let fits = |names: &[&str]| tags.iter().any(|t| names.contains(&t.as_str()));
    FAMILIES.iter().find(|(names, _)| fits(names)).map_or("Web checks", |(_, family)| family)
}

/// The same id has the same number for ever, whoever wrote the template: the first 63 bits of its hash.
fn oid(id: &str) -> String {
    let hash = Sha256::digest(id.as_bytes());
    let number = hash.iter().take(8).fold(0_u64, |n, b| (n << 8) | u64::from(*b));
    format!("{OID_ARC}.{}", number >> 1)
}

/// One paragraph, bounded.
fn flow(text: &str) -> String {
    let mut out = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if out.len() > MAX_TEXT {
        let end = (0..=MAX_TEXT).rev().find(|at| out.is_char_boundary(*at)).unwrap_or(0);
        out.truncate(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_defines_its_check() {
        let text = include_str!("../tests/samples/exposed-git.yaml");
        let definition = Template::parse("exposed-git.yaml", text).unwrap().definition();
        assert_eq!(definition.check, "template:exposed-git-folder");
        assert_eq!(definition.family, "Web exposures");
        assert_eq!(
            (definition.severity.tenths(), definition.cwe.as_slice()),
            (53, &["CWE-538".to_owned()][..])
        );
        assert!(definition.oid.starts_with(OID_ARC) && definition.oid != oid("other"));
        assert_eq!(id_of(&definition.check), Some("exposed-git-folder"));
        assert_eq!(definition.effect, model::definition::Effect::Safe);
    }
}
