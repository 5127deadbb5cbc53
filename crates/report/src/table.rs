//! The table of the command line.

use std::fmt::Write as _;

use model::report::{ReportFinding, ReportHead};
use model::severity::Threat;

use crate::text::{confidence_name, count_of, counted, cut, one_line, threat_name};

/// How the table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TableStyle {
    /// Colours the severity with ANSI escape codes; for terminals only.
    pub colour: bool,
}

/// The widest that each column may become, in terminal cells.
const WIDEST: [usize; 5] = [14, 40, 10, 64, 12];

/// The findings as an aligned table with the totals below, in the order given. Long cells are cut; control characters
/// of targets are written out, so that they cannot drive the terminal.
pub fn table(head: &ReportHead, findings: &[ReportFinding], style: TableStyle) -> String {
    let rows: Vec<[String; 5]> = findings.iter().map(row).collect();
    let mut widths = ["SEVERITY", "HOST", "PORT", "FINDING", "CONFIDENCE"].map(str::len);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cells(cell));
        }
    }
    let mut out = String::new();
    if !rows.is_empty() {
        line(
            &mut out,
            &["SEVERITY", "HOST", "PORT", "FINDING", "CONFIDENCE"].map(str::to_owned),
            &widths,
            None,
        );
    }
    for (row, finding) in rows.iter().zip(findings) {
        line(&mut out, row, &widths, style.colour.then(|| colour(finding.severity.threat())));
    }
    if !rows.is_empty() {
        out.push('\n');
    }
    out.push_str(&totals(head, findings));
    out
}

fn row(finding: &ReportFinding) -> [String; 5] {
    let severity = format!("{} {}", finding.severity, threat_name(finding.severity.threat()));
    let port = finding.port.map_or_else(|| "-".to_owned(), |p| p.to_string());
    let mut name = finding.definition.name.clone();
    if !finding.place.is_empty() {
        let _ = write!(name, " ({})", finding.place);
    }
    let row = [severity, finding.host.clone(), port, name, confidence_name(finding.confidence).to_owned()];
    let mut at = WIDEST.into_iter();
    row.map(|cell| cut(&one_line(&cell), at.next().unwrap_or(usize::MAX)))
}

fn line(out: &mut String, row: &[String; 5], widths: &[usize; 5], colour: Option<&str>) {
    let mut text = String::new();
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        let pad = " ".repeat(width.saturating_sub(cells(cell)) + 2);
        match colour {
            Some(code) if at == 0 => {
                let _ = write!(text, "\x1b[{code}m{cell}\x1b[0m{pad}");
            }
            _ => {
                let _ = write!(text, "{cell}{pad}");
            }
        }
    }
    out.push_str(text.trim_end());
    out.push('\n');
}

const fn colour(threat: Threat) -> &'static str {
    match threat {
        Threat::Critical => "1;31",
        Threat::High => "31",
        Threat::Medium => "33",
        Threat::Low => "36",
        Threat::Info => "2",
    }
}

fn totals(head: &ReportHead, findings: &[ReportFinding]) -> String {
    let mut counts = model::SeverityCounts::default();
    for finding in findings {
        counts.add(finding.severity);
    }
    let bands: Vec<String> = Threat::ALL
        .iter()
        .rev()
        .map(|&threat| (threat, count_of(counts, threat)))
        .filter(|(_, count)| *count > 0)
        .map(|(threat, count)| format!("{count} {threat}"))
        .collect();
    let bands = if bands.is_empty() { String::new() } else { format!(" ({})", bands.join(", ")) };
    let coverage = &head.coverage;
    let mut text = format!(
        "{}{bands} on {} of {}, {}\n",
        counted(counts.total(), "finding"),
        coverage.hosts_up,
        counted(coverage.hosts_total, "host"),
        counted(coverage.ports_open, "open port"),
    );
    if let Some(compliance) = head.compliance {
        let _ = writeln!(text, "compliance: {compliance}");
    }
    if head.run_state != "completed" {
        let reason = head.run_reason.as_deref().map(|r| format!(": {}", one_line(r))).unwrap_or_default();
        let _ = writeln!(text, "incomplete: the run ended as \"{}\"{reason}", one_line(&head.run_state));
    }
    if !coverage.not_tested.is_empty() {
        let _ = writeln!(text, "not tested: {}", counted(coverage.not_tested.len() as u64, "place"));
    }
    text
}

/// Terminal cells of a text: East Asian wide characters take two (Unicode Standard Annex 11, the main blocks).
fn cells(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' => 2,
            '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' => 2,
            '\u{20000}'..='\u{3fffd}' => 2,
            _ => 1,
        })
        .sum()
}
