//! One policy.

use crate::proof::cut;

/// The longest policy that is read, in bytes, and the most directives and sources of it.
const LONGEST: usize = 16 * 1024;
const MOST_DIRECTIVES: usize = 60;
const MOST_SOURCES: usize = 300;

/// A policy: directives with their sources. Sources keep their case where it matters (paths, nonces).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Policy {
    text: String,
    directives: Vec<(String, Vec<String>)>,
}

impl Policy {
    /// Reads one policy. Of two directives of a name the first counts.
    pub(crate) fn parse(text: &str) -> Self {
        let text = cut(text.trim(), LONGEST).to_owned();
        let mut directives: Vec<(String, Vec<String>)> = Vec::new();
        for part in text.split(';').take(MOST_DIRECTIVES) {
            let mut words = part.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
            if directives.iter().all(|(n, _)| *n != name) {
                directives.push((name, words.take(MOST_SOURCES).map(lower).collect()));
            }
        }
        Self { text, directives }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.directives.is_empty()
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The sources of a directive.
    pub(crate) fn get(&self, name: &str) -> Option<&[String]> {
        self.directives.iter().find(|(n, _)| n == name).map(|(_, s)| s.as_slice())
    }

    /// The sources of a directive or of what stands for it.
    pub(crate) fn or_default(&self, name: &str) -> Option<&[String]> {
        self.get(name).or_else(|| self.get("default-src"))
    }

    /// Directives in order.
    pub(crate) fn directives(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.directives.iter().map(|(n, s)| (n.as_str(), s.as_slice()))
    }
}

/// Keywords, schemes and hosts are compared without case; nonces, hashes and paths are left alone.
fn lower(source: &str) -> String {
    if source.starts_with("'nonce-") || source.starts_with("'sha") {
        return source.to_owned();
    }
    source.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Policy;

    #[test]
    fn reads_directives() {
        let policy = Policy::parse("Default-Src 'SELF' ; img-src *;; img-src 'none'; sandbox");
        assert_eq!(policy.get("default-src").unwrap(), ["'self'"]);
        assert_eq!(policy.get("img-src").unwrap(), ["*"]);
        assert!(policy.get("sandbox").unwrap().is_empty());
        assert_eq!(policy.or_default("script-src").unwrap(), ["'self'"]);
        assert!(Policy::parse(" ; ").is_empty());
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,200}") {
            let _ = Policy::parse(&text);
        }
    }
}
