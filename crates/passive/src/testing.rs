//! Exchanges for tests.

use crawl::{Exchange, Found, SiteRequest, WebUrl};
use net::http::Response;

use crate::sight::Sight;
use crate::view::View;

/// An answer in the making.
pub(crate) struct Answer {
    url: String,
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    authenticated: bool,
}

impl Answer {
    /// A page at `https://h.test/p`.
    pub(crate) fn page(html: &str) -> Self {
        Self::new("text/html; charset=utf-8", html)
    }

    pub(crate) fn new(media: &str, body: &str) -> Self {
        Self {
            url: "https://h.test/p".to_owned(),
            status: 200,
            headers: vec![("Content-Type".to_owned(), media.to_owned())],
            body: body.as_bytes().to_vec(),
            authenticated: false,
        }
    }

    pub(crate) fn url(mut self, url: &str) -> Self {
        self.url = url.to_owned();
        self
    }

    pub(crate) fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn authenticated(mut self) -> Self {
        self.authenticated = true;
        self
    }

    pub(crate) fn exchange(self) -> Exchange {
        let request = SiteRequest::get(WebUrl::parse(&self.url).unwrap(), Found::Link);
        let raw_request = format!("GET {} HTTP/1.1\r\n\r\n", request.url.target());
        let response = Response {
            status: self.status,
            reason: "OK".to_owned(),
            minor_version: 1,
            headers: self.headers,
            raw_head: Vec::new(),
            body: self.body,
            truncated: false,
        };
        Exchange {
            request,
            request_bytes: 0,
            raw_request,
            response,
            response_bytes: 0,
            authenticated: self.authenticated,
            session: 0,
        }
    }
}

/// The words that a check says about an answer, in order.
#[track_caller]
pub(crate) fn check(of: fn(&View<'_>, &mut Vec<Sight>), answer: Answer, expect: &[&str]) -> Vec<Sight> {
    let exchange = answer.exchange();
    let mut out = Vec::new();
    of(&View::new(&exchange), &mut out);
    let words: Vec<&str> = out.iter().map(|s| s.word).collect();
    let body = String::from_utf8_lossy(&exchange.response.body).into_owned();
    assert_eq!(words, expect, "{} {:?} {body}: {out:#?}", exchange.request.url, exchange.response.headers);
    out
}
