//! What becomes of each due time under blackouts. Preview and firing ask the same questions here.

use std::sync::Arc;

use jiff::civil::DateTime;
use model::Timestamp;
use model::schedule::{PeriodUnit, Spread};

use crate::blackout::Blackouts;
use crate::due::{Adjusted, Occurrence, Recurrence};
use crate::resolve;
use crate::window::MICROS_PER_DAY;

/// A recurrence together with the blackouts that hold it back, and how its starts are spread.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    recurrence: &'a Recurrence,
    blackouts: &'a Blackouts,
    spread: Spread,
}

/// Due times that are looked at for one whose spread start lies in no blackout.
const SPREAD_STEPS: usize = 1_000;

/// A due time and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The due time.
    pub due: Occurrence,
    /// When it is to start, as far as no blackout holds: the due time, or later by the spread.
    pub at: Timestamp,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What becomes of a due time. The labels are those of the blackouts that hold at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It starts when it is to: at [`Planned::at`].
    OnTime,
    /// It starts when the blackouts end.
    Deferred {
        /// When that is.
        until: Timestamp,
        /// What clocks in the schedule's zone show then.
        local: DateTime,
        /// Why.
        why: Vec<Arc<str>>,
    },
    /// It does not start: a later due time starts at the same end of the blackouts, or is due before it.
    Coalesced {
        /// The due time that it is folded into.
        into: Timestamp,
        /// Why.
        why: Vec<Arc<str>>,
    },
    /// It does not start: the blackouts do not end.
    Never {
        /// Why.
        why: Vec<Arc<str>>,
    },
}

/// Whether a schedule can ever run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does, and this due time is the first that is not deferred.
    Runs(Occurrence),
    /// It runs, but every due time lies in a blackout; the first start is this one's.
    AlwaysDeferred(Planned),
    /// It is not due (again).
    NotDue,
    /// It is due, but the blackouts do not end.
    Never(Planned),
}

impl<'a> Plan<'a> {
    /// Puts both together.
    pub const fn new(recurrence: &'a Recurrence, blackouts: &'a Blackouts) -> Self {
        Self { recurrence, blackouts, spread: Spread::NONE }
    }

    /// The same with starts that are spread; the spread keeps them in the order of their due times.
    #[must_use]
    pub const fn spread(self, spread: Spread) -> Self {
        Self { spread, ..self }
    }

    /// A due time of the recurrence with what becomes of it.
    pub fn planned(&self, due: Occurrence) -> Planned {
        let at = self.spread.start(due.instant);
        Planned { outcome: self.outcome(&due, at), at, due }
    }

    /// Of several that wait for one end of the blackouts, the last one starts.
    fn outcome(&self, due: &Occurrence, at: Timestamp) -> Outcome {
        if !self.blackouts.covers(at) {
            return Outcome::OnTime;
        }
        let why = self.blackouts.why(at);
        let Some(until) = self.blackouts.free_from(at) else { return Outcome::Never { why } };
        match self.recurrence.next_after(due.instant) {
            Some(next) if self.spread.start(next) <= until => Outcome::Coalesced { into: next, why },
            _ => Outcome::Deferred { until, local: self.recurrence.zone().to_datetime(until.to_jiff()), why },
        }
    }

