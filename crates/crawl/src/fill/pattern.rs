//! A text that matches a `pattern` attribute.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The longest pattern that is read and the longest text that is made, in bytes.
const LONGEST_PATTERN: usize = 500;
const LONGEST_TEXT: usize = 200;
/// The most parts that are looked at: repetitions of nothing make no text that could be bounded.
const MOST_STEPS: u32 = 5_000;

/// A text that `pattern` matches whole; `None` if it cannot be read. `wish` is used where any text will do.
pub(super) fn sample(pattern: &str, wish: &str) -> Option<String> {
    if pattern.len() > LONGEST_PATTERN {
        return None;
    }
    let hir = regex_syntax::ParserBuilder::new().nest_limit(20).build().parse(pattern).ok()?;
    let mut out = String::new();
    write(&hir, wish, &mut out, &mut { MOST_STEPS })?;
    Some(out)
}

fn write(hir: &Hir, wish: &str, out: &mut String, steps: &mut u32) -> Option<()> {
    *steps = steps.checked_sub(1)?;
    if out.len() > LONGEST_TEXT {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => out.push(member(class)?),
        HirKind::Repetition(repetition) => {
            // `.{3,}` and `\w+` take a word of the wish where it fits.
            let most = repetition.max.unwrap_or(u32::MAX);
            if let HirKind::Class(class) = repetition.sub.kind() {
                let count = u32::try_from(wish.chars().count()).unwrap_or(u32::MAX);
                let fits = (repetition.min..=most).contains(&count) && wish.chars().all(|c| holds(class, c));
                if fits && count > 0 && repetition.min < most {
                    out.push_str(wish);
                    return Some(());
                }
            }
            let count = repetition.min.max(u32::from(most > 0 && repetition.min == 0 && out.is_empty()));
            for _ in 0..count {
                write(&repetition.sub, wish, out, steps)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, wish, out, steps)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, wish, out, steps))?,
        HirKind::Alternation(choices) => write(choices.first()?, wish, out, steps)?,
    }
    Some(())
}

fn holds(class: &Class, c: char) -> bool {
    match class {
        Class::Unicode(class) => class.ranges().iter().any(|r| (r.start()..=r.end()).contains(&c)),
        Class::Bytes(class) => {
            u8::try_from(c).is_ok_and(|b| class.ranges().iter().any(|r| (r.start()..=r.end()).contains(&b)))
        }
    }
}

/// A member of a class: a letter or digit if it has one.
fn member(class: &Class) -> Option<char> {
    let plain = ['a', 'A', '0', '1', '-', '_', '.', '@', ' '];
    let first = || match class {
        Class::Unicode(class) => class.ranges().first().map(regex_syntax::hir::ClassUnicodeRange::start),
        Class::Bytes(class) => class.ranges().first().map(|r| r.start().into()),
    };
    plain.into_iter().find(|c| holds(class, *c)).or_else(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn matches_patterns() {
        for (pattern, expect) in [
            ("[0-9]{5}", Some("00000")),
            ("[A-Z]{2}[0-9]+", Some("AA0")),
            ("^(yes|no)$", Some("yes")),
            (".{3,}", Some("wish")),
            ("[a-z]+@[a-z]+\\.com", Some("wish@wish.com")),
            ("\\+?\\d{3}", Some("+000")),
            ("(?=x)y", None),
            ("(((((((((((((((((((((((((a)))))))))))))))))))))))))", None),
            ("[a-z]{1000}", None),
        ] {
            assert_eq!(sample(pattern, "wish").as_deref(), expect, "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(pattern in "[\\[\\](){}a-z0-9*+?|\\\\^$.,-]{0,40}") {
            let _ = sample(&pattern, "wish");
        }
    }
}
