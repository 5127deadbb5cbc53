//! Answers cut down to what matters.

use crawl::Exchange;

/// The most bytes before and after a marker that a proof shows.
const AROUND: usize = 1_200;

/// The text around the first `marker`, cut at character borders; the beginning of the text if it is not there.
pub(crate) fn around<'a>(text: &'a str, marker: &str) -> &'a str {
    let at = if marker.is_empty() { 0 } else { text.find(marker).unwrap_or(0) };
    let (mut from, mut to) = (at.saturating_sub(AROUND), (at + marker.len() + AROUND).min(text.len()));
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    text.get(from..to).unwrap_or(text)
}

/// An answer as a proof shows it: its head, and the body around the marker.
pub(crate) fn shown_around(exchange: &Exchange, marker: &str) -> String {
    let response = &exchange.response;
    let head = String::from_utf8_lossy(&response.raw_head);
    let body = response.text();
    let part = around(&body, marker);
    let dots = |cut: bool| if cut { "[…]" } else { "" };
    let (before, after) = (!body.starts_with(part), !body.ends_with(part));
    format!("{}\n\n{}{part}{}", head.trim_end(), dots(before), dots(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_around_a_marker() {
        let long = format!("{}MARK{}", "é".repeat(5_000), "é".repeat(5_000));
        let cut = around(&long, "MARK");
        assert!(cut.contains("MARK") && cut.len() < 2 * AROUND + 10, "{}", cut.len());
        assert_eq!(around("short", "none"), "short");
        assert!(around(&long, "none").len() <= AROUND + 4);
    }
}
