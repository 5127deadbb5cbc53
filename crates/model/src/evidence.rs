//! What proves a finding.

use serde::{Deserialize, Serialize};

/// The longest text of one evidence item, in bytes; longer ones are cut.
pub const MAX_ITEM: usize = 8 * 1024;
/// The most items of one piece of evidence.
pub const MAX_ITEMS: usize = 32;

/// The proof of one observation. Text comes from hostile targets: it is shown, never evaluated, and holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// One sentence: what was seen and why it is a weakness.
    pub summary: String,
    /// Named details in display order: request, response, version, offered algorithms …
    pub items: Vec<EvidenceItem>,
    /// Where in a web application, and the requests that show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web: Option<Box<WebEvidence>>,
}

crate::words! {
    /// Part of a request that took the value; the words of the DAST API.
    InsertionKind {
        /// None: the answer itself is the weakness.
        None = "",
        /// A cookie.
        Cookie = "cookie",
        /// A parameter of query or form.
        Parameter = "parameter",
        /// A parameter that the page did not offer.
        ArbitraryParameter = "arbitrary_url_param",
        /// A header.
        Header = "header",
        /// A folder of the path.
        UrlFolder = "url_folder",
        /// The last segment of the path.
        UrlFilename = "url_filename",
        /// A scalar of a JSON body.
        JsonParameter = "json_parameter",
        /// The body as a whole.
        RequestBody = "request_body",
        /// A field of a multipart body.
        MultipartParameter = "multipart_parameter",
        /// A variable of GraphQL.
        GraphqlParameter = "graphql_parameter",
        /// Something else.
        NonStandardParameter = "non_standard_parameter",
    }
}

/// Where in a web application a weakness is, and the requests that show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebEvidence {
    /// Method in upper case.
    pub method: String,
    /// Full address.
    pub url: String,
    /// What took the value.
    pub insertion_point: InsertionKind,
    /// Its name; empty where there is none.
    pub parameter: String,
    /// What was put there.
    pub value: String,
    /// The attack first, then the control request, at most [`MAX_EXCHANGES`].
    pub exchanges: Vec<RawExchange>,
}

/// The most exchanges of one piece of evidence.
pub const MAX_EXCHANGES: usize = 4;

/// A request and its answer, as bytes on the wire made printable; secrets of the session are `***`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawExchange {
    /// What it shows: `attack`, `control` …
    pub label: String,
    /// The request.
    pub request: String,
    /// The answer, cut around what matters.
    pub response: String,
}

/// One named detail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceItem {
    /// What it is, such as `response`.
    pub label: String,
    /// The text, at most [`MAX_ITEM`] bytes.
    pub text: String,
}

impl Evidence {
    /// Evidence with a summary alone.
    pub fn new(summary: impl Into<String>) -> Self {
        Self { summary: printable(&summary.into(), MAX_ITEM), items: Vec::new(), web: None }
    }

    /// The same with one more item; beyond [`MAX_ITEMS`] items are dropped.
    #[must_use]
    pub fn with(mut self, label: &str, text: impl AsRef<str>) -> Self {
        if self.items.len() < MAX_ITEMS {
            self.items
                .push(EvidenceItem { label: label.to_owned(), text: printable(text.as_ref(), MAX_ITEM) });
        }
        self
    }
}

impl Evidence {
    /// Every detail as text, those of the web among them: address, place and exchanges come first.
    pub fn lines(&self) -> Vec<EvidenceItem> {
        let mut lines = self.web.as_ref().map(|web| web.lines()).unwrap_or_default();
        lines.extend(self.items.iter().cloned());
        lines
    }
}

impl WebEvidence {
    fn lines(&self) -> Vec<EvidenceItem> {
        let line = |label: &str, text: String| EvidenceItem { label: label.to_owned(), text };
        let mut lines = vec![line("address", format!("{} {}", self.method, self.url))];
        if !self.parameter.is_empty() {
            lines.push(line("parameter", format!("{} ({})", self.parameter, self.insertion_point)));
        }
        if !self.value.is_empty() {
            lines.push(line("value", self.value.clone()));
        }
        for exchange in &self.exchanges {
            lines.push(line(&format!("{}: request", exchange.label), exchange.request.clone()));
            lines.push(line(&format!("{}: response", exchange.label), exchange.response.clone()));
        }
        lines
    }

    /// Adds an exchange; texts are made printable and cut to [`MAX_ITEM`] bytes, beyond [`MAX_EXCHANGES`] it is dropped.
    #[must_use]
    pub fn with(mut self, label: &str, request: impl AsRef<str>, response: impl AsRef<str>) -> Self {
        if self.exchanges.len() < MAX_EXCHANGES {
            // Line ends of HTTP are CR LF: shown as plain line ends.
            let show = |text: &str| printable(&text.replace("\r\n", "\n"), MAX_ITEM);
            self.exchanges.push(RawExchange {
                label: label.to_owned(),
                request: show(request.as_ref()),
                response: show(response.as_ref()),
            });
        }
        self
    }
}

/// The text with control characters other than line feed and tab escaped, cut to `max` bytes at a character border.
pub fn printable(text: &str, max: usize) -> String {
    let mut out = String::with_capacity(text.len().min(max));
    for c in text.chars() {
        let escaped = match c {
            '\n' | '\t' => None,
            '\r' => Some("\\r".to_owned()),
            c if c.is_control() => Some(format!("\\x{:02x}", c as u32)),
            _ => None,
        };
        let len = escaped.as_ref().map_or(c.len_utf8(), String::len);
        if out.len() + len > max {
            break;
        }
        match escaped {
            Some(e) => out.push_str(&e),
            None => out.push(c),
        }
    }
    out
}
