//! Status line and headers: a lenient parser with bounds.

use crate::error::NetError;
use crate::http::Response;
use crate::limits::Limits;

/// Parses a response head at the start of `bytes`; gives the response without a body and the length of the head, or
/// `None` while it is not whole.
///
/// # Errors
/// `TooLarge` beyond the header bounds, `Protocol` for anything that is not HTTP/1.
pub(super) fn parse(bytes: &[u8], limits: &Limits) -> Result<Option<(Response, usize)>, NetError> {
    let mut slots = vec![httparse::EMPTY_HEADER; limits.headers];
    let mut head = httparse::Response::new(&mut slots);
    let mut config = httparse::ParserConfig::default();
    config
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true)
        .ignore_invalid_headers_in_responses(true);
    match config.parse_response(&mut head, bytes) {
        Ok(httparse::Status::Complete(length)) if length <= limits.header_bytes => {
            let text = |b: &[u8]| String::from_utf8_lossy(b).trim().to_owned();
            let headers = head.headers.iter().map(|h| (h.name.to_owned(), text(h.value))).collect();
            let response = Response {
                status: head.code.unwrap_or(0),
                reason: head.reason.unwrap_or("").to_owned(),
                minor_version: head.version.unwrap_or(0),
                headers,
                raw_head: bytes.get(..length).unwrap_or_default().to_vec(),
                ..Response::default()
            };
            Ok(Some((response, length)))
        }
        Ok(httparse::Status::Complete(_)) | Err(httparse::Error::TooManyHeaders) => Err(NetError::TooLarge),
        Ok(httparse::Status::Partial) if bytes.len() >= limits.header_bytes => Err(NetError::TooLarge),
        Ok(httparse::Status::Partial) => Ok(None),
        Err(_) => Err(NetError::Protocol("HTTP response")),
    }
}

/// How the body is delimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    None,
    Length(u64),
    Chunked,
    UntilClose,
}

/// The framing by RFC 9112 section 6.3, for a request that was a HEAD or not.
pub(super) fn framing(response: &Response, head_request: bool) -> Framing {
    if head_request || matches!(response.status, 100..=199 | 204 | 304) {
        return Framing::None;
    }
    let chunked =
        |v: &str| v.rsplit(',').next().is_some_and(|last| last.trim().eq_ignore_ascii_case("chunked"));
    if response.headers_named("transfer-encoding").last().is_some_and(chunked) {
        return Framing::Chunked;
    }
    match response.header("content-length").map(str::parse::<u64>) {
        Some(Ok(length)) => Framing::Length(length),
        _ => Framing::UntilClose,
    }
}

/// Whether the server leaves the connection open after its answer (RFC 9112 section 9.3).
pub(super) fn keeps_alive(response: &Response) -> bool {
    let says = |word: &str| {
        response
            .headers_named("connection")
            .flat_map(|v| v.split(','))
            .any(|v| v.trim().eq_ignore_ascii_case(word))
    };
    let ambiguous =
        response.header("transfer-encoding").is_some() && response.header("content-length").is_some();
    match response.minor_version {
        0 => says("keep-alive"),
        _ => response.status != 101 && !says("close") && !ambiguous,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, status: u16, expect: Framing) {
        let (response, length) = parse(text.as_bytes(), &Limits::default()).unwrap().unwrap();
        assert_eq!(
            (response.status, framing(&response, false), length),
            (status, expect, text.len()),
            "{text}"
        );
    }

    #[test]
    fn reads_odd_heads_and_tells_the_framing() {
        check("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 200, Framing::Length(5));
        check("HTTP/1.0 404\nServer: x\n\n", 404, Framing::UntilClose);
        check(
            "HTTP/1.1  200 OK\r\nBad Header\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n",
            200,
            Framing::Chunked,
        );
        check("HTTP/1.1 200 OK\r\nContent-Length : nonsense\r\n\r\n", 200, Framing::UntilClose);
        check("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", 204, Framing::None);
    }

    #[test]
    fn bounds_headers() {
        let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(1000));
        assert!(matches!(parse(many.as_bytes(), &Limits::default()), Err(NetError::TooLarge)));
        let long = format!("HTTP/1.1 200 OK\r\na: {}", "b".repeat(1 << 17));
        assert!(matches!(parse(long.as_bytes(), &Limits::default()), Err(NetError::TooLarge)));
        assert!(matches!(parse(b"SSH-2.0-x\r\n", &Limits::default()), Err(NetError::Protocol(_))));
    }

    proptest! {
        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300), split in 0usize..300) {
            let mut text = b"HTTP/1.1 200 OK\r\n".to_vec();
            text.extend_from_slice(&bytes);
            let _ = parse(&text, &Limits::default());
            let _ = parse(bytes.get(..split).unwrap_or(&bytes), &Limits::default());
        }
    }
}
