//! Numbers of payment cards.

use std::sync::LazyLock;

use regex::Regex;

use crate::sight::{Shown, Sight};
use crate::view::View;

/// Visa, Mastercard, American Express, Discover: whole, or in groups as cards show them.
const PATTERN: &str = r"(?:^|[^\w.,/=&?#-])((?:4\d{3}|5[1-5]\d{2}|2(?:2[2-9]\d|[3-6]\d{2}|7[01]\d)|6011|65\d{2})[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?:[^\w.-]|$)";
/// Words near a number that say that it is one.
const WORDS: &[&str] =
    &["card", "visa", "mastercard", "amex", "american express", "payment", "pan", "credit", "karte"];
/// How far around the number they are looked for, in bytes.
const NEAR: usize = 120;
/// Numbers that payment services publish for tests.
const TEST_NUMBERS: &[&str] = &[
    "4111111111111111",
    "4242424242424242",
    "4012888888881881",
    "4000056655665556",
    "4222222222222222",
    "5555555555554444",
    "5105105105105100",
    "5200828282828210",
    "2223003122003222",
    "378282246310005",
    "371449635398431",
    "6011111111111117",
    "6011000990139424",
];

static CARD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PATTERN).ok());

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(pattern) = CARD.as_ref().filter(|_| !view.is_asset() && view.is_success()) else { return };
    let text = view.visible();
    for found in pattern.captures_iter(text).filter_map(|c| c.get(1)) {
        let digits: String = found.as_str().chars().filter(char::is_ascii_digit).collect();
        if !luhn(&digits) || TEST_NUMBERS.contains(&digits.as_str()) || !is_meant(text, &found) {
            continue;
        }
        let last: String = digits.chars().skip(digits.len() - 4).collect();
        let range = view.text.find(found.as_str()).map_or(0..0, |at| at..at + found.len());
        let sight =
            Sight::page("card-number-disclosed", "an answer holds what looks like a payment card's number");
        out.push(sight.with("number", format!("ends in {last}")).shown(Shown::Secret(range)).likely());
        return;
    }
}

/// One number in ten passes the check digit by chance: a word nearby must say what it is.
fn is_meant(text: &str, found: &regex::Match<'_>) -> bool {
    let around = |from: usize, to: usize| {
        String::from_utf8_lossy(text.as_bytes().get(from..to).unwrap_or_default()).to_ascii_lowercase()
    };
    let near = around(found.start().saturating_sub(NEAR), (found.end() + NEAR).min(text.len()));
    let words: Vec<&str> = near.split(|c: char| !c.is_ascii_alphabetic()).collect();
    WORDS.iter().any(|w| words.iter().any(|x| x == w || (w.len() > 3 && x.starts_with(w))))
}

/// ISO/IEC 7812-1.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|b| u32::from(b.wrapping_sub(b'0')))
        .enumerate()
        .map(|(i, d)| if i % 2 == 0 { d } else { d * 2 / 10 + d * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn finds_numbers() {
        assert!(super::CARD.is_some());
        let word = ["card-number-disclosed"];
        check(super::check, Answer::page("Card: 4539 1488 0343 6467"), &word);
        check(super::check, Answer::page("<td>Visa<td>4539148803436467"), &word);
        for text in [
            "Card: 4539 1488 0343 6468",
            "Order 4539148803436467",
            "Card: 4111 1111 1111 1111",
            "card id 1.4539148803436467",
            "company 4539-1488-0343-6467-1",
        ] {
            check(super::check, Answer::page(text), &[]);
        }
    }
}
