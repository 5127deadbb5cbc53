//! The timing of a schedule: read from a request, and asked for due times.

use jiff::tz::TimeZone;
use model::Timestamp;
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, Schedule, WeekIndex, Weekday};
use recurrence::Recurrence;

use crate::input::Fields;
use crate::{Error, Result};

/// When: the rule of a schedule as texts and numbers, so that each wrong one can be named.
#[derive(Debug, Clone, Default)]
pub struct Timing {
    /// First local time: `YYYY-MM-DD hh:mm:ss` or ISO; an offset is understood and turned into the zone's local time.
    pub first_time: String,
    /// IANA zone; `None` is UTC.
    pub timezone: Option<String>,
    /// Every so many units; `None` is 1.
    pub period: Option<i64>,
    /// `once`, `hour`, `day`, `week`, `month`, `quarter`; `None` is `once`.
    pub period_unit: Option<String>,
    /// `monday` … `sunday`, or 1 … 7 as text.
    pub weekday: Option<String>,
    /// `first` … `fourth`, `last`, or 1 … 5 as text.
    pub week_index: Option<String>,
    /// At most so many times.
    pub count: Option<i64>,
    /// Not after this time: an instant, or local in the zone.
    pub until: Option<String>,
    /// What happens to a local time that the clocks jump over; `None` is `shift_forward`.
    pub gap: Option<String>,
    /// Which instant of a local time that comes twice; `None` is `first`.
    pub overlap: Option<String>,
    /// Period, unit, weekday, week, count and until as a rule of RFC 5545, in place of those.
    pub rrule: Option<String>,
}

impl Timing {
    /// The timing that a schedule has.
    pub fn of(schedule: &Schedule) -> Self {
        let Rule { unit, interval, weekday, week_index, count, until, gap, overlap } = &schedule.rule;
        Self {
            first_time: schedule.first_time.clone(),
            timezone: Some(schedule.timezone.clone()),
            period: Some(i64::from(*interval)),
            period_unit: Some(unit.to_string()),
            weekday: weekday.map(|day| day.to_string()),
            week_index: week_index.map(|index| index.to_string()),
            count: count.map(i64::from),
            until: until.map(Timestamp::iso_micros),
            gap: Some(gap.to_string()),
            overlap: Some(overlap.to_string()),
            rrule: None,
        }
    }
}

/// A timing that was read: when a schedule is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct When {
    /// Local time `YYYY-MM-DDThh:mm:ss`.
    pub(crate) first_time: String,
    /// IANA zone.
    pub(crate) timezone: String,
    /// Rule.
    pub(crate) rule: Rule,
}

impl When {
    /// The first due time strictly after an instant.
    pub(crate) fn next_after(&self, after: Timestamp) -> Result<Option<Timestamp>> {
        due_after(&self.first_time, &self.timezone, &self.rule, after)
    }

    /// Whether it begins at the local time that an instant has in its zone.
    pub(crate) fn shows(&self, at: Timestamp) -> bool {
        let local = recurrence::zone(&self.timezone).map(|zone| zone.to_datetime(at.to_jiff()));
        local.is_ok_and(|local| local.strftime("%Y-%m-%dT%H:%M:%S").to_string() == self.first_time)
    }
}

/// The first due time of a schedule strictly after an instant.
pub(crate) fn next_after(schedule: &Schedule, after: Timestamp) -> Result<Option<Timestamp>> {
    due_after(&schedule.first_time, &schedule.timezone, &schedule.rule, after)
}

/// The first due time of a schedule from an instant on: for one that was just made or changed.
///
/// # Errors
/// On `first_time` when it never comes.
pub(crate) fn first_from(schedule: &Schedule, now: Timestamp) -> Result<Option<Timestamp>> {
    let next = next_after(schedule, now.plus_micros(-1))?;
    if next.is_none() && schedule.rule.until.is_none() && schedule.rule.count.is_none() {
        return Err(Error::invalid("first_time", "past", "lies in the past: the schedule would never start"));
    }
    Ok(next)
}

