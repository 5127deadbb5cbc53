//! Fences: where every so many rows of an order stand, so that a page in the middle of a list need not walk there from an
//! end.
//!
//! Fences hold for one state of the rows, which a stamp names that grows with each change; what belongs to another stamp
//! is not used. They are found fence by fence on the way to the first deep page: that one costs the walk, all others less
//! than one stretch between fences.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::value::Val;

/// Rows from fence to fence: at a tenth of a microsecond a row they are passed in two milliseconds. Fewer would cost a first look
/// more statements, each of them a way to the server and back.
pub(super) const EVERY: u64 = 20_000;
/// What all fences together may take, in bytes as reckoned by [`size`]. Those of ten million rows in one order take less than
/// a hundred kibibytes.
const MAX_BYTES: usize = 16 << 20;
/// Orders that are remembered at once.
const MAX_COURSES: usize = 1_000;

/// A list in one order and direction: the text of its conditions and its order, and the values of the conditions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Course {
    pub(crate) text: String,
    pub(crate) values: Vec<Val>,
}

/// The sorted values of a row, its key last.
pub(crate) type Fence = Vec<Val>;

/// The fences of every list that was asked for deep pages lately.
#[derive(Debug)]
pub struct Fences {
    every: u64,
    shelf: Mutex<Shelf>,
}

#[derive(Debug, Default)]
struct Shelf {
    courses: HashMap<Course, Known>,
    bytes: usize,
    /// How often anything was asked: the age of uses.
    uses: u64,
}

#[derive(Debug)]
struct Known {
    stamp: i64,
    fences: Vec<Fence>,
    bytes: usize,
    used: u64,
}

impl Default for Fences {
    fn default() -> Self {
        Self::every(EVERY)
    }
}

impl Fences {
    /// A fence at every so many rows.
    pub fn every(rows: u64) -> Self {
        Self { every: rows.max(1), shelf: Mutex::default() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.shelf().courses.values().map(|known| known.fences.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows from fence to fence.
    pub(crate) const fn stride(&self) -> u64 {
        self.every
    }

    /// What the shelf holds is whole between any two of its statements.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last known fence up to the `wanted`th, which stands at row `number * every`; the first one has number 1.
    pub(crate) fn find(&self, course: &Course, stamp: i64, wanted: u64) -> Option<(u64, Fence)> {
        let shelf = &mut *self.shelf();
        shelf.uses += 1;
        let known = shelf.courses.get_mut(course).filter(|known| known.stamp == stamp)?;
        known.used = shelf.uses;
        let number = usize::try_from(wanted).unwrap_or(usize::MAX).min(known.fences.len());
        let fence = known.fences.get(number.checked_sub(1)?)?;
        Some((number as u64, fence.clone()))
    }

    /// Remembers the fence of a number. Those of an older state are forgotten; one that is known, that does not follow the last
    /// known one or that belongs to an older state than the others is left out.
    pub(crate) fn add(&self, course: &Course, stamp: i64, number: u64, fence: Fence) {
        let shelf = &mut *self.shelf();
        shelf.uses += 1;
        shelf.add(course, stamp, number, fence);
        while shelf.bytes > MAX_BYTES || shelf.courses.len() > MAX_COURSES {
            shelf.forget_oldest();
        }
    }
}

impl Shelf {
    fn add(&mut self, course: &Course, stamp: i64, number: u64, fence: Fence) {
        if !self.courses.contains_key(course) {
            let bytes = course.text.len() + size(&course.values);
            let known = Known { stamp, fences: Vec::new(), bytes, used: self.uses };
            self.courses.insert(course.clone(), known);
            self.bytes += bytes;
        }
        let Some(known) = self.courses.get_mut(course) else { return };
        if known.stamp < stamp {
            let freed: usize = known.fences.iter().map(|fence| size(fence)).sum();
            known.fences.clear();
            known.stamp = stamp;
            known.bytes -= freed;
            self.bytes -= freed;
        }
        if known.stamp == stamp && known.fences.len() as u64 + 1 == number {
            let bytes = size(&fence);
            known.fences.push(fence);
            known.bytes += bytes;
            known.used = self.uses;
            self.bytes += bytes;
        }
    }

    fn forget_oldest(&mut self) {
        let oldest =
            self.courses.iter().min_by_key(|(_, known)| known.used).map(|(course, _)| course.clone());
        let known = oldest.and_then(|course| self.courses.remove(&course));
        self.bytes -= known.map_or(self.bytes, |known| known.bytes);
    }
}

/// What values take, in bytes: themselves, the heap of their texts, and a share of the collections around them.
fn size(values: &[Val]) -> usize {
    let heap = |value: &Val| match value {
        Val::Text(text) => text.as_ref().map_or(0, String::capacity),
        Val::Bytes(bytes) => bytes.capacity(),
        Val::Int(_) | Val::Uuid(_) | Val::Bool(_) => 0,
    };
    64 + values.iter().map(|value| size_of::<Val>() + heap(value)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(name: &str) -> Course {
        Course { text: name.to_owned(), values: vec![Val::from(1_i64)] }
    }

    fn at(row: i64) -> Fence {
        vec![Val::from(row)]
    }

    #[test]
    fn fences_hold_for_their_stamp_alone() {
        let (fences, list) = (Fences::default(), course("a"));
        fences.add(&list, 5, 1, at(10));
        fences.add(&list, 5, 3, at(30));
        fences.add(&list, 5, 2, at(20));
        assert_eq!(fences.len(), 2, "the third came before the second was known");
        for (stamp, wanted, expect) in
            [(5, 0, None), (5, 1, Some((1, at(10)))), (5, 9, Some((2, at(20)))), (4, 9, None), (6, 9, None)]
        {
            assert_eq!(fences.find(&list, stamp, wanted), expect, "{stamp} {wanted}");
        }
        assert_eq!(fences.find(&course("b"), 5, 9), None);
        fences.add(&list, 4, 3, at(1));
        assert_eq!(fences.find(&list, 5, 9), Some((2, at(20))), "a reader of an older state changes nothing");
        fences.add(&list, 6, 1, at(11));
        assert_eq!((fences.find(&list, 5, 9), fences.len()), (None, 1));
    }

    #[test]
    fn what_was_used_least_goes_first_and_nothing_is_left_over() {
        let fences = Fences::default();
        let text = || vec![Val::from("x".repeat(MAX_BYTES / 10))];
        fences.add(&course("kept"), 1, 1, at(1));
        for n in 0..30 {
            fences.add(&course(&n.to_string()), 1, 1, text());
            assert!(fences.find(&course("kept"), 1, 1).is_some(), "{n}");
        }
        assert!(fences.len() <= 10, "{}", fences.len());
        for n in 0..2 * MAX_COURSES {
            fences.add(&course(&format!("small {n}")), 1, 1, at(1));
        }
        let shelf = &mut *fences.shelf();
        assert_eq!(shelf.courses.len(), MAX_COURSES);
        while !shelf.courses.is_empty() {
            shelf.forget_oldest();
        }
        assert_eq!(shelf.bytes, 0);
    }
}
