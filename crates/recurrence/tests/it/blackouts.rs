//! Windows and freezes: what wall clocks show decides.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use model::Timestamp;
use proptest::prelude::*;
use proptest::sample::select;
use recurrence::{Blackouts, Interval, Window};

use crate::support::{ZONES, at, blackouts, text, window};

const MINUTE: i64 = 60;

/// The union of some windows from one instant to another, as `start end`.
#[track_caller]
fn check(windows: &[&str], from: &str, to: &str, expect: &[&str]) {
    let found = blackouts(windows, &[]).intervals(at(from), at(to), 100);
    let shown: Vec<String> = found.iter().map(|i| format!("{} {}", text(i.start), text(i.end))).collect();
    assert_eq!(shown, expect, "{windows:?}");
}

#[test]
fn windows_belong_to_the_day_they_begin_on() {
    // 2027-01-01 is a Friday.
    check(
        &["22:00 06:00 5 UTC"],
        "2027-01-01T00:00:00Z",
        "2027-01-09T00:00:00Z",
        &["2027-01-01T22:00:00Z 2027-01-02T06:00:00Z", "2027-01-08T22:00:00Z 2027-01-09T00:00:00Z"],
    );
    check(
        &["00:00 00:00 67 UTC"],
        "2027-01-01T00:00:00Z",
        "2027-01-09T00:00:00Z",
        &["2027-01-02T00:00:00Z 2027-01-04T00:00:00Z"],
    );
    // A whole day from its beginning; 0 is Sunday.
    check(
        &["08:00 08:00 0 UTC"],
        "2027-01-01T00:00:00Z",
        "2027-01-09T00:00:00Z",
        &["2027-01-03T08:00:00Z 2027-01-04T08:00:00Z"],
    );
    check(
        &["08:00 18:00 - Europe/Lisbon"],
        "2027-06-30T12:00:00Z",
        "2027-07-02T00:00:00Z",
        &["2027-06-30T12:00:00Z 2027-06-30T17:00:00Z", "2027-07-01T07:00:00Z 2027-07-01T17:00:00Z"],
    );
}

#[test]
fn windows_add_up() {
    check(
        &["08:00 12:00 5 UTC", "11:00 14:00 5 UTC", "14:00 15:00 5 UTC", "16:00 17:00 5 UTC"],
        "2027-01-01T00:00:00Z",
        "2027-01-02T00:00:00Z",
        &["2027-01-01T08:00:00Z 2027-01-01T15:00:00Z", "2027-01-01T16:00:00Z 2027-01-01T17:00:00Z"],
    );
    // 9 to 17 in three cities; Tokyo's and Lisbon's do not meet in winter.
    check(
        &["09:00 17:00 - Asia/Tokyo", "09:00 17:00 - Europe/Lisbon", "09:00 17:00 - America/New_York"],
        "2027-01-05T00:00:00Z",
        "2027-01-06T00:00:00Z",
        &["2027-01-05T00:00:00Z 2027-01-05T08:00:00Z", "2027-01-05T09:00:00Z 2027-01-05T22:00:00Z"],
    );
}

#[test]
fn clocks_that_jump_take_the_window_along() {
    // Lisbon, 28 March 2027: 00:59 is followed by 02:00. A window in the gap does not exist; one around it is shorter.
    let (from, to) = ("2027-03-28T00:00:00Z", "2027-03-28T12:00:00Z");
    check(&["01:00 02:00 - Europe/Lisbon"], from, to, &[]);
    check(&["01:30 02:30 - Europe/Lisbon"], from, to, &["2027-03-28T01:00:00Z 2027-03-28T01:30:00Z"]);
    check(&["00:30 03:00 - Europe/Lisbon"], from, to, &["2027-03-28T00:30:00Z 2027-03-28T02:00:00Z"]);
    // Lisbon, 31 October 2027: 01:00 to 02:00 comes twice, and so does a window in it.
    let (from, to) = ("2027-10-30T20:00:00Z", "2027-10-31T12:00:00Z");
    check(
        &["01:15 01:45 - Europe/Lisbon"],
        from,
        to,
        &["2027-10-31T00:15:00Z 2027-10-31T00:45:00Z", "2027-10-31T01:15:00Z 2027-10-31T01:45:00Z"],
    );
    check(&["22:00 06:00 6 Europe/Lisbon"], from, to, &["2027-10-30T21:00:00Z 2027-10-31T06:00:00Z"]);
    // Apia had no 30 December 2011.
    check(&["00:00 00:00 5 Pacific/Apia"], "2011-12-28T00:00:00Z", "2012-01-03T00:00:00Z", &[]);
}

#[test]
fn what_covers_everything_does_not_end() {
    let never = |windows: &[&str]| blackouts(windows, &[]).free_from(at("2027-01-01T00:00:00Z"));
    assert_eq!(never(&["00:00 00:00 - UTC"]), None);
    assert_eq!(never(&["06:00 18:00 - America/New_York", "18:00 06:00 - America/New_York"]), None);
    // Two zones that are five hours apart, but for the weeks between their changes: an hour a day is free then.
    let found = never(&["00:00 12:00 - Europe/Lisbon", "07:00 19:00 - America/New_York"]).map(text);
    assert_eq!(found.as_deref(), Some("2027-03-14T23:00:00Z"));
    let found = never(&["00:00 12:00 - Europe/Lisbon", "07:00 18:59 - America/New_York"]).map(text);
    assert_eq!(found.as_deref(), Some("2027-01-01T23:59:00Z"));
    let hole = never(&["12:00 00:00 - Europe/Lisbon", "19:00 07:00 - America/New_York"]).map(text);
    assert_eq!(hole.as_deref(), Some("2027-03-14T11:00:00Z"));
}