/// The same for one that is new: it must come at all. One that is there may be ended by a change.
///
/// # Errors
/// On `first_time` or `until` when it never comes.
pub(crate) fn first_of_new(schedule: &Schedule, now: Timestamp) -> Result<Option<Timestamp>> {
    let next = first_from(schedule, now)?;
    if next.is_none() {
        let field = if schedule.rule.until.is_some() { "until" } else { "first_time" };
        return Err(Error::invalid(field, "past", "leaves nothing to come: the schedule would never start"));
    }
    Ok(next)
}

/// The last due time of a schedule; `None` when there is not any.
pub(crate) fn last(schedule: &Schedule) -> Result<Option<Timestamp>> {
    /// The end of the last year that schedules know ([`recurrence::LAST_YEAR`]).
    const END: Timestamp = Timestamp::from_micros(7_289_654_399_000_000);
    let Schedule { first_time, timezone, rule, .. } = schedule;
    let recurrence = Recurrence::new(first_time, timezone, rule).map_err(Error::internal)?;
    Ok(recurrence.occurrence_until(END).map(|found| found.instant))
}

fn due_after(first_time: &str, timezone: &str, rule: &Rule, after: Timestamp) -> Result<Option<Timestamp>> {
    // Stored rules were checked when they came in: one that fails now is a defect or another version's.
    let recurrence = Recurrence::new(first_time, timezone, rule).map_err(Error::internal)?;
    Ok(recurrence.next_after(after))
}

/// Reads a timing; `None` if anything is wrong, with an error for each wrong field.
pub(crate) fn read(fields: &mut Fields, timing: &Timing) -> Option<When> {
    let wrong_before = fields.count();
    let timezone = timing.timezone.as_deref().unwrap_or("UTC").trim();
    let zone = recurrence::zone(timezone).inspect_err(|e| fields.add("timezone", "invalid", &e.reason)).ok();
    let rule = match timing.rrule.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(_) => no_parts(fields, timing).then(|| plain(PeriodUnit::Once)),
        None => parts(fields, timing, zone.as_ref()),
    };
    let gap = timing.gap.as_deref().map_or(Some(GapPolicy::ShiftForward), |word| fields.parse("gap", word));
    let overlap =
        timing.overlap.as_deref().map_or(Some(OverlapPolicy::First), |word| fields.parse("overlap", word));
    let first_time = local(fields, &timing.first_time, zone.as_ref());
    if fields.count() > wrong_before {
        return None;
    }
    let timezone = zone?.iana_name()?.to_owned();
    let (mut first_time, mut rule) = (first_time?, rule?);
    if let Some(text) = timing.rrule.as_deref().filter(|text| !text.trim().is_empty()) {
        (first_time, rule) = imported(fields, &first_time, text)?;
    }
    let when = When { first_time, timezone, rule: Rule { gap: gap?, overlap: overlap?, ..rule } };
    if let Err(e) = Recurrence::new(&when.first_time, &when.timezone, &when.rule) {
        fields.add(if e.field == "interval" { "period" } else { e.field }, "invalid", e.reason);
        return None;
    }
    Some(when)
}

/// The rule that the single parts make, with the default policies.
fn parts(fields: &mut Fields, timing: &Timing, zone: Option<&TimeZone>) -> Option<Rule> {
    let Timing { period, period_unit, weekday, week_index, count, until, .. } = timing;
    let unit =
        period_unit.as_deref().map_or(Some(PeriodUnit::Once), |word| fields.parse("period_unit", word));
    let interval = period.unwrap_or(1);
    let once = unit == Some(PeriodUnit::Once);
    if !(1..=i64::from(recurrence::MAX_INTERVAL)).contains(&interval) && !once {
        let detail = format!("must be between 1 and {}", recurrence::MAX_INTERVAL);
        fields.add("period", "out_of_range", detail);
    }
    let weekday = one_of(fields, "weekday", Weekday::ALL, weekday.as_deref());
    let week_index = one_of(fields, "week_index", WeekIndex::ALL, week_index.as_deref());
    let count = match count {
        None => None,
        Some(count) => {
            let read = u32::try_from(*count).ok().filter(|count| *count > 0);
            if read.is_none() {
                fields.add("count", "out_of_range", format!("must be between 1 and {}", u32::MAX));
            }
            read
        }
    };
    let until = match until.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => last_instant(fields, text, zone),
    };
    let interval = if once { 1 } else { u32::try_from(interval).unwrap_or(1) };
    Some(Rule { interval, weekday, week_index, count, until, ..plain(unit?) })
}

