//! The events of a calendar, read but not yet spread over time.

use jiff::tz::TimeZone;
use model::Timestamp;

use super::lines::{self, Line};
use super::moment::{self, Length, Moment};
use super::{MAX_BYTES, MAX_EVENTS, vendor};
use crate::{resolve, zone};

/// Deepest nesting: an alarm in an event in a calendar, and a few more.
const MAX_DEPTH: usize = 8;
/// Most dates that an event may leave out or add.
const MAX_DATES: usize = 2_000;
/// Longest label, in characters.
const MAX_SUMMARY: usize = 200;

/// Why a calendar cannot be read. It is refused as a whole: a freeze that is silently left out is worse than none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct IcsError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl IcsError {
    pub(crate) fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }
}

/// A date or time with the zone that it is read in.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    pub(crate) moment: Moment,
    pub(crate) zone: TimeZone,
}

/// An event, as far as it concerns a freeze.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) line: usize,
    pub(crate) uid: String,
    pub(crate) summary: String,
    pub(crate) start: Clock,
    pub(crate) length: Length,
    pub(crate) rule: Option<String>,
    pub(crate) excluded: Vec<Clock>,
    pub(crate) added: Vec<Clock>,
    /// The time of the series that this event stands in for.
    pub(crate) replaces: Option<Clock>,
    pub(crate) cancelled: bool,
}

/// Reads the events of a calendar; times without a zone are read in `default`, or in the one that the calendar names.
pub(crate) fn read(text: &str, default: &TimeZone) -> Result<Vec<Event>, IcsError> {
    if text.len() > MAX_BYTES {
        return Err(IcsError::new(1, format!("the calendar is longer than {MAX_BYTES} bytes")));
    }
    let mut zone = default.clone();
    let mut open: Vec<String> = Vec::new();
    let mut properties: Vec<Line> = Vec::new();
    let mut events = Vec::new();
    let mut last = 1;
    for line in lines::unfold(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        let (number, line) = line.map_err(|number| IcsError::new(number, "is too long"))?;
        last = number;
        if line.trim().is_empty() {
            continue;
        }
        let line =
            lines::read(number, &line).ok_or_else(|| IcsError::new(number, "is no line of a calendar"))?;
        let within: Vec<&str> = open.iter().map(String::as_str).collect();
        match (line.name.as_str(), within.as_slice()) {
            ("BEGIN", _) => {
                begin(&mut open, &line)?;
                if open.len() == 2 && open.last().is_some_and(|name| name == "VEVENT") {
                    properties = vec![line];
                }
            }
            ("END", ["VCALENDAR", "VEVENT"]) => {
                end(&mut open, &line)?;
                if events.len() >= MAX_EVENTS {
                    return Err(IcsError::new(
                        number,
                        format!("is beyond the {MAX_EVENTS} events that are read"),
                    ));
                }
                events.push(event(&properties, &zone)?);
            }
            ("END", _) => end(&mut open, &line)?,
            ("X-WR-TIMEZONE", ["VCALENDAR"]) => zone = named(&line.value, number)?,
            (_, ["VCALENDAR", "VEVENT"]) => properties.push(line),
            (_, []) => return Err(IcsError::new(number, "stands outside of a calendar")),
            _ => {}
        }
    }
    match open.last() {
        Some(name) => Err(IcsError::new(last, format!("ends before \"{name}\" does"))),
        None => Ok(events),
    }
}

fn begin(open: &mut Vec<String>, line: &Line) -> Result<(), IcsError> {
    let name = line.value.trim().to_ascii_uppercase();
    if open.is_empty() && name != "VCALENDAR" {
        return Err(IcsError::new(line.number, "begins something else than a calendar"));
    }
    if open.len() >= MAX_DEPTH || name.len() > 64 {
        return Err(IcsError::new(line.number, "nests too deep"));
    }
    open.push(name);
    Ok(())
}

fn end(open: &mut Vec<String>, line: &Line) -> Result<(), IcsError> {
    if open.last().is_some_and(|name| line.value.trim().eq_ignore_ascii_case(name)) {
        open.pop();
        return Ok(());
    }
    Err(IcsError::new(line.number, "ends what did not begin"))
}

/// The first property, if there is one; two are refused.
fn only<'a>(properties: &'a [Line], name: &str) -> Result<Option<&'a Line>, IcsError> {
    let mut found = properties.iter().filter(|line| line.name == name);
    let first = found.next();
    match found.next() {
        Some(second) => Err(IcsError::new(second.number, format!("\"{name}\" is given twice"))),
        None => Ok(first),
    }
}

