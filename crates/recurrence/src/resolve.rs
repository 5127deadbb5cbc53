//! From wall clocks to instants.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use model::Timestamp;

use crate::LAST_YEAR;

/// Most zone changes that are looked at: two a year over all years, and as many again.
const MAX_CHANGES: usize = 1000;

/// The instants that a local time may mean.
pub(crate) enum Resolved {
    /// It comes once.
    One(Timestamp),
    /// The clocks jump over it: moved by the length of the jump.
    Gap { forward: Timestamp, back: Timestamp },
    /// It comes twice.
    Two(Timestamp, Timestamp),
}

/// Resolves a local time; `None` beyond the range of instants.
pub(crate) fn resolve(zone: &TimeZone, local: DateTime) -> Option<Resolved> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let first = Timestamp::from_jiff(ambiguous.compatible().ok()?);
    Some(match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => Resolved::One(first),
        AmbiguousOffset::Gap { .. } => {
            Resolved::Gap { forward: first, back: Timestamp::from_jiff(ambiguous.earlier().ok()?) }
        }
        AmbiguousOffset::Fold { .. } => Resolved::Two(first, Timestamp::from_jiff(ambiguous.later().ok()?)),
    })
}

/// The instant of a local time by the defaults: shifted forward out of a gap, the first of two.
pub(crate) fn instant(zone: &TimeZone, local: DateTime) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(local).compatible().ok().map(Timestamp::from_jiff)
}

/// The next change of a zone strictly after an instant. Some are changes of the name only.
pub(crate) fn next_change(zone: &TimeZone, after: Timestamp) -> Option<Timestamp> {
    zone.following(after.to_jiff()).next().map(|change| Timestamp::from_jiff(change.timestamp()))
}

/// Local days that a gap touches, both included.
pub(crate) struct Gap {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

/// The gaps of a zone from a local date on, in order.
pub(crate) fn gaps(zone: &TimeZone, from: Date) -> impl Iterator<Item = Gap> + '_ {
    // Two days early: no zone is further from UTC than that.
    let start = Offset::UTC.to_timestamp(from.to_datetime(Time::midnight()));
    let start = start.unwrap_or(jiff::Timestamp::UNIX_EPOCH) - jiff::SignedDuration::from_hours(48);
    let mut before = zone.to_offset(start);
    zone.following(start)
        .take(MAX_CHANGES)
        .map(move |change| {
            let (left, reached) =
                (before.to_datetime(change.timestamp()), change.offset().to_datetime(change.timestamp()));
            before = change.offset();
            (left, reached)
        })
        .take_while(|(left, _)| left.year() <= LAST_YEAR)
        .filter(|(left, reached)| left < reached)
        .map(|(left, reached)| Gap { first: left.date(), last: reached.date() })
}
