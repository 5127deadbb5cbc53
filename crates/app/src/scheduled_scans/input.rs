//! What clients send about a scheduled scan, in the words of their dialect.

use model::Timestamp;
use model::blackout::Hold;
use model::schedule::{CatchUp, PeriodUnit, RunOverlap, ScheduledOptions, ScheduledScan, WeekIndex, Weekday};

use crate::blackouts::own;
use crate::ctx::Services;
use crate::error::FieldError;
use crate::input::Fields;
use crate::schedules::timing::{self, Timing, When};
use crate::schedules::{jitter, word};
use crate::web_targets::BlackoutChange;
use crate::{Change, Error, Result, profiles};

/// A scheduled scan to be made, or a change of one.
#[derive(Debug, Clone, Default)]
pub struct ScheduledChange {
    /// Next run: local time in `timezone`, or an instant with an offset.
    pub date_time: Change<String>,
    /// IANA zone; UTC if none is given.
    pub timezone: Change<String>,
    /// `h`, `d`, `w`, `m`, `q`, or empty for once.
    pub recurrence: Change<String>,
    /// Whether weekday and week say when, for months and quarters.
    pub run_on_day_of_week: Change<bool>,
    /// 1 (Monday) to 7.
    pub scheduled_day_of_week: Change<i64>,
    /// `first` … `fourth`, `last`, or empty.
    pub week_index: Change<String>,
    /// Partial scans.
    pub partial_scan: Change<bool>,
    /// Whether the options win over those of the target.
    pub override_target_settings: Change<bool>,
    /// Only what is new.
    pub incremental: Change<bool>,
    /// Only given addresses.
    pub reduced_scope: Change<bool>,
    /// Profile word.
    pub scan_profile: Change<String>,
    /// Whether the dialect calls it unlimited.
    pub unlimited: Change<bool>,
    /// When its runs are held back.
    pub blackout_period: Change<BlackoutChange>,
    /// What the dialect has no words of its own for.
    pub rule: Change<RuleChange>,
}

/// The parts of a rule that clients of the DAST dialect do not know.
#[derive(Debug, Clone, Default)]
pub struct RuleChange {
    /// Every so many units.
    pub interval: Change<i64>,
    /// At most so many times.
    pub count: Change<i64>,
    /// Not after this time.
    pub until: Change<String>,
    /// Spring.
    pub gap: Change<String>,
    /// Autumn.
    pub overlap: Change<String>,
    /// Catch-up policy.
    pub catch_up: Change<String>,
    /// Overlap policy.
    pub overlap_policy: Change<String>,
    /// Spread of starts.
    pub jitter_seconds: Change<i64>,
}

/// What a schedule does besides being due.
#[derive(Debug, Clone)]
pub(crate) struct Policies {
    pub(crate) catch_up: CatchUp,
    pub(crate) overlap_policy: RunOverlap,
    pub(crate) jitter_seconds: u32,
    /// When its runs are held back, and whether that counts.
    pub(crate) blackout: Option<(Hold, bool)>,
}

impl ScheduledChange {
    /// When and how it runs after the change; everything wrong at once.
    pub(crate) fn read(
        &self,
        services: &Services,
        old: Option<&ScheduledScan>,
    ) -> Result<(When, ScheduledOptions, Policies)> {
        let before = old.map(|old| old.options.clone()).unwrap_or_default();
        let mut fields = Fields::default();
        let flag = |change: &Change<bool>, before: bool| change.clone().apply_or(before, false);
        let scan_profile = self.scan_profile.clone().apply(before.scan_profile).filter(|w| !w.is_empty());
        let options = ScheduledOptions {
            run_on_day_of_week: flag(&self.run_on_day_of_week, before.run_on_day_of_week),
            scheduled_day_of_week: self.day_of_week(&mut fields, before.scheduled_day_of_week),
            week_index: self.week(&mut fields, before.week_index),
            partial_scan: flag(&self.partial_scan, before.partial_scan),
            override_target_settings: flag(&self.override_target_settings, before.override_target_settings),
            incremental: flag(&self.incremental, before.incremental),
            reduced_scope: flag(&self.reduced_scope, before.reduced_scope),
            scan_profile,
            unlimited: flag(&self.unlimited, before.unlimited),
        };
        if let Some(word) = &options.scan_profile {
            check_profile(&mut fields, services, word);
        }
        let unit = self.unit(&mut fields, old.map(|old| old.schedule.rule.unit));
        check_days(&mut fields, &options, unit);
        let timing = self.timing(old, &options, unit);
        let absent = old.is_none() && self.date_time == Change::Keep;
        let when = read_timing(&mut fields, &timing, absent);
        let policies = self.policies(&mut fields, old);
        fields.finish()?;
        let when = when.ok_or_else(|| Error::internal("a wrong time passed the check"))?;
        Ok((when, options, policies))
    }

