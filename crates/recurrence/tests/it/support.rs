//! Parts of schedules, and strategies for them.

use std::sync::Arc;

use model::Timestamp;
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, WeekIndex, Weekday};
use proptest::prelude::*;
use proptest::sample::select;
use recurrence::{Blackouts, Interval, Window};

/// Every so many units, with the default policies and no end.
pub(crate) fn every(interval: u32, unit: PeriodUnit) -> Rule {
    Rule {
        unit,
        interval,
        weekday: None,
        week_index: None,
        count: None,
        until: None,
        gap: GapPolicy::ShiftForward,
        overlap: OverlapPolicy::First,
    }
}

/// An instant from text, as `2027-03-28T01:30:00Z`.
#[track_caller]
pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::from_jiff(text.parse().unwrap())
}

/// The same text from an instant.
pub(crate) fn text(at: Timestamp) -> String {
    at.to_jiff().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Windows as `begin cease weekdays zone`, each labelled with its text.
#[track_caller]
pub(crate) fn blackouts(windows: &[&str], freezes: &[(&str, &str)]) -> Blackouts {
    let window = |text: &&str| -> (Arc<str>, Window) { ((*text).into(), window(text)) };
    let freeze = |(start, end): &(&str, &str)| -> (Arc<str>, Interval) {
        ("freeze".into(), Interval { start: at(start), end: at(end) })
    };
    Blackouts::new(windows.iter().map(window), freezes.iter().map(freeze))
}

/// A window as `begin cease weekdays zone`; the weekdays are digits, or `-` for none.
#[track_caller]
pub(crate) fn window(text: &str) -> Window {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let days: Vec<u8> = parts[2].bytes().filter(u8::is_ascii_digit).map(|day| day - b'0').collect();
    Window::new(parts[0], parts[1], &days, parts[3]).unwrap()
}

/// Zones of every habit: none, northern and southern DST, half hours, two a year, skipped days, changes at midnight.
pub(crate) const ZONES: &[&str] = &[
    "UTC",
    "Europe/Lisbon",
    "Europe/Dublin",
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Asuncion",
    "Asia/Tehran",
    "Asia/Kolkata",
    "Asia/Gaza",
    "Asia/Pyongyang",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "Pacific/Fakaofo",
];

/// Any zone; the odd ones oftener.
pub(crate) fn zones() -> impl Strategy<Value = String> {
    prop_oneof![select(ZONES).prop_map(str::to_owned), select(recurrence::zones())]
}

/// Any rule.
pub(crate) fn rules() -> impl Strategy<Value = Rule> {
    let policies = (select(GapPolicy::ALL), select(OverlapPolicy::ALL));
    let ends = (prop::option::of(1u32..60), prop::option::of(0i64..6_000_000_000));
    (
        select(PeriodUnit::ALL),
        1u32..=40,
        any::<bool>(),
        select(Weekday::ALL),
        select(WeekIndex::ALL),
        policies,
        ends,
    )
        .prop_map(|(unit, interval, by_weekday, weekday, index, (gap, overlap), (count, until))| {
            let monthly = matches!(unit, PeriodUnit::Month | PeriodUnit::Quarter);
            Rule {
                unit,
                interval,
                weekday: (by_weekday && (monthly || unit == PeriodUnit::Week)).then_some(weekday),
                week_index: (by_weekday && monthly).then_some(index),
                count,
                until: until.map(|seconds| Timestamp::from_micros(seconds * 1_000_000)),
                gap,
                overlap,
            }
        })
}

/// A first local time from 1970 to 2060.
pub(crate) fn first_times() -> impl Strategy<Value = String> {
    (1970i16..2060, 1i8..=12, 1i8..=31, 0i8..24, select(&[0i8, 15, 30, 59][..])).prop_map(
        |(y, mo, d, h, mi)| {
            let days = jiff::civil::date(y, mo, 1).days_in_month();
            format!("{y:04}-{mo:02}-{:02} {h:02}:{mi:02}:00", d.min(days))
        },
    )
}
