//! When a schedule is due: a pure function of its local start, its zone and its rule.
//!
//! A rule is a numbered row of *slots*. The local time of slot `k` is computed from `k` alone (nothing accumulates, so
//! a schedule on the 31st never drifts to the 28th), and the slots around an instant are found by arithmetic, so the
//! next due time of a schedule from 1970 costs the same as that of one from yesterday. Hours are elapsed time; all other
//! units are calendar time, turned into instants by the zone:
//!
//! - a local time that the clocks jump over is shifted forward by the length of the jump, or not run, by policy;
//! - of a local time that comes twice the first is taken, or the second, by policy;
//! - day 29, 30 or 31 is the last day of a month that is too short for it.
//!
//! Zones come from the time zone database inside the program: every node computes the same instants. Preview and firing
//! are this same code. Blackout windows are not known here yet.

mod error;
mod first_time;
mod resolve;
mod slots;
mod zone;

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use model::Timestamp;
use model::schedule::{PeriodUnit, Rule};

pub use error::RecurrenceError;
pub use first_time::{normalize, parse};
pub use zone::{zone, zones};

use crate::resolve::resolve;
use crate::slots::Slots;

/// Largest interval; beyond, a typing error is likelier than a wish (1,000 quarters are 250 years).
pub const MAX_INTERVAL: u32 = 1000;
/// First year that a schedule can be due in.
pub const FIRST_YEAR: i16 = 1970;
/// Last year that a schedule can be due in.
pub const LAST_YEAR: i16 = 2200;

const MICROS_PER_HOUR: i64 = 3_600_000_000;

/// A validated recurrence.
#[derive(Debug, Clone)]
pub struct Recurrence {
    zone: TimeZone,
    time: Time,
    steps: Steps,
    rule: Rule,
    /// The last slot that `count` allows.
    last: Option<i64>,
}

/// One due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// What wall clocks in the zone show then.
    pub local: DateTime,
    /// When it is.
    pub instant: Timestamp,
    /// Whether it is what the rule says literally.
    pub adjusted: Adjusted,
}

model::words! {
    /// How a due time differs from what the rule says literally.
    Adjusted {
        /// Not at all.
        None = "none",
        /// The clocks jump over the local time: shifted forward by the jump (wins over `month_end`).
        Gap = "gap",
        /// The local time comes twice: one of the two was taken.
        Overlap = "overlap",
        /// The month has no such day: its last day was taken.
        MonthEnd = "month_end",
    }
}

#[derive(Debug, Clone)]
enum Steps {
    /// Elapsed time from an instant.
    Hours { anchor: Occurrence, step: i64 },
    /// Calendar dates.
    Dates(Slots),
}

impl Recurrence {
    /// Validates the parts of a schedule: the first local time (`YYYY-MM-DD hh:mm:ss` or with a `T`, seconds optional),
    /// an IANA zone, and the rule. A weekday or week index moves the first due time to the first match at or after it.
    ///
    /// # Errors
    /// [`RecurrenceError`] names the field that is not valid and says why.
    pub fn new(first_time: &str, zone_name: &str, rule: &Rule) -> Result<Self, RecurrenceError> {
        let first = parse(first_time)?;
        let zone = zone(zone_name)?;
        validate(rule)?;
        let steps = if rule.unit == PeriodUnit::Hour {
            let (instant, adjusted) = resolve(&zone, first)
                .ok_or_else(|| RecurrenceError::new("first_time", "is out of range"))?
                .take(rule.overlap);
            let anchor = Occurrence { local: zone.to_datetime(instant.to_jiff()), instant, adjusted };
            Steps::Hours { anchor, step: i64::from(rule.interval) * MICROS_PER_HOUR }
        } else {
            Steps::Dates(Slots::new(first.date(), rule))
        };
        let mut recurrence = Self { zone, time: first.time(), steps, rule: rule.clone(), last: None };
        recurrence.last = recurrence.last_slot();
        Ok(recurrence)
    }

    /// The first due time strictly after `after`; `None` when it never comes (again).
    pub fn next_after(&self, after: Timestamp) -> Option<Timestamp> {
        self.occurrence_after(after).map(|found| found.instant)
    }

    /// The first occurrence strictly after `after`.
    pub fn occurrence_after(&self, after: Timestamp) -> Option<Occurrence> {
        let mut k = self.slot_before(after);
        loop {
            if self.last.is_some_and(|last| k > last) {
                return None;
            }
            match self.slot(k) {
                Slot::End => return None,
                Slot::Due(found) if found.instant > after => return self.within(found),
                Slot::Due(_) | Slot::Skipped => k += 1,
            }
        }
    }

    /// At most `limit` occurrences after `from`, up to and including `to`.
    pub fn between(&self, from: Timestamp, to: Timestamp, limit: usize) -> Vec<Occurrence> {
        self.iter_after(from).take_while(|found| found.instant <= to).take(limit).collect()
    }

