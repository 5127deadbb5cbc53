//! A small subset of jq's paths for JSON extractors: `.a.b`, `.a["b c"]`, `.a[0]`, `.a[]`, `.[]`, `..` is not.

use serde_json::Value as Json;

/// Most steps of a path.
const MAX_STEPS: usize = 32;

/// A parsed path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonPath(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(i64),
    Each,
}

impl JsonPath {
    /// Parses a path; the reason if it is none that is supported.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let refused =
            || format!("JSON path \"{text}\" is not supported: only keys, positions and \"[]\" are");
        let mut rest = text.trim().strip_prefix('.').ok_or_else(refused)?;
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let (step, after) = step(rest).ok_or_else(refused)?;
            steps.push(step);
            rest = after;
            if let Some(after) = rest.strip_prefix('.') {
                rest = after;
                if rest.is_empty() {
                    return Err(refused());
                }
            } else if !rest.is_empty() && !rest.starts_with('[') {
                return Err(refused());
            }
        }
        if steps.len() > MAX_STEPS { Err(refused()) } else { Ok(Self(steps)) }
    }

    /// What it selects, up to `most`, texts without quotes and everything else as JSON.
    pub(crate) fn select(&self, json: &Json, most: usize) -> Vec<String> {
        let mut found = vec![json];
        for step in &self.0 {
            found = found.into_iter().flat_map(|json| apply(step, json)).take(most).collect();
        }
        let shown = |json: &Json| match json {
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        found.into_iter().filter(|json| !json.is_null()).take(most).map(shown).collect()
    }
}

fn apply<'a>(step: &Step, json: &'a Json) -> Vec<&'a Json> {
    match (step, json) {
        (Step::Key(key), Json::Object(map)) => map.get(key).into_iter().collect(),
        (Step::Index(at), Json::Array(items)) => {
            let from_end = usize::try_from(at.unsigned_abs()).unwrap_or(usize::MAX);
            let at = if *at < 0 { items.len().checked_sub(from_end) } else { Some(from_end) };
            at.and_then(|at| items.get(at)).into_iter().collect()
        }
        (Step::Each, Json::Array(items)) => items.iter().collect(),
        (Step::Each, Json::Object(map)) => map.values().collect(),
        _ => Vec::new(),
    }
}

fn step(text: &str) -> Option<(Step, &str)> {
    let Some(bracket) = text.strip_prefix('[') else {
        let quoted = text.strip_prefix('"').and_then(|t| t.split_once('"'));
        if let Some((key, rest)) = quoted {
            return Some((Step::Key(key.to_owned()), rest));
        }
        let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
        return (end > 0).then(|| (Step::Key(text[..end].to_owned()), &text[end..]));
    };
    if let Some(quoted) = bracket.strip_prefix('"') {
        let (key, rest) = quoted.split_once("\"]")?;
        return Some((Step::Key(key.to_owned()), rest));
    }
    let (inner, rest) = bracket.split_once(']')?;
    let step = if inner.is_empty() { Step::Each } else { Step::Index(inner.trim().parse().ok()?) };
    Some((step, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expect: &[&str]) {
        let json = serde_json::json!({"a": {"b c": [1, {"d": "x"}, {"d": "y"}]}, "t": "z", "n": null});
        assert_eq!(JsonPath::parse(path).unwrap().select(&json, 100), expect, "{path}");
    }

    #[test]
    fn paths_select() {
        check(".t", &["z"]);
        check(".a[\"b c\"][0]", &["1"]);
        check(".a.\"b c\"[-1].d", &["y"]);
        check(".a[\"b c\"][].d", &["x", "y"]);
        check(".n", &[]);
        check(".none.at.all", &[]);
        check(".[\"t\"]", &["z"]);
    }

    #[test]
    fn the_rest_of_jq_is_refused() {
        for path in ["", "a", "..", ".a | .b", ".a[1:2]", ".a.", ".[x]", ".a b", "$.a"] {
            assert!(JsonPath::parse(path).is_err(), "{path}");
        }
    }
}
