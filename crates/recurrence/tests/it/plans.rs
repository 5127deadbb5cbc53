//! Due times under blackouts.

use model::Timestamp;
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, Spread, WeekIndex, Weekday};
use proptest::prelude::*;
use proptest::sample::select;
use recurrence::{Blackouts, Outcome, Plan, Planned, Recurrence, Verdict};

use crate::support::{ZONES, at, blackouts, every, first_times, rules, text, zones};

const START: &str = "2027-01-01T00:00:00Z";

/// The next due times as `due: start`, and the remarks.
#[track_caller]
fn check(recurrence: &Recurrence, blackouts: &Blackouts, expect: &[&str]) {
    let shown: Vec<String> = Plan::new(recurrence, blackouts)
        .preview(at(START), expect.len())
        .iter()
        .map(|planned| {
            let start = planned.start().map_or("-".to_owned(), text);
            let remarks = planned.remarks().join("; ");
            format!("{} {start} {remarks}", text(planned.due.instant)).trim().to_owned()
        })
        .collect();
    assert_eq!(shown, expect);
}

fn schedule(first: &str, zone: &str, rule: &Rule) -> Recurrence {
    Recurrence::new(first, zone, rule).unwrap()
}

#[test]
fn a_preview_says_what_becomes_of_each_due_time_and_why() {
    let daily = schedule("2027-03-27 01:30", "Europe/Lisbon", &every(1, PeriodUnit::Day));
    check(
        &daily,
        &blackouts(&["00:00 06:00 1 Europe/Lisbon"], &[]),
        &[
            "2027-03-27T01:30:00Z 2027-03-27T01:30:00Z",
            "2027-03-28T01:30:00Z 2027-03-28T01:30:00Z the clocks jump over 01:30: shifted to 02:30",
            "2027-03-29T00:30:00Z 2027-03-29T05:00:00Z deferred until 2027-03-29 06:00 by \"00:00 06:00 1 Europe/Lisbon\"",
            "2027-03-30T00:30:00Z 2027-03-30T00:30:00Z",
        ],
    );
    let monthly = schedule("2027-01-31 12:00", "UTC", &every(1, PeriodUnit::Month));
    check(
        &monthly,
        &blackouts(&[], &[("2027-02-28T00:00:00Z", "2027-03-31T12:00:00Z")]),
        &[
            "2027-01-31T12:00:00Z 2027-01-31T12:00:00Z",
            "2027-02-28T12:00:00Z - the month is too short: its last day; folded into the due time of \
             2027-03-31T12:00:00.000Z, since \"freeze\" holds until then",
            "2027-03-31T12:00:00Z 2027-03-31T12:00:00Z",
        ],
    );
    check(
        &monthly,
        &blackouts(&["00:00 00:00 - UTC"], &[]),
        &["2027-01-31T12:00:00Z - never starts: \"00:00 00:00 - UTC\" does not end"],
    );
}

#[test]
fn of_several_that_wait_the_last_one_starts() {
    let hourly = schedule("2027-01-01 00:30", "UTC", &every(1, PeriodUnit::Hour));
    let night = blackouts(&["01:00 03:00 - UTC"], &[]);
    check(
        &hourly,
        &night,
        &[
            "2027-01-01T00:30:00Z 2027-01-01T00:30:00Z",
            "2027-01-01T01:30:00Z - folded into the due time of 2027-01-01T02:30:00.000Z, since \"01:00 03:00 - UTC\" holds until then",
            "2027-01-01T02:30:00Z 2027-01-01T03:00:00Z deferred until 2027-01-01 03:00 by \"01:00 03:00 - UTC\"",
            "2027-01-01T03:30:00Z 2027-01-01T03:30:00Z",
        ],
    );
    // A long freeze is jumped over, not walked.
    let freeze = blackouts(&[], &[(START, "2060-01-01T00:00:00Z")]);
    let next = Plan::new(&hourly, &freeze).next_start(at(START)).unwrap();
    assert_eq!(
        (text(next.due.instant), text(next.start().unwrap())),
        ("2059-12-31T23:30:00Z".into(), "2060-01-01T00:00:00Z".into())
    );
    assert!(Plan::new(&hourly, &freeze).nothing_before(at(START), at("2060-01-01T00:00:00Z")));
    assert!(!Plan::new(&hourly, &freeze).nothing_before(at(START), at("2060-01-01T00:00:01Z")));
}

