//! Mail addresses, for whom it concerns.

use std::sync::LazyLock;

use regex::Regex;

use crate::sight::{Shown, Sight};
use crate::view::View;

const PATTERN: &str = r"\b[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,12}\b";
/// The most of one answer.
const MOST: usize = 10;
/// Endings of file names that look like domains (`logo@2x.png`).
const FILES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css"];

static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PATTERN).ok());

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(pattern) = EMAIL.as_ref().filter(|_| !view.is_asset() && view.is_success()) else { return };
    for found in pattern.find_iter(&view.text).filter(|m| is_real(m.as_str())).take(MOST) {
        let sight =
            Sight::site("email-disclosed", "answers hold mail addresses").with("addresses", found.as_str());
        out.push(sight.shown(Shown::Text(found.range())));
    }
}

fn is_real(address: &str) -> bool {
    let domain = address.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let top = domain.rsplit('.').next().unwrap_or_default();
    let reserved = ["example.com", "example.org", "example.net", "domain.com", "email.com", "yourdomain.com"];
    !FILES.contains(&top)
        && !matches!(top, "test" | "example" | "invalid")
        && !reserved.contains(&domain.as_str())
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn finds_addresses() {
        assert!(super::EMAIL.is_some());
        check(super::check, Answer::page("<a href=mailto:bob@shop.de>"), &["email-disclosed"]);
        for text in ["logo@2x.png", "you@example.com", "a@b", "@user", "x@y.test"] {
            check(super::check, Answer::page(text), &[]);
        }
        check(super::check, Answer::new("text/javascript", "bob@shop.de"), &[]);
    }
}
