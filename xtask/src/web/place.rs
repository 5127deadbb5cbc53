//! Whether a finding is at a case.

use super::score::Finding;
use super::truth::Row;

/// Whether a word fits a pattern with stars.
pub(super) fn glob(pattern: &str, word: &str) -> bool {
    let parts: Vec<&str> = pattern.split('*').collect();
    let [first, middle @ .., last] = &parts[..] else { return false };
    if parts.len() == 1 {
        return pattern == word;
    }
    let Some(mut rest) = word.strip_prefix(first) else { return false };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// Whether a finding is where the row is: same path and, where the row has one, same parameter. The kind of a parameter is
/// not compared: tools name it differently.
pub(super) fn here(finding: &Finding, row: &Row) -> bool {
    if row.at == "-" && row.path == "/" {
        return true;
    }
    if row.also.contains(&finding.path) {
        return true;
    }
    if !path(&row.path, &finding.path) {
        return false;
    }
    match row.at.split_once(':') {
        None => true,
        Some((_, name)) => finding.parameter.as_deref().is_some_and(|p| same(p, name)),
    }
}

fn same(found: &str, name: &str) -> bool {
    // An operator or an array goes by the name before its brackets; a member of JSON may be named by a pointer.
    let found = found.trim_start_matches('/').split('[').next().unwrap_or(found);
    found.eq_ignore_ascii_case(name)
}

/// Whether a path is that of a row: `*` stands for something.
fn path(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path || pattern.trim_end_matches('/') == path,
        Some((before, after)) => {
            path.strip_prefix(before).is_some_and(|rest| rest.ends_with(after))
                || path == before.trim_end_matches('/')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars() {
        for (pattern, word, expect) in [
            ("xss-*", "xss-stored", true),
            ("xss", "xss-stored", false),
            ("*git*", "exposed-git-head", true),
            ("*", "anything", true),
            ("a*c", "abd", false),
        ] {
            assert_eq!(glob(pattern, word), expect, "{pattern} {word}");
        }
    }

    #[test]
    fn a_finding_is_at_its_row_by_path_and_parameter() {
        let row = |path: &str, at: &str| {
            super::super::truth::parse(&format!("head\nc\tactive\tid\teasy\tGET\t{path}\t{at}\t/list\tw\tn"))
                .unwrap()
                .remove(0)
        };
        let finding = |path: &str, parameter: Option<&str>| Finding {
            words: Vec::new(),
            path: path.into(),
            parameter: parameter.map(Into::into),
        };
        assert!(here(&finding("/a", Some("id")), &row("/a", "query:id")));
        assert!(here(&finding("/a", Some("id[$ne]")), &row("/a", "query:id")));
        assert!(here(&finding("/a", Some("/id")), &row("/a", "json:id")));
        assert!(!here(&finding("/a", Some("x")), &row("/a", "query:id")));
        assert!(!here(&finding("/a", None), &row("/a", "query:id")));
        assert!(here(&finding("/a/*", Some("1")), &row("/a/*", "path")));
        assert!(here(&finding("/list", None), &row("/a", "query:id")));
        assert!(here(&finding("/anything", None), &row("/", "-")));
    }
}
