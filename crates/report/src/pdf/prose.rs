//! Foreign text made fit for the page: drawable characters, bounded length, words that can break.

use std::fmt::Write as _;

use super::world::can_draw;
use crate::text::{cut, one_line, shown};

/// The longest word that is left whole: what the narrowest text column holds.
const WORD: usize = 26;
/// The longest run of characters without a place to break inside a longer word.
const RUN: usize = 14;
/// An invisible place where a line may break.
const BREAK: char = '\u{200b}';

/// One line of at most `max` characters, breakable everywhere it needs to be.
pub(super) fn line(text: &str, max: usize) -> String {
    breakable(&drawable(&cut(&one_line(&head(text, max)), max)))
}

/// Paragraphs, at most `max` characters together; blank lines divide them.
pub(super) fn paragraphs(text: &str, max: usize) -> Vec<String> {
    let text = cut(&shown(&head(text, max)), max);
    text.split("\n\n").map(|p| breakable(&drawable(&one_line(p)))).filter(|p| !p.is_empty()).collect()
}

/// Enough of the beginning to judge whether it must be cut, so that a huge text is not copied whole.
fn head(text: &str, max: usize) -> String {
    text.chars().take(max.saturating_mul(2)).collect()
}

/// The text with characters that no embedded font has written out as `\u{4e2d}`.
pub(super) fn drawable(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || can_draw(c) {
            out.push(c);
        } else {
            let _ = write!(out, "{}", c.escape_unicode());
        }
    }
    out
}

/// The text with break opportunities in long words: after punctuation, else after [`RUN`] characters.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        if word.chars().nth(WORD).is_none() {
            out.push_str(word);
        } else {
            break_word(word, &mut out);
        }
    }
    out
}

fn break_word(word: &str, out: &mut String) {
    let mut run = 0;
    for c in word.chars() {
        if run >= RUN {
            out.push(BREAK);
            run = 0;
        }
        out.push(c);
        run += 1;
        if run > 2 && matches!(c, '/' | '.' | ':' | ',' | ';' | '=' | '&' | '?' | '_' | '}' | ')') {
            out.push(BREAK);
            run = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::is_deceptive;

    proptest! {
        #[test]
        fn any_text_becomes_bounded_drawable_and_breakable(text in "\\PC{0,300}|[\\x00-\\u{ffff}]{0,300}", max in 1usize..200) {
            let line = line(&text, max);
            prop_assert!(line.chars().all(|c| c == BREAK || (!c.is_control() && !is_deceptive(c) && can_draw(c))));
            prop_assert!(line.split([' ', BREAK]).all(|run| run.chars().count() <= WORD));
            // The longest escape of one character has ten characters.
            prop_assert!(line.chars().filter(|c| *c != BREAK).count() <= max * 10);
        }
    }

    #[test]
    fn no_run_is_longer_than_a_line() {
        let text = line(&"x".repeat(10_000), 500);
        assert_eq!(text.chars().filter(|c| *c != BREAK).count(), 500);
        assert!(text.split(BREAK).all(|run| run.chars().count() <= RUN));
    }

    #[test]
    fn characters_without_a_glyph_are_written_out() {
        assert_eq!(line("Größe – Ж α", 50), "Größe – Ж α");
        assert_eq!(drawable("中"), "\\u{4e2d}");
    }

    #[test]
    fn blank_lines_divide_paragraphs() {
        assert_eq!(paragraphs("one\ntwo\n\n\n three", 100), ["one two", "three"]);
    }
}