    /// The rule's own parts of the change; none of them where they are taken away.
    fn rule(&self) -> RuleChange {
        match &self.rule {
            Change::Keep => RuleChange::default(),
            Change::Set(rule) => rule.clone(),
            Change::Clear => RuleChange {
                interval: Change::Clear,
                count: Change::Clear,
                until: Change::Clear,
                gap: Change::Clear,
                overlap: Change::Clear,
                catch_up: Change::Clear,
                overlap_policy: Change::Clear,
                jitter_seconds: Change::Clear,
            },
        }
    }

    fn policies(&self, fields: &mut Fields, old: Option<&ScheduledScan>) -> Policies {
        let RuleChange { catch_up, overlap_policy, jitter_seconds, .. } = self.rule();
        let schedule = old.map(|old| &old.schedule);
        let catch_up = catch_up.apply(schedule.map(|old| old.catch_up.to_string()));
        let running = overlap_policy.apply(schedule.map(|old| old.overlap_policy.to_string()));
        let spread = jitter_seconds.apply(schedule.map(|old| i64::from(old.jitter_seconds)));
        Policies {
            catch_up: word(fields, "x_rule.catch_up", catch_up.as_deref(), CatchUp::Latest),
            overlap_policy: word(fields, "x_rule.overlap_policy", running.as_deref(), RunOverlap::Skip),
            jitter_seconds: jitter(fields, "x_rule.jitter_seconds", spread.unwrap_or(0)),
            blackout: own::read(fields, &self.blackout_period, old.and_then(|old| old.blackout.as_ref())),
        }
    }

    fn unit(&self, fields: &mut Fields, before: Option<PeriodUnit>) -> PeriodUnit {
        let word = match &self.recurrence {
            Change::Keep => return before.unwrap_or(PeriodUnit::Once),
            Change::Clear => return PeriodUnit::Once,
            Change::Set(word) => word,
        };
        match word.as_str() {
            "" => PeriodUnit::Once,
            "h" => PeriodUnit::Hour,
            "d" => PeriodUnit::Day,
            "w" => PeriodUnit::Week,
            "m" => PeriodUnit::Month,
            "q" => PeriodUnit::Quarter,
            _ => {
                fields.add(
                    "recurrence",
                    "invalid",
                    "must be one of \"h\", \"d\", \"w\", \"m\", \"q\" or empty",
                );
                PeriodUnit::Once
            }
        }
    }

    fn day_of_week(&self, fields: &mut Fields, before: Option<u8>) -> Option<u8> {
        let sent = match self.scheduled_day_of_week {
            Change::Keep => return before,
            Change::Clear => return None,
            Change::Set(day) => day,
        };
        let day = u8::try_from(sent).ok().filter(|day| (1..=7).contains(day));
        if day.is_none() {
            fields.add("scheduled_day_of_week", "out_of_range", "must be between 1 (Monday) and 7");
        }
        day
    }

    fn week(&self, fields: &mut Fields, before: Option<WeekIndex>) -> Option<WeekIndex> {
        match &self.week_index {
            Change::Keep => before,
            Change::Clear => None,
            Change::Set(word) if word.is_empty() => None,
            Change::Set(word) => fields.parse("week_index", word),
        }
    }

