//! Wildcard patterns of include and exclude lists.

use serde::{Deserialize, Serialize};

use crate::web_url::{MAX_URL, WebUrl};

/// A pattern in which `*` stands for any text. With a scheme it is held against the whole URL, with a leading slash
/// against the path, else against host and path. A pattern without a query covers its address with every query; one
/// without `*` covers nothing else. Letter case does not matter: on servers that ignore it an exclusion must hold too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern {
    text: String,
    folded: String,
}

/// Why a pattern was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Nothing in it.
    #[error("pattern is empty")]
    Empty,
    /// Longer than a URL can be.
    #[error("pattern is longer than {MAX_URL} bytes")]
    TooLong,
}

impl Pattern {
    /// A pattern.
    ///
    /// # Errors
    /// Refuses an empty or over-long text.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        let text = text.trim();
        match text.len() {
            0 => Err(PatternError::Empty),
            length if length > MAX_URL => Err(PatternError::TooLong),
            _ => Ok(Self { text: text.to_owned(), folded: text.to_ascii_lowercase() }),
        }
    }

    /// The pattern as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it covers `url`.
    pub fn covers(&self, url: &WebUrl) -> bool {
        let whole = url.as_str().to_ascii_lowercase();
        let after_scheme = whole.split_once("://").map_or("", |(_, rest)| rest);
        let subject = if self.folded.contains("://") {
            whole.as_str()
        } else if self.folded.starts_with('/') {
            after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or("/")
        } else {
            after_scheme
        };
        if wild(self.folded.as_bytes(), subject.as_bytes()) {
            return true;
        }
        // A bare host, `http://h`, means its front page.
        let bare = subject.strip_suffix('/').is_some_and(|s| wild(self.folded.as_bytes(), s.as_bytes()));
        let path = subject.split('?').next().unwrap_or_default();
        let queryless = !self.folded.contains('?') && wild(self.folded.as_bytes(), path.as_bytes());
        bare || queryless
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.text
    }
}

impl TryFrom<String> for Pattern {
    type Error = PatternError;

    fn try_from(text: String) -> Result<Self, PatternError> {
        Self::new(&text)
    }
}

/// Whether `text` matches, `*` standing for any bytes. Greedy with one point of return: at worst the product of both
/// lengths, which are bounded.
pub(crate) fn wild(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match (pattern.get(p), text.get(t)) {
            (Some(b'*'), _) => {
                star = Some((p, t));
                p += 1;
            }
            (Some(a), Some(b)) if a == b => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    p = at + 1;
                    t = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).unwrap_or_default().iter().all(|b| *b == b'*')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(pattern: &str, url: &str, expect: bool) {
        let covers = Pattern::new(pattern).unwrap().covers(&WebUrl::parse(url).unwrap());
        assert_eq!(covers, expect, "{pattern} against {url}");
    }

    #[test]
    fn covers_what_it_says() {
        check("http://h.test/admin/*", "http://h.test/admin/x/y?z", true);
        check("http://h.test/admin/*", "http://h.test/adm", false);
        check("http://h.test", "http://h.test/", true);
        check("http://h.test/*/edit", "http://h.test/item/7/edit?tab=2", true);
        check("*/edit", "http://h.test/item/7/edit", true);
        check("/Admin", "http://h.test/admin?x=1", true);
        check("/admin", "http://h.test/admin/x", false);
        check("h.test/*", "https://h.test/x", true);
        check("/x?a=*", "http://h.test/x?a=1", true);
        check("/x?a=*", "http://h.test/x", false);
        check("*logout*", "http://h.test/x?do=LogOut", true);
    }

    proptest! {
        #[test]
        fn a_star_matches_all(text in "\\PC{0,60}", at in 0usize..60) {
            prop_assert!(wild(b"*", text.as_bytes()));
            prop_assert!(wild(text.replace('*', "x").as_bytes(), text.replace('*', "x").as_bytes()));
            let cut = text.bytes().take(at).chain([b'*']).collect::<Vec<_>>();
            prop_assert!(wild(&cut, text.as_bytes()));
        }
    }
}
