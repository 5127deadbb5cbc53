//! Every change of every zone of the time zone database from 1970 to 2040: each local time has exactly one outcome by
//! policy.
//!
//! What is expected is worked out from the definition alone: an instant shows a local time if the zone's offset at that
//! instant says so. Zones that are other names of one are looked at once.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule};
use recurrence::Recurrence;

use crate::support::{at, every};

/// A change of a zone: when, and seconds from UTC before and after.
type Change = (i64, i32, i32);

const MICROS: i64 = 1_000_000;

fn changes(zone: &TimeZone) -> Vec<Change> {
    let start = at("1970-01-01T00:00:00Z").to_jiff();
    let end = at("2041-01-01T00:00:00Z").to_jiff();
    let mut before = zone.to_offset(start);
    let mut changes = Vec::new();
    for change in zone.following(start).take_while(|change| change.timestamp() < end) {
        let after = change.offset();
        if after != before {
            changes.push((change.timestamp().as_second(), before.seconds(), after.seconds()));
        }
        before = after;
    }
    changes
}

/// The zones, each with its changes; of zones with the same changes the first.
fn distinct() -> Vec<(TimeZone, Vec<Change>)> {
    let mut seen = BTreeSet::new();
    let all = recurrence::zones();
    assert!(all.len() > 590);
    let zones = all.iter().map(|name| {
        let zone = recurrence::zone(name).unwrap();
        let changes = changes(&zone);
        (zone, changes)
    });
    zones
        .filter(|(zone, changes)| seen.insert((zone.to_offset(jiff::Timestamp::UNIX_EPOCH), changes.clone())))
        .collect()
}

/// Runs `check` for all zones, on as many threads as there are cores; gives the sum of what it gives.
fn for_all(check: impl Fn(&TimeZone, &[Change]) -> usize + Sync) -> usize {
    let zones = distinct();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let part = |at: usize| {
            let (zones, check) = (&zones, &check);
            scope.spawn(move || {
                zones
                    .iter()
                    .skip(at)
                    .step_by(threads)
                    .map(|(zone, changes)| check(zone, changes))
                    .sum::<usize>()
            })
        };
        let running: Vec<_> = (0..threads).map(part).collect();
        running.into_iter().map(|part| part.join().unwrap()).sum()
    })
}

fn civil(seconds: i64) -> DateTime {
    Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).unwrap())
}

/// The instants that a local time should be run at, in seconds; local times count as if they were UTC.
fn expected(
    zone: &TimeZone,
    changes: &[Change],
    local: i64,
    gap: GapPolicy,
    overlap: OverlapPolicy,
) -> Vec<i64> {
    let offsets: BTreeSet<i32> = [-172_800, 0, 172_800]
        .into_iter()
        .map(|near| zone.to_offset(jiff::Timestamp::from_second(local + near).unwrap()).seconds())
        .chain(changes.iter().filter(|(at, ..)| (at - local).abs() < 172_800).flat_map(|(_, b, a)| [*b, *a]))
        .collect();
    let shows = |instant: &i64| {
        instant + i64::from(zone.to_offset(jiff::Timestamp::from_second(*instant).unwrap()).seconds())
            == local
    };
    let mut instants: Vec<i64> =
        offsets.iter().map(|offset| local - i64::from(*offset)).filter(shows).collect();
    instants.sort_unstable();
    match (instants.as_slice(), gap, overlap) {
        ([one], ..) => vec![*one],
        ([first, _], _, OverlapPolicy::First) => vec![*first],
        ([_, second], _, OverlapPolicy::Second) => vec![*second],
        ([first, second], _, OverlapPolicy::Both) => vec![*first, *second],
        ([], GapPolicy::Skip, _) => vec![],
        ([], ..) => {
            let jumps = |(at, before, after): &&Change| {
                at + i64::from(*before) <= local && local < at + i64::from(*after)
            };
            let (_, before, after) = changes.iter().find(jumps).expect("a gap belongs to a change");
            vec![local - i64::from(if gap == GapPolicy::ShiftForward { *before } else { *after })]
        }
        (more, ..) => panic!("{local} in {zone:?} comes {} times", more.len()),
    }
}

