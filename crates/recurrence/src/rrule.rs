//! Recurrence rules of RFC 5545, in and out.
//!
//! Of the language, exactly that is understood which a [`Rule`] can say; a part that it cannot say is refused by name, never
//! read as something else. Two places where a reader may stumble:
//!
//! - `FREQ=MONTHLY` on day 29, 30 or 31 *leaves out* short months in RFC 5545, while a schedule takes their last day. So the
//!   plain form is refused, and the last day is written as `BYMONTHDAY=28,29,30,31;BYSETPOS=-1`, in and out.
//! - The policies for gaps and overlaps are no part of the language: out, they are lost; in, they are the defaults.

mod map;
mod parts;

use jiff::civil::DateTime;
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, WeekIndex, Weekday};

use crate::{Recurrence, RecurrenceError};

pub(crate) use map::{Series, series};
pub(crate) use parts::Until;

/// Longest rule that is read, in bytes.
pub const MAX_LENGTH: usize = 1000;

/// A rule that was read: the parts of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The first local time: the one given, or the first match after it where the rule counts from there.
    pub first: DateTime,
    /// The rule, with the default policies.
    pub rule: Rule,
}

/// Reads a rule (`FREQ=…`, with or without `RRULE:` before it) for a schedule that starts at `first`.
///
/// # Errors
/// [`RecurrenceError`] on `rrule`; the reason names the part.
pub fn read(first: DateTime, text: &str) -> Result<Imported, RecurrenceError> {
    let Series { mut rules, count, until } = series(first, text)?;
    let several = || wrong("BYDAY", "names several days: a schedule has one, make a schedule for each");
    let (first, mut rule) = rules.pop().filter(|_| rules.is_empty()).ok_or_else(several)?;
    rule.count = count;
    rule.until = match until {
        None => None,
        Some(Until::Instant(until)) => Some(until),
        Some(_) => return Err(wrong("UNTIL", "must be in UTC, as 20271231T235959Z")),
    };
    Ok(Imported { first, rule })
}

/// A recurrence in the words of RFC 5545.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The property `DTSTART` with its parameters: in the schedule's zone, but in UTC for hours, which are elapsed time.
    pub dtstart: String,
    /// The value of `RRULE`; `None` for what is due once.
    pub rrule: Option<String>,
}

/// Writes a recurrence; `None` if it has no due time at all.
pub fn write(recurrence: &Recurrence) -> Option<Exported> {
    let rule = recurrence.rule();
    let due = recurrence.iter().next()?;
    let first = recurrence.first_local()?;
    let utc = "%Y%m%dT%H%M%SZ";
    let dtstart = match (rule.unit, recurrence.zone_name()) {
        (PeriodUnit::Hour, _) => {
            format!("DTSTART:{}", due.instant.to_jiff().strftime(utc))
        }
        (_, "UTC") => format!("DTSTART:{}", first.strftime(utc)),
        (_, zone) => format!("DTSTART;TZID={zone}:{}", first.strftime("%Y%m%dT%H%M%S")),
    };
    if rule.unit == PeriodUnit::Once {
        return Some(Exported { dtstart, rrule: None });
    }
    let mut parts = vec![frequency(rule)];
    parts.extend(by_part(recurrence, rule));
    // RFC 5545 allows one of the two: the one that ends it first.
    let counted = || {
        let unbounded = Rule { count: None, until: None, ..rule.clone() };
        let unbounded = Recurrence::from_parts(first, recurrence.zone().clone(), &unbounded).ok()?;
        unbounded.iter().nth(rule.count?.try_into().ok()?).map(|after| after.instant)
    };
    match (rule.count, rule.until) {
        (Some(count), until) if until.is_none_or(|until| counted().is_some_and(|after| after <= until)) => {
            parts.push(format!("COUNT={count}"));
        }
        (_, Some(until)) => parts.push(format!("UNTIL={}", until.to_jiff().strftime(utc))),
        _ => {}
    }
    Some(Exported { dtstart, rrule: Some(parts.join(";")) })
}

fn frequency(rule: &Rule) -> String {
    let (frequency, interval) = match rule.unit {
        PeriodUnit::Once | PeriodUnit::Day => ("DAILY", rule.interval),
        PeriodUnit::Hour => ("HOURLY", rule.interval),
        PeriodUnit::Week => ("WEEKLY", rule.interval),
        PeriodUnit::Month => ("MONTHLY", rule.interval),
        PeriodUnit::Quarter => ("MONTHLY", 3 * rule.interval),
    };
    if interval == 1 { format!("FREQ={frequency}") } else { format!("FREQ={frequency};INTERVAL={interval}") }
}

fn by_part(recurrence: &Recurrence, rule: &Rule) -> Option<String> {
    match (rule.weekday, rule.week_index, recurrence.month_day()) {
        (Some(day), Some(index), _) => Some(format!("BYDAY={}{}", ordinal(index), code(day))),
        (Some(day), None, _) => Some(format!("BYDAY={}", code(day))),
        (None, _, Some(last @ 29..)) => {
            let days: Vec<String> = (28..=last).map(|day| day.to_string()).collect();
            Some(format!("BYMONTHDAY={};BYSETPOS=-1", days.join(",")))
        }
        _ => None,
    }
}

/// The day's two letters.
pub(crate) const fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

const fn ordinal(index: WeekIndex) -> i8 {
    match index {
        WeekIndex::First => 1,
        WeekIndex::Second => 2,
        WeekIndex::Third => 3,
        WeekIndex::Fourth => 4,
        WeekIndex::Last => -1,
    }
}

/// A rule with the default policies and no end.
const fn plain(unit: PeriodUnit, interval: u32) -> Rule {
    Rule {
        unit,
        interval,
        weekday: None,
        week_index: None,
        count: None,
        until: None,
        gap: GapPolicy::ShiftForward,
        overlap: OverlapPolicy::First,
    }
}

fn wrong(part: &str, reason: impl std::fmt::Display) -> RecurrenceError {
    RecurrenceError::new("rrule", format!("part \"{part}\" {reason}"))
}
