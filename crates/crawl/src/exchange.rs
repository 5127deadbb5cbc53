//! One request with its answer.

use net::http::Response;

use crate::site::SiteRequest;
use crate::web_url::WebUrl;

/// What was asked and what came back. Bodies and headers are hostile.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// The request as the site offers it, without the session's headers and cookies.
    pub request: SiteRequest,
    /// Bytes of the request on the wire, the session's secrets replaced by `***`; for proofs.
    pub raw_request: String,
    /// Bytes of the request on the wire.
    pub request_bytes: u64,
    /// The answer; its body with content codings removed, within the limit.
    pub response: Response,
    /// Bytes of the answer as it came, head and body.
    pub response_bytes: u64,
    /// Whether the session's secrets went along.
    pub authenticated: bool,
    /// The number of the session that the request was part of; it grows with each login.
    pub session: u32,
}

impl Exchange {
    /// What it counts for the bound of bytes: as it came, or unpacked if that is more.
    pub(crate) fn cost(&self) -> u64 {
        self.response_bytes.max(self.response.body.len() as u64)
    }

    /// The media type of the answer: lower case, without parameters; empty if none is given.
    pub fn media_type(&self) -> String {
        let value = self.response.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Where a redirect leads, if the answer is one and its target can be asked for.
    pub fn redirect(&self) -> Option<WebUrl> {
        if !matches!(self.response.status, 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        self.request.url.join(self.response.header("location")?).ok()
    }
}
