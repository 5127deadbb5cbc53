//! What can be said of a scheduled scan.

use app::Change;
use app::scheduled_scans::{RuleChange, ScheduledChange};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::frame::{Field, Flag, Int, Request};
use crate::dast::targets::input::BlackoutInput;

/// A scheduled scan, or a change of one. `date_time` is needed when one is made.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct ScheduledInput {
    /// Next run: local time in `timezone`, or an instant with an offset.
    #[schema(value_type = Option<String>, example = "2026-12-01T02:00:00")]
    #[serde(default)]
    date_time: Field<String>,
    /// `h`, `d`, `w`, `m`, `q`, or empty for once.
    #[schema(value_type = Option<String>, example = "m")]
    #[serde(default)]
    recurrence: Field<String>,
    /// IANA zone; UTC if none is given.
    #[schema(value_type = Option<String>, example = "Europe/Lisbon")]
    #[serde(default)]
    timezone: Field<String>,
    /// Whether it runs on a weekday of the month, given by the next two.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    run_on_day_of_week: Field<Flag>,
    /// 1 (Monday) to 7.
    #[schema(value_type = Option<i64>)]
    #[serde(default)]
    scheduled_day_of_week: Field<Int>,
    /// `first` … `fourth`, `last`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    week_index: Field<String>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    partial_scan: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    override_target_settings: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    incremental: Field<Flag>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    reduced_scope: Field<Flag>,
    /// Another profile than the target's.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    scan_profile: Field<String>,
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    unlimited: Field<Flag>,
    /// When its scans are held back, beside the blackout periods of the target and the organization; null takes it away.
    #[schema(value_type = Option<BlackoutInput>, extensions(("x-watchpost" = json!(true))))]
    #[serde(default)]
    blackout_period: Field<BlackoutInput>,
    /// What else its rule can say; null goes back to the defaults.
    #[schema(value_type = Option<RuleInput>, extensions(("x-watchpost" = json!(true))))]
    #[serde(default)]
    x_rule: Field<RuleInput>,
}

/// What a rule can say beyond the dialect's words; absent parts stay.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct RuleInput {
    /// Every so many hours, days, …
    #[schema(value_type = Option<i64>, minimum = 1)]
    #[serde(default)]
    interval: Field<Int>,
    /// At most so many times.
    #[schema(value_type = Option<i64>)]
    #[serde(default)]
    count: Field<Int>,
    /// Not after this instant.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    until: Field<String>,
    /// Local times that the clocks jump over: `shift_forward`, `shift_back`, `skip`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    gap: Field<String>,
    /// Local times that come twice: `first`, `second`, `both`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    overlap: Field<String>,
    /// Missed times: `latest`, `none`, `all`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    catch_up: Field<String>,
    /// Due times while an earlier scan goes on: `skip`, `queue`, `cancel_running`.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    overlap_policy: Field<String>,
    /// Starts are spread over so many seconds.
    #[schema(value_type = Option<i64>)]
    #[serde(default)]
    jitter_seconds: Field<Int>,
}

impl Request for ScheduledInput {}

impl From<RuleInput> for RuleChange {
    fn from(body: RuleInput) -> Self {
        let number = |field: Field<Int>| field.map(|number| number.0);
        Self {
            interval: number(body.interval),
            count: number(body.count),
            until: body.until.0,
            gap: body.gap.0,
            overlap: body.overlap.0,
            catch_up: body.catch_up.0,
            overlap_policy: body.overlap_policy.0,
            jitter_seconds: number(body.jitter_seconds),
        }
    }
}

impl From<ScheduledInput> for ScheduledChange {
    fn from(body: ScheduledInput) -> Self {
        let flag = |field: Field<Flag>| field.map(|flag| flag.0);
        Self {
            date_time: body.date_time.0,
            timezone: body.timezone.0,
            recurrence: body.recurrence.0,
            run_on_day_of_week: flag(body.run_on_day_of_week),
            // Some clients send an empty text or 0 for none.
            scheduled_day_of_week: match body.scheduled_day_of_week.map(|day| day.0) {
                Change::Set(0) => Change::Clear,
                other => other,
            },
            week_index: body.week_index.0,
            partial_scan: flag(body.partial_scan),
            override_target_settings: flag(body.override_target_settings),
            incremental: flag(body.incremental),
            reduced_scope: flag(body.reduced_scope),
            scan_profile: body.scan_profile.0,
            unlimited: flag(body.unlimited),
            blackout_period: body.blackout_period.map(Into::into),
            rule: body.x_rule.map(Into::into),
        }
    }
}