    /// Every occurrence from the first on. Finite: it ends with the year [`LAST_YEAR`] at the latest.
    pub fn iter(&self) -> impl Iterator<Item = Occurrence> + '_ {
        self.iter_after(Timestamp::from_micros(i64::MIN))
    }

    /// Every occurrence strictly after `after`.
    pub fn iter_after(&self, after: Timestamp) -> impl Iterator<Item = Occurrence> + '_ {
        std::iter::successors(self.occurrence_after(after), |found| self.occurrence_after(found.instant))
    }

    /// The zone by its IANA name.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// What becomes of slot `k`.
    fn slot(&self, k: i64) -> Slot {
        let found = match &self.steps {
            Steps::Hours { anchor, step } => self.hourly(anchor, *step, k),
            Steps::Dates(slots) => self.dated(slots, k),
        };
        let Some(found) = found else { return Slot::End };
        if found.adjusted != Adjusted::Gap {
            return Slot::Due(found);
        }
        if self.rule.gap == model::schedule::GapPolicy::Skip {
            return Slot::Skipped;
        }
        // Where a whole day was skipped (Apia, 30 December 2011), the shifted time meets the next slot: that one stays.
        let next = match &self.steps {
            Steps::Hours { .. } => None,
            Steps::Dates(slots) => self.dated(slots, k + 1),
        };
        if next.is_some_and(|next| next.instant <= found.instant) { Slot::Skipped } else { Slot::Due(found) }
    }

    fn hourly(&self, anchor: &Occurrence, step: i64, k: i64) -> Option<Occurrence> {
        if k == 0 {
            return Some(*anchor);
        }
        let instant = anchor.instant.plus_micros(k.checked_mul(step)?);
        let local = self.zone.to_datetime(instant.to_jiff());
        (local.year() <= LAST_YEAR).then_some(Occurrence { local, instant, adjusted: Adjusted::None })
    }

    fn dated(&self, slots: &Slots, k: i64) -> Option<Occurrence> {
        let (date, month_end) = slots.date(k)?;
        let (instant, adjusted) = resolve(&self.zone, date.to_datetime(self.time))?.take(self.rule.overlap);
        let adjusted = if adjusted == Adjusted::None && month_end { Adjusted::MonthEnd } else { adjusted };
        Some(Occurrence { local: self.zone.to_datetime(instant.to_jiff()), instant, adjusted })
    }

    /// A slot that is due at or before `at`, or the first one; a few slots at most lie between it and `at`.
    fn slot_before(&self, at: Timestamp) -> i64 {
        match &self.steps {
            Steps::Hours { anchor, step } => {
                at.micros().saturating_sub(anchor.instant.micros()).div_euclid(*step).max(0)
            }
            Steps::Dates(slots) => slots.index_before(self.zone.to_datetime(at.to_jiff()).date()),
        }
    }

    /// The slot with which `count` is reached: as many slots, plus those on the way that are not run.
    fn last_slot(&self) -> Option<i64> {
        let count = i64::from(self.rule.count?);
        let mut last = self.first_slot() + count - 1;
        for skipped in self.skipped_slots() {
            if skipped > last {
                break;
            }
            last += 1;
        }
        Some(last)
    }

    fn first_slot(&self) -> i64 {
        match &self.steps {
            Steps::Hours { .. } => 0,
            Steps::Dates(slots) => slots.first(),
        }
    }

    /// Slots that are not run, in order. Only local times in a gap can be such, and a zone has about one gap a year.
    fn skipped_slots(&self) -> Vec<i64> {
        let Steps::Dates(slots) = &self.steps else {
            return if matches!(self.slot(0), Slot::Skipped) { vec![0] } else { Vec::new() };
        };
        let Some((start, _)) = slots.date(self.first_slot()) else { return Vec::new() };
        let mut skipped = Vec::new();
        for gap in resolve::gaps(&self.zone, start) {
            let mut k = slots.index_before(gap.first);
            while let Some((date, _)) = slots.date(k)
                && date <= gap.last
            {
                if matches!(self.slot(k), Slot::Skipped) && skipped.last() < Some(&k) {
                    skipped.push(k);
                }
                k += 1;
            }
        }
        skipped
    }

    fn within(&self, found: Occurrence) -> Option<Occurrence> {
        self.rule.until.is_none_or(|until| found.instant <= until).then_some(found)
    }
}

enum Slot {
    Due(Occurrence),
    Skipped,
    End,
}

fn validate(rule: &Rule) -> Result<(), RecurrenceError> {
    let wrong = |field, reason: &str| Err(RecurrenceError::new(field, reason));
    // Clients send an interval of 0 with "once".
    if rule.unit != PeriodUnit::Once && !(1..=MAX_INTERVAL).contains(&rule.interval) {
        return wrong("interval", &format!("is {}, not between 1 and {MAX_INTERVAL}", rule.interval));
    }
    if rule.count == Some(0) {
        return wrong("count", "is 0: at least 1");
    }
    match (rule.unit, rule.weekday, rule.week_index) {
        (PeriodUnit::Once | PeriodUnit::Hour | PeriodUnit::Day, Some(_), _) => {
            wrong("weekday", "applies to weeks, months and quarters only")
        }
        (PeriodUnit::Once | PeriodUnit::Hour | PeriodUnit::Day | PeriodUnit::Week, _, Some(_)) => {
            wrong("week_index", "applies to months and quarters only")
        }
        (PeriodUnit::Month | PeriodUnit::Quarter, Some(_), None) => {
            wrong("week_index", "is missing: says which weekday of the month")
        }
        (PeriodUnit::Month | PeriodUnit::Quarter, None, Some(_)) => {
            wrong("weekday", "is missing: says which day the week index counts")
        }
        _ => Ok(()),
    }
}
