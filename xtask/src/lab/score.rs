//! Holds what two tools saw against what is there.

use std::collections::BTreeMap;

use super::truth::{Place, Row};

/// What one tool saw.
#[derive(Default)]
pub(super) struct Tool {
    /// Name and version.
    pub(super) name: String,
    /// What listens, by place.
    pub(super) services: BTreeMap<Place, Seen>,
    /// The weaknesses.
    pub(super) findings: Vec<Extra>,
}

/// A service as a tool names it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) product: Option<String>,
    pub(super) version: Option<String>,
}

/// A finding.
#[derive(Clone)]
pub(super) struct Extra {
    pub(super) place: Place,
    pub(super) word: String,
    /// CVSS score, 0.0 to 10.0.
    pub(super) severity: f64,
    pub(super) summary: String,
}

/// What a tool got right about one service.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Marks {
    pub(super) open: bool,
    pub(super) name: bool,
    pub(super) product: bool,
    pub(super) version: bool,
}

/// One place: what is there and what was made of it.
pub(super) struct Line {
    pub(super) row: Row,
    /// Watchpost's and nmap's marks.
    pub(super) marks: [Marks; 2],
    pub(super) missed: Vec<String>,
    /// Planted weaknesses that were found.
    pub(super) found: usize,
    /// Findings that are neither planted nor declared as true.
    pub(super) undeclared: Vec<Extra>,
}

/// The whole score.
pub(super) struct Score {
    pub(super) lines: Vec<Line>,
    /// Findings at places that the truth does not know.
    pub(super) elsewhere: Vec<Extra>,
    /// Names of the two tools.
    pub(super) tools: [String; 2],
    /// Seconds that each took.
    pub(super) seconds: [f64; 2],
}

impl Score {
    pub(super) fn new(rows: Vec<Row>, ours: Tool, theirs: Tool, seconds: [f64; 2]) -> Self {
        let known = |f: &&Extra| rows.iter().any(|r| r.place == f.place);
        let elsewhere = ours.findings.iter().filter(|f| !known(f)).cloned().collect();
        let lines = rows.into_iter().map(|row| line(row, &ours, &theirs)).collect();
        Self { lines, elsewhere, tools: [ours.name, theirs.name], seconds }
    }

    /// A sum over the places.
    pub(super) fn sum(&self, of: impl Fn(&Line) -> usize) -> usize {
        self.lines.iter().map(of).sum()
    }

    /// Every finding that nobody has declared to be true.
    pub(super) fn undeclared(&self) -> impl Iterator<Item = &Extra> {
        self.lines.iter().flat_map(|l| &l.undeclared).chain(&self.elsewhere)
    }
}

fn line(row: Row, ours: &Tool, theirs: &Tool) -> Line {
    let here: Vec<&Extra> = ours.findings.iter().filter(|f| f.place == row.place).collect();
    let missed: Vec<String> =
        row.planted.iter().filter(|w| !here.iter().any(|f| f.word == **w)).cloned().collect();
    let declared = |f: &Extra| row.planted.contains(&f.word) || row.also.contains(&f.word);
    Line {
        found: row.planted.len() - missed.len(),
        undeclared: here.into_iter().filter(|f| !declared(f)).cloned().collect(),
        marks: [marks(&row, ours), marks(&row, theirs)],
        missed,
        row,
    }
}

/// Spellings of the two tools for one service.
const SAME: &[(&str, &str)] =
    &[("domain", "dns"), ("https", "http"), ("mosquitto", "mqtt"), ("memcache", "memcached")];

fn marks(row: &Row, tool: &Tool) -> Marks {
    let Some(seen) = tool.services.get(&row.place) else { return Marks::default() };
    let lower = seen.name.to_lowercase();
    let first = lower.split([' ', '/']).next().unwrap_or_default();
    let name = SAME.iter().find(|(other, _)| *other == first).map_or(first, |(_, ours)| ours);
    // A tool may name product or version in another place (`mosquitto version 2.0.11` as the service's name,
    // `5.5.5-10.11.19-MariaDB` as the version): it is known all the same.
    let said: String = [Some(&seen.name), seen.product.as_ref(), seen.version.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(|part| [" ", part.as_str()])
        .collect::<String>()
        .to_lowercase();
    Marks {
        open: true,
        name: name == row.service,
        product: row.product.as_ref().is_some_and(|p| said.contains(&p.to_lowercase())),
        version: row.product.is_some() && has_version(&said),
    }
}

/// Whether there is a number of at least two parts in the text, such as `9.2`.
fn has_version(text: &str) -> bool {
    text.as_bytes().windows(3).any(|w| matches!(w, [a, b'.', b] if a.is_ascii_digit() && b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::truth;
    use super::*;

    fn seen(name: &str, product: Option<&str>, version: Option<&str>) -> Seen {
        Seen { name: name.into(), product: product.map(Into::into), version: version.map(Into::into) }
    }

    #[track_caller]
    fn check(row: &str, seen: Seen, expect: [bool; 3]) {
        let rows = truth::parse(&format!("head\n127.0.0.9\t7\ttcp\t{row}\t-\t-\t-")).unwrap();
        let mut tool = Tool::default();
        tool.services.insert(rows[0].place.clone(), seen);
        let marks = marks(&rows[0], &tool);
        assert_eq!([marks.name, marks.product, marks.version], expect);
    }

    #[test]
    fn names_are_compared_by_meaning() {
        check("ssh\tOpenSSH", seen("ssh", Some("OpenSSH"), Some("9.2p1")), [true, true, true]);
        check("http\tApache", seen("https", Some("Apache httpd"), None), [true, true, false]);
        check("mqtt\tmosquitto", seen("mosquitto version 2.0.11", None, None), [true, true, true]);
        check("dns\tdnsmasq", seen("domain", Some("ISC BIND"), Some("9.18")), [true, false, true]);
        check(
            "mysql\tMariaDB",
            seen("mysql", Some("MySQL"), Some("5.5.5-10.11.19-MariaDB")),
            [true, true, true],
        );
        check("snmp\tnet-snmp", seen("snmp", Some("net-snmp SNMPv3 server"), None), [true, true, false]);
        check("echo\t-", seen("echo", None, None), [true, false, false]);
    }

    #[test]
    fn missed_found_and_undeclared_are_told_apart() {
        let rows = truth::parse("head\n127.0.0.9\t7\ttcp\techo\t-\ta,b\tc\tcontrol").unwrap();
        let finding = |port, word: &str| Extra {
            place: ("127.0.0.9".into(), port, "tcp".into()),
            word: word.into(),
            severity: 5.0,
            summary: String::new(),
        };
        let findings = vec![finding(7, "a"), finding(7, "c"), finding(7, "d"), finding(8, "e")];
        let score = Score::new(rows, Tool { findings, ..Tool::default() }, Tool::default(), [0.0, 0.0]);
        assert_eq!(score.lines[0].missed, ["b"]);
        assert_eq!(score.sum(|l| l.found), 1);
        assert_eq!(score.undeclared().map(|f| f.word.as_str()).collect::<Vec<_>>(), ["d", "e"]);
    }
}
