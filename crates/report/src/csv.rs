//! CSV by RFC 4180: CRLF, quotes where needed, one row a finding, UTF-8 without a byte order mark.

use std::io::Write;

use model::report::ReportFinding;

use crate::cell::guarded;
use crate::error::ReportError;

/// The columns, in order. A new one is appended: scripts count on the positions.
const COLUMNS: [&str; 25] = [
    "number",
    "severity",
    "threat",
    "name",
    "host",
    "port",
    "protocol",
    "service",
    "place",
    "state",
    "confidence",
    "check",
    "oid",
    "family",
    "cvss_vector",
    "cve",
    "cwe",
    "summary",
    "evidence",
    "impact",
    "solution",
    "references",
    "first_seen",
    "last_seen",
    "fingerprint",
];

/// Writes the CSV form.
pub(crate) struct CsvWriter<W: Write> {
    out: ::csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    pub(crate) fn new(out: W) -> Result<Self, ReportError> {
        let mut out = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
        out.write_record(COLUMNS)?;
        Ok(Self { out })
    }

    pub(crate) fn finding(&mut self, finding: &ReportFinding) -> Result<(), ReportError> {
        let definition = &*finding.definition;
        let cells: [&str; 25] = [
            &finding.number.to_string(),
            &finding.severity.to_string(),
            finding.severity.threat().as_str(),
            &definition.name,
            &finding.host,
            &finding.port.map_or_else(String::new, |p| p.number.to_string()),
            finding.port.map_or("", |p| p.protocol.as_str()),
            finding.service.as_deref().unwrap_or(""),
            &finding.place,
            finding.state.as_str(),
            finding.confidence.as_str(),
            &definition.check,
            &definition.oid,
            &definition.family,
            &definition.cvss_vector,
            &definition.cve.join(" "),
            &definition.cwe.join(" "),
            &finding.evidence.summary,
            &evidence(finding),
            &definition.impact,
            &definition.solution,
            &definition.references.join(" "),
            &finding.first_seen.iso_millis(),
            &finding.last_seen.iso_millis(),
            &finding.fingerprint,
        ];
        for cell in cells {
            self.out.write_field(guarded(cell).as_bytes())?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), ReportError> {
        self.out.flush()?;
        Ok(())
    }
}

/// The items of the evidence in one cell, a blank line between them.
fn evidence(finding: &ReportFinding) -> String {
    let items: Vec<String> =
        finding.evidence.lines().iter().map(|item| format!("{}:\n{}", item.label, item.text)).collect();
    items.join("\n\n")
}
