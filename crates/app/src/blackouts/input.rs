//! What clients send about the time of a blackout period.

use model::Timestamp;
use model::blackout::{Hold, HoldKind};
use recurrence::Window;

use crate::input::Fields;

/// When a blackout period holds, part by part. What is not given stays as it was, or is missing.
#[derive(Debug, Clone, Default)]
pub struct HoldInput {
    /// Form; `None` is that of what is there, or a freeze if `from` or `until` are given.
    pub kind: Option<HoldKind>,
    /// Of a window.
    pub window: WindowInput,
    /// First instant of a freeze.
    pub from: Option<Timestamp>,
    /// First instant after a freeze.
    pub until: Option<Timestamp>,
}

/// A window of local time, part by part.
#[derive(Debug, Clone, Default)]
pub struct WindowInput {
    /// `HH:MM` or `HH:MM:SS`.
    pub begin: Option<String>,
    /// The same.
    pub cease: Option<String>,
    /// 1 is Monday, 7 and 0 are Sunday; none are all.
    pub weekdays: Option<Vec<i64>>,
    /// IANA zone; UTC where there is none yet.
    pub timezone: Option<String>,
}

/// The most weekdays that are read.
const MAX_WEEKDAYS: usize = 8;

/// A window that was checked: begin, cease, weekdays from 1 to 7, zone by its own name.
pub(crate) type Checked = (String, String, Vec<u8>, String);

