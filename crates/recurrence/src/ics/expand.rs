//! Spreads the events of a calendar over a stretch of time.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Span;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use model::Timestamp;

use super::MAX_FREEZES;
use super::event::{self, Clock, Event, IcsError};
use super::moment::{Length, Moment};
use crate::blackout::Interval;
use crate::due::Recurrence;
use crate::resolve;
use crate::rrule::{self, Until};

/// Most due times that are looked at for one calendar.
const MAX_STEPS: usize = 400_000;

/// What a calendar freezes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freezes {
    /// How many events it has, those included that lie outside of the time asked for.
    pub events: usize,
    /// The freezes that touch the time asked for, each with its summary, by their start. They may overlap.
    pub freezes: Vec<(Arc<str>, Interval)>,
}

/// Reads a calendar: the freezes from `from` to `to` that its events make, whether or not they make anybody busy.
///
/// Times without a zone are read in the zone that the calendar names (`X-WR-TIMEZONE`), or in `zone`. Read are `DTSTART`,
/// `DTEND`, `DURATION`, `RRULE` (as far as [`rrule`] goes, and several weekdays), `RDATE`, `EXDATE`, `RECURRENCE-ID`
/// and `STATUS`; zones go by their names, definitions in the calendar are not used.
///
/// # Errors
/// [`IcsError`] names the line of what cannot be read or is too much.
pub fn freezes(text: &str, zone: &TimeZone, from: Timestamp, to: Timestamp) -> Result<Freezes, IcsError> {
    let events = event::read(text, zone)?;
    let mut replaced: HashMap<&str, Vec<&Clock>> = HashMap::new();
    for event in &events {
        if let Some(clock) = &event.replaces {
            replaced.entry(&event.uid).or_default().push(clock);
        }
    }
    let mut freezes = Vec::new();
    let mut steps = MAX_STEPS;
    for event in events.iter().filter(|event| !event.cancelled) {
        let replaced = if event.replaces.is_some() { None } else { replaced.get(event.uid.as_str()) };
        let without = Excluded::new(event.excluded.iter().chain(replaced.into_iter().flatten().copied()));
        let label: Arc<str> = event.summary.as_str().into();
        for start in starts(event, from, to, &mut steps)? {
            let Some(end) = end(event, start).filter(|_| !without.has(event, start)) else { continue };
            if start < end && start < to && end > from {
                freezes.push((Arc::clone(&label), Interval { start, end }));
            }
        }
        if freezes.len() > MAX_FREEZES {
            return Err(IcsError::new(
                event.line,
                format!("the calendar has more than {MAX_FREEZES} freezes"),
            ));
        }
    }
    freezes.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    Ok(Freezes { events: events.len(), freezes })
}

/// Times that an event leaves out.
struct Excluded {
    instants: BTreeSet<Timestamp>,
    dates: BTreeSet<Date>,
}

impl Excluded {
    fn new<'a>(clocks: impl Iterator<Item = &'a Clock>) -> Self {
        let mut excluded = Self { instants: BTreeSet::new(), dates: BTreeSet::new() };
        for clock in clocks {
            match clock.moment {
                Moment::Date(date) => excluded.dates.extend([date]),
                _ => excluded.instants.extend(clock.instant()),
            }
        }
        excluded
    }

    fn has(&self, event: &Event, start: Timestamp) -> bool {
        self.instants.contains(&start)
            || !self.dates.is_empty()
                && self.dates.contains(&event.start.zone.to_datetime(start.to_jiff()).date())
    }
}

/// The beginnings of an event that may touch the time asked for.
fn starts(
    event: &Event,
    from: Timestamp,
    to: Timestamp,
    steps: &mut usize,
) -> Result<BTreeSet<Timestamp>, IcsError> {
    let wrong =
        |reason: String| IcsError::new(event.line, format!("the event \"{}\": {reason}", event.summary));
    let mut starts: BTreeSet<Timestamp> = event.added.iter().filter_map(Clock::instant).collect();
    starts.extend(event.start.instant());
    let Some(rule) = &event.rule else { return Ok(starts) };
    if event.replaces.is_some() {
        return Err(wrong("stands in for one time of a series and has a rule of its own".to_owned()));
    }
    let series = rrule::series(event.start.local(), rule).map_err(|e| wrong(e.to_string()))?;
    let until = series.until.map(|until| last_instant(until, &event.start.zone));
    // With a count, all weekdays together are counted, from the first on.
    let together = series.count.filter(|_| series.rules.len() > 1);
    let earliest = early(from, event.length);
    let mut found = BTreeSet::new();
    for (first, mut rule) in series.rules {
        (rule.count, rule.until) = (series.count, until);
        let rule = Recurrence::from_parts(first, event.start.zone.clone(), &rule)
            .map_err(|e| wrong(e.to_string()))?;
        let after = if together.is_some() { Timestamp::from_micros(i64::MIN) } else { earliest };
        for due in rule.iter_after(after).take_while(|due| due.instant < to) {
            *steps = steps.checked_sub(1).ok_or_else(|| wrong("comes too often".to_owned()))?;
            found.insert(due.instant);
        }
    }
    let count = together.and_then(|count| count.try_into().ok()).unwrap_or(usize::MAX);
    starts.extend(found.into_iter().take(count));
    Ok(starts)
}

/// The last instant that an end allows.
fn last_instant(until: Until, zone: &TimeZone) -> Timestamp {
    let end = match until {
        Until::Instant(at) => Some(at),
        Until::Local(at) => resolve::instant(zone, at),
        Until::Date(date) => {
            let next = date
                .tomorrow()
                .ok()
                .and_then(|next| resolve::instant(zone, next.to_datetime(Time::midnight())));
            next.map(|next| next.plus_micros(-1))
        }
    };
    end.unwrap_or(Timestamp::from_micros(i64::MAX))
}

/// What begins before this is over at `from`.
fn early(from: Timestamp, length: Length) -> Timestamp {
    // Two days more: no zone change is longer.
    from.plus_seconds(-(length.days + 2) * 86_400).plus_seconds(-length.seconds)
}

/// When an event that begins at `start` ends.
fn end(event: &Event, start: Timestamp) -> Option<Timestamp> {
    let Length { days, seconds } = event.length;
    if days == 0 {
        return Some(start.plus_seconds(seconds));
    }
    let zone = &event.start.zone;
    let local = zone.to_datetime(start.to_jiff()).checked_add(Span::new().try_days(days).ok()?).ok()?;
    Some(resolve::instant(zone, local)?.plus_seconds(seconds))
}