/// The verdict as a word and an instant.
#[track_caller]
fn verdict(recurrence: &Recurrence, windows: &[&str], expect: &str) {
    let blackouts = blackouts(windows, &[]);
    let got = match Plan::new(recurrence, &blackouts).verdict(at(START)) {
        Verdict::Runs(due) => format!("runs {}", text(due.instant)),
        Verdict::AlwaysDeferred(planned) => {
            format!("deferred {}", planned.start().map_or("-".to_owned(), text))
        }
        Verdict::NotDue => "not due".to_owned(),
        Verdict::Never(planned) => {
            assert!(matches!(planned.outcome, Outcome::Never { .. }));
            "never".to_owned()
        }
    };
    assert_eq!(got, expect);
}

#[test]
fn verdicts_are_exact() {
    let daily = schedule("2027-01-01 01:30", "Europe/Lisbon", &every(1, PeriodUnit::Day));
    verdict(&daily, &["00:00 00:00 - UTC"], "never");
    verdict(&daily, &["00:00 01:30 - Europe/Lisbon"], "runs 2027-01-01T01:30:00Z");
    // Once a year the clocks jump over 01:30, and 02:30 is outside.
    verdict(&daily, &["01:00 02:00 - Europe/Lisbon"], "runs 2027-03-28T01:30:00Z");
    let skip = Rule { gap: GapPolicy::Skip, ..every(1, PeriodUnit::Day) };
    let skip = schedule("2027-01-01 01:30", "Europe/Lisbon", &skip);
    verdict(&skip, &["01:00 02:00 - Europe/Lisbon"], "deferred 2027-01-01T02:00:00Z");
    // Before the change, at the very end of winter time.
    let back = Rule { gap: GapPolicy::ShiftBack, ..every(1, PeriodUnit::Day) };
    let back = schedule("2027-01-01 01:30", "Europe/Lisbon", &back);
    verdict(&back, &["01:00 02:00 - Europe/Lisbon"], "runs 2027-03-28T00:30:00Z");
    // The window keeps UTC, the schedule does not.
    let morning = schedule("2027-01-01 09:00", "Europe/Lisbon", &every(1, PeriodUnit::Day));
    verdict(&morning, &["08:30 09:30 - UTC"], "runs 2027-03-28T08:00:00Z");
    // Every 7 days is one weekday; every 6 days comes round to all of them.
    let weekly = schedule("2027-01-01 12:00", "UTC", &every(7, PeriodUnit::Day));
    verdict(&weekly, &["10:00 14:00 5 UTC"], "deferred 2027-01-01T14:00:00Z");
    let six = schedule("2027-01-01 12:00", "UTC", &every(6, PeriodUnit::Day));
    verdict(&six, &["10:00 14:00 123456 UTC"], "runs 2027-01-31T12:00:00Z");
    let last_friday = Rule {
        weekday: Some(Weekday::Friday),
        week_index: Some(WeekIndex::Last),
        ..every(1, PeriodUnit::Month)
    };
    verdict(
        &schedule("2027-01-01 12:00", "UTC", &last_friday),
        &["00:00 00:00 5 UTC"],
        "deferred 2027-01-30T00:00:00Z",
    );
    verdict(&schedule("2020-01-01 12:00", "UTC", &every(1, PeriodUnit::Once)), &[], "not due");
}

