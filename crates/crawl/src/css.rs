//! Addresses in style sheets: `url(…)` and `@import`.

/// The most addresses of one sheet.
const MOST: usize = 200;
/// The longest address, in bytes.
const LONGEST: usize = 1024;

/// The references of a style sheet or a `style` attribute, in order; those in comments too.
pub fn references(css: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = css;
    while let Some(at) = rest.find(['u', 'U', '@']).filter(|_| found.len() < MOST) {
        let here = rest.get(at..).unwrap_or_default();
        rest = here.get(1..).unwrap_or_default();
        if let Some(inner) = after(here, "url(") {
            let inner = start(inner);
            found.extend(inner.split(')').next().map(unquoted));
        } else if let Some(inner) = after(here, "@import").map(str::trim_start)
            && let Some(quote) = inner.chars().next().filter(|c| matches!(c, '"' | '\''))
        {
            let text = start(inner.get(1..).unwrap_or_default());
            found.extend(text.split_once(quote).map(|(reference, _)| reference));
        }
    }
    found.retain(|r| !r.is_empty() && !r.starts_with('#'));
    found
}

/// What stands behind `word`, in any case, at the start of `text`.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}

/// As much of a text as an address may be long. So a sheet of beginnings without ends costs no more than its length.
fn start(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default()
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_references() {
        for (css, expect) in [
            ("a { background: url(x.png) } b { src: URL( '/y' ) }", vec!["x.png", "/y"]),
            ("@import \"a.css\"; @IMPORT url(b.css);", vec!["a.css", "b.css"]),
            ("a { fill: url(#id) } curl(", vec![]),
            ("url(", vec![]),
            ("@import 'x", vec![]),
        ] {
            assert_eq!(references(css), expect, "{css}");
        }
        assert!(references(&format!("url({}", "ü".repeat(3_000))).iter().all(|r| r.len() <= LONGEST));
        assert_eq!(references(&"url(a)".repeat(10_000)).len(), MOST);
    }

    proptest! {
        #[test]
        fn never_panics(css in "(url\\(|@import|[uU@ü'\"() a/]){0,60}") {
            let _ = references(&css);
        }
    }
}
