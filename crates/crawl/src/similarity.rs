//! How alike two answers are, by the words they share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::hash::{fold, hash};

/// The most words of an answer that count.
const MOST_WORDS: usize = 2_000;
/// The most bytes of an answer that are read.
const MOST_BYTES: usize = 256 * 1024;

/// The words of an answer and how often each comes, as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words(Vec<(u32, u16)>);

impl Words {
    /// The words of `body`, those of `without` left out: a page that repeats its own address is not another page for that.
    pub fn of(body: &[u8], without: &str) -> Self {
        let own: Vec<u32> = split(without.as_bytes()).map(number).collect();
        let mut counts: BTreeMap<u32, u16> = BTreeMap::new();
        for word in split(body.get(..MOST_BYTES).unwrap_or(body)).map(number).filter(|w| !own.contains(w)) {
            if counts.len() < MOST_WORDS || counts.contains_key(&word) {
                let count = counts.entry(word).or_default();
                *count = count.saturating_add(1);
            }
        }
        Self(counts.into_iter().collect())
    }

    /// The share of words that both have, from 0 to 1 (Dice's coefficient over counted words). Two empty answers are alike.
    pub fn likeness(&self, other: &Self) -> f64 {
        let total = |w: &Self| w.0.iter().map(|(_, n)| u64::from(*n)).sum::<u64>();
        let (mine, theirs) = (total(self), total(other));
        if mine + theirs == 0 {
            return 1.0;
        }
        let shared: u64 = self
            .0
            .iter()
            .filter_map(|(word, n)| {
                let at = other.0.binary_search_by_key(word, |(w, _)| *w).ok()?;
                other.0.get(at).map(|(_, m)| u64::from((*n).min(*m)))
            })
            .sum();
        2.0 * shared as f64 / (mine + theirs) as f64
    }
}

/// Up to this number of differing bits two sketches are of pages that say nearly the same: another token, another time of day.
const NEAR: u32 = 6;

/// Whether two sketches are of pages that say nearly the same.
pub(crate) fn is_near(a: u64, b: u64) -> bool {
    is_near_within(a, b, 0)
}

/// The same for pages of which so many bits differ each time they are asked for.
pub(crate) fn is_near_within(a: u64, b: u64, restless: u32) -> bool {
    (a ^ b).count_ones() <= NEAR + restless
}

/// A number that differs in few bits for texts that share most words (Charikar's similarity hash).
/// Words with digits are left out: most are tokens, counters, prices or times of day.
pub(crate) fn sketch(body: &[u8]) -> u64 {
    let mut votes = [0_i32; 64];
    let words = split(body.get(..MOST_BYTES).unwrap_or(body));
    for word in words.filter(|word| !word.iter().any(u8::is_ascii_digit)) {
        let hash = fold(hash(word), 0);
        for (bit, vote) in votes.iter_mut().enumerate() {
            *vote += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    votes.iter().rev().fold(0, |sketch, vote| sketch << 1 | u64::from(*vote > 0))
}

fn split(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|b| !b.is_ascii_alphanumeric() && b.is_ascii()).filter(|w| !w.is_empty())
}

fn number(word: &[u8]) -> u32 {
    let hash = hash(word);
    u32::try_from((hash ^ (hash >> 32)) & 0xffff_ffff).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, without: &str, from: f64, to: f64) {
        let likeness = Words::of(a.as_bytes(), without).likeness(&Words::of(b.as_bytes(), without));
        assert!((from..=to).contains(&likeness), "{likeness} for {a} and {b}");
    }

    #[test]
    fn sketches_tell_pages_apart() {
        let text = |from: u32, token: u32| {
            let word =
                |i: u32| -> String { i.to_string().bytes().map(|b| (b'a' + b - b'0') as char).collect() };
            let words: String = (from..from + 120).map(|i| format!("word{} ", word(i))).collect();
            format!("{words} token{}", word(token))
        };
        let differ = |a: &str, b: &str| (sketch(a.as_bytes()) ^ sketch(b.as_bytes())).count_ones();
        assert!(differ(&text(0, 1), &text(0, 2)) <= NEAR);
        assert!(differ(&text(0, 1), &text(500, 1)) > 12);
        assert_eq!(differ("paid 12 at 10:05, id a7f", "paid 99 at 11:07, id 0c9"), 0);
        assert_ne!(differ("paid 12", "owed 12"), 0);
    }

    #[test]
    fn measures_likeness() {
        check("the page was not found", "the page was not found", "", 1.0, 1.0);
        check("no page /abc here", "no page /abd here", "abc abd", 1.0, 1.0);
        check("one two three four", "five six seven eight", "", 0.0, 0.0);
        check("a b c d", "a b c x", "", 0.74, 0.76);
        check("", "", "", 1.0, 1.0);
        check("", "something", "", 0.0, 0.0);
    }
}
