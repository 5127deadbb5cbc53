//! Comparing version numbers.

use std::cmp::Ordering;

use super::Call;
use crate::expr::{EvalError, Value};

/// `compare_versions("1.2.3", ">= 1.0", "< 2.0")`: whether the version meets every constraint.
pub(super) fn compare_versions(call: &Call<'_>) -> Result<Value, EvalError> {
    let version = call.text(0);
    if !has_digit(&version) {
        return Err(call.unfit("was given no version"));
    }
    for at in 1..call.count() {
        for constraint in call.text(at).split(',') {
            if !holds(&version, constraint).ok_or_else(|| call.unfit("was given no constraint"))? {
                return Ok(Value::from(false));
            }
        }
    }
    Ok(Value::from(true))
}

fn holds(version: &str, constraint: &str) -> Option<bool> {
    let constraint = constraint.trim();
    let end = constraint.find(|c| !matches!(c, '<' | '>' | '=' | '!')).unwrap_or(constraint.len());
    let (operator, wanted) = constraint.split_at(end);
    if !has_digit(wanted) {
        return None;
    }
    let order = compare(version, wanted);
    match operator {
        "" | "=" | "==" => Some(order.is_eq()),
        "!=" => Some(order.is_ne()),
        "<" => Some(order.is_lt()),
        "<=" => Some(order.is_le()),
        ">" => Some(order.is_gt()),
        ">=" => Some(order.is_ge()),
        _ => None,
    }
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// Numbers part by part, missing ones as 0; then what follows a dash, where having none is newer (`1.0-rc1` < `1.0`).
fn compare(a: &str, b: &str) -> Ordering {
    let split = |v: &str| {
        let v = v.trim().trim_start_matches(['v', 'V']);
        let v = v.split('+').next().unwrap_or_default();
        let (numbers, pre) = v.split_once('-').unwrap_or((v, ""));
        (parts(numbers), pre.to_owned())
    };
    let ((mut a, a_pre), (mut b, b_pre)) = (split(a), split(b));
    let length = a.len().max(b.len());
    a.resize(length, Part::default());
    b.resize(length, Part::default());
    a.cmp(&b).then_with(|| match (a_pre.is_empty(), b_pre.is_empty()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => parts(&a_pre).cmp(&parts(&b_pre)),
    })
}

/// A number and the letters after it: `2p1` is (2, "p1").
type Part = (u64, String);

fn parts(text: &str) -> Vec<Part> {
    let part = |p: &str| {
        let end = p.find(|c: char| !c.is_ascii_digit()).unwrap_or(p.len());
        (p[..end].parse().unwrap_or(0), p[end..].to_owned())
    };
    text.split('.').take(16).map(part).collect()
}
