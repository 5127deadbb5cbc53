//! Versions and their order.

/// A version: numbers, and what marks it as one before the release.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    numbers: Vec<u64>,
    before: Option<String>,
}

impl Version {
    /// Reads `1.12.4`, `v2.0`, `3.0.0-beta.1`, `1.8rc2`; what does not begin with a number is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches(['v', 'V']);
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (numbers, rest) = text.split_at(end);
        let numbers: Option<Vec<u64>> =
            numbers.trim_end_matches('.').split('.').take(6).map(|n| n.parse().ok()).collect();
        let rest = rest.trim_start_matches(['-', '.', '_']).to_ascii_lowercase();
        let marks = ["alpha", "beta", "rc", "pre", "dev", "a", "b"];
        let marked = marks
            .iter()
            .any(|m| rest.strip_prefix(m).is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_alphabetic())));
        Some(Self { numbers: numbers?, before: marked.then_some(rest) })
    }
}

// `3.0` and `3.0.0` are the same.
impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Version {}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let length = self.numbers.len().max(other.numbers.len());
        let at = |v: &Self, i: usize| v.numbers.get(i).copied().unwrap_or(0);
        let numbers = (0..length).map(|i| at(self, i).cmp(&at(other, i))).find(|o| o.is_ne());
        numbers.unwrap_or_else(|| match (&self.before, &other.before) {
            (None, None) => std::cmp::Ordering::Equal,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => a.cmp(b),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Version;

    #[test]
    fn orders() {
        let ordered = ["1.2", "1.8-rc2", "1.8", "1.8.1", "1.10.0", "2.0.0-alpha.1", "2.0.0-beta.1", "2"];
        for pair in ordered.windows(2) {
            let [low, high] = pair else { continue };
            assert!(Version::parse(low).unwrap() < Version::parse(high).unwrap(), "{low} {high}");
        }
        let compare = Version::parse("v3.0").unwrap().cmp(&Version::parse("3.0.0").unwrap());
        assert_eq!(compare, std::cmp::Ordering::Equal);
        assert!(Version::parse("latest").is_none() && Version::parse("").is_none());
    }

    proptest! {
        #[test]
        fn never_panics(a in "[v0-9.a-z-]{0,20}", b in "\\PC{0,20}") {
            let _ = (Version::parse(&a), Version::parse(&b));
        }
    }
}
