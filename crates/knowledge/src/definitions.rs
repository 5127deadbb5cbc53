//! The definitions of our own checks: one data file a family under `data/definitions/`.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::definition::{Definition, Effect, SolutionType};
use serde::Deserialize;

use crate::pci::PciRule;
use crate::score::{BadVector, score};

/// The root of our object identifiers: the UUID arc (ITU-T X.667, which needs no registration) with a UUID generated
/// once for this project, cecf553e-551e-4072-a1d2-40b6486a78a6. Below it: `.1.<family>.<n>` for our own checks and
/// `.2.<year>.<number>` for CVE entries, `.3.<number>` for templates (`template::OID_ARC`). A number that was given is
/// never given again.
pub(crate) const OID_ROOT: &str = "2.25.274897501524714563369111984787872708774";

const FILES: &[(&str, &str)] = &[
    ("tls", include_str!("../data/definitions/tls.toml")),
    ("certificates", include_str!("../data/definitions/certificates.toml")),
    ("ssh", include_str!("../data/definitions/ssh.toml")),
    ("remote_access", include_str!("../data/definitions/remote_access.toml")),
    ("mail", include_str!("../data/definitions/mail.toml")),
    ("databases", include_str!("../data/definitions/databases.toml")),
    ("network", include_str!("../data/definitions/network.toml")),
    ("http", include_str!("../data/definitions/http.toml")),
    ("general", include_str!("../data/definitions/general.toml")),
    ("web_passive", include_str!("../data/definitions/web_passive.toml")),
    ("web_active_markup", include_str!("../data/definitions/web_active_markup.toml")),
    ("web_active_data", include_str!("../data/definitions/web_active_data.toml")),
];

/// Which part of a scan answers a check; a profile that leaves the part out leaves out its checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    /// A conversation with the service.
    Service,
    /// TLS inspection.
    Tls,
    /// Comparison of versions, without traffic of its own.
    Version,
    /// The answers of a web application, read.
    Web,
    /// The insertion points of a web application, attacked.
    Attack,
}

/// A definition and what only this room needs to know of it.
#[derive(Debug, Clone)]
pub(crate) struct KnownCheck {
    /// The definition.
    pub definition: Arc<Definition>,
    /// Which part of a scan answers it.
    pub stage: Stage,
    /// What the PCI verdict makes of it.
    pub pci: PciRule,
    /// Whether availability is all that suffers.
    pub denial_of_service_only: bool,
}

/// Why a definition file was refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DefinitionError {
    /// Not the form that is expected.
    #[error("could not read the definitions of \"{file}\"")]
    Form {
        /// File.
        file: &'static str,
        /// Cause.
        #[source]
        source: toml::de::Error,
    },
    /// A vector that cannot be scored.
    #[error("could not score \"{check}\"")]
    Vector {
        /// The check's word.
        check: String,
        /// Cause.
        #[source]
        source: BadVector,
    },
    /// Two definitions of one word.
    #[error("\"{check}\" is defined twice")]
    Twice {
        /// The check's word.
        check: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyFile {
    number: u32,
    family: String,
    stage: Stage,
    check: Vec<CheckText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckText {
    n: u32,
    word: String,
    name: String,
    /// Without the `CVSS:3.1/` prefix; empty for information.
    #[serde(default)]
    vector: String,
    #[serde(default)]
    cwe: Vec<String>,
    #[serde(default)]
    cve: Vec<String>,
    summary: String,
    impact: String,
    detection: String,
    solution: String,
    solution_type: SolutionType,
    references: Vec<String>,
    effect: Effect,
    #[serde(default)]
    pci: PciRule,
}

/// Every definition of our own, by its word.
///
/// # Errors
/// A data file is not as it should be; a test reads all of them.
pub(crate) fn load() -> Result<BTreeMap<String, KnownCheck>, DefinitionError> {
    let mut out = BTreeMap::new();
    for &(file, text) in FILES {
        let FamilyFile { number, family, stage, check } =
            toml::from_str(text).map_err(|source| DefinitionError::Form { file, source })?;
        for text in check {
            let known = known_check(text, &family, number, stage)?;
            let word = known.definition.check.clone();
            if out.insert(word.clone(), known).is_some() {
                return Err(DefinitionError::Twice { check: word });
            }
        }
    }
    Ok(out)
}

fn known_check(
    text: CheckText,
    family: &str,
    number: u32,
    stage: Stage,
) -> Result<KnownCheck, DefinitionError> {
    let cvss_vector =
        if text.vector.is_empty() { String::new() } else { format!("CVSS:3.1/{}", text.vector) };
    let score =
        score(&cvss_vector).map_err(|source| DefinitionError::Vector { check: text.word.clone(), source })?;
    let definition = Definition {
        oid: format!("{OID_ROOT}.1.{number}.{}", text.n),
        check: text.word,
        name: text.name,
        family: family.to_owned(),
        cvss_vector,
        severity: score.severity,
        cwe: text.cwe,
        cve: text.cve,
        summary: flow(&text.summary),
        impact: flow(&text.impact),
        detection: flow(&text.detection),
        solution: flow(&text.solution),
        solution_type: text.solution_type,
        references: text.references,
        effect: text.effect,
    };
    Ok(KnownCheck {
        definition: Arc::new(definition),
        stage,
        pci: text.pci,
        denial_of_service_only: score.denial_of_service_only,
    })
}

/// The text of a multi-line value as one paragraph.
pub(crate) fn flow(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_definition_is_whole() {
        let all = load().unwrap();
        let (mut oids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (word, known) in &all {
            let d = &known.definition;
            assert!(
                word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{word}"
            );
            assert!(oids.insert(&d.oid), "{word}: oid {} is taken", d.oid);
            assert!(names.insert(&d.name), "{word}: name is taken");
            for (what, text) in [
                ("summary", &d.summary),
                ("impact", &d.impact),
                ("detection", &d.detection),
                ("solution", &d.solution),
            ] {
                assert!(text.len() >= 20 && text.ends_with('.'), "{word}: {what} is no sentence: {text}");
            }
            assert!(!d.name.is_empty() && !d.name.ends_with('.'), "{word}");
            assert!(!d.references.is_empty() && d.references.iter().all(|r| !r.trim().is_empty()), "{word}");
            assert!(!d.cwe.is_empty(), "{word}: no CWE");
            assert!(d.cwe.iter().all(|c| numbered(c, "CWE-")), "{word}: {:?}", d.cwe);
            assert!(d.cve.iter().all(|c| numbered(&c.replacen('-', "", 2), "CVE")), "{word}: {:?}", d.cve);
        }
        assert!(all.len() >= 90, "{}", all.len());
    }

    fn numbered(text: &str, prefix: &str) -> bool {
        text.strip_prefix(prefix).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    }
}
