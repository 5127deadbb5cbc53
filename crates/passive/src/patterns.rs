//! Tables of patterns that are looked for together.

use std::ops::Range;

use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

/// The most bytes of a compiled table and of its cache.
const MOST_COMPILED: usize = 64 * 1024 * 1024;
const MOST_CACHE: usize = 8 * 1024 * 1024;

/// Named patterns. They work on bytes, where a class like `[^<]{0,300}` is a hundredth of the size that it has on
/// characters.
#[derive(Debug)]
pub(crate) struct Patterns {
    set: RegexSet,
    each: Vec<(&'static str, Regex)>,
}

impl Patterns {
    /// Compiles a table; what is no pattern is left out, which a test of each table forbids.
    pub(crate) fn new(table: &[(&'static str, &'static str)]) -> Self {
        let one =
            |pattern: &str| RegexBuilder::new(pattern).unicode(false).size_limit(MOST_COMPILED).build().ok();
        let compile = |(name, pattern): &(&'static str, &'static str)| Some((*name, one(pattern)?));
        let each: Vec<(&'static str, Regex)> = table.iter().filter_map(compile).collect();
        let set = RegexSetBuilder::new(each.iter().map(|(_, r)| r.as_str()))
            .unicode(false)
            .size_limit(MOST_COMPILED)
            .dfa_size_limit(MOST_CACHE)
            .build()
            .unwrap_or_default();
        Self { set, each }
    }

    /// The first hit of each pattern that hits, in the order of the table.
    pub(crate) fn hits(&self, text: &str) -> Vec<(&'static str, Range<usize>)> {
        let found = self.set.matches(text.as_bytes());
        let hit = |at: usize| {
            let (name, pattern) = self.each.get(at)?;
            Some((*name, pattern.find(text.as_bytes())?.range()))
        };
        found.iter().filter_map(hit).collect()
    }

    /// Every hit, at most `most` of each pattern; the first group of a pattern is the hit where it has one.
    pub(crate) fn all_hits(&self, text: &str, most: usize) -> Vec<(&'static str, Range<usize>)> {
        let mut out = Vec::new();
        for at in &self.set.matches(text.as_bytes()) {
            let Some((name, pattern)) = self.each.get(at) else { continue };
            for found in pattern.captures_iter(text.as_bytes()).take(most) {
                let hit = found.get(1).or_else(|| found.get(0));
                out.extend(hit.map(|m| (*name, m.range())));
            }
        }
        out
    }

    /// How many patterns there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        assert_eq!(self.set.len(), self.each.len());
        self.each.len()
    }
}
