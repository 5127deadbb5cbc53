//! What holds for every rule in every zone.

use model::Timestamp;
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, WeekIndex, Weekday};
use proptest::prelude::*;
use proptest::sample::select;
use recurrence::{Adjusted, Recurrence};

/// Zones of every habit: none, northern and southern DST, half hours, two a year, skipped days, changes at midnight.
const ZONES: &[&str] = &[
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

fn rules() -> impl Strategy<Value = Rule> {
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

fn first_times() -> impl Strategy<Value = String> {
    (1970i16..2060, 1i8..=12, 1i8..=31, 0i8..24, select(&[0i8, 15, 30, 59][..])).prop_map(
        |(y, mo, d, h, mi)| {
            let days = jiff::civil::date(y, mo, 1).days_in_month();
            format!("{y:04}-{mo:02}-{:02} {h:02}:{mi:02}:00", d.min(days))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn due_times_are_ordered_and_mean_what_the_rule_says(
        first in first_times(), zone in select(ZONES), rule in rules(),
    ) {
        let recurrence = Recurrence::new(&first, zone, &rule).unwrap();
        let start = recurrence::parse(&first).unwrap();
        let found: Vec<_> = recurrence.iter().take(80).collect();
        prop_assert!(found.windows(2).all(|pair| pair[0].instant < pair[1].instant));
        prop_assert!(rule.count.is_none_or(|count| found.len() <= count as usize));
        for one in &found {
            prop_assert!(rule.until.is_none_or(|until| one.instant <= until));
            let zone = recurrence::zone(zone).unwrap();
            prop_assert_eq!(zone.to_datetime(one.instant.to_jiff()), one.local);
            prop_assert!(one.local >= start || one.adjusted != Adjusted::None);
            if rule.unit == PeriodUnit::Hour || one.adjusted == Adjusted::Gap {
                continue;
            }
            prop_assert_eq!(one.local.time(), start.time());
            if let Some(weekday) = rule.weekday {
                let monday_first = Weekday::ALL.iter().position(|w| *w == weekday).unwrap() as i8;
                prop_assert_eq!(one.local.weekday().to_monday_zero_offset(), monday_first);
            }
            if rule.weekday.is_none() && matches!(rule.unit, PeriodUnit::Month | PeriodUnit::Quarter) {
                prop_assert_eq!(one.local.day() == start.day(), one.adjusted != Adjusted::MonthEnd);
            }
        }
    }

    #[test]
    fn jumping_finds_what_walking_finds(
        first in first_times(), zone in select(ZONES), rule in rules(), picks in prop::collection::vec((0usize..80, -1i64..=1), 6),
    ) {
        let recurrence = Recurrence::new(&first, zone, &rule).unwrap();
        let found: Vec<_> = recurrence.iter().take(81).collect();
        for (at, nudge) in picks {
            let Some(one) = found.get(at) else { continue };
            let after = one.instant.plus_micros(nudge);
            let walked = found.iter().map(|f| f.instant).find(|instant| *instant > after);
            if walked.is_some() || found.len() < 81 {
                prop_assert_eq!(recurrence.next_after(after), walked);
            }
        }
        if let (Some(head), Some(tail)) = (found.first(), found.last()) {
            let between = recurrence.between(head.instant.plus_micros(-1), tail.instant, 1000);
            prop_assert_eq!(between, found.clone());
            prop_assert_eq!(recurrence.between(head.instant, tail.instant, 3).len(), 3.min(found.len() - 1));
        }
    }

    #[test]
    fn far_away_is_answered_at_once(first in first_times(), zone in select(ZONES), rule in rules(), at: i64) {
        let recurrence = Recurrence::new(&first, zone, &rule).unwrap();
        if let Some(next) = recurrence.next_after(Timestamp::from_micros(at)) {
            prop_assert!(next.micros() > at);
        }
    }
}