/// Whether a timing with a written rule names no part of one besides.
fn no_parts(fields: &mut Fields, timing: &Timing) -> bool {
    let Timing { period, period_unit, weekday, week_index, count, until, .. } = timing;
    let named = [
        ("period", period.is_some()),
        ("period_unit", period_unit.is_some()),
        ("weekday", weekday.is_some()),
        ("week_index", week_index.is_some()),
        ("count", count.is_some()),
        ("until", until.is_some()),
    ];
    let named: Vec<&str> = named.iter().filter(|(_, named)| *named).map(|(name, _)| *name).collect();
    if !named.is_empty() {
        fields.add("rrule", "ambiguous", format!("cannot be given together with {}", named.join(", ")));
    }
    named.is_empty()
}

/// A written rule: the first local time that it has, and the rule.
fn imported(fields: &mut Fields, first_time: &str, text: &str) -> Option<(String, Rule)> {
    let first = recurrence::parse(first_time).ok()?;
    match recurrence::rrule::read(first, text) {
        Ok(read) => Some((read.first.strftime("%Y-%m-%dT%H:%M:%S").to_string(), read.rule)),
        Err(e) => {
            fields.add("rrule", "invalid", e.reason);
            None
        }
    }
}

/// The last instant that a schedule may be due at: an instant, or local time in its zone.
fn last_instant(fields: &mut Fields, text: &str, zone: Option<&TimeZone>) -> Option<Timestamp> {
    if let Some(at) = (text.len() <= 64).then(|| text.parse::<jiff::Timestamp>().ok()).flatten() {
        return Some(Timestamp::from_jiff(at));
    }
    let local = recurrence::parse(text.split_once('.').map_or(text, |(whole, _)| whole));
    let local = local.inspect_err(|e| fields.add("until", "invalid", &e.reason)).ok()?;
    Some(Timestamp::from_jiff(zone?.to_ambiguous_timestamp(local).later().ok()?))
}

const fn plain(unit: PeriodUnit) -> Rule {
    Rule {
        unit,
        interval: 1,
        weekday: None,
        week_index: None,
        count: None,
        until: None,
        gap: GapPolicy::ShiftForward,
        overlap: OverlapPolicy::First,
    }
}

/// A local time in its stored form. One with an offset is an instant: it is turned into what clocks in the zone show.
fn local(fields: &mut Fields, text: &str, zone: Option<&TimeZone>) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        fields.add("first_time", "blank", "must not be blank");
        return None;
    }
    let local = match (text.len() <= 64).then(|| text.parse::<jiff::Timestamp>().ok()).flatten() {
        Some(at) => zone?.to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        None => text.split_once('.').map_or(text, |(whole, _)| whole).to_owned(),
    };
    recurrence::normalize(&local).inspect_err(|e| fields.add("first_time", "invalid", &e.reason)).ok()
}

