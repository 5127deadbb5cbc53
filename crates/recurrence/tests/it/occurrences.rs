//! Known due times, worked out by hand from the zones' published changes.

use model::Timestamp;
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, WeekIndex, Weekday};
use recurrence::Recurrence;

use crate::support::every;

/// The first occurrences, as `UTC instant adjusted`.
#[track_caller]
fn check(first: &str, zone: &str, rule: &Rule, expect: &[&str]) {
    let recurrence = Recurrence::new(first, zone, rule).unwrap();
    let got: Vec<String> = recurrence
        .iter()
        .take(expect.len())
        .map(|found| format!("{} {}", found.instant.to_jiff().strftime("%Y-%m-%dT%H:%M"), found.adjusted))
        .collect();
    assert_eq!(got, expect);
}

/// The same, and then no more.
#[track_caller]
fn check_all(first: &str, zone: &str, rule: &Rule, expect: &[&str]) {
    check(first, zone, rule, expect);
    assert_eq!(Recurrence::new(first, zone, rule).unwrap().iter().count(), expect.len());
}

#[test]
fn spring_shifts_forward_or_skips() {
    let daily = every(1, PeriodUnit::Day);
    let skip = Rule { gap: GapPolicy::Skip, ..daily.clone() };
    check(
        "2027-03-27 01:30:00",
        "Europe/Lisbon",
        &daily,
        &["2027-03-27T01:30 none", "2027-03-28T01:30 gap", "2027-03-29T00:30 none"],
    );
    check("2027-03-27 01:30", "Europe/Lisbon", &skip, &["2027-03-27T01:30 none", "2027-03-29T00:30 none"]);
    check(
        "2027-03-13 02:30",
        "America/New_York",
        &daily,
        &["2027-03-13T07:30 none", "2027-03-14T07:30 gap", "2027-03-15T06:30 none"],
    );
    let back = Rule { gap: GapPolicy::ShiftBack, ..daily.clone() };
    check(
        "2027-03-27 01:30",
        "Europe/Lisbon",
        &back,
        &["2027-03-27T01:30 none", "2027-03-28T00:30 gap", "2027-03-29T00:30 none"],
    );
    // Half an hour.
    check(
        "2027-10-02 02:15",
        "Australia/Lord_Howe",
        &daily,
        &["2027-10-01T15:45 none", "2027-10-02T15:45 gap", "2027-10-03T15:15 none"],
    );
    let last_friday = Rule {
        weekday: Some(Weekday::Friday),
        week_index: Some(WeekIndex::Last),
        ..every(1, PeriodUnit::Month)
    };
    check(
        "2027-04-01 00:30",
        "Africa/Cairo",
        &last_friday,
        &["2027-04-29T22:30 gap", "2027-05-27T21:30 none"],
    );
}

#[test]
fn autumn_takes_the_first_or_the_second() {
    let daily = every(1, PeriodUnit::Day);
    let second = Rule { overlap: OverlapPolicy::Second, ..daily.clone() };
    check(
        "2027-10-31 01:30",
        "Europe/Lisbon",
        &daily,
        &["2027-10-31T00:30 overlap", "2027-11-01T01:30 none"],
    );
    check(
        "2027-10-31 01:30",
        "Europe/Lisbon",
        &second,
        &["2027-10-31T01:30 overlap", "2027-11-01T01:30 none"],
    );
    // Twice, and still one of two.
    check_all(
        "2027-10-30 01:30",
        "Europe/Lisbon",
        &Rule { overlap: OverlapPolicy::Both, count: Some(3), ..daily.clone() },
        &[
            "2027-10-30T00:30 none",
            "2027-10-31T00:30 overlap",
            "2027-10-31T01:30 overlap",
            "2027-11-01T01:30 none",
        ],
    );
    check("2027-11-07 01:30", "America/New_York", &daily, &["2027-11-07T05:30 overlap"]);
    check("2027-11-07 01:30", "America/New_York", &second, &["2027-11-07T06:30 overlap"]);
    check("2027-04-04 01:45", "Australia/Lord_Howe", &daily, &["2027-04-03T14:45 overlap"]);
    check("2027-04-04 01:45", "Australia/Lord_Howe", &second, &["2027-04-03T15:15 overlap"]);
}

#[test]
fn a_day_that_never_was_is_not_run_twice() {
    let daily = every(1, PeriodUnit::Day);
    let expect = ["2011-12-29T20:00 none", "2011-12-30T20:00 none", "2011-12-31T20:00 none"];
    check("2011-12-29 10:00", "Pacific/Apia", &daily, &expect);
    check_all("2011-12-29 10:00", "Pacific/Apia", &Rule { count: Some(3), ..daily }, &expect);
    let back = Rule { gap: GapPolicy::ShiftBack, ..every(1, PeriodUnit::Day) };
    check("2011-12-29 10:00", "Pacific/Apia", &back, &["2011-12-29T20:00 none", "2011-12-30T20:00 none"]);
    // Without a day before it there is nothing to meet.
    check("2011-12-30 10:00", "Pacific/Apia", &back, &["2011-12-29T20:00 gap", "2011-12-30T20:00 none"]);
    check_all("2011-12-30 10:00", "Pacific/Apia", &every(1, PeriodUnit::Once), &["2011-12-30T20:00 gap"]);
}

