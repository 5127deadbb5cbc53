//! What proves a finding.

use serde::{Deserialize, Serialize};

/// The longest text of one evidence item, in bytes; longer ones are cut.
pub const MAX_ITEM: usize = 8 * 1024;
/// The most items of one piece of evidence.
pub const MAX_ITEMS: usize = 32;

/// The proof of one observation. Text comes from hostile targets: it is shown, never evaluated, and holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// One sentence: what was seen and why it is a weakness.
    pub summary: String,
    /// Named details in display order: request, response, version, offered algorithms …
    pub items: Vec<EvidenceItem>,
}

/// One named detail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceItem {
    /// What it is, such as `response`.
    pub label: String,
    /// The text, at most [`MAX_ITEM`] bytes.
    pub text: String,
}

impl Evidence {
    /// Evidence with a summary alone.
    pub fn new(summary: impl Into<String>) -> Self {
        Self { summary: printable(&summary.into(), MAX_ITEM), items: Vec::new() }
    }

    /// The same with one more item; beyond [`MAX_ITEMS`] items are dropped.
    #[must_use]
    pub fn with(mut self, label: &str, text: impl AsRef<str>) -> Self {
        if self.items.len() < MAX_ITEMS {
            self.items
                .push(EvidenceItem { label: label.to_owned(), text: printable(text.as_ref(), MAX_ITEM) });
        }
        self
    }
}

/// The text with control characters other than line feed and tab escaped, cut to `max` bytes at a character border.
pub fn printable(text: &str, max: usize) -> String {
    let mut out = String::with_capacity(text.len().min(max));
    for c in text.chars() {
        let escaped = match c {
            '\n' | '\t' => None,
            '\r' => Some("\\r".to_owned()),
            c if c.is_control() => Some(format!("\\x{:02x}", c as u32)),
            _ => None,
        };
        let len = escaped.as_ref().map_or(c.len_utf8(), String::len);
        if out.len() + len > max {
            break;
        }
        match escaped {
            Some(e) => out.push_str(&e),
            None => out.push(c),
        }
    }
    out
}
