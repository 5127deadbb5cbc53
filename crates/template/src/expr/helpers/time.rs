//! The time, from `Env`.

use jiff::Timestamp;
use jiff::fmt::strtime;

use super::Call;
use crate::expr::{EvalError, Value};

/// Seconds since 1970, moved by the given number of seconds.
pub(super) fn unix_time(call: &Call<'_>) -> Result<Value, EvalError> {
    let offset = if call.count() > 0 { call.number(0)? } else { 0.0 };
    Ok(Value::from((seconds(call) + offset).floor()))
}

/// `date_time("%Y-%m-%d %H:%M:%S", unix_seconds)`, in UTC.
pub(super) fn date_time(call: &Call<'_>) -> Result<Value, EvalError> {
    let at = if call.count() > 1 { call.number(1)? } else { seconds(call) };
    let format = call.text(0);
    if format.len() > 256 {
        return Err(call.unfit("was given a format longer than 256 bytes"));
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "casts of f64 saturate; jiff refuses what is out of range"
    )]
    let at = Timestamp::from_second(at as i64).map_err(|_| call.unfit("was given no such instant"))?;
    strtime::format(&format, at).map(Value::from).map_err(|_| call.unfit("was given no such format"))
}

/// An ISO 8601 instant, `2024-03-04T13:04:41Z`, as seconds since 1970.
pub(super) fn to_unix_time(call: &Call<'_>) -> Result<Value, EvalError> {
    let text = call.text(0);
    let at: Timestamp = text.trim().parse().map_err(|_| call.unfit("was given no ISO 8601 instant"))?;
    #[expect(clippy::cast_precision_loss, reason = "years up to 9999 are far below 2^53 seconds")]
    Ok(Value::from(at.as_second() as f64))
}

fn seconds(call: &Call<'_>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "seconds of any sensible year are far below 2^53")]
    let seconds = call.env.now().micros().div_euclid(1_000_000) as f64;
    seconds
}
