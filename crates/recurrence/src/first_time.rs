//! Local times as people and clients write them.

use jiff::civil::{Date, DateTime, Time};

use crate::error::RecurrenceError;
use crate::{FIRST_YEAR, LAST_YEAR};

/// Reads `YYYY-MM-DD hh:mm:ss`, or with a `T`, or without seconds. A local time has no offset: one is refused, not
/// ignored.
///
/// # Errors
/// [`RecurrenceError`] on `first_time`: another form, a day that does not exist, or a year out of bounds.
pub fn parse(text: &str) -> Result<DateTime, RecurrenceError> {
    let wrong = |reason: String| RecurrenceError::new("first_time", reason);
    let form = || wrong("is not a local time of the form YYYY-MM-DD hh:mm:ss".to_owned());
    let (date, time) = text.trim().split_once([' ', 'T', 't']).ok_or_else(form)?;
    let date = numbers(date, '-', &[4, 2, 2]).ok_or_else(form)?;
    let time = numbers(time, ':', &[2, 2, 2]).or_else(|| numbers(time, ':', &[2, 2])).ok_or_else(form)?;
    let exists = || wrong("is no day and time of the calendar".to_owned());
    let small = |n: Option<&i16>| n.copied().unwrap_or(0).try_into().unwrap_or(i8::MAX);
    let year = date.first().copied().unwrap_or(0);
    let day = Date::new(year, small(date.get(1)), small(date.get(2))).map_err(|_| exists())?;
    let clock =
        Time::new(small(time.first()), small(time.get(1)), small(time.get(2)), 0).map_err(|_| exists())?;
    within_years(day.to_datetime(clock))
}

/// The same time if its year is one that schedules may be due in.
pub(crate) fn within_years(at: DateTime) -> Result<DateTime, RecurrenceError> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&at.year()) {
        let reason = format!("is not between the years {FIRST_YEAR} and {LAST_YEAR}");
        return Err(RecurrenceError::new("first_time", reason));
    }
    Ok(at)
}

/// The stored form, `YYYY-MM-DDThh:mm:ss`.
///
/// # Errors
/// As [`parse`].
pub fn normalize(text: &str) -> Result<String, RecurrenceError> {
    parse(text).map(|at| at.strftime("%Y-%m-%dT%H:%M:%S").to_string())
}

/// Groups of exactly so many digits.
fn numbers(text: &str, separator: char, widths: &[usize]) -> Option<Vec<i16>> {
    let parts: Vec<&str> = text.split(separator).take(widths.len() + 1).collect();
    if parts.len() != widths.len() {
        return None;
    }
    let one = |(part, width): (&&str, &usize)| {
        (part.len() == *width && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    parts.iter().zip(widths).map(one).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<&str, &str>) {
        let got = normalize(text).map_err(|e| e.to_string());
        assert_eq!(got.as_deref().map_err(String::as_str), expect, "{text}");
    }

    #[test]
    fn reads_local_times_only() {
        let form = Err("first_time is not a local time of the form YYYY-MM-DD hh:mm:ss");
        let exists = Err("first_time is no day and time of the calendar");
        let years = Err("first_time is not between the years 1970 and 2200");
        check("2027-03-04 05:06:07", Ok("2027-03-04T05:06:07"));
        check("2027-03-04T05:06", Ok("2027-03-04T05:06:00"));
        check(" 2028-02-29 23:59 ", Ok("2028-02-29T23:59:00"));
        for text in
            ["", "2027-03-04", "2027-3-4 05:06:07", "2027-03-04 05:06:07Z", "2027-03-04T05:06:07+01:00"]
        {
            check(text, form);
        }
        check("2027-02-29 00:00:00", exists);
        check("2027-01-01 24:00:00", exists);
        check("2027-01-01 23:59:60", exists);
        check("1969-12-31 23:59:59", years);
        check("2201-01-01 00:00:00", years);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}") {
            if let Ok(normal) = normalize(&text) {
                prop_assert_eq!(normalize(&normal), Ok(normal.clone()));
            }
        }
    }
}
