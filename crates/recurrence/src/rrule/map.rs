//! From the parts of a rule to the rules that schedules have.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};
use model::schedule::{PeriodUnit, Rule, WeekIndex, Weekday};

use super::parts::{Frequency, Parts, Until};
use super::{plain, wrong};
use crate::{LAST_YEAR, MAX_INTERVAL, RecurrenceError};

/// What a rule says: the union of several, for a week's days, each from its own first time; and the end of all together.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) rules: Vec<(DateTime, Rule)>,
    pub(crate) count: Option<u32>,
    pub(crate) until: Option<Until>,
}

/// Reads a rule that starts at `first`.
pub(crate) fn series(first: DateTime, text: &str) -> Result<Series, RecurrenceError> {
    let parts = Parts::read(text)?;
    let time = first.time();
    for (at, (part, own)) in
        [("BYHOUR", time.hour()), ("BYMINUTE", time.minute()), ("BYSECOND", time.second())]
            .into_iter()
            .enumerate()
    {
        if parts.time[at].is_some_and(|given| given != own || parts.frequency == Frequency::Hourly) {
            return Err(wrong(part, "differs from the first time, which says the time of day"));
        }
    }
    let rules = match parts.frequency {
        Frequency::Hourly => {
            refuse(&parts, &["BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"])?;
            vec![(first, every(PeriodUnit::Hour, parts.interval)?)]
        }
        // Every day that is one of some weekdays is a way to write every week on these.
        Frequency::Daily if !parts.days.is_empty() && parts.interval == 1 => weekly(first, &parts)?,
        Frequency::Daily => {
            refuse(&parts, &["BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"])?;
            vec![(first, every(PeriodUnit::Day, parts.interval)?)]
        }
        Frequency::Weekly => weekly(first, &parts)?,
        Frequency::Monthly => {
            refuse(&parts, &["BYMONTH"])?;
            vec![monthly(first, &parts, parts.interval)?]
        }
        Frequency::Yearly => vec![yearly(first, &parts)?],
    };
    Ok(Series { rules, count: parts.count, until: parts.until })
}

fn refuse(parts: &Parts, names: &[&str]) -> Result<(), RecurrenceError> {
    for name in names {
        let given = match *name {
            "BYDAY" => !parts.days.is_empty(),
            "BYMONTHDAY" => !parts.month_days.is_empty(),
            "BYMONTH" => parts.month.is_some(),
            _ => parts.position.is_some(),
        };
        if given {
            let frequency = format!("{:?}", parts.frequency).to_ascii_uppercase();
            return Err(wrong(name, format!("is nothing that a schedule can say with FREQ={frequency}")));
        }
    }
    Ok(())
}

fn weekly(first: DateTime, parts: &Parts) -> Result<Vec<(DateTime, Rule)>, RecurrenceError> {
    refuse(parts, &["BYMONTHDAY", "BYMONTH", "BYSETPOS"])?;
    if parts.days.iter().any(|(ordinal, _)| *ordinal != 0) {
        return Err(wrong("BYDAY", "has a number before a day, which weeks cannot have"));
    }
    let week = every(PeriodUnit::Week, parts.interval)?;
    if parts.days.is_empty() {
        return Ok(vec![(first, week)]);
    }
    // Which weeks count is told from the week of the first time, and a week starts where WKST says.
    let into_week = (offset(first.date()) - number(parts.week_start)).rem_euclid(7);
    let one = |(_, day): &(i8, Weekday)| {
        let ahead = (number(*day) - number(parts.week_start)).rem_euclid(7) - into_week;
        let ahead = if ahead < 0 { ahead + 7 * i64::from(parts.interval) } else { ahead };
        Ok((moved(first, ahead)?, Rule { weekday: Some(*day), ..week.clone() }))
    };
    parts.days.iter().map(one).collect()
}

