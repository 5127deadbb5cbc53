//! Random schedules, the same for the same seed.

use model::schedule::{GapPolicy, OverlapPolicy, PeriodUnit, Rule, WeekIndex, Weekday};
use model::{Env, Timestamp};

/// A source of choices.
pub(crate) struct Random(Env);

/// A schedule in parts.
pub(crate) struct Case {
    pub(crate) first: String,
    pub(crate) zone: String,
    pub(crate) rule: Rule,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Env::fake(Timestamp::from_micros(0), seed).0)
    }

    pub(crate) fn below(&self, bound: u64) -> u64 {
        self.0.below(bound)
    }

    /// True once in so many times.
    pub(crate) fn once_in(&self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn pick<T: Copy>(&self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }

    /// A schedule in any zone, of any rule. Starts lean towards the ends of months and the hours at which clocks change.
    pub(crate) fn case(&self, zones: &[String]) -> Case {
        let zone = zones[usize::try_from(self.below(zones.len() as u64)).unwrap()].clone();
        let unit = self.pick(PeriodUnit::ALL);
        let monthly = matches!(unit, PeriodUnit::Month | PeriodUnit::Quarter);
        let by_weekday = (monthly || unit == PeriodUnit::Week) && self.once_in(2);
        let rule = Rule {
            unit,
            interval: u32::try_from(if self.once_in(3) { 1 } else { 1 + self.below(13) }).unwrap(),
            weekday: by_weekday.then(|| self.pick(Weekday::ALL)),
            week_index: (by_weekday && monthly).then(|| self.pick(WeekIndex::ALL)),
            count: self.once_in(4).then(|| u32::try_from(1 + self.below(30)).unwrap()),
            until: self.once_in(4).then(|| {
                Timestamp::from_micros(i64::try_from(self.below(3_000_000_000)).unwrap() * 1_000_000)
            }),
            gap: self.pick(GapPolicy::ALL),
            overlap: self.pick(OverlapPolicy::ALL),
        };
        Case { first: self.first_time(), zone, rule }
    }

    /// A local time from 1970 to 2060.
    pub(crate) fn first_time(&self) -> String {
        let year = i16::try_from(1970 + self.below(91)).unwrap();
        let month = i8::try_from(1 + self.below(12)).unwrap();
        let days = jiff::civil::date(year, month, 1).days_in_month();
        let day = if self.once_in(3) {
            days - self.pick(&[0, 0, 1, 2])
        } else {
            i8::try_from(1 + self.below(28)).unwrap()
        };
        let hour = if self.once_in(2) { self.below(4) } else { self.below(24) };
        let minute = self.pick(&[0, 0, 15, 30, 45, 59]);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00")
    }
}
