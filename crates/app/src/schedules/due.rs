//! Which due times of a schedule have passed, and what its policies and the blackouts say about each.

use std::collections::VecDeque;

use model::Timestamp;
use model::schedule::{CatchUp, Schedule};
use recurrence::{Blackouts, Occurrence, Outcome, Plan, Planned, Recurrence};

use crate::schedules::held;

/// A start later than this counts as caught up, in seconds.
const ON_TIME_SECONDS: i64 = 60;
/// The most missed due times of one schedule that leave a row each. Older ones are counted into the oldest row's reason.
const MAX_MISSED: usize = 100;
/// The most steps that are walked through a rule to find missed due times: over eleven years of hours.
const MAX_STEPS: usize = 100_000;

/// The due times of a schedule up to now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due {
    /// Ascending; the newest [`MAX_MISSED`].
    pub(crate) times: Vec<Occurrence>,
    /// How many older ones there were.
    older: usize,
    /// The first one that is not to be decided on yet.
    pub(crate) next: Option<Timestamp>,
}

/// What becomes of a due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It starts a run, on time or late.
    Fire { late: bool },
    /// It waits for the blackouts to end.
    Wait { until: Timestamp, reason: String },
    /// It is folded into a later one.
    Coalesce(String),
    /// It starts nothing.
    Skip(String),
}

impl Due {
    /// The due times from the schedule's next one on whose start is not after `now`.
    pub(crate) fn of(schedule: &Schedule, recurrence: &Recurrence, now: Timestamp) -> Self {
        let first = schedule.next_due.and_then(|at| recurrence.occurrence_after(at.plus_micros(-1)));
        let (mut times, mut older, mut next) = (VecDeque::new(), 0, first);
        for _ in 0..MAX_STEPS {
            let Some(due) = next.filter(|due| schedule.starts_at(due.instant) <= now) else { break };
            times.push_back(due);
            if times.len() > MAX_MISSED {
                times.pop_front();
                older += 1;
            }
            next = recurrence.occurrence_after(due.instant);
        }
        if next.is_some_and(|due| schedule.starts_at(due.instant) <= now) {
            next = recurrence.occurrence_after(now);
        }
        Self { times: times.into(), older, next: next.map(|due| due.instant) }
    }

    /// What becomes of each, for a scan that these blackouts hold back.
    pub(crate) fn verdicts(
        &self,
        schedule: &Schedule,
        (recurrence, blackouts): (&Recurrence, &Blackouts),
        grace_seconds: i64,
        now: Timestamp,
    ) -> Vec<(Timestamp, Verdict)> {
        let Some(newest) = self.times.last() else { return Vec::new() };
        let plan = Plan::new(recurrence, blackouts).spread(schedule.spread());
        let starts: Vec<(Timestamp, Result<Timestamp, Verdict>)> =
            self.times.iter().map(|due| (due.instant, self.start(&plan, blackouts, *due, newest))).collect();
        let candidate = starts.iter().rev().find(|(_, start)| start.is_ok()).map(|(at, _)| *at);
        let one = |(at, start): (Timestamp, Result<Timestamp, Verdict>)| {
            let start = match start {
                Ok(start) => start,
                Err(verdict) => return (at, verdict),
            };
            let late = now > start.plus_seconds(ON_TIME_SECONDS);
            let too_late = now > start.plus_seconds(grace_seconds);
            let verdict = match schedule.catch_up {
                CatchUp::None if late => Verdict::Skip("missed; the schedule catches nothing up".to_owned()),
                CatchUp::Latest if Some(at) != candidate => {
                    Verdict::Coalesce(self.folded(at, candidate.unwrap_or(at)))
                }
                _ if too_late => Verdict::Skip(format!("missed by more than {} hours", grace_seconds / 3600)),
                _ if start > now => {
                    Verdict::Wait { until: start, reason: held(blackouts, schedule.starts_at(at), start) }
                }
                CatchUp::Latest | CatchUp::None | CatchUp::All => Verdict::Fire { late },
            };
            (at, verdict)
        };
        starts.into_iter().map(one).collect()
    }

    /// When a due time starts under the blackouts, or why it does not.
    fn start(
        &self,
        plan: &Plan<'_>,
        blackouts: &Blackouts,
        due: Occurrence,
        newest: &Occurrence,
    ) -> Result<Timestamp, Verdict> {
        let Planned { at, outcome, .. } = plan.planned(due);
        match outcome {
            Outcome::OnTime => Ok(at),
            Outcome::Deferred { until, .. } => Ok(until),
            // Nothing later is due yet: until then it waits as the others do, for somebody may take the blackout away.
            Outcome::Coalesced { .. } if due.instant == newest.instant => {
                blackouts.free_from(at).ok_or_else(|| never(blackouts, at))
            }
            Outcome::Coalesced { into, .. } => Err(Verdict::Coalesce(self.folded(due.instant, into))),
            Outcome::Never { .. } => Err(never(blackouts, at)),
        }
    }