/// Every so many months, from the month of `first` on.
fn monthly(first: DateTime, parts: &Parts, interval: u32) -> Result<(DateTime, Rule), RecurrenceError> {
    let rule = every(PeriodUnit::Month, interval)?;
    if !parts.days.is_empty() {
        if !parts.month_days.is_empty() {
            return Err(wrong("BYMONTHDAY", "is given together with \"BYDAY\""));
        }
        let (weekday, index) = nth_weekday(parts)?;
        return Ok((first, Rule { weekday: Some(weekday), week_index: Some(index), ..rule }));
    }
    let (day, clamped) = month_day(first, parts)?;
    // The first month, from that of the first time on, in which the rule has a day that is not over.
    let months = (0..).map(|k: i64| k * i64::from(interval)).map_while(|months| month(first.date(), months));
    for (year, month) in months {
        let Ok(start) = Date::new(year, month, 1) else { break };
        let on = start.days_in_month().min(day);
        let Ok(date) = Date::new(year, month, on) else { break };
        if date < first.date() {
            continue;
        }
        if on < day && clamped {
            let reason = format!("means day {day}, which the first month does not have: move the first time");
            return Err(wrong("BYMONTHDAY", reason));
        }
        return Ok((date.to_datetime(first.time()), rule));
    }
    Err(wrong("BYMONTHDAY", format!("is never due up to the year {LAST_YEAR}")))
}

/// The day of the month, and whether it is the last one of months that are too short.
fn month_day(first: DateTime, parts: &Parts) -> Result<(i8, bool), RecurrenceError> {
    let day = match (parts.month_days.as_slice(), parts.position) {
        ([], None) => first.day(),
        ([-1], None) => return Ok((31, true)),
        ([day], None) if *day > 0 => *day,
        ([28, rest @ ..], Some(-1))
            if !rest.is_empty() && rest.iter().zip(29..).all(|(day, is)| *day == is) =>
        {
            return Ok((rest.last().copied().unwrap_or(28), true));
        }
        ([], Some(_)) => return Err(wrong("BYSETPOS", "has nothing to choose from")),
        (_, None) => {
            return Err(wrong(
                "BYMONTHDAY",
                "is nothing that a schedule can say: one day from 1 to 28, or -1",
            ));
        }
        (_, Some(_)) => {
            return Err(wrong(
                "BYSETPOS",
                "goes with BYMONTHDAY=28,29,30,31 and -1 only: the last of these days",
            ));
        }
    };
    if day > 28 {
        let days: Vec<String> = (28..=day).map(|day| day.to_string()).collect();
        let instead = format!("BYMONTHDAY={};BYSETPOS=-1", days.join(","));
        let reason =
            format!("says day {day} and leaves out short months; a schedule takes their last day: {instead}");
        return Err(wrong(if parts.month_days.is_empty() { "FREQ" } else { "BYMONTHDAY" }, reason));
    }
    Ok((day, false))
}

fn nth_weekday(parts: &Parts) -> Result<(Weekday, WeekIndex), RecurrenceError> {
    let [(ordinal, weekday)] = parts.days.as_slice() else {
        return Err(wrong("BYDAY", "names several days: a schedule has one"));
    };
    let ordinal = match (*ordinal, parts.position) {
        (0, Some(position)) => position,
        (0, None) => return Err(wrong("BYDAY", "has no number: says which of the month's days, as 1MO")),
        (_, Some(_)) => return Err(wrong("BYSETPOS", "is given for a single day")),
        (ordinal, None) => ordinal,
    };
    let index = match ordinal {
        1 => WeekIndex::First,
        2 => WeekIndex::Second,
        3 => WeekIndex::Third,
        4 => WeekIndex::Fourth,
        -1 => WeekIndex::Last,
        other => return Err(wrong("BYDAY", format!("counts {other}: a schedule knows 1 to 4 and -1"))),
    };
    Ok((*weekday, index))
}

