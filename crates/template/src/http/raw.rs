//! Requests written out in full.
//!
//! The text is taken apart at load: request line, headers, body. Values are filled into the parts afterwards, so a value
//! that holds a line break cannot become a header of its own. An `unsafe` request is one text and sent as it stands.

use crate::expr::{ParseError, Text};

/// A raw request.
#[derive(Debug, Clone)]
pub(crate) struct Raw {
    pub(crate) method: String,
    pub(crate) target: Text,
    pub(crate) headers: Vec<(String, Text)>,
    pub(crate) body: Text,
    /// Seconds to wait for the answer, from an `@timeout` line.
    pub(crate) timeout_seconds: Option<u64>,
    /// All of it, for `unsafe` blocks.
    pub(crate) whole: Option<Text>,
}

/// Why a raw request is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RawError {
    #[error("a raw request begins with a line such as \"GET /path HTTP/1.1\"")]
    RequestLine,
    #[error("header line \"{0}\" has no \":\"")]
    Header(String),
    #[error("annotation \"{0}\" is not supported yet")]
    Annotation(String),
    #[error(transparent)]
    Text(#[from] ParseError),
}

impl Raw {
    /// Takes a raw request apart.
    pub(crate) fn parse(text: &str, as_written: bool) -> Result<Self, RawError> {
        let (text, timeout_seconds) = annotations(text.trim_start())?;
        let (head, body) = split_head(text);
        let mut lines = head.lines();
        let (method, target) = request_line(lines.next().unwrap_or_default()).ok_or(RawError::RequestLine)?;
        let mut headers = Vec::new();
        for line in lines.filter(|line| !line.trim().is_empty()) {
            match line.split_once(':') {
                Some((name, value)) if !name.trim().is_empty() && !name.contains("{{") => {
                    headers.push((name.trim().to_owned(), Text::parse(value.trim())?));
                }
                // What smuggling checks send is no header at times; then only the whole counts.
                _ if as_written => {}
                _ => return Err(RawError::Header(line.chars().take(80).collect())),
            }
        }
        let whole = if as_written { Some(Text::parse(&with_line_ends(text))?) } else { None };
        let body = Text::parse(&safe_body(body, &headers))?;
        Ok(Self { method, target: Text::parse(target)?, headers, body, timeout_seconds, whole })
    }
}

impl Raw {
    /// The request with the line of its file that it stands on.
    pub(crate) fn at(self, line: u32) -> Self {
        let headers = self.headers.into_iter().map(|(name, text)| (name, text.at(line))).collect();
        let whole = self.whole.map(|text| text.at(line));
        Self { target: self.target.at(line), body: self.body.at(line), headers, whole, ..self }
    }
}

/// Lines such as `@timeout: 20s` before the request line.
fn annotations(text: &str) -> Result<(&str, Option<u64>), RawError> {
    let (mut rest, mut timeout) = (text, None);
    while rest.starts_with('@') {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let seconds = line.strip_prefix("@timeout:").map(|t| t.trim().trim_end_matches('s').parse::<u64>());
        match seconds {
            Some(Ok(seconds)) => timeout = Some(seconds.min(120)),
            _ => return Err(RawError::Annotation(line.chars().take(80).collect())),
        }
        rest = after.trim_start();
    }
    Ok((rest, timeout))
}

fn split_head(text: &str) -> (&str, &str) {
    let ends = [text.find("\r\n\r\n").map(|at| (at, 4)), text.find("\n\n").map(|at| (at, 2))];
    match ends.into_iter().flatten().min() {
        Some((at, length)) => (&text[..at], &text[at + length..]),
        None => (text, ""),
    }
}

fn request_line(line: &str) -> Option<(String, &str)> {
    let line = line.trim_end();
    let (method, rest) = line.split_once(' ')?;
    let target = rest.rsplit_once(" HTTP/").map_or(rest, |(target, _)| target).trim();
    let begins = ["/", "*", "{{", "http://", "https://"].iter().any(|start| target.starts_with(start));
    (is_method(method) && begins).then(|| (method.to_owned(), target))
}

/// A method: a token of RFC 9110 section 5.6.2, bounded.
pub(crate) fn is_method(method: &str) -> bool {
    (1..=32).contains(&method.len())
        && method.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// A block scalar ends with a line end that belongs to YAML and not to the body; parts of a multipart body want CRLF.
fn safe_body(body: &str, headers: &[(String, Text)]) -> String {
    let multipart = headers.iter().any(|(name, value)| {
        name.eq_ignore_ascii_case("content-type")
            && value.source_start().to_ascii_lowercase().starts_with("multipart/")
    });
    if multipart {
        with_line_ends(body)
    } else {
        let body = body.strip_suffix('\n').unwrap_or(body);
        body.strip_suffix('\r').unwrap_or(body).to_owned()
    }
}

/// CRLF for LF, unless the text holds CR and so says itself where they belong.
fn with_line_ends(text: &str) -> String {
    if text.contains('\r') { text.to_owned() } else { text.replace('\n', "\r\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_request_is_taken_apart() {
        let text = "@timeout: 20s\nPOST /a?b={{x}} HTTP/1.1\nHost: {{Hostname}}\nX-A: b:c\n\nk=v&l={{y}}\n";
        let raw = Raw::parse(text, false).unwrap();
        assert_eq!((raw.method.as_str(), raw.timeout_seconds), ("POST", Some(20)));
        assert_eq!(raw.target.variables(), ["x"]);
        assert_eq!(raw.headers[1].0, "X-A");
        assert_eq!(raw.headers[1].1.literal(), Some("b:c"));
        assert_eq!(raw.body.variables(), ["y"]);
        assert!(raw.whole.is_none());
    }

    #[test]
    fn line_ends_are_as_the_body_needs_them() {
        let body = |head: &str| {
            let raw = Raw::parse(&format!("POST / HTTP/1.1\n{head}\n\na\nb\n"), false).unwrap();
            raw.body.literal().unwrap().to_owned()
        };
        assert_eq!(body("A: b"), "a\nb");
        assert_eq!(body("Content-Type: multipart/form-data; boundary=x"), "a\r\nb\r\n");
        let whole = Raw::parse("GET / HTTP/1.1\nbad line\n\n", true).unwrap().whole.unwrap();
        assert_eq!(whole.literal(), Some("GET / HTTP/1.1\r\nbad line\r\n\r\n"));
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for text in
            ["", "GET", "/path", "G(T / HTTP/1.1", "GET / HTTP/1.1\nbad line", "@once\nGET / HTTP/1.1"]
        {
            assert!(Raw::parse(text, false).is_err(), "{text}");
        }
    }
}