    fn timing(&self, old: Option<&ScheduledScan>, options: &ScheduledOptions, unit: PeriodUnit) -> Timing {
        let first_time = self.date_time.clone().apply(old.map(|old| old.schedule.first_time.clone()));
        let timezone = self.timezone.clone().apply(old.map(|old| old.schedule.timezone.clone()));
        let by_day = options.run_on_day_of_week;
        let weekday = options.scheduled_day_of_week.filter(|_| by_day).map(usize::from);
        let weekday = weekday.and_then(|day| Weekday::ALL.get(day.saturating_sub(1)));
        let RuleChange { interval, count, until, gap, overlap, .. } = self.rule();
        // A unit that is new has an interval of its own.
        let rule = old.map(|old| &old.schedule.rule);
        let same_unit = rule.filter(|rule| rule.unit == unit);
        Timing {
            first_time: first_time.unwrap_or_default(),
            timezone: timezone.filter(|zone| !zone.trim().is_empty()),
            period: interval.apply(same_unit.map(|rule| i64::from(rule.interval))),
            count: count.apply(rule.and_then(|rule| rule.count).map(i64::from)),
            until: until.apply(rule.and_then(|rule| rule.until).map(Timestamp::iso_micros)),
            gap: gap.apply(rule.map(|rule| rule.gap.to_string())),
            overlap: overlap.apply(rule.map(|rule| rule.overlap.to_string())),
            rrule: None,
            period_unit: Some(unit.to_string()),
            weekday: weekday.map(ToString::to_string),
            week_index: options.week_index.filter(|_| by_day).map(|week| week.to_string()),
        }
    }
}

fn check_profile(fields: &mut Fields, services: &Services, word: &str) {
    let known = profiles::find(services, model::Product::Dast, word).ok();
    if known.is_none_or(|profile| profile.web.is_none()) {
        let word: String = word.chars().take(64).collect();
        fields.add("scan_profile", "unknown", format!("\"{word}\" is not a scan profile"));
    }
}

/// A weekday needs a week and the other way round, and both need months or quarters.
fn check_days(fields: &mut Fields, options: &ScheduledOptions, unit: PeriodUnit) {
    if !options.run_on_day_of_week {
        return;
    }
    if !matches!(unit, PeriodUnit::Month | PeriodUnit::Quarter) {
        let detail = "is for monthly and quarterly recurrence only";
        fields.add("run_on_day_of_week", "invalid", detail);
    }
    if options.scheduled_day_of_week.is_none() {
        fields.add("scheduled_day_of_week", "blank", "is needed with run_on_day_of_week");
    }
    if options.week_index.is_none() {
        fields.add("week_index", "blank", "is needed with run_on_day_of_week");
    }
}

/// Reads the timing; wrong fields get the names of this dialect. `absent`: there is no first time, and none was sent.
fn read_timing(fields: &mut Fields, timing: &Timing, absent: bool) -> Option<When> {
    let mut own = Fields::default();
    let when = timing::read(&mut own, timing);
    if let Err(Error::Invalid(errors)) = own.finish() {
        for FieldError { field, code, detail } in errors {
            let field = match field {
                "first_time" => "date_time",
                "period_unit" => "recurrence",
                "period" | "interval" => "x_rule.interval",
                "count" => "x_rule.count",
                "until" => "x_rule.until",
                "gap" => "x_rule.gap",
                "overlap" => "x_rule.overlap",
                "weekday" => "scheduled_day_of_week",
                other => other,
            };
            // What was said about the same field already is said better.
            if field == "date_time" && absent {
                fields.add(field, "missing", "is missing");
            } else if fields.count() == 0
                || field.starts_with("x_rule")
                || matches!(field, "date_time" | "timezone")
            {
                fields.add(field, code, detail);
            }
        }
        return None;
    }
    when
}