fn some_blackouts() -> impl Strategy<Value = Vec<String>> {
    let clock =
        || select(&["00:00", "00:30", "01:00", "02:00", "03:00", "08:00", "12:00", "18:00", "23:00"][..]);
    let days = select(&["-", "12345", "67", "0", "123456", "5"][..]);
    let one = (clock(), clock(), days, select(ZONES))
        .prop_map(|(begin, cease, days, zone)| format!("{begin} {cease} {days} {zone}"));
    prop::collection::vec(one, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_found_by_proof_is_what_walking_finds(
        first in first_times(), zone in zones(), rule in rules(), windows in some_blackouts(), years in 1i64..10,
        freeze in (0i64..1000, 1i64..1000),
    ) {
        // Few enough to look at every one.
        let years = if rule.unit == PeriodUnit::Hour { years.min(1) } else { years };
        let zone_of = recurrence::zone(&zone).unwrap();
        let start = zone_of.to_ambiguous_timestamp(recurrence::parse(&first).unwrap()).compatible().unwrap();
        let start = Timestamp::from_jiff(start);
        let rule = Rule { until: Some(start.plus_seconds(years * 366 * 86_400)), ..rule };
        let recurrence = Recurrence::new(&first, &zone, &rule).unwrap();
        let windows: Vec<&str> = windows.iter().map(String::as_str).collect();
        let from = start.plus_seconds(freeze.0 * 86_400);
        let blackouts = blackouts(&windows, &[(&text(from), &text(from.plus_seconds(freeze.1 * 86_400)))]);
        let plan = Plan::new(&recurrence, &blackouts);
        let begin = Timestamp::from_micros(i64::MIN);
        let walked = recurrence.iter().find(|due| !blackouts.covers(due.instant));
        prop_assert_eq!(plan.undeferred_after(begin), walked);
        let first_start = plan.iter_after(begin).find(|planned| planned.start().is_some());
        prop_assert_eq!(plan.next_start(begin), first_start);
    }

    #[test]
    fn starts_are_free_in_order_and_every_due_time_has_one_outcome(
        first in first_times(), zone in zones(), rule in rules(), windows in some_blackouts(),
    ) {
        let recurrence = Recurrence::new(&first, &zone, &rule).unwrap();
        let windows: Vec<&str> = windows.iter().map(String::as_str).collect();
        let blackouts = blackouts(&windows, &[]);
        let planned = Plan::new(&recurrence, &blackouts).preview(Timestamp::from_micros(i64::MIN), 20);
        let starts: Vec<Timestamp> = planned.iter().filter_map(Planned::start).collect();
        prop_assert!(starts.is_sorted_by(|a, b| a < b));
        prop_assert!(starts.iter().all(|start| !blackouts.covers(*start)));
        for (at, one) in planned.iter().enumerate() {
            match &one.outcome {
                Outcome::OnTime => prop_assert_eq!(one.start(), Some(one.due.instant)),
                Outcome::Deferred { until, why, .. } => {
                    prop_assert!(*until > one.due.instant && !why.is_empty());
                }
                Outcome::Coalesced { into, .. } => {
                    prop_assert!(planned.get(at + 1).is_none_or(|next| next.due.instant == *into));
                }
                Outcome::Never { .. } => prop_assert!(planned[at..].iter().all(|later| later.start().is_none())),
            }
        }
    }

    #[test]
    fn spread_starts_are_free_and_keep_the_order_of_their_due_times(
        first in first_times(), year in 2027..2060, zone in zones(), rule in rules(), windows in some_blackouts(),
        seed: u64, jitter in 1u32..=86_400,
    ) {
        // As zones are from now on: in the past clocks went back by minutes, too.
        let first = format!("{year}-{:02}-{}", first[5..7].parse::<u8>().unwrap(), first[8..].replacen("29", "28", 1));
        let rule = Rule { until: None, ..rule };
        let recurrence = Recurrence::new(&first, &zone, &rule).unwrap();
        let windows: Vec<&str> = windows.iter().map(String::as_str).collect();
        let blackouts = blackouts(&windows, &[]);
        let spread = Spread::new(seed, jitter.min(rule.longest_spread()));
        let plan = Plan::new(&recurrence, &blackouts).spread(spread);
        let begin = Timestamp::from_micros(i64::MIN);
        let planned = plan.preview(begin, 40);
        prop_assert!(planned.is_sorted_by(|a, b| a.at < b.at), "spread starts are in order");
        prop_assert!(planned.iter().all(|one| one.at >= one.due.instant));
        let starts: Vec<Timestamp> = planned.iter().filter_map(Planned::start).collect();
        prop_assert!(starts.is_sorted_by(|a, b| a < b) && starts.iter().all(|at| !blackouts.covers(*at)));
        for (at, one) in planned.iter().enumerate() {
            let until = blackouts.free_from(one.at);
            match &one.outcome {
                Outcome::OnTime => prop_assert_eq!(until, Some(one.at)),
                Outcome::Deferred { until: end, .. } => prop_assert_eq!(until, Some(*end)),
                Outcome::Coalesced { into, .. } => {
                    let Some(next) = planned.get(at + 1) else { continue };
                    prop_assert!(next.due.instant == *into && until.is_some_and(|until| next.at <= until));
                }
                Outcome::Never { .. } => prop_assert_eq!(until, None),
            }
        }
        let found = plan.next_start(begin);
        if let Some(first_start) = planned.iter().find(|planned| planned.start().is_some()) {
            prop_assert_eq!(found.as_ref(), Some(first_start));
        }
        if let Some(free) = plan.undeferred_after(begin) {
            prop_assert!(!blackouts.covers(spread.start(free.instant)));
        }
    }

    #[test]
    fn verdicts_come_at_once(first in first_times(), zone in zones(), rule in rules(), windows in some_blackouts()) {
        let rule = Rule { until: None, count: None, overlap: OverlapPolicy::Both, ..rule };
        let recurrence = Recurrence::new(&first, &zone, &rule).unwrap();
        let windows: Vec<&str> = windows.iter().map(String::as_str).collect();
        let blackouts = blackouts(&windows, &[]);
        let verdict = Plan::new(&recurrence, &blackouts).verdict(Timestamp::from_micros(0));
        if let Verdict::Runs(due) = verdict {
            prop_assert!(!blackouts.covers(due.instant));
        }
    }
}