fn event(properties: &[Line], zone: &TimeZone) -> Result<Event, IcsError> {
    let line = properties.first().map_or(1, |begin| begin.number);
    let text = |name| {
        properties.iter().find(|p| p.name == name).map(|p| lines::unescape(&p.value)).unwrap_or_default()
    };
    let clock = |name| match only(properties, name)? {
        Some(line) => clock(line, &line.value, zone).map(Some),
        None => Ok(None),
    };
    let start = clock("DTSTART")?.ok_or_else(|| IcsError::new(line, "the event has no \"DTSTART\""))?;
    let end = clock("DTEND")?;
    let length = length(properties, &start, end.as_ref())?;
    if let Some(line) = properties.iter().find(|p| p.name == "EXRULE") {
        return Err(IcsError::new(line.number, "\"EXRULE\" is not understood"));
    }
    let replaces = only(properties, "RECURRENCE-ID")?;
    if let Some(line) = replaces.filter(|line| line.parameter("RANGE").is_some()) {
        return Err(IcsError::new(line.number, "a \"RECURRENCE-ID\" with a range is not understood"));
    }
    Ok(Event {
        line,
        uid: text("UID"),
        summary: text("SUMMARY").chars().filter(|c| !c.is_control()).take(MAX_SUMMARY).collect(),
        length,
        rule: only(properties, "RRULE")?.map(|line| line.value.clone()),
        excluded: dates(properties, "EXDATE", zone)?,
        added: dates(properties, "RDATE", zone)?,
        replaces: clock("RECURRENCE-ID")?,
        cancelled: text("STATUS").eq_ignore_ascii_case("CANCELLED"),
        start,
    })
}

fn length(properties: &[Line], start: &Clock, end: Option<&Clock>) -> Result<Length, IcsError> {
    let given = only(properties, "DURATION")?;
    let line = given.or(only(properties, "DTEND")?).map_or(1, |line| line.number);
    let wrong = |reason: &str| Err(IcsError::new(line, reason));
    let length = match (given, end, start.moment) {
        (Some(_), Some(_), _) => return wrong("\"DURATION\" and \"DTEND\" are both given"),
        (Some(given), None, _) => match moment::read_length(given.value.trim()) {
            Some(length) => length,
            None => return wrong("is no duration of at most a year"),
        },
        (None, None, Moment::Date(_)) => Length { days: 1, seconds: 0 },
        // A moment.
        (None, None, _) => Length { days: 0, seconds: 0 },
        (None, Some(Clock { moment: Moment::Date(end), .. }), Moment::Date(start)) => {
            let days = start.until(*end).map_or(0, |span| i64::from(span.get_days()));
            Length { days, seconds: 0 }
        }
        (None, Some(end), _) => {
            if matches!(end.moment, Moment::Date(_)) != matches!(start.moment, Moment::Date(_)) {
                return wrong("\"DTSTART\" and \"DTEND\" are not of one kind");
            }
            let (Some(from), Some(to)) = (start.instant(), end.instant()) else {
                return wrong("is out of range");
            };
            Length { days: 0, seconds: (to.micros() - from.micros()).div_euclid(1_000_000) }
        }
    };
    if length.days < 0 || length.seconds < 0 {
        return wrong("ends before it begins");
    }
    if length.days + length.seconds / 86_400 > 367 {
        return wrong("is longer than a year");
    }
    Ok(length)
}

fn dates(properties: &[Line], name: &str, zone: &TimeZone) -> Result<Vec<Clock>, IcsError> {
    let mut dates = Vec::new();
    for line in properties.iter().filter(|line| line.name == name) {
        for value in line.value.split(',') {
            if dates.len() >= MAX_DATES {
                return Err(IcsError::new(
                    line.number,
                    format!("\"{name}\" has more than {MAX_DATES} dates"),
                ));
            }
            dates.push(clock(line, value, zone)?);
        }
    }
    Ok(dates)
}

fn clock(line: &Line, value: &str, default: &TimeZone) -> Result<Clock, IcsError> {
    let wrong = || IcsError::new(line.number, format!("\"{}\" is no date or time", line.name));
    let moment = moment::read(value.trim()).ok_or_else(wrong)?;
    let zone = match (line.parameter("TZID"), moment) {
        (_, Moment::Utc(_)) => TimeZone::UTC,
        (Some(name), _) => named(name, line.number)?,
        (None, _) => default.clone(),
    };
    Ok(Clock { moment, zone })
}

/// A zone by its IANA name, also behind a vendor's prefix as in `/example.org/Europe/Lisbon`, or by its Windows name.
fn named(name: &str, number: usize) -> Result<TimeZone, IcsError> {
    let name = name.trim();
    let mut rest = vendor::iana(name).unwrap_or(name);
    for _ in 0..6 {
        if let Ok(zone) = zone::zone(rest) {
            return Ok(zone);
        }
        let Some((_, after)) = rest.split_once('/') else { break };
        rest = after;
    }
    let shown: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
    Err(IcsError::new(number, format!("\"{shown}\" is not an IANA time zone")))
}

impl Clock {
    /// The local time; a day begins at midnight.
    pub(crate) fn local(&self) -> jiff::civil::DateTime {
        match self.moment {
            Moment::Utc(at) => self.zone.to_datetime(at.to_jiff()),
            Moment::Local(at) => at,
            Moment::Date(date) => date.to_datetime(jiff::civil::Time::midnight()),
        }
    }

    /// The instant; `None` beyond the range of instants.
    pub(crate) fn instant(&self) -> Option<Timestamp> {
        match self.moment {
            Moment::Utc(at) => Some(at),
            _ => resolve::instant(&self.zone, self.local()),
        }
    }
}
