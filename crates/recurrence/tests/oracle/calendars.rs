//! Our feed against two foreign parsers; our reader against a foreign expander of series.

use std::fmt::Write;

use model::Timestamp;
use recurrence::ics::{Entry, Feed, Kind, freezes};
use serde_json::{Value, json};

use crate::python::{ask, python, setting};
use crate::random::Random;

const TEXTS: &[&str] = &[
    "Weekly scan",
    "semicolons; commas, and \\ backslashes",
    "two\nlines",
    "a text that is longer than the seventy-five bytes after which a line of a calendar has to be folded",
    "Ünïcödé that is folded between characters – äöüß€漢字 äöüß€漢字 äöüß€漢字 äöüß€漢字",
    "BEGIN:VEVENT",
    "\"quoted\": and = equal",
];

fn feed(random: &Random) -> Feed {
    let moment = |span: u64| {
        Timestamp::from_micros(i64::try_from(1_700_000_000 + random.below(span)).unwrap() * 1_000_000)
    };
    let entry = |_| {
        let start = moment(400_000_000);
        Entry {
            kind: random.pick(Kind::ALL),
            of: format!("{:x}", random.below(1 << 40)),
            due: start,
            start,
            end: start.plus_seconds(i64::try_from(1 + random.below(1_000_000)).unwrap()),
            summary: random.pick(TEXTS).to_owned(),
            description: if random.once_in(3) {
                String::new()
            } else {
                format!("{}\n{}", random.pick(TEXTS), random.pick(TEXTS))
            },
            changed: moment(100_000_000),
        }
    };
    Feed {
        name: random.pick(TEXTS).to_owned(),
        host: "watchpost.test".to_owned(),
        now: moment(1000),
        entries: (0..random.below(30)).map(entry).collect(),
    }
}

#[test]
fn two_parsers_read_our_feed() {
    let Some(python) = python() else { return };
    let random = Random::new(setting("WATCHPOST_TEST_ORACLE_SEED", 1));
    let feeds: Vec<Feed> = (0..100).map(|_| feed(&random)).collect();
    let cases: Vec<Value> = feeds.iter().map(|feed| json!({"calendar": feed.write()})).collect();
    for (feed, answer) in feeds.iter().zip(ask(&python, "feed.py", &cases)) {
        let expect: Vec<Value> = feed
            .entries
            .iter()
            .map(|entry| {
                json!({
                    "uid": entry.uid(&feed.host), "start": entry.start.micros() / 1_000_000,
                    "end": entry.end.micros() / 1_000_000, "summary": entry.summary, "description": entry.description,
                    "sequence": entry.changed.micros() / 1_000_000 - 1_577_836_800,
                })
            })
            .collect();
        assert_eq!(answer[0], json!(expect), "icalendar reads something else");
        assert_eq!(answer[1], json!(expect), "vobject reads something else");
    }
}

/// A calendar of a few events, whole days and series among them.
fn calendar(random: &Random, zone: &str) -> String {
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n".to_owned();
    for number in 0..=random.below(4) {
        let (year, month, day) = (2026 + random.below(2), 1 + random.below(12), 1 + random.below(28));
        let date = format!("{year}{month:02}{day:02}");
        let time = format!("{:02}{:02}00", random.below(24), random.pick(&[0, 30]));
        write!(text, "BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:e\r\n").unwrap();
        let kind = random.below(4);
        match kind {
            0 => write!(text, "DTSTART;VALUE=DATE:{date}\r\nDURATION:P{}D\r\n", 1 + random.below(5)),
            1 => write!(text, "DTSTART:{date}T{time}Z\r\nDURATION:PT{}M\r\n", 30 + random.below(2000)),
            2 => {
                write!(text, "DTSTART;TZID={zone}:{date}T{time}\r\nDURATION:PT{}H\r\n", 1 + random.below(30))
            }
            _ => write!(text, "DTSTART;VALUE=DATE:{date}\r\n"),
        }
        .unwrap();
        if random.once_in(2) {
            let code = weekday(year, month, day);
            let rule = match random.below(4) {
                0 => format!("FREQ=DAILY;INTERVAL={}", 1 + random.below(9)),
                1 => format!("FREQ=WEEKLY;INTERVAL={};BYDAY={code}", 1 + random.below(3)),
                2 => format!("FREQ=WEEKLY;BYDAY={code},{}", if code == "SA" { "MO" } else { "SA" }),
                _ => "FREQ=YEARLY".to_owned(),
            };
            let end =
                if random.once_in(2) { format!(";COUNT={}", 1 + random.below(30)) } else { String::new() };
            write!(text, "RRULE:{rule}{end}\r\n").unwrap();
            if random.once_in(2) {
                match kind {
                    0 | 3 => write!(text, "EXDATE;VALUE=DATE:{date}\r\n"),
                    1 => write!(text, "EXDATE:{date}T{time}Z\r\n"),
                    _ => write!(text, "EXDATE;TZID={zone}:{date}T{time}\r\n"),
                }
                .unwrap();
            }
        }
        text.push_str("END:VEVENT\r\n");
    }
    text + "END:VCALENDAR\r\n"
}

fn weekday(year: u64, month: u64, day: u64) -> &'static str {
    let date = jiff::civil::date(
        i16::try_from(year).unwrap(),
        i8::try_from(month).unwrap(),
        i8::try_from(day).unwrap(),
    );
    let at = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][at]
}

#[test]
fn another_expander_finds_the_same_freezes() {
    let Some(python) = python() else { return };
    let random = Random::new(setting("WATCHPOST_TEST_ORACLE_SEED", 1));
    // Zones that keep whole hours: in a gap or overlap the expander adds lengths to wall clocks, we add them to instants.
    let zone = "Asia/Tokyo";
    let (from, to) = (1_798_761_600i64, 1_798_761_600 + 500 * 86_400);
    let calendars: Vec<String> = (0..500).map(|_| calendar(&random, zone)).collect();
    let cases: Vec<Value> = calendars
        .iter()
        .map(|calendar| json!({"calendar": calendar, "zone": zone, "from": from, "to": to}))
        .collect();
    let zone = recurrence::zone(zone).unwrap();
    let mut found = 0;
    for (calendar, answer) in calendars.iter().zip(ask(&python, "freezes.py", &cases)) {
        let instant = |seconds| Timestamp::from_micros(seconds * 1_000_000);
        let ours = freezes(calendar, &zone, instant(from), instant(to)).unwrap();
        let mut ours: Vec<Value> = ours
            .freezes
            .iter()
            .map(|(_, i)| json!([i.start.micros() / 1_000_000, i.end.micros() / 1_000_000]))
            .collect();
        ours.sort_by_key(|pair| (pair[0].as_i64(), pair[1].as_i64()));
        found += ours.len();
        assert_eq!(json!(ours), answer, "{calendar}");
    }
    println!("{found} freezes of 500 calendars");
    assert!(found > 5_000);
}
