//! Feeds out, freeze calendars in.

use model::Timestamp;
use proptest::prelude::*;
use recurrence::ics::{Entry, Feed, Kind, freezes};

use crate::support::{at, text};

const FROM: &str = "2027-01-01T00:00:00Z";
const TO: &str = "2029-01-01T00:00:00Z";

fn calendar(lines: &str) -> String {
    let body: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", body.join("\r\n"))
}

fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:a\nSUMMARY:Freeze\n{lines}\nEND:VEVENT"))
}

fn read(calendar: &str) -> Result<Vec<String>, String> {
    let zone = recurrence::zone("Europe/Lisbon").unwrap();
    let found = freezes(calendar, &zone, at(FROM), at(TO)).map_err(|e| e.to_string())?;
    Ok(found.freezes.iter().map(|(label, i)| format!("{label} {} {}", text(i.start), text(i.end))).collect())
}

#[track_caller]
fn check(lines: &str, expect: &[&str]) {
    assert_eq!(read(&event(lines)).as_deref(), Ok(expect.map_labels().as_slice()), "{lines}");
}

trait Labels {
    fn map_labels(&self) -> Vec<String>;
}

impl Labels for &[&str] {
    fn map_labels(&self) -> Vec<String> {
        self.iter().map(|interval| format!("Freeze {interval}")).collect()
    }
}

#[test]
fn events_are_read_in_their_zones() {
    check("DTSTART:20270310T100000Z\nDTEND:20270310T120000Z", &["2027-03-10T10:00:00Z 2027-03-10T12:00:00Z"]);
    check(
        "DTSTART;TZID=America/New_York:20270310T100000\nDURATION:PT90M",
        &["2027-03-10T15:00:00Z 2027-03-10T16:30:00Z"],
    );
    check(
        "DTSTART;TZID=/vendor.example/Europe/Berlin:20270710T100000\nDTEND;TZID=\"UTC\":20270710T100000",
        &["2027-07-10T08:00:00Z 2027-07-10T10:00:00Z"],
    );
    check(
        "DTSTART;TZID=W. Europe Standard Time:20270710T100000\nDURATION:PT1H",
        &["2027-07-10T08:00:00Z 2027-07-10T09:00:00Z"],
    );
    // Without a zone: the caller's, or the calendar's.
    check("DTSTART:20270710T100000\nDURATION:P1D", &["2027-07-10T09:00:00Z 2027-07-11T09:00:00Z"]);
    check("DTSTART;VALUE=DATE:20270710", &["2027-07-09T23:00:00Z 2027-07-10T23:00:00Z"]);
    check(
        "DTSTART;VALUE=DATE:20271224\nDTEND;VALUE=DATE:20280102",
        &["2027-12-24T00:00:00Z 2028-01-02T00:00:00Z"],
    );
    let tokyo = calendar(
        "X-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270710\nSUMMARY:a\\, b\nEND:VEVENT",
    );
    assert_eq!(read(&tokyo).unwrap(), ["a, b 2027-07-09T15:00:00Z 2027-07-10T15:00:00Z"]);
    // A day on which the clocks change has 23 hours; 24 hours are 24 hours.
    check("DTSTART;VALUE=DATE:20270328", &["2027-03-28T00:00:00Z 2027-03-28T23:00:00Z"]);
    check("DTSTART:20270328T000000\nDURATION:PT24H", &["2027-03-28T00:00:00Z 2027-03-29T00:00:00Z"]);
    // What is over, what has no length, what was called off.
    check("DTSTART:20251231T000000Z\nDURATION:P1D", &[]);
    check("DTSTART:20270328T000000", &[]);
    check("DTSTART:20270328T000000\nDURATION:PT1H\nSTATUS:CANCELLED", &[]);
}

