//! Media types that are missing or say something else than the body.

use crate::sight::{Shown, Sight};
use crate::view::View;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let body = view.text.trim_start();
    if !view.is_success() || body.is_empty() {
        return;
    }
    let nosniff = view.header("x-content-type-options").is_some_and(|v| v.eq_ignore_ascii_case("nosniff"));
    if view.media.is_empty() {
        if !nosniff {
            let summary =
                "an answer with a body has no Content-Type: browsers guess, and may see a page in it";
            out.push(Sight::page("content-type-missing", summary));
        }
        return;
    }
    let shown = Shown::Text(0..0);
    if view.media == "text/html" && is_json(body) {
        let summary = "data in JSON is served as a page: texts of users in it would be run as markup";
        out.push(Sight::page("content-type-mismatch", summary).shown(shown));
    } else if !nosniff && is_sniffed(&view.media) && is_markup(body) {
        let summary = format!("a page is served as \"{}\", and sniffing is not forbidden", view.media);
        out.push(Sight::page("content-type-mismatch", summary).shown(shown));
    }
}

/// Types that browsers second-guess.
fn is_sniffed(media: &str) -> bool {
    matches!(media, "unknown/unknown" | "application/unknown" | "*/*")
}

fn is_markup(body: &str) -> bool {
    let start: String = body.chars().take(256).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<script", "<body"].iter().any(|tag| start.starts_with(tag))
}

/// An object or array as a whole, not a page that begins with a bracket.
fn is_json(body: &str) -> bool {
    let bracket = body.starts_with('{') || body.starts_with("[");
    bracket && body.len() < 256 * 1024 && serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok()
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn compares_type_and_body() {
        check(super::check, Answer::new("", "<html>"), &["content-type-missing"]);
        check(super::check, Answer::new("", "x").header("X-Content-Type-Options", "nosniff"), &[]);
        check(super::check, Answer::new("", ""), &[]);
        check(super::check, Answer::new("text/html", "{\"a\": [1]}"), &["content-type-mismatch"]);
        check(super::check, Answer::new("text/html", "[1, 2"), &[]);
        check(super::check, Answer::new("text/html", "<p>{}</p>"), &[]);
        check(super::check, Answer::new("application/json", "{}"), &[]);
        check(super::check, Answer::new("application/unknown", "<html>"), &["content-type-mismatch"]);
        check(super::check, Answer::new("text/plain", "<html>"), &[]);
    }
}
