//! Ordering of version texts as products print them.
//!
//! The rules: runs of digits compare as numbers, runs of letters as text; a pre-release word (`alpha`, `beta`, `rc`,
//! `pre`, `dev`) sorts before the bare version, any other letters after it (`1.0.2` < `1.0.2k`, `9.2` < `9.2p1`), and
//! a further number after both (`1.0.2k` < `1.0.2.1`). Trailing zeros mean nothing (`1.20` = `1.20.0`).

use std::cmp::Ordering;

/// The longest version that is looked at, in bytes; longer texts are cut.
const MAX_LEN: usize = 128;

/// One run of a version text. The order of the variants is the order of versions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    PreRelease(String),
    End,
    Letters(String),
    /// Digits without leading zeros, after their count, so that the order is numeric without a largest number.
    Number(usize, String),
}

/// Compares two versions.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    parts(a).cmp(&parts(b))
}

/// A product's version without what distributions and forks append: epoch, package revision, build and vendor words.
/// `1:9.2p1-2+deb12u3` is `9.2p1`, `5.5.5-10.11.19-MariaDB` is `10.11.19`, `4.17.12-Debian` is `4.17.12`.
pub(crate) fn upstream(text: &str) -> &str {
    let text = cut(text).trim().trim_start_matches(['v', 'V']);
    let text = match text.split_once(':') {
        Some((epoch, rest)) if epoch.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => text,
    };
    // MariaDB before 11 hides behind a version that old replication clients accept.
    let text = match text.strip_prefix("5.5.5-") {
        Some(rest) if rest.to_ascii_lowercase().contains("mariadb") => rest,
        _ => text,
    };
    let end = text.char_indices().find(|&(i, c)| ends_here(text, i, c)).map_or(text.len(), |(i, _)| i);
    text[..end].trim_end_matches(['.', '-', '_'])
}

/// Splits the patch level or pre-release off a version, as the official CPE dictionary does: `9.2p1` is (`9.2`, `p1`),
/// `1.3.5rc3` is (`1.3.5`, `rc3`), `1.0.2k` stays whole.
pub(crate) fn split_update(version: &str) -> (&str, &str) {
    let Some(start) = version.char_indices().find(|(_, c)| c.is_ascii_alphabetic()).map(|(i, _)| i) else {
        return (version, "");
    };
    let update = &version[start..];
    let word_end = update.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(update.len());
    let (word, number) = update.split_at(word_end);
    let numbered = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let known = is_pre_release(word) && (numbered || number.is_empty()) || word == "p" && numbered;
    if start == 0 || !known {
        return (version, "");
    }
    (version[..start].trim_end_matches(['-', '_', '.']), update)
}

fn ends_here(text: &str, i: usize, c: char) -> bool {
    match c {
        '+' | '~' | '/' | ',' | ';' | '(' | ')' | '"' => true,
        c if c.is_whitespace() || c.is_control() => true,
        '-' | '_' => {
            let rest = &text[i + 1..];
            let word_end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let word = &rest[..word_end];
            // `-2` is a package revision, `-rc1` and `-p3` belong to the version, `-Debian` does not.
            !(is_pre_release(word) || word == "p" || word == "P")
        }
        _ => false,
    }
}

fn is_pre_release(word: &str) -> bool {
    const WORDS: [&str; 8] = ["alpha", "beta", "rc", "pre", "preview", "dev", "snapshot", "cr"];
    WORDS.iter().any(|w| word.eq_ignore_ascii_case(w))
}

fn parts(text: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut rest = cut(text);
    while let Some(c) = rest.chars().next() {
        let same = |x: char| match c {
            c if c.is_ascii_digit() => x.is_ascii_digit(),
            c if c.is_alphabetic() => x.is_alphabetic(),
            _ => !x.is_ascii_digit() && !x.is_alphabetic(),
        };
        let end = rest.find(|x| !same(x)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        if c.is_ascii_digit() {
            let digits = run.trim_start_matches('0').to_owned();
            out.push(Part::Number(digits.len(), digits));
        } else if c.is_alphabetic() {
            drop_zeros(&mut out);
            let word = run.to_lowercase();
            out.push(if is_pre_release(&word) { Part::PreRelease(word) } else { Part::Letters(word) });
        }
    }
    drop_zeros(&mut out);
    out.push(Part::End);
    out
}

fn drop_zeros(parts: &mut Vec<Part>) {
    while matches!(parts.last(), Some(Part::Number(0, _))) {
        parts.pop();
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(MAX_LEN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn orders_versions() {
        let ascending = [
            "0.6.18",
            "1.0rc1",
            "1.0",
            "1.0.1",
            "1.0.2-beta1",
            "1.0.2",
            "1.0.2a",
            "1.0.2k",
            "1.0.2zg",
            "1.1.0",
            "2.4.9",
            "2.4.49",
            "8.5",
            "8.5p1",
            "9.2p1",
            "9.8p1",
            "9.10p1",
            "10.11.19",
            "20230101",
        ];
        for pair in ascending.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        for (a, b) in [("1.20", "1.20.0"), ("9.2P1", "9.2p1"), ("1.02", "1.2"), ("1.0-rc1", "1.0rc1")] {
            assert_eq!(compare(a, b), Ordering::Equal, "{a} {b}");
        }
    }

    #[test]
    fn finds_the_upstream_version() {
        for (text, expect) in [
            ("9.2p1", "9.2p1"),
            ("1:9.2p1-2+deb12u3", "9.2p1"),
            ("2.4.6-97.el7", "2.4.6"),
            ("10.11.19-MariaDB", "10.11.19"),
            ("5.5.5-10.11.19-MariaDB-1:10.11.19+maria~deb12", "10.11.19"),
            ("5.5.5-log", "5.5.5"),
            ("4.17.12-Debian", "4.17.12"),
            ("v3.5.1", "3.5.1"),
            ("4.2.8-p10", "4.2.8-p10"),
            ("2.4.49 (Unix)", "2.4.49"),
            ("1.0.2k-fips", "1.0.2k"),
            ("7.0.0-rc2", "7.0.0-rc2"),
            ("", ""),
        ] {
            assert_eq!(upstream(text), expect, "{text}");
        }
    }

    #[test]
    fn splits_updates() {
        for (text, expect) in [
            ("9.2p1", ("9.2", "p1")),
            ("1.3.5rc3", ("1.3.5", "rc3")),
            ("4.2.8-p10", ("4.2.8", "p10")),
            ("1.0.2k", ("1.0.2k", "")),
            ("2.4.49", ("2.4.49", "")),
            ("p1", ("p1", "")),
        ] {
            assert_eq!(split_update(text), expect, "{text}");
        }
    }

    proptest! {
        #[test]
        fn is_an_order(a in "[0-9a-z.\\-]{0,12}", b in "[0-9a-z.\\-]{0,12}", c in "[0-9a-z.\\-]{0,12}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
                prop_assert!(compare(&a, &c).is_le());
            }
        }

        #[test]
        fn never_panics(text in ".{0,200}") {
            let version = upstream(&text);
            prop_assert!(text.contains(version));
            split_update(version);
            compare(version, &text);
        }
    }
}
