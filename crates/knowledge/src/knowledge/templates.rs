//! Definitions of check templates: our own, and those that a user brings.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use model::definition::Definition;
use template::Template;

use crate::knowledge::Knowledge;
use crate::score::score;

/// Definitions by word.
#[derive(Debug, Default)]
pub(super) struct Templates {
    /// Ours, read when the first of them is asked for: most uses of [`Knowledge`] ask for none.
    own: OnceLock<BTreeMap<String, Arc<Definition>>>,
    given: BTreeMap<String, Arc<Definition>>,
}

impl Templates {
    pub(super) fn definition(&self, word: &str) -> Option<Arc<Definition>> {
        template::id_of(word)?;
        self.given.get(word).or_else(|| self.own().get(word)).cloned()
    }

    fn own(&self) -> &BTreeMap<String, Arc<Definition>> {
        self.own.get_or_init(|| template::builtin().iter().map(define).collect())
    }
}

impl Knowledge {
    /// The same with the definitions of these templates: they replace those of ours that have the same id.
    #[must_use]
    pub fn with_templates<'a>(mut self, templates: impl IntoIterator<Item = &'a Template>) -> Self {
        self.templates.given.extend(templates.into_iter().map(define));
        self
    }

    /// Those of checks and those of our own templates.
    pub fn all_definitions(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.definitions().chain(self.template_definitions())
    }

    /// The definitions of our own templates, in the order of their words.
    pub fn template_definitions(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.templates.own().values()
    }
}

/// The score comes from the vector where there is a good one: a template may name a score that its vector does not have.
fn define(template: &Template) -> (String, Arc<Definition>) {
    let mut definition = template.definition();
    match score(&definition.cvss_vector) {
        Ok(scored) if !definition.cvss_vector.is_empty() => definition.severity = scored.severity,
        Ok(_) => {}
        Err(_) => definition.cvss_vector.clear(),
    }
    (definition.check.clone(), Arc::new(definition))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::definitions::OID_ROOT;

    #[test]
    fn our_templates_are_defined_whole() {
        assert!(template::OID_ARC.starts_with(OID_ROOT));
        let knowledge = Knowledge::builtin();
        let mut oids = BTreeSet::new();
        for template in template::builtin() {
            let word = template::word(&template.id);
            let d = knowledge.definition(&word).unwrap();
            assert!(oids.insert(d.oid.clone()), "{word}: oid is taken");
            assert_eq!(d.cvss_vector, template.info.cvss_vector, "{word}: vector is none");
            assert_eq!(d.severity, template.info.severity, "{word}: score is not that of the vector");
            assert_eq!(d.cvss_vector.is_empty(), d.severity == model::Severity::INFO, "{word}");
            assert!(!d.cwe.is_empty() && !d.references.is_empty(), "{word}");
            for text in [&d.summary, &d.impact, &d.detection, &d.solution] {
                assert!(text.len() >= 20 && text.ends_with('.'), "{word}: no sentence: {text}");
            }
        }
        assert_eq!(knowledge.template_definitions().count(), template::builtin().len());
        assert!(knowledge.definition("template:no-such").is_none());
    }

    #[test]
    fn given_templates_are_scored_by_their_vector() {
        let text = |vector: &str| {
            format!(
                "id: own-check\ninfo:\n  name: Own\n  severity: low\n  classification:\n    cvss-metrics: {vector}\nhttp:\n  - path: ['{{{{BaseURL}}}}/x']\n    matchers:\n      - type: word\n        words: [x]\n"
            )
        };
        let define = |vector: &str| {
            let template = Template::parse("own.yaml", &text(vector)).unwrap();
            Knowledge::builtin().with_templates([&template]).definition("template:own-check").unwrap()
        };
        assert_eq!(define("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N").severity.tenths(), 75);
        let broken = define("nonsense");
        assert_eq!((broken.severity.tenths(), broken.cvss_vector.as_str()), (1, ""));
    }
}
