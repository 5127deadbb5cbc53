//! Random texts and numbers, all from `Env`.

use std::net::Ipv4Addr;

use super::Call;
use crate::expr::{EvalError, Value};

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";
/// Longest random text, in bytes: no check needs more, and it costs entropy.
const MAX_LENGTH: usize = 64 * 1024;

pub(super) fn base(call: &Call<'_>) -> Result<Value, EvalError> {
    let length = call.size(0)?;
    let charset = if call.count() > 1 { call.text(1) } else { format!("{LETTERS}{DIGITS}") };
    pick(call, length, &charset)
}

pub(super) fn char(call: &Call<'_>) -> Result<Value, EvalError> {
    let charset = if call.count() > 0 { call.text(0) } else { format!("{LETTERS}{DIGITS}") };
    pick(call, 1, &charset)
}

pub(super) fn alpha(call: &Call<'_>) -> Result<Value, EvalError> {
    without(call, LETTERS.to_owned())
}

pub(super) fn alphanumeric(call: &Call<'_>) -> Result<Value, EvalError> {
    without(call, format!("{LETTERS}{DIGITS}"))
}

pub(super) fn numeric(call: &Call<'_>) -> Result<Value, EvalError> {
    without(call, DIGITS.to_owned())
}

/// `rand_int(low, high)`: from `low` to `high`, both included.
pub(super) fn int(call: &Call<'_>) -> Result<Value, EvalError> {
    let low = if call.count() > 0 { call.size(0)? } else { 0 };
    let high = if call.count() > 1 { call.size(1)? } else { 0x7fff_ffff };
    if low > high {
        return Err(call.unfit("was given a lower bound above the upper one"));
    }
    let offset = call.env.below((high - low) as u64 + 1);
    #[expect(clippy::cast_precision_loss, reason = "below 2^33")]
    Ok(Value::from(low as f64 + offset as f64))
}

/// An address of one of the given IPv4 networks.
pub(super) fn ip(call: &Call<'_>) -> Result<Value, EvalError> {
    let networks = call.rest(0);
    let index = usize::try_from(call.env.below(networks.len() as u64)).unwrap_or(0);
    let text = networks.get(index).map(|n| String::from_utf8_lossy(n).into_owned()).unwrap_or_default();
    let (address, bits) = text.split_once('/').unwrap_or((&text, "32"));
    match (address.parse::<Ipv4Addr>(), bits.parse::<u32>()) {
        (Ok(address), Ok(bits @ 0..=32)) => {
            let hosts = 1_u64 << (32 - bits);
            let mask = u32::try_from(hosts - 1).unwrap_or(u32::MAX);
            let host = u32::try_from(call.env.below(hosts)).unwrap_or(0);
            Ok(Value::from(Ipv4Addr::from((u32::from(address) & !mask) | host).to_string()))
        }
        _ => Err(call.unfit("wants IPv4 networks")),
    }
}

fn without(call: &Call<'_>, charset: String) -> Result<Value, EvalError> {
    let bad = call.text(1);
    let charset = if bad.is_empty() { charset } else { charset.replace(|c| bad.contains(c), "") };
    pick(call, call.size(0)?, &charset)
}

fn pick(call: &Call<'_>, length: usize, charset: &str) -> Result<Value, EvalError> {
    let chars: Vec<char> = charset.chars().collect();
    if chars.is_empty() || length > MAX_LENGTH {
        return Err(call.unfit("wants characters to choose from and a length of at most 65,536"));
    }
    let one = |_| chars[usize::try_from(call.env.below(chars.len() as u64)).unwrap_or(0)];
    Ok(Value::from((0..length).map(one).collect::<String>()))
}
