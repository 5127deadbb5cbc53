//! Rules and calendars that people bring from elsewhere, and the parts of schedules.

use model::Timestamp;
use recurrence::{Recurrence, Window, ics, rrule};

use crate::Target;

/// The parsers of `recurrence`.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "rrule",
        run: rule,
        seeds: &[
            b"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=4",
            b"RRULE:FREQ=WEEKLY;BYDAY=TU;WKST=SU;UNTIL=20280101T000000Z",
            b"FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            b"FREQ=HOURLY;INTERVAL=6",
        ],
        words: &[
            "FREQ=", "DAILY", "YEARLY", ";", "=", ",", "-1", "0", "1000", "INTERVAL=", "COUNT=4294967295", "UNTIL=", "BYDAY=", "5MO",
            "BYMONTH=2", "BYMONTHDAY=29", "BYSETPOS=", "WKST=", "21991231T235959Z", "BYHOUR=8",
        ],
        short: 5_000,
    },
    Target {
        name: "calendar",
        run: calendar,
        seeds: &[
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Lisbon:20270325T220000\r\nDURATION:PT4H\r\nRRULE:FREQ=WEEKLY;BYDAY=TH,SU;COUNT=30\r\nEXDATE;TZID=Europe/Lisbon:20270328T220000\r\nSUMMARY:x\\, \r\n y\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            b"BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20270102\nRRULE:FREQ=YEARLY\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID;VALUE=DATE:20271224\nDTSTART;VALUE=DATE:20271226\nEND:VEVENT\nEND:VCALENDAR",
        ],
        words: &[
            "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VCALENDAR\n", "END:VCALENDAR\n", "\n ", "\r\n\t", "RRULE:FREQ=HOURLY\n", ";COUNT=",
            "DTSTART:", "DTEND:", "DURATION:P", "W", "T", "99999999999", "EXDATE:", "RDATE:", "RECURRENCE-ID:", "TZID=", "\"", ";", ":",
            "21991231T235959Z", "19700101", "STATUS:CANCELLED\n", "BYDAY=MO,TU,WE,TH,FR",
        ],
        short: 600,
    },
    Target {
        name: "schedule-parts",
        run: parts,
        seeds: &[b"2027-03-28 01:30:00", b"2027-03-28T01:30", b"22:00", b"Europe/Lisbon"],
        words: &["-", ":", "T", " ", "2200", "00:00", "Z", "/", "Etc/"],
        short: 5_000,
    },
];

fn rule(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for first in ["2027-01-31 08:00", "2028-02-29 23:59"] {
        let first = recurrence::parse(first).expect("a local time");
        let Ok(read) = rrule::read(first, &text) else { continue };
        let rule =
            Recurrence::new(&read.first.to_string(), "UTC", &read.rule).expect("what is read is valid");
        let due = |rule: &Recurrence| rule.iter().take(5).map(|due| due.instant).collect::<Vec<_>>();
        let Some(written) = rrule::write(&rule) else { continue };
        let again =
            rrule::read(read.first, &written.rrule.expect("a rule")).expect("what is written can be read");
        let again =
            Recurrence::new(&again.first.to_string(), "UTC", &again.rule).expect("what is read is valid");
        assert_eq!(due(&again), due(&rule));
    }
}

fn calendar(data: &[u8]) {
    let from = Timestamp::from_micros(1_798_761_600_000_000);
    let to = from.plus_seconds(366 * 86_400);
    let zone = recurrence::zone("Europe/Lisbon").expect("a zone");
    if let Ok(found) = ics::freezes(&String::from_utf8_lossy(data), &zone, from, to) {
        assert!(found.freezes.len() <= ics::MAX_FREEZES && found.events <= ics::MAX_EVENTS);
        assert!(found.freezes.iter().all(|(_, i)| i.start < i.end && i.start < to && i.end > from));
    }
}

fn parts(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(normal) = recurrence::normalize(&text) {
        assert_eq!(recurrence::normalize(&normal).as_ref(), Ok(&normal));
    }
    let _ = recurrence::zone(&text);
    let _ = Window::new(&text, "06:00", data, "UTC");
}
