//! What a value looks like, and where data checks make sense.

use crawl::{Body, Place};
use model::definition::Effect;

use crate::probe::Probe;

/// Names of fields whose forms look something up instead of changing it.
const LOOKING: &[&str] =
    &["pass", "pwd", "search", "query", "find", "filter", "keyword", "lookup", "login", "signin"];

/// The value to build on: the present one, or 1 where there is none.
pub(crate) fn base<'a>(probe: &Probe<'a>) -> &'a str {
    match probe.point.value.as_str() {
        "" => "1",
        value => value,
    }
}

/// Whether a value is a whole number.
pub(crate) fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    !digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a value could be the name of a column.
pub(crate) fn is_name(value: &str) -> bool {
    value.len() <= 64
        && value.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
}

/// Whether a value could say what rows are put in order by: a column, perhaps with a direction, or a direction alone.
pub(crate) fn is_order(value: &str) -> bool {
    match value.rsplit_once(' ') {
        Some((name, way)) => is_name(name) && ["asc", "desc"].iter().any(|w| way.eq_ignore_ascii_case(w)),
        None => is_name(value),
    }
}

/// Whether the point is a header or cookie: outside of what the page offers.
pub(crate) fn is_outside(probe: &Probe<'_>) -> bool {
    matches!(probe.point.place, Place::Header | Place::Cookie)
}

/// Whether a condition that is always true can do no harm: what is safe changes nothing, and what asks for a password or
/// searches reads. Anywhere else it could be the condition of a change or a removal.
pub(crate) fn may_widen(probe: &Probe<'_>) -> bool {
    if probe.request.effect() <= Effect::Safe {
        return true;
    }
    let names = probe.request.body.names();
    let looks = |n: &str| {
        let n = n.to_ascii_lowercase();
        n == "q" || n == "/q" || LOOKING.iter().any(|l| n.contains(l))
    };
    let changes = |n: &String| {
        let n = n.to_ascii_lowercase();
        ["new", "confirm", "repeat", "retype", "again", "password2", "delete", "remove"]
            .iter()
            .any(|w| n.contains(w))
    };
    names.iter().any(|n| looks(n)) && !names.iter().any(changes)
}

/// Whether data checks make sense at the point: files are not read from here, tokens of forms are compared only, and of
/// path segments those that look like data.
pub(crate) fn takes_data(probe: &Probe<'_>) -> bool {
    let point = probe.point;
    if point.place == Place::PathSegment {
        return probe.is_parameter || segment_is_data(&point.value);
    }
    if point.place == Place::FormField
        && let Body::Multipart(parts) = &probe.request.body
    {
        return parts.iter().any(|p| p.name == point.name && p.file.is_none());
    }
    !crate::fresh::is_fresh(&point.name)
}

/// Whether a path segment names a thing and not a page: it holds a digit, or an encoded or unusual character, and is no
/// version of an API.
fn segment_is_data(segment: &str) -> bool {
    let version =
        segment.strip_prefix(['v', 'V']).is_some_and(|v| v.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    let script = [".php", ".asp", ".aspx", ".jsp", ".js", ".css", ".html", ".htm", ".cgi"];
    let file = script.iter().any(|s| segment.to_ascii_lowercase().ends_with(s));
    !version && !file && segment.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'@' | b' ' | b',' | b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_values() {
        assert!(["1", "-7", "123456"].iter().all(|v| is_number(v)));
        assert!(["", "-", "1a", "1.5", "0x1"].iter().all(|v| !is_number(v)));
        assert!(["name", "created_at", "t.id"].iter().all(|v| is_name(v)));
        assert!(["1a", "a b", "", "a'"].iter().all(|v| !is_name(v)));
        assert!(["name", "t.price DESC", "asc"].iter().all(|v| is_order(v)));
        assert!(["a b", "1 desc", "desc limit", ""].iter().all(|v| !is_order(v)));
        assert!(["17", "a1b2", "x@y.z", "2024-05-01"].iter().all(|v| segment_is_data(v)));
        assert!(["v1", "v2.0", "users", "md5.php", "app2.js"].iter().all(|v| !segment_is_data(v)));
    }
}
