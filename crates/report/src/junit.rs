//! JUnit XML, as build servers read it: a suite for each host, a test case for each finding.
//!
//! Open findings above information fail; the others pass with their text in `system-out`. Findings arrive by severity,
//! so a host comes up once for each severity it has, and each time opens another suite. A suite's totals stand in front
//! of its cases: it is held in memory until it ends, at the latest after [`SUITE_MAX`] cases.

use std::fmt::Write as _;
use std::io::Write;

use model::report::{ReportFinding, ReportHead};
use model::severity::Threat;

use crate::error::ReportError;
use crate::text::{location, one_line};

/// The most cases of one suite.
const SUITE_MAX: u64 = 500;

/// Writes the JUnit form.
pub(crate) struct JunitWriter<W: Write> {
    out: W,
    timestamp: String,
    host: String,
    cases: String,
    tests: u64,
    failures: u64,
}

impl<W: Write> JunitWriter<W> {
    pub(crate) fn new(head: &ReportHead, mut out: W) -> Result<Self, ReportError> {
        let timestamp = head.started_at.map_or_else(String::new, |at| {
            // The schema knows local time without a zone; UTC is meant.
            at.to_jiff().strftime("%Y-%m-%dT%H:%M:%S").to_string()
        });
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites name=\"{}\">", attribute(&head.title))?;
        let mut this =
            Self { out, timestamp, host: String::new(), cases: String::new(), tests: 0, failures: 0 };
        for host in head.hosts.iter().filter(|host| host.counts.total() == 0) {
            this.host.clone_from(&host.host);
            let _ = writeln!(
                this.cases,
                "    <testcase classname=\"{}\" name=\"no findings\"/>",
                attribute(&host.host)
            );
            this.tests = 1;
            this.end_suite()?;
        }
        Ok(this)
    }

    pub(crate) fn finding(&mut self, finding: &ReportFinding) -> Result<(), ReportError> {
        if self.host != finding.host || self.tests >= SUITE_MAX {
            self.end_suite()?;
            self.host.clone_from(&finding.host);
        }
        self.tests += 1;
        let failed = finding.state.is_open() && finding.severity.threat() != Threat::Info;
        self.failures += u64::from(failed);
        let (name, check) = (attribute(&finding.definition.name), attribute(&finding.definition.check));
        let place = attribute(&location(finding));
        let class = attribute(&finding.host);
        let text = escaped(&details(finding));
        let threat = finding.severity.threat();
        let _ =
            writeln!(self.cases, "    <testcase classname=\"{class}.{check}\" name=\"{name} at {place}\">");
        let _ = if failed {
            writeln!(
                self.cases,
                "      <failure type=\"{threat}\" message=\"{threat} {}: {name}\">{text}</failure>",
                finding.severity
            )
        } else {
            writeln!(self.cases, "      <system-out>{text}</system-out>")
        };
        self.cases.push_str("    </testcase>\n");
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), ReportError> {
        self.end_suite()?;
        writeln!(self.out, "</testsuites>")?;
        self.out.flush()?;
        Ok(())
    }

    fn end_suite(&mut self) -> Result<(), ReportError> {
        if self.tests > 0 {
            let name = attribute(&self.host);
            write!(
                self.out,
                "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\"",
                self.tests, self.failures
            )?;
            write!(self.out, " errors=\"0\" skipped=\"0\"")?;
            if !self.timestamp.is_empty() {
                write!(self.out, " timestamp=\"{}\"", self.timestamp)?;
            }
            writeln!(self.out, ">\n{}  </testsuite>", self.cases)?;
        }
        self.cases.clear();
        (self.tests, self.failures) = (0, 0);
        Ok(())
    }
}

/// What a developer wants to read under a failed case.
fn details(finding: &ReportFinding) -> String {
    let definition = &*finding.definition;
    let mut text = format!("severity: {} ({})\n", finding.severity, finding.severity.threat());
    for (label, value) in [
        ("vector", definition.cvss_vector.as_str()),
        ("state", finding.state.as_str()),
        ("confidence", finding.confidence.as_str()),
        ("references", &[&definition.cve[..], &definition.cwe[..]].concat().join(" ")),
        ("seen", &finding.evidence.summary),
        ("fix", &definition.solution),
    ] {
        if !value.is_empty() {
            let _ = writeln!(text, "{label}: {value}");
        }
    }
    for item in finding.evidence.lines() {
        let _ = writeln!(text, "\n{}:\n{}", item.label, item.text);
    }
    text
}

/// One line for an attribute, where XML turns line feeds into blanks anyway.
fn attribute(text: &str) -> String {
    escaped(&one_line(text))
}

/// The text escaped for XML 1.0 elements and attributes; characters that XML 1.0 cannot hold are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' => out.push(c),
            // XML 1.0 section 2.2: what is left of the control characters, and the two non-characters, are no Char.
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_well_formed_inside_a_document(text in any::<String>()) {
            let text = escaped(&text);
            prop_assert!(!text.contains(['<', '>', '"', '\'']));
            let is_char = |c| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
            prop_assert!(text.chars().all(is_char), "{text:?}");
        }
    }

    #[test]
    fn markup_is_text_and_forbidden_characters_go() {
        for (text, expect) in [
            ("plain", "plain"),
            ("<a b=\"c\">&'", "&lt;a b=&quot;c&quot;&gt;&amp;&apos;"),
            ("]]>", "]]&gt;"),
            ("nul\0 bell\u{7} ffff\u{ffff}", "nul bell ffff"),
            ("two\nlines\tand tab", "two\nlines\tand tab"),
        ] {
            assert_eq!(escaped(text), expect);
        }
    }
}