#[test]
fn hours_are_elapsed_time() {
    check(
        "2027-10-31 00:30",
        "Europe/Lisbon",
        &every(1, PeriodUnit::Hour),
        &["2027-10-30T23:30 none", "2027-10-31T00:30 none", "2027-10-31T01:30 none", "2027-10-31T02:30 none"],
    );
    check(
        "2027-03-28 01:30",
        "Europe/Lisbon",
        &every(12, PeriodUnit::Hour),
        &["2027-03-28T01:30 gap", "2027-03-28T13:30 none"],
    );
}

#[test]
fn short_months_end_early_and_nothing_drifts() {
    check(
        "2027-01-31 12:00",
        "UTC",
        &every(1, PeriodUnit::Month),
        &[
            "2027-01-31T12:00 none",
            "2027-02-28T12:00 month_end",
            "2027-03-31T12:00 none",
            "2027-04-30T12:00 month_end",
        ],
    );
    check(
        "2027-11-29 12:00",
        "UTC",
        &every(1, PeriodUnit::Quarter),
        &["2027-11-29T12:00 none", "2028-02-29T12:00 none"],
    );
    check(
        "2028-02-29 12:00",
        "UTC",
        &every(12, PeriodUnit::Month),
        &["2028-02-29T12:00 none", "2029-02-28T12:00 month_end"],
    );
}

#[test]
fn weekdays_start_at_the_first_match() {
    let tuesdays = Rule { weekday: Some(Weekday::Tuesday), ..every(2, PeriodUnit::Week) };
    check("2026-11-25 08:00", "UTC", &tuesdays, &["2026-12-01T08:00 none", "2026-12-15T08:00 none"]);
    check("2026-11-24 08:00", "UTC", &tuesdays, &["2026-11-24T08:00 none", "2026-12-08T08:00 none"]);
    check(
        "2026-11-25 08:00",
        "UTC",
        &every(1, PeriodUnit::Week),
        &["2026-11-25T08:00 none", "2026-12-02T08:00 none"],
    );
    let first_monday = Rule {
        weekday: Some(Weekday::Monday),
        week_index: Some(WeekIndex::First),
        ..every(1, PeriodUnit::Quarter)
    };
    check("2027-01-15 08:00", "UTC", &first_monday, &["2027-04-05T08:00 none", "2027-07-05T08:00 none"]);
}

#[test]
fn count_and_until_end_it() {
    let until = |text: &str| Some(Timestamp::from_jiff(text.parse().unwrap()));
    let daily = every(1, PeriodUnit::Day);
    let two = ["2027-03-27T01:30 none", "2027-03-28T01:30 gap"];
    check_all("2027-03-27 01:30", "Europe/Lisbon", &Rule { count: Some(2), ..daily.clone() }, &two);
    check_all(
        "2027-03-27 01:30",
        "Europe/Lisbon",
        &Rule { until: until("2027-03-28T01:30:00Z"), ..daily.clone() },
        &two,
    );
    // What is skipped is not counted.
    let skip = Rule { count: Some(2), gap: GapPolicy::Skip, ..daily.clone() };
    check_all(
        "2027-03-27 01:30",
        "Europe/Lisbon",
        &skip,
        &["2027-03-27T01:30 none", "2027-03-29T00:30 none"],
    );
    check_all("2027-03-27 01:30", "UTC", &Rule { until: until("2027-01-01T00:00:00Z"), ..daily }, &[]);
    check_all("2027-03-27 01:30", "UTC", &every(1, PeriodUnit::Once), &["2027-03-27T01:30 none"]);
}

#[test]
fn what_never_runs_says_so() {
    // The clocks of Lisbon always change on the last Sunday of March at 01:00.
    let rule = Rule {
        weekday: Some(Weekday::Sunday),
        week_index: Some(WeekIndex::Last),
        gap: GapPolicy::Skip,
        ..every(12, PeriodUnit::Month)
    };
    let never = Recurrence::new("2027-03-01 01:30", "Europe/Lisbon", &rule).unwrap();
    assert_eq!(never.next_after(Timestamp::from_micros(0)), None);
    let once = Recurrence::new(
        "2027-03-28 01:30",
        "Europe/Lisbon",
        &Rule { gap: GapPolicy::Skip, ..every(1, PeriodUnit::Once) },
    );
    assert_eq!(once.unwrap().next_after(Timestamp::from_micros(0)), None);
}

#[test]
fn refusals_name_the_field() {
    #[track_caller]
    fn check(rule: &Rule, field: &str) {
        assert_eq!(Recurrence::new("2027-01-01 00:00", "UTC", rule).unwrap_err().field, field);
    }
    check(&every(0, PeriodUnit::Day), "interval");
    check(&every(1001, PeriodUnit::Day), "interval");
    check(&Rule { count: Some(0), ..every(1, PeriodUnit::Day) }, "count");
    check(&Rule { weekday: Some(Weekday::Monday), ..every(1, PeriodUnit::Day) }, "weekday");
    check(&Rule { weekday: Some(Weekday::Monday), ..every(1, PeriodUnit::Month) }, "week_index");
    check(&Rule { week_index: Some(WeekIndex::Last), ..every(1, PeriodUnit::Month) }, "weekday");
    check(&Rule { week_index: Some(WeekIndex::Last), ..every(1, PeriodUnit::Week) }, "week_index");
    assert_eq!(Recurrence::new("x", "UTC", &every(1, PeriodUnit::Day)).unwrap_err().field, "first_time");
    assert_eq!(
        Recurrence::new("2027-01-01 00:00", "x", &every(1, PeriodUnit::Day)).unwrap_err().field,
        "timezone"
    );
}
