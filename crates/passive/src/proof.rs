//! An exchange as proof: cut around what matters, and without secrets.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::sight::Shown;
use crate::view::View;

/// The most bytes of the request and of the head of the answer.
const MOST_REQUEST: usize = 2048;
const MOST_HEAD: usize = 2048;
/// How much of the body around a hit is shown, in bytes to either side, and of a hit itself.
const AROUND: usize = 300;
const MOST_HIT: usize = 600;

/// Request and answer, printable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Proof {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) request: String,
    pub(crate) response: String,
}

impl Proof {
    pub(crate) fn new(view: &View<'_>, shown: &Shown) -> Self {
        let request = &view.exchange.request;
        let mut response = head(view);
        match shown {
            Shown::Head => {}
            Shown::Text(range) => {
                response.push_str("\r\n");
                response.push_str(&excerpt(&view.text, range, cut(slice(&view.text, range), MOST_HIT)));
            }
            Shown::Secret(range) => {
                response.push_str("\r\n");
                response.push_str(&excerpt(&view.text, range, &masked(slice(&view.text, range))));
            }
        }
        Self {
            method: request.method.clone(),
            url: request.url.as_str().to_owned(),
            request: cut(&view.exchange.raw_request, MOST_REQUEST).to_owned(),
            response,
        }
    }
}

/// Status line and headers; values of cookies are left out, since they open sessions.
fn head(view: &View<'_>) -> String {
    let response = &view.exchange.response;
    let mut out = format!("HTTP/1.{} {} {}\r\n", response.minor_version, response.status, response.reason);
    for (name, value) in &response.headers {
        let line = match value.split_once('=') {
            Some((cookie, rest)) if name.eq_ignore_ascii_case("set-cookie") => {
                let attributes = rest.find(';').and_then(|at| rest.get(at..)).unwrap_or_default();
                format!("{name}: {cookie}=***{attributes}\r\n")
            }
            _ => format!("{name}: {value}\r\n"),
        };
        if out.len() + line.len() > MOST_HEAD {
            out.push_str("…\r\n");
            break;
        }
        out.push_str(&line);
    }
    out
}

fn excerpt(text: &str, range: &Range<usize>, hit: &str) -> String {
    let from = floor(text, range.start.saturating_sub(AROUND));
    let to = floor(text, range.end.saturating_add(AROUND));
    let before = text.get(from..range.start).unwrap_or_default();
    let after = text.get(range.end..to).unwrap_or_default();
    let (open, close) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    format!("{open}{before}{hit}{after}{close}")
}

fn slice<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}

/// A secret as it may be shown: its first characters, so that its owner knows it again.
pub(crate) fn masked(secret: &str) -> String {
    let shown = (secret.chars().count() / 4).min(4);
    let start: String = secret.chars().take(shown).collect();
    format!("{start}***")
}

/// The text cut to `max` bytes at a character border.
pub(crate) fn cut(text: &str, max: usize) -> &str {
    text.get(..floor(text, max)).unwrap_or_default()
}

/// The last character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use crate::sight::Shown;
    use crate::testing::Answer;
    use crate::view::View;

    use super::Proof;

    #[test]
    fn holds_no_secret() {
        let exchange = Answer::page("key: AKIAQWERTYUIOPASDFGH end")
            .header("Set-Cookie", "sid=topsecret; Path=/; Secure")
            .exchange();
        let view = View::new(&exchange);
        let proof = Proof::new(&view, &Shown::Secret(5..25));
        assert!(proof.response.contains("Set-Cookie: sid=***; Path=/; Secure"), "{}", proof.response);
        assert!(proof.response.contains("key: AKIA*** end"), "{}", proof.response);
        assert!(!proof.response.contains("topsecret") && !proof.response.contains("QWERTY"));
    }

    #[test]
    fn is_cut_at_borders() {
        let exchange = Answer::page(&"ü".repeat(5000)).exchange();
        let view = View::new(&exchange);
        let proof = Proof::new(&view, &Shown::Text(1000..9000));
        assert!(proof.response.len() < 4000, "{}", proof.response.len());
    }
}
