//! Texts and lists.

use std::sync::Arc;

use super::{Call, find_bytes};
use crate::expr::{EvalError, Value};

/// Most items of a list.
const MAX_ITEMS: usize = 10_000;

pub(super) fn len(call: &Call<'_>) -> Result<Value, EvalError> {
    let length = match call.value(0) {
        Value::List(items) => items.len(),
        other => other.to_bytes().len(),
    };
    #[expect(clippy::cast_precision_loss, reason = "lengths are far below 2^53")]
    Ok(Value::from(length as f64))
}

pub(super) fn contains(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(find_bytes(&call.bytes(0), &call.bytes(1)).is_some()))
}

pub(super) fn contains_all(call: &Call<'_>) -> Result<Value, EvalError> {
    let text = call.bytes(0);
    Ok(Value::from(call.rest(1).iter().all(|w| find_bytes(&text, w).is_some())))
}

pub(super) fn contains_any(call: &Call<'_>) -> Result<Value, EvalError> {
    any(call, |text, word| find_bytes(text, word).is_some())
}

pub(super) fn equals_any(call: &Call<'_>) -> Result<Value, EvalError> {
    any(call, |text, word| text == word)
}

pub(super) fn starts_with(call: &Call<'_>) -> Result<Value, EvalError> {
    any(call, <[u8]>::starts_with)
}

pub(super) fn ends_with(call: &Call<'_>) -> Result<Value, EvalError> {
    any(call, <[u8]>::ends_with)
}

pub(super) fn line_starts_with(call: &Call<'_>) -> Result<Value, EvalError> {
    any(call, |text, word| lines(text).any(|line| line.starts_with(word)))
}

pub(super) fn line_ends_with(call: &Call<'_>) -> Result<Value, EvalError> {
    any(call, |text, word| lines(text).any(|line| line.ends_with(word)))
}

fn any(call: &Call<'_>, test: fn(&[u8], &[u8]) -> bool) -> Result<Value, EvalError> {
    let text = call.bytes(0);
    Ok(Value::from(call.rest(1).iter().any(|word| test(&text, word))))
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|b| *b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

pub(super) fn regex(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(call.pattern(0)?.is_match(&call.bytes(1))))
}

/// `replace_regex(text, pattern, replacement)`; `$1` and `${name}` stand for groups.
pub(super) fn replace_regex(call: &Call<'_>) -> Result<Value, EvalError> {
    let (pattern, text, with) = (call.pattern(1)?, call.bytes(0), call.bytes(2));
    // At worst the replacement stands at every position, with the whole match in each of its groups.
    let groups = with.iter().filter(|b| **b == b'$').count();
    let literal = (text.len() + 1).saturating_mul(with.len());
    call.fits(literal.saturating_add((groups + 1).saturating_mul(text.len())))?;
    Ok(Value::from(pattern.replace_all(&text, &with)))
}

pub(super) fn to_lower(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(call.bytes(0).to_ascii_lowercase()))
}

pub(super) fn to_upper(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(call.bytes(0).to_ascii_uppercase()))
}

pub(super) fn to_string(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::Text(call.bytes(0)))
}

pub(super) fn trim(call: &Call<'_>) -> Result<Value, EvalError> {
    let cut = call.text(1);
    Ok(Value::from(call.text(0).trim_matches(|c| cut.contains(c))))
}

pub(super) fn trim_left(call: &Call<'_>) -> Result<Value, EvalError> {
    let cut = call.text(1);
    Ok(Value::from(call.text(0).trim_start_matches(|c| cut.contains(c))))
}

pub(super) fn trim_right(call: &Call<'_>) -> Result<Value, EvalError> {
    let cut = call.text(1);
    Ok(Value::from(call.text(0).trim_end_matches(|c| cut.contains(c))))
}

pub(super) fn trim_space(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::text(call.bytes(0).trim_ascii()))
}

pub(super) fn trim_prefix(call: &Call<'_>) -> Result<Value, EvalError> {
    let text = call.bytes(0);
    Ok(Value::text(text.strip_prefix(&*call.bytes(1)).unwrap_or(&text)))
}

