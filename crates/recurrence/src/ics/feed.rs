//! Writes a feed. All times are in UTC: a calendar shows them in its reader's zone, and needs no zone definitions.

use model::Timestamp;

use super::lines::{escape, push};

model::words! {
    /// What an entry is.
    Kind {
        /// A coming run.
        Run = "run",
        /// A time without runs.
        Blackout = "blackout",
    }
}

/// One event of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// What it belongs to, for all time: a schedule's id, a blackout's. Together with `due` it identifies the entry, so that a
    /// reader replaces what moved and does not show it twice.
    pub of: String,
    /// The due time of a run, which stays when the run is deferred; the beginning of a blackout.
    pub due: Timestamp,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends; one that does not end after its start is shown as a moment.
    pub end: Timestamp,
    /// A few words.
    pub summary: String,
    /// More about it; may have several lines.
    pub description: String,
    /// When what it belongs to was changed last.
    pub changed: Timestamp,
}

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its name.
    pub name: String,
    /// The server's name, which makes the ids of its entries unique in the world.
    pub host: String,
    /// When it is written.
    pub now: Timestamp,
    /// Its events.
    pub entries: Vec<Entry>,
}

impl Feed {
    /// The calendar as text: lines end with CR and LF and are folded at 75 bytes. Equal feeds give equal bytes.
    pub fn write(&self) -> String {
        let mut out = String::with_capacity(400 * (self.entries.len() + 1));
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Watchpost//Schedules//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
        ] {
            push(&mut out, line);
        }
        push(&mut out, &format!("X-WR-CALNAME:{}", escape(&self.name)));
        for entry in &self.entries {
            entry.write(self, &mut out);
        }
        push(&mut out, "END:VCALENDAR");
        out
    }
}

impl Entry {
    /// The id under which calendars know the entry.
    pub fn uid(&self, host: &str) -> String {
        format!("{}-{}-{}@{host}", self.kind, self.of, utc(self.due))
    }

    fn write(&self, feed: &Feed, out: &mut String) {
        let Self { kind, of: _, due: _, start, end, summary, description, changed } = self;
        push(out, "BEGIN:VEVENT");
        push(out, &format!("UID:{}", escape(&self.uid(&feed.host))));
        push(out, &format!("DTSTAMP:{}", utc(feed.now)));
        push(out, &format!("LAST-MODIFIED:{}", utc(*changed)));
        // Grows with every change, as a later version of an event has to.
        push(out, &format!("SEQUENCE:{}", sequence(*changed)));
        push(out, &format!("DTSTART:{}", utc(*start)));
        if end > start {
            push(out, &format!("DTEND:{}", utc(*end)));
        }
        push(out, &format!("SUMMARY:{}", escape(summary)));
        if !description.is_empty() {
            push(out, &format!("DESCRIPTION:{}", escape(description)));
        }
        push(out, &format!("CATEGORIES:{kind}"));
        push(out, "STATUS:CONFIRMED");
        // Neither makes anybody busy.
        push(out, "TRANSP:TRANSPARENT");
        push(out, "END:VEVENT");
    }
}

fn utc(at: Timestamp) -> String {
    at.to_jiff().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Seconds since 2020, which fit in the 31 bits that readers give a sequence number until 2088.
fn sequence(changed: Timestamp) -> i64 {
    const START_OF_2020: i64 = 1_577_836_800;
    (changed.micros().div_euclid(1_000_000) - START_OF_2020).clamp(0, i64::from(i32::MAX))
}
