//! Reads Watchpost's own JSON report.

use serde_json::Value;

use super::score::Finding;
use crate::text;

/// The tool with its version, and what it found.
pub(super) fn parse(json: &str) -> Option<(String, Vec<Finding>)> {
    let report: Value = serde_json::from_str(json).ok()?;
    let findings = report["findings"].as_array()?.iter().map(finding).collect();
    Some((text(&report["head"], "generator").to_owned(), findings))
}

fn finding(value: &Value) -> Finding {
    let web = &value["evidence"]["web"];
    // `GET /path query:id`; a finding about the whole site has no place, and the address in its evidence tells where it was seen.
    let mut words = text(value, "place").split(' ').skip(1);
    let path = match words.next() {
        Some(path) => path.to_owned(),
        None => path_of(text(web, "url")).to_owned(),
    };
    let at = words.next().and_then(|p| p.split_once(':')).map(|(_, name)| name.to_owned());
    let parameter = at.or_else(|| Some(text(web, "parameter").to_owned()).filter(|p| !p.is_empty()));
    Finding { words: vec![text(value, "check").to_owned()], path, parameter }
}

fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    path.split(['?', '#']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_addresses() {
        let json = r#"{"head":{"generator":"W 1"},"findings":[
            {"check":"a","place":"GET /x query:id","evidence":{}},
            {"check":"b","place":"","evidence":{"web":{"url":"http://h:1/y?z=1","parameter":""}}},
            {"check":"c","place":"POST /z","evidence":{"summary":"s"}}]}"#;
        let (name, findings) = parse(json).unwrap();
        assert_eq!(name, "W 1");
        let seen: Vec<(&str, Option<&str>)> =
            findings.iter().map(|f| (f.path.as_str(), f.parameter.as_deref())).collect();
        assert_eq!(seen, [("/x", Some("id")), ("/y", None), ("/z", None)]);
    }
}
