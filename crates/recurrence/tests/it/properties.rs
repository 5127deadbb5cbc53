//! What holds for every rule in every zone.

use model::Timestamp;
use model::schedule::{OverlapPolicy, PeriodUnit, Weekday};
use proptest::prelude::*;
use recurrence::{Adjusted, Recurrence};

use crate::support::{first_times, rules, zones};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn due_times_are_ordered_and_mean_what_the_rule_says(
        first in first_times(), zone in zones(), rule in rules(),
    ) {
        let recurrence = Recurrence::new(&first, &zone, &rule).unwrap();
        let start = recurrence::parse(&first).unwrap();
        let found: Vec<_> = recurrence.iter().take(80).collect();
        prop_assert!(found.windows(2).all(|pair| pair[0].instant < pair[1].instant));
        // What runs twice counts once.
        let times = if rule.overlap == OverlapPolicy::Both { 2 } else { 1 };
        prop_assert!(rule.count.is_none_or(|count| found.len() <= count as usize * times));
        for one in &found {
            prop_assert!(rule.until.is_none_or(|until| one.instant <= until));
            let zone = recurrence::zone(&zone).unwrap();
            prop_assert_eq!(zone.to_datetime(one.instant.to_jiff()), one.local);
            prop_assert!(one.local >= start || one.adjusted != Adjusted::None);
            if rule.unit == PeriodUnit::Hour || one.adjusted == Adjusted::Gap {
                continue;
            }
            prop_assert_eq!(one.local.time(), start.time());
            if let Some(weekday) = rule.weekday {
                let monday_first = Weekday::ALL.iter().position(|w| *w == weekday).unwrap() as i8;
                prop_assert_eq!(one.local.weekday().to_monday_zero_offset(), monday_first);
            }
            if rule.weekday.is_none() && matches!(rule.unit, PeriodUnit::Month | PeriodUnit::Quarter) {
                prop_assert_eq!(one.local.day() == start.day(), one.adjusted != Adjusted::MonthEnd);
            }
        }
    }

    #[test]
    fn jumping_finds_what_walking_finds(
        first in first_times(), zone in zones(), rule in rules(), picks in prop::collection::vec((0usize..80, -1i64..=1), 6),
    ) {
        let recurrence = Recurrence::new(&first, &zone, &rule).unwrap();
        let found: Vec<_> = recurrence.iter().take(81).collect();
        for (at, nudge) in picks {
            let Some(one) = found.get(at) else { continue };
            let after = one.instant.plus_micros(nudge);
            let walked = found.iter().map(|f| f.instant).find(|instant| *instant > after);
            if walked.is_some() || found.len() < 81 {
                prop_assert_eq!(recurrence.next_after(after), walked);
            }
            let before = found.iter().rfind(|f| f.instant <= after).copied();
            prop_assert_eq!(recurrence.occurrence_until(after), before);
        }
        if let (Some(head), Some(tail)) = (found.first(), found.last()) {
            let between = recurrence.between(head.instant.plus_micros(-1), tail.instant, 1000);
            prop_assert_eq!(between, found.clone());
            prop_assert_eq!(recurrence.between(head.instant, tail.instant, 3).len(), 3.min(found.len() - 1));
        }
    }

    #[test]
    fn far_away_is_answered_at_once(first in first_times(), zone in zones(), rule in rules(), at: i64) {
        let recurrence = Recurrence::new(&first, &zone, &rule).unwrap();
        if let Some(next) = recurrence.next_after(Timestamp::from_micros(at)) {
            prop_assert!(next.micros() > at);
        }
    }
}
