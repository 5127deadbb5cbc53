//! Message texts: SARIF gives braces and brackets a meaning that foreign text must not have.

use serde_json::{Value, json};

/// A `message` or `multiformatMessageString` that says exactly `text`.
pub(super) fn message(text: &str) -> Value {
    json!({ "text": literal(text) })
}

/// `text` with placeholders (section 3.11.5) and embedded links (section 3.11.6) escaped.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("{{"),
            '}' => out.push_str("}}"),
            '[' => out.push_str("\\["),
            ']' => out.push_str("\\]"),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_links_are_text() {
        assert_eq!(literal("{0} [x](1) \\"), "{{0}} \\[x\\](1) \\\\");
    }
}
