//! Dates, times and durations as iCalendar writes them.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use model::Timestamp;

use crate::{FIRST_YEAR, LAST_YEAR};

/// A date or a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// `19980118T230000Z`.
    Utc(Timestamp),
    /// `19980118T230000`.
    Local(DateTime),
    /// `19980118`.
    Date(Date),
}

/// Reads one of the three forms, from [`FIRST_YEAR`] to [`LAST_YEAR`].
pub(crate) fn read(text: &str) -> Option<Moment> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (day, time) = match text.split_once(['T', 't']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    if day.len() != 8 || !digits(day) {
        return None;
    }
    let date = Date::new(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?).ok()?;
    if !(FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
        return None;
    }
    let Some(time) = time else { return Some(Moment::Date(date)) };
    let clock = time.strip_suffix(['Z', 'z']).unwrap_or(time);
    if clock.len() != 6 || !digits(clock) {
        return None;
    }
    // A leap second is the one before it.
    let second: i8 = clock[4..].parse().ok()?;
    let second = if second == 60 { 59 } else { second };
    let at =
        date.to_datetime(Time::new(clock[..2].parse().ok()?, clock[2..4].parse().ok()?, second, 0).ok()?);
    if clock.len() == time.len() {
        return Some(Moment::Local(at));
    }
    Offset::UTC.to_timestamp(at).ok().map(|at| Moment::Utc(Timestamp::from_jiff(at)))
}

/// A duration: days count on the calendar, seconds are elapsed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) days: i64,
    pub(crate) seconds: i64,
}

/// Longest duration: a year and a day. A longer freeze is a typing error.
const MAX_DAYS: i64 = 367;

/// Reads `P2W`, `P1DT2H3M4S` and the like; negative ones and those above a year are none.
pub(crate) fn read_length(text: &str) -> Option<Length> {
    let text = text.strip_prefix('+').unwrap_or(text).strip_prefix(['P', 'p'])?;
    let (mut length, mut number, mut in_time, mut any) =
        (Length { days: 0, seconds: 0 }, None::<i64>, false, false);
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(i64::from(digit))?)
                .filter(|n| *n < 1 << 40);
            number?;
            continue;
        }
        if matches!(c, 'T' | 't') && !in_time && number.is_none() {
            in_time = true;
            continue;
        }
        let value = number.take()?;
        match (c.to_ascii_uppercase(), in_time) {
            ('W', false) => length.days += 7 * value,
            ('D', false) => length.days += value,
            ('H', true) => length.seconds += 3600 * value,
            ('M', true) => length.seconds += 60 * value,
            ('S', true) => length.seconds += value,
            _ => return None,
        }
        any = true;
        if length.days > MAX_DAYS || length.seconds > MAX_DAYS * 86_400 {
            return None;
        }
    }
    (any && number.is_none()).then_some(length)
}
