//! X-Content-Type-Options and Referrer-Policy.

use crate::sight::Sight;
use crate::view::View;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    if !view.is_success() {
        return;
    }
    sniffing(view, out);
    referrer(view, out);
}

fn sniffing(view: &View<'_>, out: &mut Vec<Sight>) {
    let first = view.header("x-content-type-options").and_then(|v| v.split(',').next()).unwrap_or_default();
    if first.trim().eq_ignore_ascii_case("nosniff") || view.exchange.response.body.is_empty() {
        return;
    }
    let summary = "answers come without \"X-Content-Type-Options: nosniff\"";
    out.push(Sight::site("missing-nosniff", summary));
}

fn referrer(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(page) = &view.page else { return };
    // The last word that a browser knows counts; older ones stand before it as a fall-back.
    let header: Vec<String> = view
        .exchange
        .response
        .headers_named("referrer-policy")
        .flat_map(|v| v.split(','))
        .map(|v| v.trim().to_ascii_lowercase())
        .filter(|v| KNOWN.contains(&v.as_str()))
        .collect();
    match page.referrer.as_ref().or(header.last()) {
        None => out.push(Sight::site("missing-referrer-policy", "pages come without a Referrer-Policy")),
        Some(policy) if matches!(policy.as_str(), "unsafe-url" | "no-referrer-when-downgrade") => {
            let summary = format!("Referrer-Policy \"{policy}\" sends full addresses to other sites");
            out.push(Sight::site("referrer-policy-unsafe", summary).with("policy", policy));
        }
        Some(_) => {}
    }
}

/// The words of the specification.
const KNOWN: [&str; 8] = [
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
];

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn judges_the_headers() {
        let page = |body: &str| Answer::page(body).header("X-Content-Type-Options", "NoSniff");
        let with = |value: &str| page("x").header("Referrer-Policy", value);
        check(super::check, Answer::page("x"), &["missing-nosniff", "missing-referrer-policy"]);
        check(
            super::check,
            Answer::page("x").header("X-Content-Type-Options", "no"),
            &["missing-nosniff", "missing-referrer-policy"],
        );
        check(super::check, Answer::new("application/json", "{}"), &["missing-nosniff"]);
        check(super::check, Answer::new("application/json", ""), &[]);
        check(super::check, Answer::page("x").status(404), &[]);
        check(super::check, with("strict-origin"), &[]);
        check(super::check, with("unsafe-url, strict-origin-when-cross-origin"), &[]);
        check(super::check, with("strict-origin, unsafe-url"), &["referrer-policy-unsafe"]);
        check(super::check, with("nonsense"), &["missing-referrer-policy"]);
        check(super::check, page("<meta name=referrer content=same-origin>"), &[]);
    }
}
