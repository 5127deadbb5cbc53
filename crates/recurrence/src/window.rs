//! A blackout window: local wall-clock times on days of the week, in a zone of its own.
//!
//! What the wall clocks show decides, and nothing else: an instant lies in the window if and only if clocks in the zone
//! then show a time of it. So a window that the clocks jump over does not exist that night, and one whose time comes twice
//! holds twice. It follows that between two changes of the zone a window repeats exactly every week; the proofs in
//! [`crate::Blackouts`] and [`crate::Plan`] rest on that.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use model::Timestamp;

use crate::error::RecurrenceError;
use crate::{resolve, zone};

pub(crate) const MICROS_PER_DAY: i64 = 86_400_000_000;
const MICROS_PER_SECOND: i64 = 1_000_000;

/// A weekly recurring stretch of local time in which nothing may run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Microseconds after midnight.
    begin: i64,
    /// Length on the wall clock, at most a day.
    length: i64,
    /// Bit 0 is Monday.
    days: u8,
    zone: TimeZone,
}

impl Window {
    /// Reads a window. `begin` and `cease` are `HH:MM` or `HH:MM:SS`. With `begin` after `cease` it runs overnight and
    /// belongs to the weekday on which it begins; equal, it lasts a whole day from `begin`. Weekdays are 1 (Monday) to 7
    /// (Sunday), 0 is read as 7; none given means every day.
    ///
    /// # Errors
    /// [`RecurrenceError`] on `begin`, `cease`, `weekdays` or `timezone`.
    pub fn new(begin: &str, cease: &str, weekdays: &[u8], timezone: &str) -> Result<Self, RecurrenceError> {
        let begin = clock("begin", begin)?;
        let cease = clock("cease", cease)?;
        let length = if begin < cease { cease - begin } else { cease - begin + MICROS_PER_DAY };
        Ok(Self { begin, length, days: days(weekdays)?, zone: zone::zone(timezone)? })
    }

    /// Whether an instant lies in the window; its end does not.
    pub fn covers(&self, at: Timestamp) -> bool {
        self.left(self.local(at)).is_some()
    }

    /// If `at` lies in the window, an instant up to which all lies in it; it may go on there.
    pub(crate) fn stretch(&self, at: Timestamp) -> Option<Timestamp> {
        let end = at.plus_micros(self.left(self.local(at))?);
        Some(self.next_change(at).map_or(end, |change| change.min(end)))
    }

    /// The first instant strictly after `at` at which the window begins as long as the zone does not change.
    pub(crate) fn next_begin(&self, at: Timestamp) -> Timestamp {
        let local = self.local(at);
        let (day, time) = (local.div_euclid(MICROS_PER_DAY), local.rem_euclid(MICROS_PER_DAY));
        let ahead =
            (0..=7).find(|ahead| self.on(day + ahead) && (*ahead > 0 || time < self.begin)).unwrap_or(7);
        at.plus_micros(ahead * MICROS_PER_DAY + self.begin - time)
    }

    /// The next change of the zone strictly after an instant.
    pub(crate) fn next_change(&self, after: Timestamp) -> Option<Timestamp> {
        resolve::next_change(&self.zone, after)
    }

    /// What is left of the window at a local time in it.
    fn left(&self, local: i64) -> Option<i64> {
        let (day, time) = (local.div_euclid(MICROS_PER_DAY), local.rem_euclid(MICROS_PER_DAY));
        let today = (self.on(day) && time >= self.begin).then(|| self.begin + self.length - time);
        let overnight = self.on(day - 1).then(|| self.begin + self.length - MICROS_PER_DAY - time);
        [today, overnight].into_iter().flatten().filter(|left| *left > 0).max()
    }

    /// Microseconds since 1970 as wall clocks count them.
    fn local(&self, at: Timestamp) -> i64 {
        let offset = i64::from(self.zone.to_offset(at.to_jiff()).seconds());
        at.plus_micros(offset * MICROS_PER_SECOND).micros()
    }

    fn on(&self, day: i64) -> bool {
        // 1 January 1970 was a Thursday.
        self.days & (1 << (day + 3).rem_euclid(7)) != 0
    }
}

fn clock(field: &'static str, text: &str) -> Result<i64, RecurrenceError> {
    let wrong = || RecurrenceError::new(field, "is not a time of the form HH:MM");
    let parts: Vec<&str> = text.trim().splitn(4, ':').collect();
    if !(2..=3).contains(&parts.len())
        || parts.iter().any(|part| part.len() != 2 || !part.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(wrong());
    }
    let mut numbers = parts.iter().map(|part| part.parse::<i8>().unwrap_or(i8::MAX));
    let mut next = || numbers.next().unwrap_or(0);
    let time = Time::new(next(), next(), next(), 0).map_err(|_| wrong())?;
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    Ok(seconds * MICROS_PER_SECOND)
}

fn days(weekdays: &[u8]) -> Result<u8, RecurrenceError> {
    if weekdays.is_empty() {
        return Ok(0x7f);
    }
    weekdays.iter().try_fold(0, |days, day| match day {
        0 => Ok(days | 1 << 6),
        1..=7 => Ok(days | 1 << (day - 1)),
        _ => Err(RecurrenceError::new("weekdays", format!("names day {day}: 1 is Monday, 7 is Sunday"))),
    })
}
