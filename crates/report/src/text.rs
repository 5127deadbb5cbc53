//! Making foreign text fit to be shown: no control characters, nothing that reorders or hides text, bounded length.

use std::fmt::Write as _;

use model::finding::{Confidence, FindingState};
use model::report::ReportFinding;
use model::severity::{SeverityCounts, Threat};

/// The name of a band as people read it.
pub(crate) const fn threat_name(threat: Threat) -> &'static str {
    match threat {
        Threat::Critical => "Critical",
        Threat::High => "High",
        Threat::Medium => "Medium",
        Threat::Low => "Low",
        Threat::Info => "Info",
    }
}

/// The name of a confidence as people read it.
pub(crate) const fn confidence_name(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Banner => "Version only",
        Confidence::Likely => "Likely",
        Confidence::Confirmed => "Confirmed",
    }
}

/// The name of a state as people read it.
pub(crate) const fn state_name(state: FindingState) -> &'static str {
    match state {
        FindingState::New => "New",
        FindingState::Active => "Active",
        FindingState::Fixed => "Fixed",
        FindingState::Reopened => "Reopened",
    }
}

/// The counter of one band, without a mutable borrow.
pub(crate) const fn count_of(mut counts: SeverityCounts, threat: Threat) -> u64 {
    *counts.slot(threat)
}

/// Where a finding is, in one text: `host`, `host:22/tcp` or `host:443/tcp /path`.
pub(crate) fn location(finding: &ReportFinding) -> String {
    let mut text = finding.host.clone();
    if let Some(port) = finding.port {
        let _ = write!(text, ":{port}");
    }
    if !finding.place.is_empty() {
        let _ = write!(text, " {}", finding.place);
    }
    text
}

/// Whether a character changes the order of its neighbours or cannot be seen: the tools of text spoofing.
pub(crate) const fn is_deceptive(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// The text with control characters and deceptive ones written out (`\u{202e}`); line feeds stay, tabs become blanks.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            '\t' => out.push_str("    "),
            '\r' => {}
            c if c.is_control() || is_deceptive(c) => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    out
}

/// The same in one line.
pub(crate) fn one_line(text: &str) -> String {
    shown(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `max` characters; a cut text ends in an ellipsis.
pub(crate) fn cut(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        None => text.to_owned(),
        Some(_) => {
            let mut out: String = text.chars().take(max.saturating_sub(1)).collect();
            out.truncate(out.trim_end().len());
            out.push('…');
            out
        }
    }
}

/// `1234567` as `1,234,567`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 host`, `2 hosts`: the number with the noun in the right number; the plural is the noun with an `s`.
pub(crate) fn counted(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{} {noun}s", thousands(number)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_and_control_characters_are_written_out() {
        for (text, expect) in [
            ("plain", "plain"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("zero\u{200b}width", "zero\\u{200b}width"),
            ("bell\u{7}", "bell\\u{7}"),
            ("a\tb\r\nc", "a    b\nc"),
            ("中文", "中文"),
        ] {
            assert_eq!(shown(text), expect);
        }
    }

    #[test]
    fn cuts_at_characters() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöüx", 3), "äö…");
    }

    #[test]
    fn numbers_read_well() {
        for (number, expect) in
            [(0, "0 hosts"), (1, "1 host"), (999, "999 hosts"), (1_000_000, "1,000,000 hosts")]
        {
            assert_eq!(counted(number, "host"), expect);
        }
    }
}