    /// Every due time strictly after `after`, with what becomes of it.
    pub fn iter_after(&self, after: Timestamp) -> impl Iterator<Item = Planned> + '_ {
        self.recurrence.iter_after(after).map(|due| self.planned(due))
    }

    /// The next `count` due times strictly after `after`.
    pub fn preview(&self, after: Timestamp, count: usize) -> Vec<Planned> {
        self.iter_after(after).take(count).collect()
    }

    /// The first due time strictly after `after` that starts; `None` if none does. Its [`Planned::start`] is the next start.
    /// One that was due before and still waits is not looked at: a caller passes the last due time that has its outcome.
    pub fn next_start(&self, after: Timestamp) -> Option<Planned> {
        let due = self.recurrence.occurrence_after(after)?;
        let start = self.blackouts.free_from(self.spread.start(due.instant))?;
        // What is folded on the way may be thousands of due times: only the last before the end starts.
        let last = self.recurrence.occurrence_until(start)?;
        if self.spread.start(last.instant) <= start {
            return Some(self.planned(last));
        }
        // Its own start lies behind that of the one before.
        self.recurrence.occurrence_until(last.instant.plus_micros(-1)).map(|last| self.planned(last))
    }

    /// Whether nothing can start strictly after `after` and before `date`.
    pub fn nothing_before(&self, after: Timestamp, date: Timestamp) -> bool {
        self.next_start(after).and_then(|planned| planned.start()).is_none_or(|start| start >= date)
    }

    /// Whether the schedule can ever run after an instant. Exact up to the last year, see [`Plan::undeferred_after`]; where
    /// starts are spread, "always deferred" is said of the next thousand due times.
    pub fn verdict(&self, after: Timestamp) -> Verdict {
        let Some(due) = self.recurrence.occurrence_after(after) else { return Verdict::NotDue };
        if let Some(free) = self.undeferred_after(after) {
            return Verdict::Runs(free);
        }
        match self.next_start(after) {
            Some(planned) => Verdict::AlwaysDeferred(planned),
            None => Verdict::Never(self.planned(due)),
        }
    }

    /// The first due time strictly after `after` whose start lies in no blackout; `None` if every one does. Spread starts keep
    /// to no pattern, and a thousand of them are looked at; the others are known without looking at each.
    ///
    /// Exact without looking at every due time. Cut time where a zone of the plan changes or a freeze begins or ends. In
    /// each piece all clocks run evenly, so windows repeat weekly, and due times that lie whole weeks apart share their
    /// fate: after as many as it takes to come back to the same weekday and time, the rest of the piece is known. Only
    /// due times that a gap shifted fall out of step; they lie within two days of a cut, and are looked at.
    pub fn undeferred_after(&self, after: Timestamp) -> Option<Occurrence> {
        if !self.spread.is_none() {
            let mut next = self.recurrence.iter_after(after).take(SPREAD_STEPS);
            return next.find(|due| !self.blackouts.covers(self.spread.start(due.instant)));
        }
        let cycle = self.cycle();
        let mut after = after;
        loop {
            let first = self.recurrence.occurrence_after(after)?;
            let cut = self.next_cut(first.instant);
            let inside = |due: &Occurrence| cut.is_none_or(|cut| due.instant < cut);
            let mut looked_at = 0;
            let mut last = after;
            for due in self.recurrence.iter_after(after).take_while(inside).take(cycle) {
                if !self.blackouts.covers(due.instant) {
                    return Some(due);
                }
                looked_at += 1;
                last = due.instant;
            }
            let Some(cut) = cut else {
                // The piece has no end: if there are more due times, they are as those before.
                return None;
            };
            if looked_at == cycle {
                let tail = cut.plus_micros(-2 * MICROS_PER_DAY).max(last);
                let mut tail = self.recurrence.iter_after(tail).take_while(inside);
                if let Some(due) = tail.find(|due| !self.blackouts.covers(due.instant)) {
                    return Some(due);
                }
            }
            after = cut.plus_micros(-1);
        }
    }

    /// Due times after which the same weekday and time come back, and three for those that a gap shifted or that come
    /// twice; no limit where months of different lengths lie between them, since those are few.
    fn cycle(&self) -> usize {
        let rule = self.recurrence.rule();
        let period = |whole: u32| (whole / gcd(rule.interval.max(1), whole)) as usize + 3;
        match rule.unit {
            PeriodUnit::Once | PeriodUnit::Week => 4,
            PeriodUnit::Hour => period(7 * 24),
            PeriodUnit::Day => period(7),
            PeriodUnit::Month | PeriodUnit::Quarter => usize::MAX,
        }
    }

    fn next_cut(&self, at: Timestamp) -> Option<Timestamp> {
        let zone = resolve::next_change(self.recurrence.zone(), at);
        zone.into_iter().chain(self.blackouts.next_break(at)).min()
    }
}

impl Planned {
    /// When it starts, if it does.
    pub fn start(&self) -> Option<Timestamp> {
        match self.outcome {
            Outcome::OnTime => Some(self.at),
            Outcome::Deferred { until, .. } => Some(until),
            Outcome::Coalesced { .. } | Outcome::Never { .. } => None,
        }
    }

    /// What a reader of a preview should know about this due time: how it differs from what the rule says, what becomes of
    /// it, and why. Empty for one that runs as the rule says.
    pub fn remarks(&self) -> Vec<String> {
        let Occurrence { local, adjusted, literal, .. } = self.due;
        let (shown, wanted) = (local.strftime("%H:%M"), literal.strftime("%H:%M"));
        let adjusted = match adjusted {
            Adjusted::None => None,
            Adjusted::Gap => Some(format!("the clocks jump over {wanted}: shifted to {shown}")),
            Adjusted::Overlap => Some(format!("{wanted} comes twice on this day")),
            Adjusted::MonthEnd => Some("the month is too short: its last day".to_owned()),
        };
        let later = self.at.micros().saturating_sub(self.due.instant.micros());
        let spread =
            (later > 0).then(|| format!("spread: starts {} after it is due", length(later / 1_000_000)));
        let outcome = match &self.outcome {
            Outcome::OnTime => None,
            Outcome::Deferred { local, why, .. } => {
                let until = local.strftime("%Y-%m-%d %H:%M");
                Some(format!("deferred until {until} by {}", labels(why)))
            }
            Outcome::Coalesced { into, why } => {
                Some(format!("folded into the due time of {into}, since {} holds until then", labels(why)))
            }
            Outcome::Never { why } => Some(format!("never starts: {} does not end", labels(why))),
        };
        adjusted.into_iter().chain(spread).chain(outcome).collect()
    }
}

/// Seconds as a reader says them: `4 min 12 s`.
pub fn length(seconds: i64) -> String {
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let said: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if said.is_empty() { "less than 1 s".to_owned() } else { said.join(" ") }
}

fn labels(why: &[Arc<str>]) -> String {
    let quoted: Vec<String> = why.iter().map(|label| format!("\"{label}\"")).collect();
    quoted.join(" and ")
}

const fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