/// A word of a set, or its number in it from 1.
fn one_of<T>(fields: &mut Fields, field: &'static str, all: &[T], text: Option<&str>) -> Option<T>
where
    T: Copy + std::str::FromStr<Err = model::UnknownWord>,
{
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    match text.parse::<usize>() {
        Ok(number) => {
            let found = number.checked_sub(1).and_then(|at| all.get(at)).copied();
            if found.is_none() {
                fields.add(field, "out_of_range", format!("must be between 1 and {}", all.len()));
            }
            found
        }
        Err(_) => fields.parse(field, &text.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn timing(text: &str) -> Timing {
        let mut parts = text.split('|').map(str::trim);
        let mut next = || parts.next().filter(|t| !t.is_empty()).map(str::to_owned);
        Timing {
            first_time: next().unwrap_or_default(),
            timezone: next(),
            period: next().and_then(|t| t.parse().ok()),
            period_unit: next(),
            weekday: next(),
            week_index: next(),
            count: next().and_then(|t| t.parse().ok()),
            until: next(),
            gap: next(),
            overlap: next(),
            rrule: next(),
        }
    }

    /// first_time | timezone | period | period_unit | weekday | week_index | count | until | gap | overlap | rrule
    #[track_caller]
    fn check(text: &str, expect: Result<(&str, &str), &[&str]>) {
        let mut fields = Fields::default();
        let when = read(&mut fields, &timing(text));
        let got = when.as_ref().map(|w| (w.first_time.as_str(), w.timezone.as_str()));
        let wrong = match fields.finish() {
            Err(Error::Invalid(errors)) => errors.iter().map(|e| e.field).collect(),
            _ => Vec::new(),
        };
        match expect {
            Ok(expect) => assert_eq!((got, wrong), (Some(expect), vec![]), "{text}"),
            Err(expect) => assert_eq!((got, wrong.as_slice()), (None, expect), "{text}"),
        }
    }

    #[test]
    fn reads_what_clients_send() {
        check("2027-03-04 05:06:07", Ok(("2027-03-04T05:06:07", "UTC")));
        check("2027-03-04T05:06:07.000|europe/lisbon|1|day", Ok(("2027-03-04T05:06:07", "Europe/Lisbon")));
        check("2027-07-04T05:06:07Z|Europe/Berlin|2|week|1", Ok(("2027-07-04T07:06:07", "Europe/Berlin")));
        check(
            "2027-07-04T05:06:07+02:00|Asia/Tokyo|1|month|Friday|last",
            Ok(("2027-07-04T12:06:07", "Asia/Tokyo")),
        );
        check("2027-03-04 05:06|UTC|0|once", Ok(("2027-03-04T05:06:00", "UTC")));
        check(
            "2027-03-04 05:06|UTC|2|day|||3|2027-12-01 00:00|skip|both",
            Ok(("2027-03-04T05:06:00", "UTC")),
        );
        check("2027-03-04 05:06|UTC|||||||||FREQ=WEEKLY;BYDAY=MO", Ok(("2027-03-08T05:06:00", "UTC")));
    }

    #[test]
    fn names_every_wrong_field() {
        check("", Err(&["first_time"]));
        check(
            "tomorrow|Mars/Olympus|0|year|caturday|sixth",
            Err(&["timezone", "period_unit", "period", "weekday", "week_index", "first_time"]),
        );
        check("2027-02-30 00:00:00|UTC|1|day", Err(&["first_time"]));
        check("2027-03-04 05:06:07|UTC|1|day|monday", Err(&["weekday"]));
        check("2027-03-04 05:06:07|UTC|1|month|monday", Err(&["week_index"]));
        check("2027-03-04 05:06:07|UTC|1|week|8", Err(&["weekday"]));
        check("2027-03-04 05:06:07|UTC|1001|week", Err(&["period"]));
        check(
            "2027-03-04 05:06|UTC|1|day|||0|never|jump|neither",
            Err(&["count", "until", "gap", "overlap"]),
        );
        check("2027-03-04 05:06|UTC|1|day||||||| FREQ=DAILY", Err(&["rrule"]));
        check("2027-03-04 05:06|UTC|||||||||FREQ=SECONDLY", Err(&["rrule"]));
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_what_is_read_is_read_again(
            first in "\\PC{0,20}|20[0-9]{2}-0[1-9]-[0-2][0-9][T ][01][0-9]:[0-5][0-9]",
            unit in "once|hour|day|week|month|quarter|\\PC{0,6}",
            period: i64,
            weekday in "[0-9]|monday|\\PC{0,4}",
        ) {
            let timing = Timing {
                first_time: first,
                period: Some(period % 1200),
                period_unit: Some(unit),
                weekday: Some(weekday),
                ..Timing::default()
            };
            let mut fields = Fields::default();
            let when = read(&mut fields, &timing);
            prop_assert_eq!(when.is_none(), fields.count() > 0);
            if let Some(when) = when {
                let again = Timing { first_time: when.first_time.clone(), ..timing };
                prop_assert_eq!(read(&mut Fields::default(), &again), Some(when));
            }
        }
    }
}
