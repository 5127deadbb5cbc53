//! The parts of a rule: `NAME=VALUE` between semicolons.

use jiff::civil::{Date, DateTime};
use model::Timestamp;
use model::schedule::Weekday;

use super::{MAX_LENGTH, code, wrong};
use crate::ics::moment::{self, Moment};
use crate::{MAX_INTERVAL, RecurrenceError};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frequency {
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// The end of a rule, in one of its three forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    Instant(Timestamp),
    Local(DateTime),
    Date(Date),
}

/// What a rule says, part by part; lists are empty where the part is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) frequency: Frequency,
    pub(crate) interval: u32,
    pub(crate) count: Option<u32>,
    pub(crate) until: Option<Until>,
    /// An ordinal, 0 for none, and a weekday.
    pub(crate) days: Vec<(i8, Weekday)>,
    pub(crate) month_days: Vec<i8>,
    pub(crate) month: Option<i8>,
    pub(crate) position: Option<i8>,
    pub(crate) week_start: Weekday,
    /// Hour, minute, second, where given.
    pub(crate) time: [Option<i8>; 3],
}

impl Parts {
    pub(crate) fn read(text: &str) -> Result<Self, RecurrenceError> {
        let text = text.trim();
        if text.len() > MAX_LENGTH {
            let reason = format!("is longer than {MAX_LENGTH} bytes");
            return Err(RecurrenceError::new("rrule", reason));
        }
        let upper = text.to_ascii_uppercase();
        let upper = upper.strip_prefix("RRULE:").unwrap_or(&upper);
        let mut parts = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            days: Vec::new(),
            month_days: Vec::new(),
            month: None,
            position: None,
            week_start: Weekday::Monday,
            time: [None; 3],
        };
        let mut seen: Vec<&str> = Vec::new();
        for part in upper.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| wrong(&shown(part), "has no value"))?;
            if seen.contains(&name) {
                return Err(wrong(name, "is given twice"));
            }
            parts.set(name, value)?;
            seen.push(name);
        }
        if !seen.contains(&"FREQ") {
            return Err(wrong("FREQ", "is missing"));
        }
        if parts.count.is_some() && parts.until.is_some() {
            return Err(wrong("UNTIL", "is given together with \"COUNT\""));
        }
        Ok(parts)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), RecurrenceError> {
        match name {
            "FREQ" => self.frequency = frequency(value)?,
            "INTERVAL" => self.interval = number(name, value, 1, 3 * MAX_INTERVAL)?,
            "COUNT" => self.count = Some(number(name, value, 1, u32::MAX)?),
            "UNTIL" => self.until = Some(until(value)?),
            "BYDAY" => self.days = list(name, value, 7 * 2, day)?,
            "BYMONTHDAY" => self.month_days = list(name, value, 31, |day| signed(day, 31))?,
            "BYMONTH" => self.month = Some(one(name, value, 1, 12)?),
            "BYSETPOS" => self.position = Some(signed(value, 31).ok_or_else(|| not_one(name, value))?),
            "BYHOUR" => self.time[0] = Some(one(name, value, 0, 23)?),
            "BYMINUTE" => self.time[1] = Some(one(name, value, 0, 59)?),
            "BYSECOND" => self.time[2] = Some(one(name, value, 0, 59)?),
            "WKST" => {
                let (0, start) = day(value).ok_or_else(|| not_one(name, value))? else {
                    return Err(not_one(name, value));
                };
                self.week_start = start;
            }
            "BYYEARDAY" | "BYWEEKNO" | "RSCALE" | "SKIP" => {
                return Err(wrong(name, "is nothing that a schedule can say"));
            }
            _ => return Err(wrong(&shown(name), "is no part of a rule")),
        }
        Ok(())
    }
}

fn frequency(value: &str) -> Result<Frequency, RecurrenceError> {
    match value {
        "HOURLY" => Ok(Frequency::Hourly),
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "SECONDLY" | "MINUTELY" => Err(wrong("FREQ", format!("is {value}: at most every hour"))),
        _ => Err(wrong("FREQ", format!("is \"{}\", which is no frequency", shown(value)))),
    }
}

fn until(value: &str) -> Result<Until, RecurrenceError> {
    match moment::read(value) {
        Some(Moment::Utc(at)) => Ok(Until::Instant(at)),
        Some(Moment::Local(at)) => Ok(Until::Local(at)),
        Some(Moment::Date(date)) => Ok(Until::Date(date)),
        None => Err(wrong("UNTIL", format!("is \"{}\", which is no date or time", shown(value)))),
    }
}

/// One number: the language allows lists, which a schedule cannot say.
fn one(name: &str, value: &str, min: u32, max: u32) -> Result<i8, RecurrenceError> {
    if value.contains(',') {
        return Err(wrong(name, "names several: a schedule has one"));
    }
    number(name, value, min, max).map(|n| i8::try_from(n).unwrap_or(i8::MAX))
}

fn number(name: &str, value: &str, min: u32, max: u32) -> Result<u32, RecurrenceError> {
    let digits = value.bytes().all(|b| b.is_ascii_digit());
    let found = value.parse().ok().filter(|n| digits && (min..=max).contains(n));
    found.ok_or_else(|| wrong(name, format!("is \"{}\", not a number from {min} to {max}", shown(value))))
}

/// A number from 1 to `max`, or from the end as −1 to −`max`.
fn signed(value: &str, max: i8) -> Option<i8> {
    let digits = value.trim_start_matches(['+', '-']);
    let whole = !digits.is_empty() && digits.len() <= 2 && value.len() <= digits.len() + 1;
    let number: i8 = value.parse().ok().filter(|_| whole && digits.bytes().all(|b| b.is_ascii_digit()))?;
    (number != 0 && number.abs() <= max).then_some(number)
}

fn day(value: &str) -> Option<(i8, Weekday)> {
    let letters = value.len().checked_sub(2).filter(|at| value.is_char_boundary(*at))?;
    let (ordinal, letters) = value.split_at(letters);
    let weekday = *Weekday::ALL.iter().find(|day| code(**day) == letters)?;
    let ordinal = if ordinal.is_empty() { 0 } else { signed(ordinal, 53)? };
    Some((ordinal, weekday))
}

fn list<T: PartialEq>(
    name: &str,
    value: &str,
    max: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, RecurrenceError> {
    let mut list = Vec::new();
    for item in value.split(',') {
        let item = read(item).ok_or_else(|| not_one(name, item))?;
        if !list.contains(&item) {
            list.push(item);
        }
    }
    if list.len() > max { Err(wrong(name, "names too many")) } else { Ok(list) }
}

fn not_one(name: &str, value: &str) -> RecurrenceError {
    wrong(name, format!("has \"{}\", which it cannot have", shown(value)))
}

/// Foreign text, cut and without control characters.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