pub(super) fn trim_suffix(call: &Call<'_>) -> Result<Value, EvalError> {
    let text = call.bytes(0);
    Ok(Value::text(text.strip_suffix(&*call.bytes(1)).unwrap_or(&text)))
}

pub(super) fn remove_bad_chars(call: &Call<'_>) -> Result<Value, EvalError> {
    let bad = call.text(1);
    Ok(Value::from(call.text(0).replace(|c| bad.contains(c), "")))
}

pub(super) fn concat(call: &Call<'_>) -> Result<Value, EvalError> {
    joined(call, &call.rest(0), b"")
}

/// `join(separator, items…)`
pub(super) fn join(call: &Call<'_>) -> Result<Value, EvalError> {
    joined(call, &call.rest(1), &call.bytes(0))
}

fn joined(call: &Call<'_>, parts: &[Arc<[u8]>], separator: &[u8]) -> Result<Value, EvalError> {
    call.fits(parts.iter().map(|p| p.len() + separator.len()).sum())?;
    let parts: Vec<&[u8]> = parts.iter().map(AsRef::as_ref).collect();
    Ok(Value::from(parts.join(separator)))
}

/// `split(text, separator, most)`
pub(super) fn split(call: &Call<'_>) -> Result<Value, EvalError> {
    let most = if call.count() > 2 { call.size(2)? } else { MAX_ITEMS };
    let (text, separator) = (call.text(0), call.text(1));
    if separator.is_empty() {
        return Ok(Value::list(text.chars().take(MAX_ITEMS).map(|c| c.to_string())));
    }
    Ok(Value::list(text.splitn(most.clamp(1, MAX_ITEMS), &separator)))
}

/// An item of a list, or a byte of a text; negative positions count from the end.
pub(super) fn index(call: &Call<'_>) -> Result<Value, EvalError> {
    let value = call.value(0);
    let length = match &value {
        Value::List(items) => items.len(),
        other => other.to_bytes().len(),
    };
    let at = position(call, 1, length)?;
    let found = match &value {
        Value::List(items) => items.get(at).cloned(),
        other => other.to_bytes().get(at..=at).map(Value::text),
    };
    found.ok_or_else(|| call.unfit("was given a position that does not exist"))
}

/// `substr(text, start, end)` in bytes; negative positions count from the end.
pub(super) fn substr(call: &Call<'_>) -> Result<Value, EvalError> {
    let text = call.bytes(0);
    let start = position(call, 1, text.len())?;
    let end = if call.count() > 2 { position(call, 2, text.len())? } else { text.len() };
    text.get(start..end).map(Value::text).ok_or_else(|| call.unfit("was given positions outside the text"))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "casts of f64 saturate; positions outside do not exist anyway"
)]
fn position(call: &Call<'_>, at: usize, length: usize) -> Result<usize, EvalError> {
    let number = call.number(at)? as i64;
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let from_start = if number < 0 { length.saturating_add(number) } else { number };
    usize::try_from(from_start).map_err(|_| call.unfit("was given a position before the start"))
}

pub(super) fn repeat(call: &Call<'_>) -> Result<Value, EvalError> {
    let (text, times) = (call.bytes(0), call.size(1)?);
    call.fits(text.len().saturating_mul(times))?;
    Ok(Value::from(text.repeat(times)))
}

pub(super) fn replace(call: &Call<'_>) -> Result<Value, EvalError> {
    let (text, old, new) = (call.bytes(0), call.bytes(1), call.bytes(2));
    if old.is_empty() {
        return Ok(Value::Text(text));
    }
    let mut out = Vec::new();
    let mut rest = &*text;
    while let Some(at) = find_bytes(rest, &old) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(&new);
        rest = &rest[at + old.len()..];
        call.fits(out.len())?;
    }
    out.extend_from_slice(rest);
    Ok(Value::from(out))
}

/// By characters, so that text stays text.
pub(super) fn reverse(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(call.text(0).chars().rev().collect::<String>()))
}

/// The items without repetitions, in their order.
pub(super) fn uniq(call: &Call<'_>) -> Result<Value, EvalError> {
    let mut seen = std::collections::HashSet::new();
    let items = call.rest(0).into_iter().take(MAX_ITEMS).filter(|item| seen.insert(item.clone()));
    Ok(Value::list(items.collect::<Vec<_>>()))
}
