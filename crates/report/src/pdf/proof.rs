//! Evidence in boxes: monospace lines of a fixed width, a bounded number of them, with a note where something was cut.

use model::report::ReportFinding;
use serde::Serialize;

use super::prose::{drawable, line};
use crate::text::{location, shown, thousands};

/// Places of one definition that show their evidence.
pub(super) const PROOFS_EACH: usize = 3;
/// Evidence items shown for one place.
const ITEMS: usize = 4;
/// Lines shown of one item.
const LINES: usize = 24;
/// Characters of one line; what the monospace font fits into a box.
const WIDTH: usize = 98;

/// The evidence of one place.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Proof {
    place: String,
    said: String,
    items: Vec<Item>,
    note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Item {
    label: String,
    text: String,
    note: Option<String>,
}

impl Proof {
    pub(super) fn new(finding: &ReportFinding) -> Self {
        let items = finding.evidence.lines();
        let more = items.len().saturating_sub(ITEMS);
        Self {
            place: line(&location(finding), 160),
            said: line(&finding.evidence.summary, 600),
            items: items.iter().take(ITEMS).map(|item| Item::new(&item.label, &item.text)).collect(),
            note: (more > 0).then(|| format!("{more} more evidence items are in the CSV and JSON reports.")),
        }
    }

    /// Lines of monospace text.
    pub(super) fn lines(&self) -> usize {
        self.items.iter().map(|item| item.text.lines().count()).sum()
    }

    /// The same without its items; a note says where they are.
    pub(super) fn without_items(mut self) -> Self {
        if !self.items.is_empty() {
            self.items.clear();
            self.note = Some("The evidence of this place is in the CSV and JSON reports.".to_owned());
        }
        self
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.said.is_empty() && self.items.is_empty()
    }
}

impl Item {
    fn new(label: &str, text: &str) -> Self {
        // Escapes make a text longer, never shorter: this prefix fills the box or is the whole.
        let prefix: String = text.chars().take(LINES * WIDTH).collect();
        let shown = drawable(&shown(&prefix));
        let mut lines: Vec<String> = shown.trim_end().lines().flat_map(wrap).collect();
        let cut = prefix.len() < text.len() || lines.len() > LINES;
        lines.truncate(LINES);
        let note =
            cut.then(|| format!("Cut here; {} characters in all.", thousands(text.chars().count() as u64)));
        Self { label: line(label, 80), text: lines.join("\n"), note }
    }
}

fn wrap(line: &str) -> Vec<String> {
    if line.is_empty() {
        return vec![String::new()];
    }
    let chars: Vec<char> = line.chars().collect();
    chars.chunks(WIDTH).map(|chunk| chunk.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn huge_evidence_is_cut_with_a_note() {
        let item = Item::new("response", &"A".repeat(1_000_000));
        assert_eq!(item.text.lines().count(), LINES);
        assert!(item.text.lines().all(|line| line.chars().count() == WIDTH));
        assert_eq!(item.note.as_deref(), Some("Cut here; 1,000,000 characters in all."));
    }

    #[test]
    fn small_evidence_stays_as_it_is() {
        let item = Item::new("banner", "SSH-2.0-x\n\n  indented\u{202e}");
        assert_eq!(item.text, "SSH-2.0-x\n\n  indented\\u{202e}");
        assert_eq!(item.note, None);
    }
}
