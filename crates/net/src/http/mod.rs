//! A bounded HTTP/1 client that reads what odd servers send.

mod chunked;
mod coding;
mod connection;
mod exchange;
mod head;
mod request;

pub use connection::Connection;
pub use exchange::{exchange, exchange_raw, get, send};
pub use request::{Request, host_header};

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Reason phrase.
    pub reason: String,
    /// 0 for HTTP/1.0, 1 for HTTP/1.1.
    pub minor_version: u8,
    /// Header lines in the order sent; names as sent, values with invalid UTF-8 replaced.
    pub headers: Vec<(String, String)>,
    /// Status line and headers as they came.
    pub raw_head: Vec<u8>,
    /// The body, transfer coding removed, at most `Limits::body_bytes`.
    pub body: Vec<u8>,
    /// Whether the body is not whole: cut at the limit, or the server closed or fell silent in the middle.
    pub truncated: bool,
}

impl Response {
    /// The first header of that name; case does not matter.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// Every header of that name.
    pub fn headers_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// The body as text, invalid UTF-8 replaced.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}