#[test]
fn reasons_are_the_labels_of_what_holds() {
    let all = blackouts(
        &["08:00 18:00 - UTC", "10:00 12:00 - UTC"],
        &[("2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z")],
    );
    let why: Vec<String> = all.why(at("2027-01-01T11:00:00Z")).iter().map(ToString::to_string).collect();
    assert_eq!(why, ["08:00 18:00 - UTC", "10:00 12:00 - UTC", "freeze"]);
    assert_eq!(all.why(at("2027-01-02T11:30:00Z")).len(), 2);
    assert!(all.why(at("2027-01-02T18:00:00Z")).is_empty());
}

#[test]
fn refusals_name_the_field() {
    #[track_caller]
    fn refused(begin: &str, cease: &str, days: &[u8], zone: &str, field: &str) {
        assert_eq!(Window::new(begin, cease, days, zone).unwrap_err().field, field);
    }
    refused("8:00", "18:00", &[], "UTC", "begin");
    refused("08:00", "24:00", &[], "UTC", "cease");
    refused("08:00:60", "18:00", &[], "UTC", "begin");
    refused("08:00", "18:00:00:00", &[], "UTC", "cease");
    refused("08:00", "18:00", &[8], "UTC", "weekdays");
    refused("08:00", "18:00", &[], "Europe/Atlantis", "timezone");
    assert!(Window::new("08:00:30", " 18:00 ", &[0, 7], "UTC").is_ok());
}

fn windows() -> impl Strategy<Value = String> {
    let minute = select(&[0, 15, 30, 45, 59][..]);
    (0..24, minute.clone(), 0..24, minute, prop::collection::vec(0..8, 0..7), select(ZONES)).prop_map(
        |(h, m, to_h, to_m, days, zone)| {
            let days: String = days.iter().map(ToString::to_string).collect();
            format!("{h:02}:{m:02} {to_h:02}:{to_m:02} -{days} {zone}")
        },
    )
}

/// What the definition says, in civil terms: clocks show a time of the window that began today or yesterday.
struct Definition<'a> {
    begin: Time,
    cease: Time,
    days: &'a str,
    zone: TimeZone,
}

impl<'a> Definition<'a> {
    fn new(text: &'a str) -> Self {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let clock = |text: &str| -> Time { format!("{text}:00").parse().unwrap() };
        let zone = recurrence::zone(parts[3]).unwrap();
        Self { begin: clock(parts[0]), cease: clock(parts[1]), days: parts[2], zone }
    }

    fn shows(&self, instant: Timestamp) -> bool {
        let local = self.zone.to_datetime(instant.to_jiff());
        [local.date(), local.date().yesterday().unwrap()].into_iter().any(|day| {
            let number = char::from(b'0' + day.weekday().to_monday_one_offset().cast_unsigned());
            let on =
                self.days == "-" || self.days.contains(number) || number == '7' && self.days.contains('0');
            let end = if self.begin < self.cease { day } else { day.tomorrow().unwrap() };
            on && day.to_datetime(self.begin) <= local && local < end.to_datetime(self.cease)
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_minute_is_as_the_definition_says(
        windows in prop::collection::vec(windows(), 1..4),
        minute in 0i64..40_000_000,
        freezes in prop::collection::vec((-3000i64..3000, 1i64..2000), 0..3),
    ) {
        let from = Timestamp::from_micros(minute * 60_000_000);
        let freezes: Vec<Interval> = freezes
            .into_iter()
            .map(|(start, length)| Interval {
                start: from.plus_seconds(start * MINUTE),
                end: from.plus_seconds((start + length) * MINUTE),
            })
            .collect();
        let all = Blackouts::new(
            windows.iter().map(|text| (text.as_str().into(), window(text))),
            freezes.iter().map(|freeze| ("freeze".into(), *freeze)),
        );
        let definitions: Vec<Definition> = windows.iter().map(|text| Definition::new(text)).collect();
        let to = from.plus_seconds(2 * 86_400);
        let mut intervals = all.intervals(from, to, 10_000).into_iter().peekable();
        let mut last = None;
        for step in 0..2 * 1440 {
            let now = from.plus_seconds(step * MINUTE);
            let held = definitions.iter().any(|d| d.shows(now)) || freezes.iter().any(|f| f.start <= now && now < f.end);
            prop_assert_eq!(all.covers(now), held, "{}", now);
            prop_assert_eq!(all.why(now).is_empty(), !held);
            while intervals.peek().is_some_and(|i| i.end <= now) {
                last = intervals.next();
            }
            prop_assert_eq!(intervals.peek().is_some_and(|i| i.start <= now), held, "{} {:?}", now, last);
        }
        let free = all.free_from(from);
        if let Some(free) = free {
            prop_assert!(!all.covers(free));
            prop_assert!(free == from || all.covers(free.plus_micros(-1)));
            if let Some(begin) = all.next_begin(from) {
                prop_assert!(all.covers(begin) && !all.covers(begin.plus_micros(-1)));
                prop_assert_eq!(all.free_from(begin.plus_micros(-1)), Some(begin.plus_micros(-1)));
            }
        }
    }
}
