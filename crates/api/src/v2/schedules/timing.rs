//! When: the fields of a rule, the same in every body that has one.

/// A body with the fields of a rule beside its own. They are written into it, as serde neither flattens a part into a body that
/// refuses unknown fields nor tells where in a flattened part something is wrong.
macro_rules! timed {
    ($(#[$meta:meta])* $name:ident { $($(#[$own:meta])* $field:ident: $type:ty,)* }) => {
        #[derive(serde::Deserialize, utoipa::ToSchema)]
        $(#[$meta])*
        pub(crate) struct $name {
            /// First local time: `YYYY-MM-DD hh:mm:ss` or ISO 8601.
            #[schema(example = "2026-12-01 02:30:00")]
            first_time: String,
            /// IANA zone; absent is UTC.
            #[serde(default)]
            #[schema(example = "Europe/Berlin")]
            timezone: Option<String>,
            /// Every so many units; absent is 1.
            #[serde(default, alias = "interval")]
            #[schema(minimum = 1)]
            period: Option<i64>,
            /// `once` (the default), `hour`, `day`, `week`, `month` or `quarter`.
            #[serde(default)]
            #[schema(example = "week")]
            period_unit: Option<String>,
            /// `monday` … `sunday`, or 1 … 7.
            #[serde(default)]
            #[schema(value_type = Option<String>)]
            weekday: Option<$crate::v2::views::WordOrNumber>,
            /// `first` … `fourth`, `last`, or 1 … 5.
            #[serde(default)]
            #[schema(value_type = Option<String>)]
            week_index: Option<$crate::v2::views::WordOrNumber>,
            /// Not after this time: an instant, or local time in the zone.
            #[serde(default)]
            until: Option<String>,
            /// Local times that the clocks jump over: `shift_forward` (the default), `shift_back`, `skip`.
            #[serde(default)]
            gap: Option<String>,
            /// Local times that come twice: `first` (the default), `second`, `both`.
            #[serde(default)]
            overlap: Option<String>,
            /// The rule in the words of RFC 5545, in place of period, unit, weekday, week, count and until.
            #[serde(default)]
            #[schema(example = "FREQ=WEEKLY;BYDAY=MO")]
            rrule: Option<String>,
            $($(#[$own])* $field: $type,)*
        }

        impl $name {
            /// Takes out when; how often is not among it, as not every body means that by `count`.
            fn take_timing(&mut self) -> app::schedules::Timing {
                app::schedules::Timing {
                    first_time: std::mem::take(&mut self.first_time),
                    timezone: self.timezone.take(),
                    period: self.period,
                    period_unit: self.period_unit.take(),
                    weekday: self.weekday.take().map(|word| word.0),
                    week_index: self.week_index.take().map(|word| word.0),
                    count: None,
                    until: self.until.take(),
                    gap: self.gap.take(),
                    overlap: self.overlap.take(),
                    rrule: self.rrule.take(),
                }
            }
        }
    };
}

pub(crate) use timed;
