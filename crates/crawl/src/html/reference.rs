//! Attributes that hold more than one reference, or a reference among other words.

/// The most candidates of a `srcset`.
const MOST_CANDIDATES: usize = 20;

/// The addresses of a `srcset`: `a.png 1x, b.png 2x`.
pub(super) fn srcset(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').filter_map(|candidate| candidate.split_whitespace().next()).take(MOST_CANDIDATES)
}

/// The address of a refresh: `5; url=/next`, with or without quotes and separators, in a `meta` element or a header.
pub(crate) fn refresh_target(value: &str) -> Option<&str> {
    let rest = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
    let rest = rest.trim_start_matches([';', ',']).trim_start();
    let rest = match rest.get(..3).filter(|k| k.eq_ignore_ascii_case("url")) {
        Some(_) => rest.get(3..)?.trim_start().strip_prefix('=')?.trim_start(),
        None => rest,
    };
    let target = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest,
    };
    let target = target.trim();
    (!target.is_empty()).then_some(target)
}

/// Whether the value of a `data-` attribute looks like an address.
pub(super) fn is_reference(value: &str) -> bool {
    let starts = ["/", "./", "../", "http://", "https://"].iter().any(|s| value.starts_with(s));
    starts && value.len() > 1 && value.len() <= 1024 && !value.contains(char::is_whitespace)
}

/// The same for values that nothing but their look tells from other texts: `list.php?x=1` is one too.
pub(super) fn looks_like_reference(value: &str) -> bool {
    let known = value.len() <= 1024 && !value.contains(char::is_whitespace) && crate::script::is_bare(value);
    is_reference(value) || known
}

/// Words of a text that look like addresses; at most 50.
pub(crate) fn references_in(text: &str) -> impl Iterator<Item = &str> {
    let edge = |c: char| matches!(c, '"' | '\'' | '(' | ')' | '<' | '>' | ',' | ';' | '.' | '[' | ']');
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>'));
    words.map(move |w| w.trim_matches(edge)).filter(|w| is_reference(w) && !w.starts_with("//")).take(50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_refreshes() {
        for (value, expect) in [
            ("0;url=/x", Some("/x")),
            ("5 ; URL = '/a b'", Some("/a b")),
            ("3, /x", Some("/x")),
            ("10", None),
            ("url=", None),
            ("1.5;url=\"/q?a=1\" junk", Some("/q?a=1")),
            ("0;ürl=/x", Some("ürl=/x")),
        ] {
            assert_eq!(refresh_target(value), expect, "{value}");
        }
    }

    #[test]
    fn finds_addresses_in_text() {
        let text = "see (http://h.test/a), or /b.php; not a/b, \"/c/d\"";
        assert_eq!(references_in(text).collect::<Vec<_>>(), ["http://h.test/a", "/b.php", "/c/d"]);
    }
}