#[test]
fn series_are_spread_over_the_time_asked_for() {
    check(
        "DTSTART;TZID=Europe/Lisbon:20270325T220000\nDTEND;TZID=Europe/Lisbon:20270326T020000\nRRULE:FREQ=WEEKLY;BYDAY=TH,SU;COUNT=3",
        &[
            "2027-03-25T22:00:00Z 2027-03-26T02:00:00Z",
            "2027-03-28T21:00:00Z 2027-03-29T01:00:00Z",
            "2027-04-01T21:00:00Z 2027-04-02T01:00:00Z",
        ],
    );
    check(
        "DTSTART;VALUE=DATE:20201224\nDURATION:P3D\nRRULE:FREQ=YEARLY",
        &["2027-12-24T00:00:00Z 2027-12-27T00:00:00Z", "2028-12-24T00:00:00Z 2028-12-27T00:00:00Z"],
    );
    check(
        "DTSTART:20270101T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20270105T100000Z\nEXDATE:20270102T100000Z,20270104T100000Z\nRDATE:20270201T100000Z",
        &[
            "2027-01-01T10:00:00Z 2027-01-01T11:00:00Z",
            "2027-01-03T10:00:00Z 2027-01-03T11:00:00Z",
            "2027-01-05T10:00:00Z 2027-01-05T11:00:00Z",
            "2027-02-01T10:00:00Z 2027-02-01T11:00:00Z",
        ],
    );
    check(
        "DTSTART;VALUE=DATE:20270105\nRRULE:FREQ=DAILY;UNTIL=20270107\nEXDATE;VALUE=DATE:20270106",
        &["2027-01-05T00:00:00Z 2027-01-06T00:00:00Z", "2027-01-07T00:00:00Z 2027-01-08T00:00:00Z"],
    );
    // One that was moved, and one that was called off.
    let moved = calendar(
        "BEGIN:VEVENT\nUID:a\nSUMMARY:Freeze\nDTSTART:20270105T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT
         BEGIN:VEVENT\nUID:a\nSUMMARY:Moved\nRECURRENCE-ID:20270106T100000Z\nDTSTART:20270106T150000Z\nDURATION:PT1H\nEND:VEVENT
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20270107T100000Z\nDTSTART:20270107T100000Z\nSTATUS:CANCELLED\nEND:VEVENT",
    );
    let expect = [
        "Freeze 2027-01-05T10:00:00Z 2027-01-05T11:00:00Z",
        "Moved 2027-01-06T15:00:00Z 2027-01-06T16:00:00Z",
    ];
    assert_eq!(read(&moved).unwrap(), expect);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_line() {
    let refused = |calendar: &str, why: &str| assert_eq!(read(calendar), Err(why.to_owned()));
    refused(&event("DTEND:20270310T120000Z"), "line 3: the event has no \"DTSTART\"");
    refused(&event("DTSTART:20270230T120000Z"), "line 6: \"DTSTART\" is no date or time");
    refused(
        &event("DTSTART;TZID=Mars/Olympus:20270210T120000"),
        "line 6: \"Mars/Olympus\" is not an IANA time zone",
    );
    refused(&event("DTSTART:20270210T120000Z\nDTEND:20270210T110000Z"), "line 7: ends before it begins");
    refused(&event("DTSTART:20270210T120000Z\nDURATION:P400D"), "line 7: is no duration of at most a year");
    refused(
        &event("DTSTART:20270210T120000Z\nDTEND;VALUE=DATE:20270211"),
        "line 7: \"DTSTART\" and \"DTEND\" are not of one kind",
    );
    refused(
        &event("DTSTART:20270210T120000Z\nDTSTART:20270210T120000Z"),
        "line 7: \"DTSTART\" is given twice",
    );
    refused(
        &event("DTSTART:20270210T120000Z\nRRULE:FREQ=SECONDLY"),
        "line 3: the event \"Freeze\": rrule part \"FREQ\" is SECONDLY: at most every hour",
    );
    refused(
        &event("DTSTART:20270210T120000Z\nRDATE;VALUE=PERIOD:20270210T120000Z/PT1H"),
        "line 7: \"RDATE\" is no date or time",
    );
    refused("BEGIN:VCARD\nEND:VCARD", "line 1: begins something else than a calendar");
    refused("hello", "line 1: is no line of a calendar");
    refused("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270210T120000Z", "line 3: ends before \"VEVENT\" does");
    refused("BEGIN:VCALENDAR\nEND:VEVENT", "line 2: ends what did not begin");
    refused(&"BEGIN:VCALENDAR\n".repeat(9), "line 9: nests too deep");
    refused(
        &calendar(&"BEGIN:VEVENT\nDTSTART:20270210T120000Z\nEND:VEVENT\n".repeat(2001)),
        "line 6005: is beyond the 2000 events that are read",
    );
    let often =
        "BEGIN:VEVENT\nDTSTART:20270101T000000Z\nDURATION:PT1M\nRRULE:FREQ=HOURLY\nEND:VEVENT\n".repeat(2);
    refused(&calendar(&often), "line 8: the calendar has more than 20000 freezes");
    assert!(read("").is_ok_and(|found| found.is_empty()));
}

fn entries() -> impl Strategy<Value = Entry> {
    let moment = || (0i64..4_000_000_000).prop_map(|seconds| Timestamp::from_micros(seconds * 1_000_000));
    (any::<bool>(), "[a-z0-9]{1,12}", moment(), moment(), 1i64..100_000, "\\PC{0,90}", "(\\PC|\n|\t){0,200}")
        .prop_map(|(run, of, due, start, length, summary, description)| Entry {
            kind: if run { Kind::Run } else { Kind::Blackout },
            of,
            due,
            start,
            end: start.plus_seconds(length),
            summary,
            description,
            changed: due,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_feed_is_read_again(entries in prop::collection::vec(entries(), 0..12)) {
        let feed = Feed { name: "Runs; a, b".into(), host: "watchpost.test".into(), now: at(FROM), entries };
        let written = feed.write();
        prop_assert_eq!(&written, &feed.write());
        for line in written.split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{}", line);
        }
        let (begin, end) = (Timestamp::from_micros(i64::MIN / 2), Timestamp::from_micros(i64::MAX / 2));
        let read = freezes(&written, &recurrence::zone("UTC").unwrap(), begin, end).unwrap();
        let mut expect: Vec<_> = feed.entries.iter().map(|entry| (entry.start, entry.end)).collect();
        expect.sort_unstable();
        let got: Vec<_> = read.freezes.iter().map(|(_, interval)| (interval.start, interval.end)).collect();
        prop_assert_eq!(got, expect);
    }

    #[test]
    fn any_text_is_answered(
        lines in prop::collection::vec(
            "(BEGIN|END):(VCALENDAR|VEVENT|VALARM)|(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)(;TZID=[A-Z/a-z]{0,15})?:2027[01][0-9][0-3][0-9](T[0-2][0-9]0000Z?)?|RRULE:FREQ=(DAILY|WEEKLY|YEARLY)(;COUNT=[0-9]{1,9})?(;BYDAY=(MO,)?(TU|SU))?|DURATION:-?P[0-9]{1,9}[DWTHMS]{1,3}|\\PC{0,40}| \\PC{0,9}",
            0..20,
        ),
        framed: bool,
    ) {
        let body = lines.join("\n");
        let _ = read(&if framed { event(&body) } else { body });
    }
}
