//! Holds what two tools found against what is there.

use std::collections::BTreeSet;

use super::place::{glob, here};
use super::truth::Row;
use super::{Runs, TOOLS};

/// What a tool says of one place.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    /// Check words; several where a tool does not tell them apart.
    pub(super) words: Vec<String>,
    pub(super) path: String,
    pub(super) parameter: Option<String>,
}

/// What one tool made of one class.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Weak cases found.
    pub(super) found: usize,
    /// Names of weak cases missed.
    pub(super) missed: Vec<String>,
    /// Places and words of false findings, each place once.
    pub(super) wrong: BTreeSet<String>,
    pub(super) seconds: f64,
}

/// One class.
pub(super) struct Line {
    pub(super) class: String,
    pub(super) weak: usize,
    pub(super) safe: usize,
    /// Of each tool, if it ran.
    pub(super) marks: [Option<Marks>; 2],
}

/// The whole score.
pub(super) struct Score {
    pub(super) lines: Vec<Line>,
    pub(super) tools: [String; 2],
}

impl Score {
    pub(super) fn new(rows: &[Row], runs: &Runs, tools: [String; 2]) -> Self {
        let mut classes: Vec<&str> = rows.iter().map(|r| r.class.as_str()).collect();
        classes.dedup();
        let lines = classes.into_iter().map(|class| {
            let own: Vec<&Row> = rows.iter().filter(|r| r.class == class).collect();
            let marks = TOOLS.map(|tool| {
                let (findings, seconds) = runs.get(&(class.to_owned(), tool))?;
                Some(Marks { seconds: *seconds, ..marks(&own, findings) })
            });
            let weak = own.iter().filter(|r| r.weak).count();
            Line { class: class.to_owned(), weak, safe: own.len() - weak, marks }
        });
        // A class that neither tool was let at is no part of the table.
        let lines = lines.filter(|l| l.marks.iter().any(Option::is_some)).collect();
        Self { lines, tools }
    }
}

/// Words of checks that attack. They count wherever they turn up.
const ACTIVE: &[&str] = &[
    "xss-*",
    "html-injection*",
    "css-injection*",
    "frame-injection*",
    "script-inclusion*",
    "sqli-*",
    "nosql*",
    "path-traversal*",
    "file-inclusion*",
    "source-disclosure*",
    "command-*",
    "code-injection*",
    "ssti*",
    "client-template-injection*",
    "ssi-*",
    "esi-*",
    "open-redirect*",
    "crlf-*",
    "header-injection*",
    "host-header-*",
    "xxe*",
    "xinclude*",
    "ldap-*",
    "xpath-*",
    "ssrf*",
    "cors-*",
    "jsonp-*",
];

/// What is true as well at a weak case of a class though it is not what the class is about.
const TRUE_AS_WELL: &[(&str, &[&str])] = &[
    ("crlf", &["xss-*", "html-injection*", "open-redirect*", "script-inclusion*"]),
    ("xxe", &["path-traversal*", "file-*", "ssrf*"]),
    ("ssrf", &["file-*", "path-traversal*"]),
    ("traversal", &["ssrf*"]),
    ("command-injection", &["code-*", "ssti*", "path-traversal*"]),
    ("code-injection", &["command-*", "ssti*"]),
    ("ssti", &["code-*", "command-*", "client-template-*"]),
    ("nosql", &["code-*"]),
    ("xss-reflected", &["css-*", "frame-*", "script-inclusion*", "open-redirect*"]),
    ("xss-dom", &["open-redirect*"]),
    ("crawling", &["css-*", "frame-*", "script-inclusion*"]),
];

fn any(patterns: &[impl AsRef<str>], words: &[String]) -> bool {
    patterns.iter().any(|p| words.iter().any(|w| glob(p.as_ref(), w)))
}

fn marks(rows: &[&Row], findings: &[Finding]) -> Marks {
    let mut out = Marks::default();
    for row in rows.iter().filter(|r| r.weak) {
        let hit = findings.iter().any(|f| here(f, row) && any(&row.words, &f.words));
        if hit { out.found += 1 } else { out.missed.push(row.id.clone()) }
    }
    for finding in findings.iter().filter(|f| wrong(rows, f)) {
        let parameter = finding.parameter.as_deref().unwrap_or("-");
        out.wrong.insert(format!(
            "{} {parameter} ({})",
            finding.path,
            finding.words.first().map_or("", String::as_str)
        ));
    }
    out
}

/// Whether a finding is false: about something that this class counts, and not at a weak case that it names rightly.
fn wrong(rows: &[&Row], finding: &Finding) -> bool {
    let attacks = any(ACTIVE, &finding.words);
    let ours = attacks || rows.iter().any(|r| r.passive && any(&r.words, &finding.words));
    if !ours {
        return false;
    }
    let mut weak = rows.iter().filter(|r| r.weak && here(finding, r));
    let right = weak.any(|r| {
        let also =
            TRUE_AS_WELL.iter().find(|(class, _)| *class == r.class).map_or(&[][..], |(_, words)| *words);
        // Without an attack, anything said of a weak page is at worst beside the point.
        any(&r.words, &finding.words) || any(also, &finding.words) || !attacks
    });
    if right {
        return false;
    }
    // A safe page is wronged by the words that it looks like; any other word there is another matter, unless it attacks.
    let mut safe = rows.iter().filter(|r| !r.weak && here(finding, r)).peekable();
    attacks || safe.peek().is_none() || safe.any(|r| any(&r.words, &finding.words))
}

#[cfg(test)]
mod tests {
    use super::super::truth;
    use super::*;

    const TRUTH: &str = "head
sqli\tactive\tweak\teasy\tGET\t/a\tquery:id\t\tsqli-*\tn
sqli\tactive\tsafe\tsafe\tGET\t/b\tquery:id\t\tsqli-*\tn
leak\tpassive\ttrace\teasy\tGET\t/t\t-\t\tstack-trace*\tn
leak\tpassive\tcalm\tsafe\tGET\t/u\t-\t\tstack-trace*\tn";

    fn finding(word: &str, path: &str, parameter: Option<&str>) -> Finding {
        Finding { words: vec![word.into()], path: path.into(), parameter: parameter.map(Into::into) }
    }

    #[track_caller]
    fn check(class: &str, finding: Finding, found: usize, wrong: usize) {
        let rows = truth::parse(TRUTH).unwrap();
        let rows: Vec<&Row> = rows.iter().filter(|r| r.class == class).collect();
        let marks = marks(&rows, &[finding]);
        assert_eq!((marks.found, marks.wrong.len()), (found, wrong));
    }

    #[test]
    fn found_false_and_beside_the_point() {
        check("sqli", finding("sqli-time", "/a", Some("id")), 1, 0);
        check("sqli", finding("sqli-time", "/b", Some("id")), 0, 1);
        check("sqli", finding("sqli-time", "/a", Some("other")), 0, 1);
        check("sqli", finding("xss-reflected", "/a", Some("id")), 0, 1);
        check("sqli", finding("missing-csp", "/b", None), 0, 0);
        check("leak", finding("stack-trace", "/t", None), 1, 0);
        check("leak", finding("stack-trace", "/u", None), 0, 1);
        check("leak", finding("stack-trace", "/elsewhere", None), 0, 1);
        check("leak", finding("missing-csp", "/u", None), 0, 0);
        check("leak", finding("sqli-error", "/t", Some("x")), 0, 1);
    }
}
