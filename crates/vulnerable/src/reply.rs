//! An answer, and what must happen before it is given.

use std::time::Duration;

/// The longest time that an answer is held back. Longer than the sleeps that scanners ask for by default, so that none is
/// favoured.
pub(crate) const LONGEST: Duration = Duration::from_secs(12);

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Written as they are: a line break in a value splits the answer, as it does in the applications acted here.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// How long it is held back.
    pub(crate) delay: Duration,
    /// An address to fetch first; only loopback is.
    pub(crate) fetch: Option<Fetch>,
    /// Whether the layout's headers against sniffing, framing and scripts go along.
    pub(crate) hardened: bool,
}

/// A fetch on behalf of the visitor.
#[derive(Debug, Clone)]
pub(crate) struct Fetch {
    pub(crate) url: String,
    /// Whether the fetched body is put where the answer says `@@FETCHED@@`.
    pub(crate) shown: bool,
}

impl Reply {
    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("Content-Type".to_owned(), kind.to_owned())],
            body: body.into(),
            delay: Duration::ZERO,
            fetch: None,
            hardened: true,
        }
    }

    pub(crate) fn text(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "text/plain; charset=utf-8", body)
    }

    pub(crate) fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "application/json", body)
    }

    pub(crate) fn redirect(to: &str) -> Self {
        Self::new(302, "text/html; charset=utf-8", "<p>moved</p>").with("Location", to)
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay.min(LONGEST);
        self
    }

    pub(crate) fn fetching(mut self, url: &str, shown: bool) -> Self {
        self.fetch = Some(Fetch { url: url.to_owned(), shown });
        self
    }

    pub(crate) fn bare(mut self) -> Self {
        self.hardened = false;
        self
    }

    /// The bytes of the answer.
    pub(crate) fn bytes(&self, head_only: bool, keep_alive: bool) -> Vec<u8> {
        let mut out = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            out += &format!("{name}: {value}\r\n");
        }
        if self.hardened {
            out += "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: same-origin\r\n";
            out += "Permissions-Policy: camera=()\r\n";
        }
        out += if keep_alive { "Connection: keep-alive\r\n" } else { "Connection: close\r\n" };
        out += &format!("Content-Length: {}\r\n\r\n", self.body.len());
        let mut out = out.into_bytes();
        if !head_only {
            out.extend(&self.body);
        }
        out
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        302 => "Found",
        303 => "See Other",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        _ => "Other",
    }
}
