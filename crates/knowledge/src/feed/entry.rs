//! One vulnerability as it is kept in memory.

use crate::cpe::Cpe;
use crate::version;

/// One CVE entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CveEntry {
    /// `CVE-2021-41773`.
    pub id: String,
    /// English description.
    pub description: String,
    /// The best vector there is: NVD's own before others', 3.1 before 3.0, 4.0 and 2.0. Empty if there is none.
    pub cvss_vector: String,
    /// `CWE-22`.
    pub cwe: Vec<String>,
    /// Addresses to read on.
    pub references: Vec<String>,
    /// Any of these makes a system vulnerable.
    pub configurations: Vec<Configuration>,
}

/// Nodes that must hold together (`all`) or of which one is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Configuration {
    /// AND rather than OR.
    pub all: bool,
    /// Holds where the rest does not.
    pub negate: bool,
    /// The nodes.
    pub nodes: Vec<Node>,
}

/// CPE matches that must hold together (`all`) or of which one is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// AND rather than OR.
    pub all: bool,
    /// Holds where the rest does not.
    pub negate: bool,
    /// The matches.
    pub matches: Vec<CpeMatch>,
}

/// A product with the versions that are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CpeMatch {
    /// Whether this is the vulnerable thing (or only what it must run on).
    pub vulnerable: bool,
    /// `vendor:product` by today's words.
    pub key: String,
    /// The name.
    pub cpe: Cpe,
    /// The versions, if the name leaves them open.
    pub range: Range,
}

/// A range of versions; open where a bound is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Range {
    /// From this version on.
    pub start_including: Option<String>,
    /// From behind this version on.
    pub start_excluding: Option<String>,
    /// Up to this version.
    pub end_including: Option<String>,
    /// Up to before this version.
    pub end_excluding: Option<String>,
}

impl Range {
    /// Whether a version lies inside.
    pub(crate) fn contains(&self, version: &str) -> bool {
        let against = |bound: &Option<String>| bound.as_ref().map(|b| version::compare(version, b));
        against(&self.start_including).is_none_or(std::cmp::Ordering::is_ge)
            && against(&self.start_excluding).is_none_or(std::cmp::Ordering::is_gt)
            && against(&self.end_including).is_none_or(|o| o.is_le() || self.inside_last(version))
            && against(&self.end_excluding).is_none_or(std::cmp::Ordering::is_lt)
    }

    /// An inclusive end without a patch level takes in the patch levels of that version: up to `7.7` holds `7.7p1`.
    fn inside_last(&self, version: &str) -> bool {
        let (base, update) = version::split_update(version);
        !update.is_empty()
            && self.end_including.as_ref().is_some_and(|end| version::compare(base, end).is_eq())
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bounds = [
            (">=", &self.start_including),
            (">", &self.start_excluding),
            ("<=", &self.end_including),
            ("<", &self.end_excluding),
        ];
        let parts: Vec<String> =
            bounds.iter().filter_map(|(sign, v)| v.as_ref().map(|v| format!("{sign} {v}"))).collect();
        f.write_str(if parts.is_empty() { "all versions" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}

impl CpeMatch {
    /// Whether a product version is meant. `9.2p1` is meant by the name's version `9.2` with any update or with the
    /// update `p1`, or by a range around it.
    pub(crate) fn holds(&self, full_version: &str) -> bool {
        let Some(version) = self.cpe.version.plain() else {
            return self.cpe.version == crate::cpe::Component::Any && self.range.contains(full_version);
        };
        let (base, update) = version::split_update(full_version);
        let same = |a: &str, b: &str| version::compare(a, b).is_eq();
        match &self.cpe.update {
            crate::cpe::Component::Any => same(full_version, &version) || same(base, &version),
            crate::cpe::Component::Na => update.is_empty() && same(base, &version),
            crate::cpe::Component::Value(_) => {
                same(full_version, &(version + &self.cpe.update.plain().unwrap_or_default()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, range: [&str; 4], version: &str, expect: bool) {
        let bound = |i: usize| Some(range[i].to_owned()).filter(|b: &String| !b.is_empty());
        let range = Range {
            start_including: bound(0),
            start_excluding: bound(1),
            end_including: bound(2),
            end_excluding: bound(3),
        };
        let cpe: Cpe = format!("cpe:2.3:a:v:p:{name}").parse().unwrap();
        let m = CpeMatch { vulnerable: true, key: "v:p".into(), cpe, range };
        assert_eq!(m.holds(version), expect, "{name} {} {version}", m.range);
    }

    #[test]
    fn holds_versions() {
        let open = ["", "", "", ""];
        for (name, range, version, expect) in [
            ("*", ["8.5p1", "", "", "9.8p1"], "9.7p1", true),
            ("*", ["8.5p1", "", "", "9.8p1"], "9.8p1", false),
            ("*", ["8.5p1", "", "", "9.8p1"], "8.4p1", false),
            ("*", ["", "", "", "9.8"], "9.8p1", false),
            ("*", ["", "", "7.7", ""], "7.7p1", true),
            ("*", ["", "", "7.7", ""], "7.8p1", false),
            ("*", ["", "4.87", "4.91", ""], "4.87", false),
            ("*", ["", "4.87", "4.91", ""], "4.91", true),
            ("9.3:p1", open, "9.3p1", true),
            ("9.3:p1", open, "9.3p2", false),
            ("9.3:-", open, "9.3p1", false),
            ("9.3:*", open, "9.3p1", true),
            ("1.3.5:rc3", open, "1.3.5rc3", true),
            ("1.0.1", open, "1.0.1f", false),
            ("1.0.1f", open, "1.0.1f", true),
            ("-", open, "1.0", false),
            ("*", open, "1.0", true),
        ] {
            check(name, range, version, expect);
        }
    }
}
