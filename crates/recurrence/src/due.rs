//! The due times of a schedule.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use model::Timestamp;
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule};

use crate::error::RecurrenceError;
use crate::resolve::{self, Resolved, resolve};
use crate::slots::Slots;
use crate::{LAST_YEAR, MAX_INTERVAL, first_time, zone};

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
    /// The local time that the rule says; differs from `local` only where the clocks jump over it.
    pub literal: DateTime,
}

model::words! {
    /// How a due time differs from what the rule says literally.
    Adjusted {
        /// Not at all.
        None = "none",
        /// The clocks jump over the local time: shifted by the jump (wins over `month_end`).
        Gap = "gap",
        /// The local time comes twice: one of the two, or each of them, was taken.
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

/// What becomes of a slot.
enum Slot {
    Due(Occurrence),
    Twice(Occurrence, Occurrence),
    Skipped,
    /// Beyond the last year.
    End,
}

impl Recurrence {
    /// Validates the parts of a schedule: the first local time (`YYYY-MM-DD hh:mm:ss` or with a `T`, seconds optional),
    /// an IANA zone, and the rule. A weekday or week index moves the first due time to the first match at or after it.
    ///
    /// # Errors
    /// [`RecurrenceError`] names the field that is not valid and says why.
    pub fn new(first_time: &str, zone_name: &str, rule: &Rule) -> Result<Self, RecurrenceError> {
        Self::from_parts(first_time::parse(first_time)?, zone::zone(zone_name)?, rule)
    }

    /// The same from parts that were read already.
    ///
    /// # Errors
    /// As [`Recurrence::new`].
    pub fn from_parts(first: DateTime, zone: TimeZone, rule: &Rule) -> Result<Self, RecurrenceError> {
        first_time::within_years(first)?;
        validate(rule)?;
        let steps = if rule.unit == PeriodUnit::Hour {
            let step = i64::from(rule.interval) * MICROS_PER_HOUR;
            Steps::Hours { anchor: anchor(&zone, first, rule)?, step }
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
                Slot::Due(one) | Slot::Twice(one, _) if one.instant > after => return self.within(one),
                Slot::Twice(_, second) if second.instant > after => return self.within(second),
                Slot::Due(_) | Slot::Twice(..) | Slot::Skipped => k += 1,
            }
        }
    }

    /// The last occurrence at or before `at`.
    pub fn occurrence_until(&self, at: Timestamp) -> Option<Occurrence> {
        let at = self.rule.until.map_or(at, |until| until.min(at));
        let first = self.first_slot();
        let mut from = self.slot_before(at).min(self.last.unwrap_or(i64::MAX));
        let mut found = self.last_of(from, at);
        // What lies just before may all be skipped.
        while found.is_none() && from > first {
            from -= 1;
            found = self.last_of(from, at);
        }
        found
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

    /// The zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The rule.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The local time of the first slot, before any clock had a say in it.
    pub(crate) fn first_local(&self) -> Option<DateTime> {
        match &self.steps {
            Steps::Hours { anchor, .. } => Some(anchor.local),
            Steps::Dates(slots) => Some(slots.date(slots.first())?.0.to_datetime(self.time)),
        }
    }

    /// The local day and time of month that the rule keeps to, where a month may be too short for it.
    pub(crate) fn month_day(&self) -> Option<i8> {
        match &self.steps {
            Steps::Hours { .. } => None,
            Steps::Dates(slots) => slots.month_day(),
        }
    }

    /// What becomes of slot `k`.
    fn slot(&self, k: i64) -> Slot {
        match &self.steps {
            Steps::Hours { anchor, .. } if k == 0 && self.skips(anchor) => Slot::Skipped,
            Steps::Hours { anchor, step } => {
                hourly(&self.zone, anchor, *step, k).map_or(Slot::End, Slot::Due)
            }
            Steps::Dates(slots) => self.dated(slots, k),
        }
    }

    fn dated(&self, slots: &Slots, k: i64) -> Slot {
        let Some((date, month_end)) = slots.date(k) else { return Slot::End };
        let literal = date.to_datetime(self.time);
        let Some(resolved) = resolve(&self.zone, literal) else { return Slot::End };
        let one = |instant: Timestamp, adjusted| {
            let local =
                if adjusted == Adjusted::Gap { self.zone.to_datetime(instant.to_jiff()) } else { literal };
            Occurrence { local, instant, adjusted, literal }
        };
        // Where a whole day was skipped (Apia, 30 December 2011), the shifted time meets the slot beside it: that one stays.
        let meets = |k: i64, instant: Timestamp| {
            k >= slots.first()
                && slots
                    .date(k)
                    .and_then(|(date, _)| resolve::instant(&self.zone, date.to_datetime(self.time)))
                    == Some(instant)
        };
        match (resolved, self.rule.gap, self.rule.overlap) {
            (Resolved::One(at), ..) => {
                Slot::Due(one(at, if month_end { Adjusted::MonthEnd } else { Adjusted::None }))
            }
            (Resolved::Gap { .. }, GapPolicy::Skip, _) => Slot::Skipped,
            (Resolved::Gap { forward, .. }, GapPolicy::ShiftForward, _) if meets(k + 1, forward) => {
                Slot::Skipped
            }
            (Resolved::Gap { back, .. }, GapPolicy::ShiftBack, _) if meets(k - 1, back) => Slot::Skipped,
            (Resolved::Gap { forward, .. }, GapPolicy::ShiftForward, _) => {
                Slot::Due(one(forward, Adjusted::Gap))
            }
            (Resolved::Gap { back, .. }, GapPolicy::ShiftBack, _) => Slot::Due(one(back, Adjusted::Gap)),
            (Resolved::Two(at, _), _, OverlapPolicy::First)
            | (Resolved::Two(_, at), _, OverlapPolicy::Second) => Slot::Due(one(at, Adjusted::Overlap)),
            (Resolved::Two(at, again), _, OverlapPolicy::Both) => {
                Slot::Twice(one(at, Adjusted::Overlap), one(again, Adjusted::Overlap))
            }
        }
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

    /// The last occurrence at or before `at` of the slots from `k` on.
    fn last_of(&self, k: i64, at: Timestamp) -> Option<Occurrence> {
        let mut found = None;
        for k in k..=self.last.unwrap_or(i64::MAX) {
            let (one, two) = match self.slot(k) {
                Slot::End => break,
                Slot::Skipped => continue,
                Slot::Due(one) => (one, one),
                Slot::Twice(one, two) => (one, two),
            };
            found = [two, one].into_iter().find(|o| o.instant <= at).or(found);
            if two.instant > at {
                break;
            }
        }
        found
    }

    /// The slot with which `count` is reached: as many slots, plus those on the way that are not run.
    fn last_slot(&self) -> Option<i64> {
        let count = i64::from(self.rule.count?);
        let mut last = self.first_slot() + count - 1;
        let slots = match &self.steps {
            // Elapsed time meets no gap, except at its start.
            Steps::Hours { anchor, .. } => return Some(if self.skips(anchor) { last + 1 } else { last }),
            Steps::Dates(slots) => slots,
        };
        // Only local times in a gap are not run, and a zone has about one gap a year.
        let Some((start, _)) = slots.date(slots.first()) else { return Some(last) };
        let mut next = slots.first();
        for gap in resolve::gaps(&self.zone, start) {
            next = slots.index_before(gap.first).max(next);
            if next > last {
                break;
            }
            while let Some((date, _)) = slots.date(next)
                && date <= gap.last
                && next <= last
            {
                last += i64::from(matches!(self.slot(next), Slot::Skipped));
                next += 1;
            }
        }
        Some(last)
    }

    fn first_slot(&self) -> i64 {
        match &self.steps {
            Steps::Hours { .. } => 0,
            Steps::Dates(slots) => slots.first(),
        }
    }

    fn skips(&self, anchor: &Occurrence) -> bool {
        anchor.adjusted == Adjusted::Gap && self.rule.gap == GapPolicy::Skip
    }

    fn within(&self, found: Occurrence) -> Option<Occurrence> {
        self.rule.until.is_none_or(|until| found.instant <= until).then_some(found)
    }
}

/// The instant that hours are counted from; of two, the first unless the second is asked for.
fn anchor(zone: &TimeZone, first: DateTime, rule: &Rule) -> Result<Occurrence, RecurrenceError> {
    let resolved =
        resolve(zone, first).ok_or_else(|| RecurrenceError::new("first_time", "is out of range"))?;
    let (instant, adjusted) = match (resolved, rule.gap, rule.overlap) {
        (Resolved::One(at), ..) => (at, Adjusted::None),
        (Resolved::Gap { back, .. }, GapPolicy::ShiftBack, _) => (back, Adjusted::Gap),
        (Resolved::Gap { forward, .. }, ..) => (forward, Adjusted::Gap),
        (Resolved::Two(_, at), _, OverlapPolicy::Second) => (at, Adjusted::Overlap),
        (Resolved::Two(at, _), ..) => (at, Adjusted::Overlap),
    };
    Ok(Occurrence { local: zone.to_datetime(instant.to_jiff()), instant, adjusted, literal: first })
}

fn hourly(zone: &TimeZone, anchor: &Occurrence, step: i64, k: i64) -> Option<Occurrence> {
    if k == 0 {
        return Some(*anchor);
    }
    let instant = anchor.instant.plus_micros(k.checked_mul(step)?);
    let local = zone.to_datetime(instant.to_jiff());
    (local.year() <= LAST_YEAR).then_some(Occurrence {
        local,
        instant,
        adjusted: Adjusted::None,
        literal: local,
    })
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
