//! From wall clocks to instants.

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use model::Timestamp;
use model::schedule::OverlapPolicy;

use crate::{Adjusted, LAST_YEAR};

/// Most zone changes that are looked at: two a year over all years, and as many again.
const MAX_CHANGES: usize = 1000;

/// The instants that a local time may mean.
pub(crate) enum Resolved {
    One(Timestamp),
    /// In a gap: shifted forward by its length.
    Shifted(Timestamp),
    Two(Timestamp, Timestamp),
}

/// Resolves a local time; `None` beyond the range of instants.
pub(crate) fn resolve(zone: &TimeZone, local: DateTime) -> Option<Resolved> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    let kind = ambiguous.offset();
    let first = Timestamp::from_jiff(ambiguous.compatible().ok()?);
    Some(match kind {
        AmbiguousOffset::Unambiguous { .. } => Resolved::One(first),
        AmbiguousOffset::Gap { .. } => Resolved::Shifted(first),
        AmbiguousOffset::Fold { .. } => Resolved::Two(first, Timestamp::from_jiff(ambiguous.later().ok()?)),
    })
}

impl Resolved {
    /// The instant that the policy takes.
    pub(crate) fn take(self, overlap: OverlapPolicy) -> (Timestamp, Adjusted) {
        match self {
            Self::One(at) => (at, Adjusted::None),
            Self::Shifted(at) => (at, Adjusted::Gap),
            Self::Two(first, second) => match overlap {
                OverlapPolicy::First => (first, Adjusted::Overlap),
                OverlapPolicy::Second => (second, Adjusted::Overlap),
            },
        }
    }
}

/// Local days that a gap touches, both included.
pub(crate) struct Gap {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

/// The gaps of a zone from a local date on, in order.
pub(crate) fn gaps(zone: &TimeZone, from: Date) -> Vec<Gap> {
    // Two days early: no zone is further from UTC than that.
    let start = from.to_datetime(jiff::civil::Time::midnight());
    let start = jiff::tz::Offset::UTC.to_timestamp(start).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let start = start - jiff::SignedDuration::from_hours(48);
    let changes = zone.following(start).take(MAX_CHANGES).map(|change| (change.timestamp(), change.offset()));
    let mut before = zone.to_offset(start);
    let mut gaps = Vec::new();
    for (at, after) in changes {
        let (left, reached) = (before.to_datetime(at), after.to_datetime(at));
        before = after;
        if left.year() > LAST_YEAR {
            break;
        }
        if left < reached {
            gaps.push(Gap { first: left.date(), last: reached.date() });
        }
    }
    gaps
}