fn yearly(first: DateTime, parts: &Parts) -> Result<(DateTime, Rule), RecurrenceError> {
    if !parts.days.is_empty() && parts.month.is_none() {
        return Err(wrong("BYDAY", "counts the days of a year: say of which month, with BYMONTH"));
    }
    if parts.month.is_none() && !parts.month_days.is_empty() {
        return Err(wrong("BYMONTHDAY", "means every month with FREQ=YEARLY: say which, with BYMONTH"));
    }
    let month = parts.month.unwrap_or(first.month());
    let interval = parts.interval.saturating_mul(12);
    if month == 2 && parts.days.is_empty() && parts.month_days.as_slice() != [-1] {
        let day = parts.month_days.first().copied().unwrap_or(first.day());
        if day > 28 {
            return Err(wrong("FREQ", "leaves out years without 29 February; a schedule takes the 28th"));
        }
    }
    // Day 29 to 31 is in every year's month, or was refused above: nothing is cut short.
    let days = parts.month_days.clone();
    let start = if month == first.month() {
        first
    } else {
        let year =
            if month > first.month() { first.year() } else { step_year(first.year(), parts.interval)? };
        let day = if parts.month_days.is_empty() && parts.days.is_empty() { first.day() } else { 1 };
        let date = Date::new(year, month, day)
            .map_err(|_| wrong("BYMONTH", format!("has no day {day}, which the first time says")))?;
        date.to_datetime(first.time())
    };
    if parts.days.is_empty() && parts.position.is_none() && matches!(days.as_slice(), [] | [29..=31]) {
        let day = days.first().copied().unwrap_or(start.day());
        return every_year(start, day, interval);
    }
    let parts = Parts { month: None, ..parts.clone() };
    monthly(start, &parts, interval)
}

/// A day that its month has in every year.
fn every_year(start: DateTime, day: i8, interval: u32) -> Result<(DateTime, Rule), RecurrenceError> {
    let rule = every(PeriodUnit::Month, interval)?;
    let on =
        |year| Date::new(year, start.month(), day).map_err(|_| wrong("BYMONTHDAY", "is no day of BYMONTH"));
    let mut date = on(start.year())?;
    if date < start.date() {
        date = on(step_year(start.year(), interval / 12)?)?;
    }
    Ok((date.to_datetime(start.time()), rule))
}

/// A rule of so many units; of months, more may be said in quarters.
fn every(unit: PeriodUnit, interval: u32) -> Result<Rule, RecurrenceError> {
    match (unit, interval) {
        (_, ..=MAX_INTERVAL) => Ok(plain(unit, interval)),
        (PeriodUnit::Month, _) if interval.is_multiple_of(3) && interval / 3 <= MAX_INTERVAL => {
            Ok(plain(PeriodUnit::Quarter, interval / 3))
        }
        _ => Err(wrong("INTERVAL", format!("is more than {MAX_INTERVAL} {unit}s"))),
    }
}

fn step_year(year: i16, interval: u32) -> Result<i16, RecurrenceError> {
    let next = i64::from(year) + i64::from(interval);
    i16::try_from(next)
        .ok()
        .filter(|year| *year <= LAST_YEAR)
        .ok_or_else(|| wrong("INTERVAL", format!("is never due up to the year {LAST_YEAR}")))
}

/// The year and month so many months after a date's.
fn month(date: Date, months: i64) -> Option<(i16, i8)> {
    let number = i64::from(date.year()) * 12 + i64::from(date.month()) - 1 + months;
    let year = i16::try_from(number.div_euclid(12)).ok().filter(|year| *year <= LAST_YEAR)?;
    Some((year, i8::try_from(number.rem_euclid(12) + 1).ok()?))
}

fn moved(first: DateTime, days: i64) -> Result<DateTime, RecurrenceError> {
    let span = Span::new().try_days(days).unwrap_or_else(|_| 0.days());
    first.checked_add(span).map_err(|_| wrong("INTERVAL", "is out of range"))
}

/// Days after Monday.
fn offset(date: Date) -> i64 {
    i64::from(date.weekday().to_monday_zero_offset())
}

fn number(day: Weekday) -> i64 {
    Weekday::ALL.iter().position(|d| *d == day).and_then(|at| i64::try_from(at).ok()).unwrap_or(0)
}
