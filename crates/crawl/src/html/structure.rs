//! The skeleton of a page as a number.

use std::collections::BTreeSet;

use crate::hash::{fold, hash};

/// Elements nested deeper are counted as if they stood at this depth.
const DEEPEST: usize = 64;
/// The most different places that count.
const MOST_PLACES: usize = 4096;
/// Elements without content: they open nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Collects which elements stand within which.
#[derive(Debug, Default)]
pub(super) struct Skeleton {
    /// Name and place hash of each open element.
    open: Vec<(u64, u64)>,
    places: BTreeSet<u64>,
}

impl Skeleton {
    pub(super) fn start(&mut self, name: &str, field: Option<&str>) {
        let element = hash(name.as_bytes());
        // Paragraphs, list items and cells are often left open; the next one closes its like.
        let closes = matches!(name, "p" | "li" | "td" | "th" | "tr" | "dt" | "dd" | "option");
        if closes && self.open.last().is_some_and(|(last, _)| *last == element) {
            self.open.pop();
        }
        let parent = self.open.last().map_or(0, |(_, place)| *place);
        let place = fold(parent, element);
        if self.places.len() < MOST_PLACES {
            self.places.insert(field.map_or(place, |f| fold(place, hash(f.as_bytes()))));
        }
        if !VOID.contains(&name) && self.open.len() < DEEPEST {
            self.open.push((element, place));
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        let element = hash(name.as_bytes());
        if let Some(at) = self.open.iter().rposition(|(open, _)| *open == element) {
            self.open.truncate(at);
        }
    }

    pub(super) fn finish(&self) -> u64 {
        self.places.iter().fold(0, |all, place| fold(all, *place))
    }
}