    fn folded(&self, at: Timestamp, into: Timestamp) -> String {
        if self.older > 0 && self.times.first().is_some_and(|first| first.instant == at) {
            format!("missed, with {} earlier ones; folded into {into}", self.older)
        } else {
            format!("folded into the due time of {into}")
        }
    }
}

fn never(blackouts: &Blackouts, at: Timestamp) -> Verdict {
    let why: Vec<String> = blackouts.why(at).iter().take(3).map(|label| format!("\"{label}\"")).collect();
    Verdict::Skip(format!("never starts: {} does not end", why.join(" and ")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use model::Env;
    use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, RunOverlap};
    use recurrence::Window;

    use super::*;

    /// 2027-01-15 08:00:00 UTC.
    const START: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);
    const HOUR: i64 = 3600;

    fn hourly(catch_up: CatchUp) -> Schedule {
        let (env, _) = Env::fake(START, 1);
        Schedule {
            id: env.id(),
            organization: env.id(),
            product: model::Product::Vrms,
            name: String::new(),
            comment: String::new(),
            first_time: "2027-01-15T08:00:00".to_owned(),
            timezone: "UTC".to_owned(),
            rule: Rule {
                unit: PeriodUnit::Hour,
                interval: 1,
                weekday: None,
                week_index: None,
                count: None,
                until: None,
                gap: GapPolicy::ShiftForward,
                overlap: OverlapPolicy::First,
            },
            enabled: true,
            catch_up,
            overlap_policy: RunOverlap::Skip,
            jitter_seconds: 0,
            next_due: Some(START),
            created_at: START,
            updated_at: START,
        }
    }

    /// Due from 08:00 on, every hour; looked at so many seconds after 08:00 under windows. One letter for each due time:
    /// `s`tarted, `l`ate, `w`aits, `c`oalesced, `-` skipped.
    #[track_caller]
    fn check(catch_up: CatchUp, seconds: i64, windows: &[(&str, &str)], expect: &str) {
        let schedule = hourly(catch_up);
        let rule = Recurrence::new(&schedule.first_time, &schedule.timezone, &schedule.rule).unwrap();
        let windows = windows
            .iter()
            .map(|(begin, cease)| (Arc::<str>::from("w"), Window::new(begin, cease, &[], "UTC").unwrap()));
        let blackouts = Blackouts::new(windows, []);
        let now = START.plus_seconds(seconds);
        let due = Due::of(&schedule, &rule, now);
        assert!(due.next.is_some_and(|next| next > now));
        let verdicts = due.verdicts(&schedule, (&rule, &blackouts), 24 * HOUR, now);
        let letter = |(_, verdict): (Timestamp, Verdict)| match verdict {
            Verdict::Fire { late: false } => 's',
            Verdict::Fire { late: true } => 'l',
            Verdict::Wait { until, .. } => {
                assert!(until > now);
                'w'
            }
            Verdict::Coalesce(_) => 'c',
            Verdict::Skip(_) => '-',
        };
        let got: String = verdicts.into_iter().map(letter).collect();
        assert_eq!(got, expect, "{catch_up} {seconds}");
    }

    #[test]
    fn missed_times_follow_the_policy() {
        check(CatchUp::Latest, -1, &[], "");
        check(CatchUp::Latest, 60, &[], "s");
        check(CatchUp::Latest, 61, &[], "l");
        check(CatchUp::Latest, 2 * HOUR + 90, &[], "ccl");
        check(CatchUp::Latest, 2 * HOUR + 5, &[], "ccs");
        check(CatchUp::None, 2 * HOUR + 5, &[], "--s");
        check(CatchUp::None, HOUR + 90, &[], "--");
        check(CatchUp::All, 2 * HOUR + 5, &[], "lls");
        check(CatchUp::All, 25 * HOUR, &[], &format!("-{}s", "l".repeat(24)));
    }

    #[test]
    fn what_a_blackout_defers_is_not_missed() {
        for policy in [CatchUp::Latest, CatchUp::None, CatchUp::All] {
            check(policy, 5, &[("07:30", "08:30")], "w");
            check(policy, 600, &[("07:30", "08:30")], "w");
            check(policy, 600, &[("07:30", "12:00")], "w");
            check(policy, HOUR + 600, &[("07:30", "12:00")], "cw");
        }
        // Its blackout has ended while nobody looked.
        check(CatchUp::Latest, 2000, &[("07:30", "08:30")], "l");
        check(CatchUp::None, 2000, &[("07:30", "08:30")], "-");
        // On time at eight, deferred at nine.
        check(CatchUp::Latest, HOUR + 5, &[("08:30", "09:30")], "cw");
        check(CatchUp::None, HOUR + 5, &[("08:30", "09:30")], "-w");
        check(CatchUp::All, HOUR + 5, &[("08:30", "09:30")], "lw");
        check(CatchUp::Latest, 5, &[("00:00", "00:00")], "-");
    }
}
