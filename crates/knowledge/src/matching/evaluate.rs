//! Whether a CVE entry's configurations hold for a product.
//!
//! A CPE match is true or false for the product in question and for systems that the service names; for everything
//! else on the host it is unknown. AND, OR and negation follow three-valued logic. A configuration that stays unknown
//! only because of a system below (AND with an operating system or hardware that cannot be seen) is reported with the
//! lowest confidence; one that needs another application that cannot be seen is skipped, as plug-ins and libraries
//! would otherwise be reported on every server that could carry them.

use super::candidates::{Candidate, Platform, System};
use crate::feed::{Configuration, CpeMatch, CveEntry, Node};

/// How far a configuration holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sureness {
    /// But for a system that cannot be seen.
    PlatformUnseen,
    /// As a whole.
    Whole,
}

/// What matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit<'a> {
    /// The match that names the product as vulnerable.
    pub matched: &'a CpeMatch,
    /// How far its configuration holds.
    pub sureness: Sureness,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Truth {
    False,
    /// Needs an application that cannot be seen.
    UnseenApplication,
    /// Needs a system that cannot be seen.
    UnseenPlatform,
    True,
}

/// The surest way in which the product is vulnerable, if any.
pub(crate) fn evaluate<'a>(
    entry: &'a CveEntry,
    candidate: &Candidate,
    platform: &Platform,
) -> Option<Hit<'a>> {
    let hits = entry.configurations.iter().filter_map(|c| configuration(c, candidate, platform));
    hits.max_by_key(|hit| hit.sureness)
}

fn configuration<'a>(c: &'a Configuration, candidate: &Candidate, platform: &Platform) -> Option<Hit<'a>> {
    let truth = |m: &CpeMatch| leaf(m, candidate, platform);
    let node = |n: &Node| negated(n.negate, combine(n.all, n.matches.iter().map(truth)));
    let sureness = match negated(c.negate, combine(c.all, c.nodes.iter().map(node))) {
        Truth::True => Sureness::Whole,
        Truth::UnseenPlatform => Sureness::PlatformUnseen,
        Truth::UnseenApplication | Truth::False => return None,
    };
    // Something must name the product itself as the vulnerable one.
    let names = |m: &&CpeMatch| m.vulnerable && m.key == candidate.key && truth(m) == Truth::True;
    let positive = c.nodes.iter().filter(|n| !n.negate && !c.negate);
    let matched = positive.flat_map(|n| &n.matches).find(names)?;
    Some(Hit { matched, sureness })
}

fn leaf(m: &CpeMatch, candidate: &Candidate, platform: &Platform) -> Truth {
    if m.cpe.part == 'a' {
        return match (m.key == candidate.key, wrong_system(m, platform)) {
            (false, _) => Truth::UnseenApplication,
            (true, false) if m.holds(&candidate.version) => Truth::True,
            (true, _) => Truth::False,
        };
    }
    let windows = m.key.starts_with("microsoft:");
    match platform.system {
        System::Windows if m.cpe.part == 'o' && !windows => Truth::False,
        System::Unix if m.cpe.part == 'o' && windows => Truth::False,
        // The version of a system does not show in a banner; its name is what can be confirmed.
        _ if platform.keys.contains(&m.key) => Truth::True,
        _ => Truth::UnseenPlatform,
    }
}

/// Whether the match's target software is a system that the service shows not to run on.
fn wrong_system(m: &CpeMatch, platform: &Platform) -> bool {
    let Some(target) = m.cpe.rest[3].plain() else { return false };
    match platform.system {
        System::Windows => matches!(target.as_str(), "linux" | "unix" | "linux_kernel" | "macos"),
        System::Unix => target.starts_with("windows"),
        System::Unknown => false,
    }
}

fn negated(negate: bool, truth: Truth) -> Truth {
    match (negate, truth) {
        (true, Truth::True) => Truth::False,
        (true, Truth::False) => Truth::True,
        (_, truth) => truth,
    }
}

/// AND is the least of its parts, OR the greatest; an empty list holds nothing.
fn combine(all: bool, parts: impl Iterator<Item = Truth>) -> Truth {
    let rank = |t: &Truth| *t as u8;
    if all { parts.min_by_key(rank) } else { parts.max_by_key(rank) }.unwrap_or(Truth::False)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::entry::Range;

    fn m(vulnerable: bool, name: &str) -> CpeMatch {
        let cpe: crate::cpe::Cpe = name.parse().unwrap();
        CpeMatch { vulnerable, key: cpe.key().unwrap(), cpe, range: Range::default() }
    }

    fn node(all: bool, negate: bool, matches: &[(bool, &str)]) -> Node {
        Node { all, negate, matches: matches.iter().map(|(v, n)| m(*v, n)).collect() }
    }

    #[track_caller]
    fn check(all: bool, nodes: Vec<Node>, system: System, expect: Option<Sureness>) {
        let entry = CveEntry {
            id: "CVE-2020-0001".into(),
            description: String::new(),
            cvss_vector: String::new(),
            cwe: Vec::new(),
            references: Vec::new(),
            configurations: vec![Configuration { all, negate: false, nodes }],
        };
        let candidate =
            Candidate { key: "v:p".into(), version: "1.0".into(), cpe: String::new(), component: false };
        let platform = Platform { system, keys: vec!["debian:debian_linux".into()] };
        assert_eq!(evaluate(&entry, &candidate, &platform).map(|h| h.sureness), expect);
    }

    const P: (bool, &str) = (true, "cpe:2.3:a:v:p:1.0");
    const OLD: (bool, &str) = (true, "cpe:2.3:a:v:p:0.9");
    const OTHER: (bool, &str) = (true, "cpe:2.3:a:v:other:1.0");
    const WINDOWS: (bool, &str) = (false, "cpe:2.3:o:microsoft:windows:-");
    const DEBIAN: (bool, &str) = (false, "cpe:2.3:o:debian:debian_linux:11.0");
    const BOX: (bool, &str) = (false, "cpe:2.3:h:v:box:-");

    #[test]
    fn combines_nodes() {
        use System::{Unix, Unknown, Windows};
        let or = |list: &[(bool, &str)]| node(false, false, list);
        let (whole, unseen) = (Some(Sureness::Whole), Some(Sureness::PlatformUnseen));
        check(false, vec![or(&[P])], Unknown, whole);
        check(false, vec![or(&[OLD, OTHER])], Unknown, None);
        check(false, vec![or(&[OTHER, P])], Unknown, whole);
        check(true, vec![or(&[P]), or(&[WINDOWS])], Unknown, unseen);
        check(true, vec![or(&[P]), or(&[WINDOWS])], Unix, None);
        check(true, vec![or(&[P]), or(&[WINDOWS])], Windows, unseen);
        check(true, vec![or(&[P]), or(&[DEBIAN])], Unix, whole);
        check(true, vec![or(&[P]), or(&[DEBIAN])], Windows, None);
        check(true, vec![or(&[P]), or(&[BOX])], Unix, unseen);
        check(true, vec![or(&[P]), or(&[OTHER])], Unix, None);
        check(false, vec![node(true, false, &[P, OTHER])], Unix, None);
        check(false, vec![node(false, true, &[OLD])], Unix, None);
        check(true, vec![or(&[P]), node(false, true, &[OLD])], Unix, whole);
        check(true, vec![or(&[P]), node(false, true, &[P])], Unix, None);
        check(false, vec![or(&[(false, P.1)])], Unix, None);
        check(false, vec![or(&[(true, "cpe:2.3:a:v:p:1.0:*:*:*:*:windows:*:*")])], Unix, None);
        check(false, vec![], Unknown, None);
    }
}
