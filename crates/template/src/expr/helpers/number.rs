//! Numbers and their notations.

use super::Call;
use crate::expr::{EvalError, Value};

pub(super) fn to_number(call: &Call<'_>) -> Result<Value, EvalError> {
    call.number(0).map(Value::from)
}

pub(super) fn round(call: &Call<'_>) -> Result<Value, EvalError> {
    call.number(0).map(|n| Value::from(n.round()))
}

pub(super) fn dec_to_hex(call: &Call<'_>) -> Result<Value, EvalError> {
    let number = call.number(0)?;
    if number.abs() >= 9_007_199_254_740_992.0 || number.fract() != 0.0 {
        return Err(call.unfit("wants a whole number below 2^53"));
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
    let number = number as i64;
    let sign = if number < 0 { "-" } else { "" };
    Ok(Value::from(format!("{sign}{:x}", number.unsigned_abs())))
}

pub(super) fn hex_to_dec(call: &Call<'_>) -> Result<Value, EvalError> {
    radix(call, 16, "0x")
}

pub(super) fn bin_to_dec(call: &Call<'_>) -> Result<Value, EvalError> {
    radix(call, 2, "0b")
}

pub(super) fn oct_to_dec(call: &Call<'_>) -> Result<Value, EvalError> {
    radix(call, 8, "0o")
}

fn radix(call: &Call<'_>, radix: u32, prefix: &str) -> Result<Value, EvalError> {
    let text = call.text(0);
    let digits = text.strip_prefix(prefix).unwrap_or(&text);
    let number =
        i64::from_str_radix(digits, radix).map_err(|_| call.unfit("was given no number of its base"))?;
    #[expect(clippy::cast_precision_loss, reason = "numbers of this language are f64")]
    Ok(Value::from(number as f64))
}
