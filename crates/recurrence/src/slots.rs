//! The calendar days of a rule, numbered.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use model::schedule::{PeriodUnit, Rule, WeekIndex, Weekday as Word};

use crate::LAST_YEAR;

/// Numbered days: each is computed from its number alone.
#[derive(Debug, Clone)]
pub(crate) struct Slots {
    start: Date,
    kind: Kind,
    first: i64,
}

#[derive(Debug, Clone)]
enum Kind {
    Once,
    /// Every so many days from `base`.
    Days {
        base: Date,
        step: i64,
    },
    /// The start's day of every so many months.
    MonthDays {
        step: i64,
    },
    /// Such a weekday of every so many months.
    MonthWeekdays {
        step: i64,
        nth: i8,
        weekday: Weekday,
    },
}

impl Slots {
    /// The days of a valid rule that is not hourly.
    pub(crate) fn new(start: Date, rule: &Rule) -> Self {
        let interval = i64::from(rule.interval);
        let kind = match rule.unit {
            PeriodUnit::Once => Kind::Once,
            PeriodUnit::Hour | PeriodUnit::Day => Kind::Days { base: start, step: interval },
            PeriodUnit::Week => Kind::Days { base: first_weekday(start, rule.weekday), step: 7 * interval },
            PeriodUnit::Month => months(interval, rule),
            PeriodUnit::Quarter => months(3 * interval, rule),
        };
        let mut slots = Self { start, kind, first: 0 };
        // The start month's weekday may lie before the start.
        if slots.date(0).is_some_and(|(date, _)| date < start) {
            slots.first = 1;
        }
        slots
    }

    /// Number of the first slot.
    pub(crate) fn first(&self) -> i64 {
        self.first
    }

    /// The day of the month that a month may be too short for.
    pub(crate) fn month_day(&self) -> Option<i8> {
        matches!(self.kind, Kind::MonthDays { .. }).then(|| self.start.day())
    }

    /// The day of slot `k`, and whether it stands in for one that the month does not have. `None` beyond the last year.
    pub(crate) fn date(&self, k: i64) -> Option<(Date, bool)> {
        let (date, month_end) = match self.kind {
            Kind::Once => ((k == 0).then_some(self.start)?, false),
            Kind::Days { base, step } => (base.checked_add(days(k.checked_mul(step)?)?).ok()?, false),
            Kind::MonthDays { step } => {
                let month = self.month(k, step)?;
                let day = self.start.day().min(month.days_in_month());
                (Date::new(month.year(), month.month(), day).ok()?, day < self.start.day())
            }
            Kind::MonthWeekdays { step, nth, weekday } => {
                (self.month(k, step)?.nth_weekday_of_month(nth, weekday).ok()?, false)
            }
        };
        (date.year() <= LAST_YEAR).then_some((date, month_end))
    }

    /// A slot, not before the first, whose day lies so far before `date` that no zone change can bring it past.
    pub(crate) fn index_before(&self, date: Date) -> i64 {
        let near = match self.kind {
            Kind::Once => 0,
            Kind::Days { base, step } => {
                // Days on the calendar and in the zone differ by at most one; one more for a skipped day.
                let between = base.until(date).map_or(0, |span| i64::from(span.get_days()));
                (between - 2).div_euclid(step)
            }
            Kind::MonthDays { step } | Kind::MonthWeekdays { step, .. } => {
                (month_number(date) - month_number(self.start)).div_euclid(step) - 1
            }
        };
        near.max(self.first)
    }

    /// The first day of the month of slot `k`.
    fn month(&self, k: i64, step: i64) -> Option<Date> {
        let number = month_number(self.start).checked_add(k.checked_mul(step)?)?;
        let year = i16::try_from(number.div_euclid(12)).ok()?;
        let month = i8::try_from(number.rem_euclid(12) + 1).ok()?;
        Date::new(year, month, 1).ok()
    }
}

fn months(step: i64, rule: &Rule) -> Kind {
    match (rule.weekday, rule.week_index) {
        (Some(day), Some(index)) => Kind::MonthWeekdays { step, nth: nth(index), weekday: weekday(day) },
        _ => Kind::MonthDays { step },
    }
}

fn month_number(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

fn first_weekday(start: Date, wanted: Option<Word>) -> Date {
    let Some(wanted) = wanted else { return start };
    let ahead = start.weekday().until(weekday(wanted));
    start.checked_add(i32::from(ahead).days()).unwrap_or(start)
}

fn days(n: i64) -> Option<Span> {
    Span::new().try_days(n).ok()
}

const fn nth(index: WeekIndex) -> i8 {
    match index {
        WeekIndex::First => 1,
        WeekIndex::Second => 2,
        WeekIndex::Third => 3,
        WeekIndex::Fourth => 4,
        WeekIndex::Last => -1,
    }
}

const fn weekday(word: Word) -> Weekday {
    match word {
        Word::Monday => Weekday::Monday,
        Word::Tuesday => Weekday::Tuesday,
        Word::Wednesday => Weekday::Wednesday,
        Word::Thursday => Weekday::Thursday,
        Word::Friday => Weekday::Friday,
        Word::Saturday => Weekday::Saturday,
        Word::Sunday => Weekday::Sunday,
    }
}