/// The names that a dialect gives to the parts of a window: begin, cease, weekdays, timezone.
pub(crate) type Names = [&'static str; 4];

/// The names of the DAST dialect.
pub(crate) const PERIOD_NAMES: Names = [
    "blackout_period.begin",
    "blackout_period.cease",
    "blackout_period.weekdays",
    "blackout_period.timezone",
];

impl HoldInput {
    /// Reads it over what is there; `None` if anything is wrong, with an error for each wrong field.
    pub(crate) fn read(self, fields: &mut Fields, old: Option<&Hold>) -> Option<Hold> {
        let freeze = self.from.is_some() || self.until.is_some();
        let given = if freeze { HoldKind::Freeze } else { HoldKind::Window };
        let kind = self.kind.or(old.map(Hold::kind)).unwrap_or(given);
        match kind {
            HoldKind::Window => {
                let old = match old {
                    Some(Hold::Window { begin, cease, weekdays, timezone }) => {
                        Some((begin.clone(), cease.clone(), weekdays.clone(), timezone.clone()))
                    }
                    _ => None,
                };
                let names = ["begin", "cease", "weekdays", "timezone"];
                let (begin, cease, weekdays, timezone) = self.window.read(fields, names, old)?;
                Some(Hold::Window { begin, cease, weekdays, timezone })
            }
            HoldKind::Freeze => {
                let (from, until) = match old {
                    Some(Hold::Freeze { begin, end }) => (Some(*begin), Some(*end)),
                    _ => (None, None),
                };
                let (from, until) = (self.from.or(from), self.until.or(until));
                for (name, part) in [("from", from), ("until", until)] {
                    if part.is_none() {
                        fields.add(name, "blank", "must not be blank");
                    }
                }
                let (begin, end) = (from?, until?);
                if end <= begin {
                    fields.add("until", "invalid", "must be after from");
                    return None;
                }
                Some(Hold::Freeze { begin, end })
            }
        }
    }
}

impl WindowInput {
    /// Reads it over what is there, by the words that the dialect has for its parts.
    pub(crate) fn read(self, fields: &mut Fields, names: Names, old: Option<Checked>) -> Option<Checked> {
        let [begin_name, cease_name, weekdays_name, timezone_name] = names;
        let wrong_before = fields.count();
        let old = old
            .map(|(begin, cease, weekdays, timezone)| (Some(begin), Some(cease), weekdays, Some(timezone)));
        let (old_begin, old_cease, old_weekdays, old_timezone) = old.unwrap_or_default();
        let begin = self.begin.or(old_begin);
        let cease = self.cease.or(old_cease);
        let timezone = self.timezone.or(old_timezone).unwrap_or_else(|| "UTC".to_owned());
        let weekdays = self.weekdays.map_or(Some(old_weekdays), |days| weekdays(&days));
        if weekdays.is_none() {
            fields.add(weekdays_name, "invalid", "must be days from 1 (Monday) to 7 (Sunday)");
        }
        for (name, part) in [(begin_name, &begin), (cease_name, &cease)] {
            match part.as_deref().map(str::trim) {
                None | Some("") => fields.add(name, "missing", "is missing"),
                // The window itself is asked, so that what is taken here is what holds later.
                Some(time) => {
                    if Window::new(time, "00:00", &[], "UTC").is_err() {
                        fields.add(name, "invalid", "must be a time such as 13:27");
                    }
                }
            }
        }
        let zone = recurrence::zone(timezone.trim());
        if let Err(e) = &zone {
            fields.add(timezone_name, "invalid", e.reason.clone());
        }
        if fields.count() > wrong_before {
            return None;
        }
        let timezone = zone.ok()?.iana_name()?.to_owned();
        Some((short(&begin?), short(&cease?), weekdays?, timezone))
    }
}

/// Sorted, each once, Sunday as 7; `None` if one is no day.
fn weekdays(days: &[i64]) -> Option<Vec<u8>> {
    if days.len() > MAX_WEEKDAYS {
        return None;
    }
    let one = |day: &i64| match day {
        0 => Some(7),
        1..=7 => u8::try_from(*day).ok(),
        _ => None,
    };
    let mut days = days.iter().map(one).collect::<Option<Vec<u8>>>()?;
    days.sort_unstable();
    days.dedup();
    Some(days)
}

/// Clients send seconds that are zero: `HH:MM` is what they want to read again.
fn short(time: &str) -> String {
    let time = time.trim();
    time.strip_suffix(":00").filter(|short| short.len() == 5).unwrap_or(time).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    #[track_caller]
    fn check(begin: &str, cease: &str, days: &[i64], zone: &str, expect: Result<&str, &[&str]>) {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let input = WindowInput {
            begin: text(begin),
            cease: text(cease),
            weekdays: Some(days.to_vec()),
            timezone: text(zone),
        };
        let mut fields = Fields::default();
        let read = input.read(&mut fields, ["begin", "cease", "weekdays", "timezone"], None);
        let got = read.map(|(begin, cease, days, zone)| format!("{begin} {cease} {days:?} {zone}"));
        let wrong = match fields.finish() {
            Err(Error::Invalid(errors)) => errors.iter().map(|e| e.field).collect(),
            _ => Vec::new(),
        };
        match expect {
            Ok(expect) => assert_eq!((got.as_deref(), wrong), (Some(expect), vec![])),
            Err(expect) => assert_eq!((got, wrong.as_slice()), (None, expect)),
        }
    }

    #[test]
    fn windows_are_read_as_they_will_hold() {
        check("22:00", "06:00", &[5, 0, 5], "europe/lisbon", Ok("22:00 06:00 [5, 7] Europe/Lisbon"));
        check("22:00:00", "22:00:30", &[], "", Ok("22:00 22:00:30 [] UTC"));
        check("10:00", "10:00", &[1], "UTC", Ok("10:00 10:00 [1] UTC"));
        check("", "24:00", &[8], "Mars/Olympus", Err(&["weekdays", "begin", "cease", "timezone"]));
        check("9:00", "25:00", &[-1], "UTC", Err(&["weekdays", "begin", "cease"]));
        check("13:271", "nine", &[1; 9], "UTC", Err(&["weekdays", "begin", "cease"]));
    }

    #[test]
    fn a_freeze_has_two_ends_in_order() {
        let at = |n| Some(Timestamp::from_micros(n));
        let read = |from, until, old: Option<&Hold>| {
            let mut fields = Fields::default();
            let read = HoldInput { from, until, ..HoldInput::default() }.read(&mut fields, old);
            assert_eq!(read.is_none(), fields.count() > 0);
            read
        };
        let freeze = read(at(1), at(2), None);
        assert!(matches!(freeze, Some(Hold::Freeze { .. })));
        assert!(read(at(2), at(2), None).is_none() && read(None, at(2), None).is_none());
        assert!(read(None, at(3), freeze.as_ref()).is_some());
        assert!(read(None, None, None).is_none(), "a window without its times");
    }
}
