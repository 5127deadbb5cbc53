//! The union of blackout windows and freezes: whether something may run, until when not, and why.

use std::sync::Arc;

use model::Timestamp;

use crate::LAST_YEAR;
use crate::window::{MICROS_PER_DAY, Window};

const WEEK: i64 = 7 * MICROS_PER_DAY;

/// A stretch of time, its end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
}

/// Everything that keeps a run from running: weekly windows and single freezes, each with a label that says whose it is.
/// They add up.
#[derive(Debug, Clone, Default)]
pub struct Blackouts {
    windows: Vec<(Arc<str>, Window)>,
    freezes: Vec<(Arc<str>, Interval)>,
    /// The freezes' union: sorted, disjoint, none empty.
    frozen: Vec<Interval>,
}

impl Blackouts {
    /// Puts windows and freezes together. Freezes that end before they start are dropped.
    pub fn new(
        windows: impl IntoIterator<Item = (Arc<str>, Window)>,
        freezes: impl IntoIterator<Item = (Arc<str>, Interval)>,
    ) -> Self {
        let mut freezes: Vec<_> = freezes.into_iter().filter(|(_, f)| f.start < f.end).collect();
        freezes.sort_by_key(|(_, freeze)| *freeze);
        let frozen = union(freezes.iter().map(|(_, freeze)| *freeze));
        Self { windows: windows.into_iter().collect(), freezes, frozen }
    }

    /// The same with one window more.
    #[must_use]
    pub fn with_window(mut self, label: Arc<str>, window: Window) -> Self {
        self.windows.push((label, window));
        self
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.windows.is_empty() && self.freezes.is_empty()
    }

    /// Whether an instant lies in a blackout.
    pub fn covers(&self, at: Timestamp) -> bool {
        self.frozen_until(at).is_some() || self.windows.iter().any(|(_, window)| window.covers(at))
    }

    /// The labels of all that hold at an instant.
    pub fn why(&self, at: Timestamp) -> Vec<Arc<str>> {
        let windows = self.windows.iter().filter(|(_, window)| window.covers(at)).map(|(label, _)| label);
        let holds = |freeze: &Interval| freeze.start <= at && at < freeze.end;
        let freezes = self.freezes.iter().filter(|(_, freeze)| holds(freeze)).map(|(label, _)| label);
        let mut labels: Vec<_> = windows.chain(freezes).map(Arc::clone).collect();
        labels.dedup();
        labels
    }

    /// The first instant at or after `at` that lies in no blackout; `None` if there is none up to the last year.
    ///
    /// Terminates because every step leaves a window, a freeze, or a stretch between two zone changes: in such a stretch the
    /// windows repeat every week, so a week without a hole means none until the next change.
    pub fn free_from(&self, at: Timestamp) -> Option<Timestamp> {
        let end = horizon();
        let mut at = at;
        while at < end {
            if let Some(thawed) = self.frozen_until(at) {
                at = thawed;
            } else if let Some(open) = self.windows_until(at) {
                at = open?;
            } else {
                return Some(at);
            }
        }
        None
    }

    /// The first instant strictly after `at` at which a blackout begins; `None` if there is none up to the last year, or
    /// `at` lies in one that does not end.
    pub fn next_begin(&self, at: Timestamp) -> Option<Timestamp> {
        let end = horizon();
        let mut at = self.free_from(at)?;
        while at < end {
            let change = self.next_change(at);
            let windows = self.windows.iter().map(|(_, window)| window.next_begin(at));
            let next = windows.chain(self.next_freeze(at)).min();
            match (next, change) {
                (Some(next), Some(change)) if next < change => return Some(next),
                (Some(next), None) => return Some(next),
                (_, Some(change)) if self.covers(change) => return Some(change),
                (_, Some(change)) => at = change,
                (None, None) => return None,
            }
        }
        None
    }

    /// At most `limit` blackouts that touch the time from `from` to `to`, as a union; cut at both ends.
    pub fn intervals(&self, from: Timestamp, to: Timestamp, limit: usize) -> Vec<Interval> {
        let mut found = Vec::new();
        let mut start = if self.covers(from) { Some(from) } else { self.next_begin(from) };
        while let Some(at) = start.filter(|at| *at < to && found.len() < limit) {
            let end = self.free_from(at).map_or(to, |end| end.min(to));
            found.push(Interval { start: at, end });
            start = self.next_begin(end);
        }
        found
    }

    /// The next instant strictly after `at` from which on the windows may no longer repeat weekly as before: a zone changes,
    /// or a freeze begins or ends.
    pub(crate) fn next_break(&self, at: Timestamp) -> Option<Timestamp> {
        let freeze = self.frozen_until(at).or_else(|| self.next_freeze(at));
        freeze.into_iter().chain(self.next_change(at)).min()
    }

    fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        self.windows.iter().filter_map(|(_, window)| window.next_change(at)).min()
    }

    fn next_freeze(&self, at: Timestamp) -> Option<Timestamp> {
        let next = self.frozen.partition_point(|freeze| freeze.start <= at);
        self.frozen.get(next).map(|freeze| freeze.start)
    }

    fn frozen_until(&self, at: Timestamp) -> Option<Timestamp> {
        let next = self.frozen.partition_point(|freeze| freeze.start <= at);
        let freeze = self.frozen.get(next.checked_sub(1)?)?;
        (at < freeze.end).then_some(freeze.end)
    }

    /// If windows hold at `at`: an instant up to which they do, or `None` inside if they never end.
    fn windows_until(&self, at: Timestamp) -> Option<Option<Timestamp>> {
        let stretch = |at| self.windows.iter().filter_map(|(_, window)| window.stretch(at)).max();
        let mut open = stretch(at)?;
        let change = self.next_change(at);
        while open < at.plus_micros(WEEK) {
            if change.is_some_and(|change| open >= change) {
                return Some(Some(open));
            }
            match stretch(open) {
                Some(further) => open = further,
                None => return Some(Some(open)),
            }
        }
        Some(change)
    }
}

/// The end of the last year, wherever one is: nothing is due from there on.
fn horizon() -> Timestamp {
    let end = jiff::civil::date(LAST_YEAR + 1, 1, 2).to_datetime(jiff::civil::Time::midnight());
    jiff::tz::Offset::UTC.to_timestamp(end).map_or(Timestamp::from_micros(i64::MAX), Timestamp::from_jiff)
}

/// The union of sorted intervals.
fn union(sorted: impl Iterator<Item = Interval>) -> Vec<Interval> {
    let mut union: Vec<Interval> = Vec::new();
    for next in sorted {
        match union.last_mut() {
            Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
            _ => union.push(next),
        }
    }
    union
}
