//! Rules in RFC 5545's words.

use model::schedule::{PeriodUnit, Rule, WeekIndex, Weekday};
use proptest::prelude::*;
use recurrence::{Recurrence, rrule};

use crate::support::{at, every, first_times, rules, zones};

#[track_caller]
fn write(first: &str, zone: &str, rule: &Rule) -> String {
    let out = rrule::write(&Recurrence::new(first, zone, rule).unwrap()).unwrap();
    format!("{} {}", out.dtstart, out.rrule.unwrap_or_default())
}

#[test]
fn rules_are_written_as_they_are_meant() {
    let check = |first, zone, rule: &Rule, expect: &str| assert_eq!(write(first, zone, rule), expect);
    let lisbon = "Europe/Lisbon";
    check(
        "2027-01-31 12:00",
        lisbon,
        &every(1, PeriodUnit::Once),
        "DTSTART;TZID=Europe/Lisbon:20270131T120000 ",
    );
    check(
        "2027-01-31 12:00",
        "UTC",
        &every(2, PeriodUnit::Day),
        "DTSTART:20270131T120000Z FREQ=DAILY;INTERVAL=2",
    );
    check(
        "2027-07-31 12:00",
        lisbon,
        &every(6, PeriodUnit::Hour),
        "DTSTART:20270731T110000Z FREQ=HOURLY;INTERVAL=6",
    );
    check(
        "2027-01-31 12:00",
        lisbon,
        &every(1, PeriodUnit::Quarter),
        "DTSTART;TZID=Europe/Lisbon:20270131T120000 FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    );
    let tuesdays = Rule { weekday: Some(Weekday::Tuesday), count: Some(3), ..every(2, PeriodUnit::Week) };
    check(
        "2027-01-31 12:00",
        "UTC",
        &tuesdays,
        "DTSTART:20270202T120000Z FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3",
    );
    let third = Rule {
        weekday: Some(Weekday::Wednesday),
        week_index: Some(WeekIndex::Third),
        count: Some(100),
        until: Some(at("2028-01-01T00:00:00Z")),
        ..every(1, PeriodUnit::Month)
    };
    check(
        "2027-01-31 12:00",
        "UTC",
        &third,
        "DTSTART:20270217T120000Z FREQ=MONTHLY;BYDAY=3WE;UNTIL=20280101T000000Z",
    );
}

#[track_caller]
fn read(first: &str, text: &str, expect: Result<(&str, Rule), &str>) {
    let got = rrule::read(recurrence::parse(first).unwrap(), text);
    let got = got.map(|read| (read.first.to_string(), read.rule)).map_err(|e| e.to_string());
    assert_eq!(got, expect.map(|(first, rule)| (first.to_owned(), rule)).map_err(str::to_owned), "{text}");
}

#[test]
fn rules_are_read_as_far_as_a_schedule_can_say_them() {
    let day = |interval| every(interval, PeriodUnit::Day);
    let month = |interval| every(interval, PeriodUnit::Month);
    let nth = |weekday, index, interval| Rule {
        weekday: Some(weekday),
        week_index: Some(index),
        ..month(interval)
    };
    let week = |weekday, interval| Rule { weekday: Some(weekday), ..every(interval, PeriodUnit::Week) };
    // 2027-01-06 is a Wednesday.
    let first = "2027-01-06T08:00";
    let same = "2027-01-06T08:00:00";
    read(first, "RRULE:FREQ=DAILY;INTERVAL=3", Ok((same, day(3))));
    read(first, "freq=daily;count=5", Ok((same, Rule { count: Some(5), ..day(1) })));
    read(
        first,
        "FREQ=DAILY;UNTIL=20280101T000000Z",
        Ok((same, Rule { until: Some(at("2028-01-01T00:00:00Z")), ..day(1) })),
    );
    read(first, "FREQ=HOURLY;INTERVAL=4", Ok((same, every(4, PeriodUnit::Hour))));
    read(first, "FREQ=DAILY;BYHOUR=8;BYMINUTE=0;BYSECOND=0", Ok((same, day(1))));
    read(first, "FREQ=WEEKLY", Ok((same, every(1, PeriodUnit::Week))));
    // Which weeks count is told from the first one, and that is over for Tuesdays.
    read(first, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", Ok(("2027-01-19T08:00:00", week(Weekday::Tuesday, 2))));
    read(first, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", Ok(("2027-01-10T08:00:00", week(Weekday::Sunday, 2))));
    read(
        first,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU",
        Ok(("2027-01-17T08:00:00", week(Weekday::Sunday, 2))),
    );
    read(first, "FREQ=MONTHLY;INTERVAL=3", Ok((same, month(3))));
    read(first, "FREQ=MONTHLY;BYMONTHDAY=5", Ok(("2027-02-05T08:00:00", month(1))));
    read(first, "FREQ=MONTHLY;BYDAY=-1FR", Ok((same, nth(Weekday::Friday, WeekIndex::Last, 1))));
    read(first, "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", Ok((same, nth(Weekday::Monday, WeekIndex::Second, 1))));
    read("2027-01-31T08:00", "FREQ=MONTHLY;BYMONTHDAY=-1", Ok(("2027-01-31T08:00:00", month(1))));
    read(
        "2027-01-30T08:00",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        Ok(("2027-01-30T08:00:00", month(1))),
    );
    read(first, "FREQ=YEARLY", Ok((same, month(12))));
    read(first, "FREQ=YEARLY;INTERVAL=100", Ok((same, every(400, PeriodUnit::Quarter))));
    read(first, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", Ok(("2027-12-31T08:00:00", month(12))));
    read(
        "2027-03-06T08:00",
        "FREQ=YEARLY;BYMONTH=1;BYDAY=1MO",
        Ok(("2028-01-01T08:00:00", nth(Weekday::Monday, WeekIndex::First, 12))),
    );
}

#[test]
fn what_cannot_be_said_is_refused_by_name() {
    let refused = |text, why: &str| read("2027-01-31T08:00", text, Err(&format!("rrule part {why}")));
    refused("INTERVAL=2", "\"FREQ\" is missing");
    refused("FREQ=MINUTELY", "\"FREQ\" is MINUTELY: at most every hour");
    refused("FREQ=DAILY;FREQ=DAILY", "\"FREQ\" is given twice");
    refused("FREQ=DAILY;COUNT=0", "\"COUNT\" is \"0\", not a number from 1 to 4294967295");
    refused("FREQ=DAILY;INTERVAL=1001", "\"INTERVAL\" is more than 1000 days");
    refused("FREQ=DAILY;COUNT=1;UNTIL=20280101T000000Z", "\"UNTIL\" is given together with \"COUNT\"");
    refused("FREQ=DAILY;UNTIL=20280101", "\"UNTIL\" must be in UTC, as 20271231T235959Z");
    refused(
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "\"BYDAY\" names several days: a schedule has one, make a schedule for each",
    );
    refused("FREQ=DAILY;BYMONTH=3", "\"BYMONTH\" is nothing that a schedule can say with FREQ=DAILY");
    refused("FREQ=DAILY;BYHOUR=9", "\"BYHOUR\" differs from the first time, which says the time of day");
    refused("FREQ=MONTHLY;BYDAY=5MO", "\"BYDAY\" counts 5: a schedule knows 1 to 4 and -1");
    refused("FREQ=YEARLY;BYWEEKNO=3", "\"BYWEEKNO\" is nothing that a schedule can say");
    refused("FREQ=DAILY;X-NEW=3", "\"X-NEW\" is no part of a rule");
    refused(
        "FREQ=MONTHLY",
        "\"FREQ\" says day 31 and leaves out short months; a schedule takes their last day: BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    );
}

proptest! {
    #[test]
    fn any_text_is_answered(first in first_times(), text in "(FREQ=[A-Z]{4,7};)?([A-Z]{3,10}=[-+0-9A-Z,]{0,12};?){0,5}|\\PC{0,60}") {
        let first = recurrence::parse(&first).unwrap();
        if let Ok(read) = rrule::read(first, &text) {
            let _ = Recurrence::new(&read.first.to_string(), "Europe/Lisbon", &read.rule).unwrap().iter().nth(3);
        }
    }

    #[test]
    fn what_is_written_is_read_again(first in first_times(), rule in rules(), zone in zones()) {
        let rule = Rule { gap: every(1, PeriodUnit::Day).gap, overlap: every(1, PeriodUnit::Day).overlap, ..rule };
        let recurrence = Recurrence::new(&first, &zone, &rule).unwrap();
        let Some(rrule::Exported { dtstart, rrule: Some(text) }) = rrule::write(&recurrence) else { return Ok(()) };
        let (head, value) = dtstart.split_once(':').unwrap();
        let zone = head.split_once("TZID=").map_or("UTC", |(_, zone)| zone);
        let first = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S", value.trim_end_matches('Z')).unwrap();
        match rrule::read(first, &text) {
            Ok(read) => {
                let again = Recurrence::new(&read.first.to_string(), zone, &read.rule).unwrap();
                let instants = |recurrence: &Recurrence| recurrence.iter().take(40).map(|due| due.instant).collect::<Vec<_>>();
                prop_assert_eq!(instants(&again), instants(&recurrence), "{} {}", dtstart, text);
            }
            // A schedule that starts on the 29th to 31st and whose first due month is cut short cannot say which day it means.
            Err(e) => prop_assert!(false, "{} {}: {}", dtstart, text, e),
        }
    }
}
