//! Which due times of a schedule have passed, and what its catch-up policy says about each.

use std::collections::VecDeque;

use model::Timestamp;
use model::schedule::{CatchUp, Schedule};

use crate::Result;
use crate::schedules::timing;

/// A due time fired later than this counts as caught up, in seconds.
const ON_TIME_SECONDS: i64 = 60;
/// The most missed due times of one schedule that leave a row each. Older ones are counted into the oldest row's reason.
const MAX_MISSED: usize = 100;
/// The most steps that are walked through a rule to find missed due times: over eleven years of hours.
const MAX_STEPS: usize = 100_000;

/// The due times of a schedule up to now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due {
    /// Ascending; the newest [`MAX_MISSED`].
    pub(crate) times: Vec<Timestamp>,
    /// How many older ones there were.
    older: usize,
    /// The first one after now.
    pub(crate) next: Option<Timestamp>,
}

/// What becomes of a due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It starts a run, on time or late.
    Fire { late: bool },
    /// It is folded into a later one.
    Coalesce(String),
    /// It starts nothing.
    Skip(String),
}

impl Due {
    /// The due times from the schedule's next one up to `now`.
    pub(crate) fn of(schedule: &Schedule, now: Timestamp) -> Result<Self> {
        let mut times = VecDeque::new();
        let (mut older, mut next) = (0, schedule.next_due);
        for _ in 0..MAX_STEPS {
            let Some(at) = next.filter(|at| *at <= now) else { break };
            times.push_back(at);
            if times.len() > MAX_MISSED {
                times.pop_front();
                older += 1;
            }
            next = timing::next_after(schedule, at)?;
        }
        if next.is_some_and(|at| at <= now) {
            next = timing::next_after(schedule, now)?;
        }
        Ok(Self { times: times.into(), older, next })
    }

    /// Keeps the times that are too late and the oldest that is not, and leaves the others for later looks. Whether
    /// there is one that is not too late.
    pub(crate) fn keep_one(&mut self, grace_seconds: i64, now: Timestamp) -> bool {
        let Some(first) = self.times.iter().position(|at| now <= at.plus_seconds(grace_seconds)) else {
            return false;
        };
        self.next = self.times.get(first + 1).copied().or(self.next);
        self.times.truncate(first + 1);
        true
    }

    /// What becomes of each.
    pub(crate) fn verdicts(
        &self,
        policy: CatchUp,
        grace_seconds: i64,
        now: Timestamp,
    ) -> Vec<(Timestamp, Verdict)> {
        let Some(&newest) = self.times.last() else { return Vec::new() };
        let one = |&at: &Timestamp| {
            let late = now > at.plus_seconds(ON_TIME_SECONDS);
            let too_late = now > at.plus_seconds(grace_seconds);
            let verdict = match policy {
                CatchUp::None if late => Verdict::Skip("missed; the schedule catches nothing up".to_owned()),
                CatchUp::Latest if at != newest => Verdict::Coalesce(self.folded(at, newest)),
                _ if too_late => Verdict::Skip(format!("missed by more than {} hours", grace_seconds / 3600)),
                CatchUp::Latest | CatchUp::None | CatchUp::All => Verdict::Fire { late },
            };
            (at, verdict)
        };
        self.times.iter().map(one).collect()
    }

    fn folded(&self, at: Timestamp, newest: Timestamp) -> String {
        if self.older > 0 && self.times.first() == Some(&at) {
            format!("missed, with {} earlier ones; folded into {newest}", self.older)
        } else {
            format!("missed; folded into {newest}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);
    const HOUR: i64 = 3600;

    /// Due times so many seconds ago, oldest first, and one letter for what becomes of each.
    #[track_caller]
    fn check(policy: CatchUp, ago: &[i64], expect: &str) {
        let times = ago.iter().map(|s| NOW.plus_seconds(-s)).collect();
        let due = Due { times, older: 0, next: None };
        let got: String = due
            .verdicts(policy, 24 * HOUR, NOW)
            .into_iter()
            .map(|(_, verdict)| match verdict {
                Verdict::Fire { late: false } => 's',
                Verdict::Fire { late: true } => 'l',
                Verdict::Coalesce(_) => 'c',
                Verdict::Skip(_) => '-',
            })
            .collect();
        assert_eq!(got, expect, "{policy} {ago:?}");
    }

    #[test]
    fn missed_times_follow_the_policy() {
        check(CatchUp::Latest, &[], "");
        check(CatchUp::Latest, &[0], "s");
        check(CatchUp::Latest, &[60], "s");
        check(CatchUp::Latest, &[61], "l");
        check(CatchUp::Latest, &[3 * HOUR, 2 * HOUR, HOUR], "ccl");
        check(CatchUp::Latest, &[24 * HOUR], "l");
        check(CatchUp::Latest, &[24 * HOUR + 1], "-");
        check(CatchUp::Latest, &[HOUR, 5], "cs");
        check(CatchUp::None, &[2 * HOUR, HOUR, 5], "--s");
        check(CatchUp::None, &[HOUR], "-");
        check(CatchUp::All, &[25 * HOUR, 2 * HOUR, 5], "-ls");
    }

    #[test]
    fn with_catch_up_all_one_time_is_taken_after_another() {
        let at = |ago: i64| NOW.plus_seconds(-ago);
        let times = vec![at(30 * HOUR), at(2 * HOUR), at(HOUR)];
        let mut due = Due { times, older: 0, next: Some(at(-HOUR)) };
        assert!(due.keep_one(24 * HOUR, NOW));
        assert_eq!(due, Due { times: vec![at(30 * HOUR), at(2 * HOUR)], older: 0, next: Some(at(HOUR)) });
        let mut old = Due { times: vec![at(30 * HOUR)], older: 0, next: None };
        assert!(!old.keep_one(24 * HOUR, NOW));
    }
}
