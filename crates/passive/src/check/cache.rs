//! Pages of a session that caches may keep.

use crate::sight::Sight;
use crate::view::View;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let is_data = view.page.is_some() || view.media.ends_with("json");
    if !view.exchange.authenticated || !view.is_success() || !is_data {
        return;
    }
    let control = view.header("cache-control").unwrap_or_default().to_ascii_lowercase();
    let holds = ["no-store", "private", "no-cache"].iter().any(|word| control.contains(word));
    let pragma = view.header("pragma").is_some_and(|v| v.eq_ignore_ascii_case("no-cache"));
    if holds || (control.is_empty() && pragma) {
        return;
    }
    let summary = "answers to a signed-in user do not tell caches to leave them alone";
    let sight = Sight::site("sensitive-page-cacheable", summary);
    out.push(if control.is_empty() {
        sight
    } else {
        sight.with("header", format!("cache-control: {control}"))
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn judges_pages_of_a_session() {
        let with = |value: &str| Answer::page("x").authenticated().header("Cache-Control", value);
        check(super::check, Answer::page("x").authenticated(), &["sensitive-page-cacheable"]);
        check(super::check, with("public, max-age=60"), &["sensitive-page-cacheable"]);
        check(super::check, with("No-Store"), &[]);
        check(super::check, with("private, max-age=0"), &[]);
        check(super::check, Answer::page("x").authenticated().header("Pragma", "no-cache"), &[]);
        check(super::check, Answer::page("x"), &[]);
        check(super::check, Answer::new("text/css", "x").authenticated(), &[]);
    }
}
