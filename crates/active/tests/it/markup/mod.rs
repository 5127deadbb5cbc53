//! Attacks on what the browser makes of an answer.

mod head;
mod quiet;
mod redirect;
mod stored;
mod templates;
mod xss;

use active::Outcome;

use crate::support::{run_check, site, words};

/// What a site makes of the value of its parameter `q`: the whole of an HTTP response.
pub(crate) type Answer = fn(&str) -> Vec<u8>;

/// Runs `check` at `q` of a site for each case and compares the words.
pub(crate) async fn each(check: &str, cases: &[(&str, Answer)], expect: &[&str]) {
    let mut wrong = Vec::new();
    for (name, answer) in cases {
        let answer = *answer;
        let outcome = run_one(check, answer).await;
        assert!(outcome.not_covered.is_empty(), "{name}: {:?}", outcome.not_covered);
        if words(&outcome) != expect {
            wrong.push(format!("{name}: {:?}", words(&outcome)));
        }
    }
    assert!(wrong.is_empty(), "expected {expect:?}:\n{}", wrong.join("\n"));
}

/// Runs `check` at `q` of a site.
pub(crate) async fn run_one(check: &str, answer: Answer) -> Outcome {
    let (port, _) = site(move |seen| answer(&seen.param("q"))).await;
    run_check(check, port, "/page?q=shoes", "q").await
}

/// The five characters of markup as references.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
