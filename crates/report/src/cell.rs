//! Cells that a spreadsheet takes for text.

use std::borrow::Cow;

/// A cell that no spreadsheet evaluates: one that begins like a formula gets an apostrophe in front (OWASP, "CSV
/// Injection"; the full-width signs are taken for formulas by East Asian editions).
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_quoted_and_text_is_not() {
        for (text, expect) in [
            ("", ""),
            ("text", "text"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(guarded(text), expect);
        }
    }
}
