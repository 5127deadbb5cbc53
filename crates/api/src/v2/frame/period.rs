//! Date ranges of lists: `date_range_start`/`date_range_end` and `relative_date_range`. Wall clocks are read in UTC.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Zoned};
use model::Timestamp;

/// The first and the last instant of a range.
pub(crate) type Range = (Timestamp, Timestamp);

/// What a fixed date may look like.
pub(crate) const FIXED: &str = "must be a date and time like 'YYYY-MM-DD hh:mm:ss'";
/// What a relative range may look like.
pub(crate) const RELATIVE: &str = "must be a number and a unit of s, m, h, d, M, y, q like 10d, or a period of a year like 1q2020 or 3M2020";

/// `2024-03-04 13:04:41`, also with `T`, an offset or `Z`, or a date alone, which is its first second (`end`: its last
/// microsecond).
pub(crate) fn fixed(text: &str, end: bool) -> Option<Timestamp> {
    let text = unquote(text);
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(Timestamp::from_jiff(at));
    }
    if text.len() == 10 {
        let date: Date = text.parse().ok()?;
        let date = if end { date.tomorrow().ok()? } else { date };
        let at = utc(date.to_datetime(jiff::civil::Time::midnight()))?;
        return Some(if end { at.plus_micros(-1) } else { at });
    }
    let at = utc(text.parse::<DateTime>().ok()?)?;
    Some(if end { at.plus_micros(999_999) } else { at })
}

/// `10d`: the last ten days; `2q`: the last two quarters' length; `1q2020`: the first quarter of 2020; `3M2020`: March.
pub(crate) fn relative(text: &str, now: Timestamp) -> Option<Range> {
    let text = unquote(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 6 {
        return None;
    }
    let (number, rest) = text.split_at(digits);
    let number: i64 = number.parse().ok()?;
    let mut rest = rest.chars();
    let unit = rest.next()?;
    match rest.as_str() {
        "" => back(number, unit, now),
        year if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => {
            of_year(number, unit, year.parse().ok()?)
        }
        _ => None,
    }
}

fn back(number: i64, unit: char, now: Timestamp) -> Option<Range> {
    let span = match unit {
        's' => Span::new().try_seconds(number),
        'm' => Span::new().try_minutes(number),
        'h' => Span::new().try_hours(number),
        'd' => Span::new().try_days(number),
        'M' => Span::new().try_months(number),
        'q' => Span::new().try_months(number.checked_mul(3)?),
        'y' => Span::new().try_years(number),
        _ => return None,
    };
    let start = now.to_jiff().to_zoned(TimeZone::UTC).checked_sub(span.ok()?).ok()?;
    Some((instant(&start), now))
}

fn of_year(number: i64, unit: char, year: i16) -> Option<Range> {
    let (first, months) = match unit {
        'q' if (1..=4).contains(&number) => (number * 3 - 2, 3),
        'M' if (1..=12).contains(&number) => (number, 1),
        _ => return None,
    };
    let start = Date::new(year, i8::try_from(first).ok()?, 1).ok()?;
    let next = start.checked_add(Span::new().months(months)).ok()?;
    let midnight = jiff::civil::Time::midnight();
    Some((utc(start.to_datetime(midnight))?, utc(next.to_datetime(midnight))?.plus_micros(-1)))
}

fn utc(at: DateTime) -> Option<Timestamp> {
    at.to_zoned(TimeZone::UTC).ok().map(|z| instant(&z))
}

fn instant(at: &Zoned) -> Timestamp {
    Timestamp::from_jiff(at.timestamp())
}

/// The text without the quotes that the dialect's examples put around values.
pub(crate) fn unquote(text: &str) -> &str {
    let text = text.trim();
    for quote in ['\'', '"'] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)) {
            return inner;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_fixed(text: &str, end: bool, expect: Option<&str>) {
        assert_eq!(fixed(text, end).map(Timestamp::iso_micros).as_deref(), expect, "{text}");
    }

    #[test]
    fn fixed_dates() {
        check_fixed("2024-03-04 13:04:41", false, Some("2024-03-04T13:04:41.000000Z"));
        check_fixed("'2024-03-04 13:04:41'", true, Some("2024-03-04T13:04:41.999999Z"));
        check_fixed("2024-03-04T13:04:41+02:00", false, Some("2024-03-04T11:04:41.000000Z"));
        check_fixed("2024-03-04", false, Some("2024-03-04T00:00:00.000000Z"));
        check_fixed("2024-02-29", true, Some("2024-02-29T23:59:59.999999Z"));
        for wrong in ["", "2024-13-04", "2023-02-29", "yesterday", "2024-03-04 25:00:00"] {
            check_fixed(wrong, false, None);
        }
    }

    #[track_caller]
    fn check_relative(text: &str, expect: Option<(&str, &str)>) {
        let now = fixed("2024-03-31 12:00:00", false).unwrap();
        let got = relative(text, now).map(|(a, b)| (a.human(), b.human()));
        let expect = expect.map(|(a, b)| (format!("{a} UTC"), format!("{b} UTC")));
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn relative_ranges() {
        let now = "2024-03-31 12:00:00";
        check_relative("10d", Some(("2024-03-21 12:00:00", now)));
        check_relative("'90s'", Some(("2024-03-31 11:58:30", now)));
        check_relative("5m", Some(("2024-03-31 11:55:00", now)));
        check_relative("1M", Some(("2024-02-29 12:00:00", now)));
        check_relative("1q", Some(("2023-12-31 12:00:00", now)));
        check_relative("2y", Some(("2022-03-31 12:00:00", now)));
        check_relative("1q2020", Some(("2020-01-01 00:00:00", "2020-03-31 23:59:59")));
        check_relative("4q2020", Some(("2020-10-01 00:00:00", "2020-12-31 23:59:59")));
        check_relative("2M2024", Some(("2024-02-01 00:00:00", "2024-02-29 23:59:59")));
        for wrong in
            ["", "d", "10", "10x", "0q2020", "5q2020", "13M2020", "1d2020", "9999999d", "1q20205", "999999y"]
        {
            check_relative(wrong, None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}", number in 0u64..10_000_000, unit in "[smhdMyq]", year in "[0-9]{0,5}") {
            let now = Timestamp::from_micros(1_700_000_000_000_000);
            let _ = (fixed(&text, true), fixed(&text, false), relative(&text, now));
            if let Some((from, to)) = relative(&format!("{number}{unit}{year}"), now) {
                prop_assert!(from <= to);
            }
        }
    }
}