fn policies() -> impl Iterator<Item = (GapPolicy, OverlapPolicy)> {
    GapPolicy::ALL.iter().flat_map(|gap| OverlapPolicy::ALL.iter().map(|overlap| (*gap, *overlap)))
}

fn seconds(recurrence: &Recurrence) -> Vec<i64> {
    recurrence.iter().map(|due| due.instant.micros() / MICROS).collect()
}

#[test]
fn every_local_time_has_one_outcome() {
    let checked = for_all(|zone, changes| {
        let mut checked = 0;
        for (at, before, after) in changes {
            let (one, other) = (at + i64::from(*before), at + i64::from(*after));
            let (low, high) = (one.min(other), one.max(other));
            for local in [low - 1, low, low.midpoint(high), high - 1, high] {
                for (gap, overlap) in policies() {
                    let rule = Rule { gap, overlap, ..every(1, PeriodUnit::Once) };
                    let found = seconds(&Recurrence::from_parts(civil(local), zone.clone(), &rule).unwrap());
                    assert_eq!(
                        found,
                        expected(zone, changes, local, gap, overlap),
                        "{} {zone:?} {rule:?}",
                        civil(local)
                    );
                    checked += 1;
                }
            }
        }
        checked
    });
    println!("{checked} local times and policies");
    assert!(checked > 500_000);
}

#[test]
fn a_week_around_every_change_is_in_order_and_complete() {
    const DAY: i64 = 86_400;
    let checked = for_all(|zone, changes| {
        let mut checked = 0;
        for (at, before, after) in changes.iter().filter(|(at, ..)| *at > 4 * DAY) {
            let middle = (at + i64::from(*before)).midpoint(at + i64::from(*after));
            let locals = || (-3..=3).map(|day| middle + day * DAY);
            // A change makes a gap or an overlap: the other policy has no say.
            let matters = |policy: &(GapPolicy, OverlapPolicy)| match before < after {
                true => policy.1 == OverlapPolicy::First,
                false => policy.0 == GapPolicy::ShiftForward,
            };
            for (gap, overlap) in policies().filter(matters) {
                let rule = Rule { gap, overlap, count: Some(7), ..every(1, PeriodUnit::Day) };
                let first = civil(middle - 3 * DAY);
                let found = seconds(&Recurrence::from_parts(first, zone.clone(), &rule).unwrap());
                assert!(found.is_sorted_by(|a, b| a < b), "{first} {zone:?} {rule:?}: {found:?}");
                // A whole day that was left out meets the day beside it: one instant is one due time.
                let all: BTreeSet<i64> =
                    locals().flat_map(|local| expected(zone, changes, local, gap, overlap)).collect();
                let all: Vec<i64> = all.into_iter().collect();
                assert!(found.starts_with(&all), "{first} {zone:?} {rule:?}: {found:?} but {all:?}");
                checked += found.len();
            }
        }
        checked
    });
    println!("{checked} due times");
    assert!(checked > 100_000);
}

#[test]
fn hours_pass_evenly_through_every_change() {
    let checked = for_all(|zone, changes| {
        for (at, before, _) in changes.iter().filter(|(at, ..)| *at > 86_400) {
            let first = civil(at + i64::from(*before) - 18_000);
            let rule = Rule { count: Some(11), ..every(1, PeriodUnit::Hour) };
            let found = seconds(&Recurrence::from_parts(first, zone.clone(), &rule).unwrap());
            assert_eq!(found.len(), 11);
            assert!(found.windows(2).all(|pair| pair[1] - pair[0] == 3_600), "{first} {zone:?}: {found:?}");
        }
        changes.len()
    });
    assert!(checked > 10_000);
}
