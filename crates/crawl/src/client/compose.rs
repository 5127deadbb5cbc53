//! From a request of the site to what goes over the wire.

use model::Timestamp;
use net::http::Request;

use crate::cookie::Jar;
use crate::session::Secrets;
use crate::site::SiteRequest;

/// The client's own headers; a request may overrule them.
const OWN: [(&str, &str); 3] = [
    ("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"),
    ("Accept-Encoding", "gzip, deflate"),
    ("Accept-Language", "en"),
];
/// The longest `Cookie` value, in bytes: servers commonly take 8 to 16 KiB of headers. The first cookies count.
const LONGEST_COOKIES: usize = 8 * 1024;
/// The longest body that is shown in a proof, in bytes.
const LONGEST_SHOWN: usize = 4096;

/// A request ready to send.
pub(super) struct Composed {
    pub(super) authority: String,
    pub(super) body: Vec<u8>,
    /// Name, value, and whether it holds a secret.
    lines: Vec<(String, String, bool)>,
}

pub(super) fn compose(request: &SiteRequest, jar: &Jar, secrets: &Secrets, now: Timestamp) -> Composed {
    let origin = request.url.origin();
    let authority = if origin.is_default_port() {
        origin.host.clone()
    } else {
        format!("{}:{}", origin.host, origin.port)
    };
    // The host as the URL names it, an address without its brackets as well.
    let mut lines = vec![("Host".to_owned(), authority.clone(), false)];
    let encoded = request.body.encode();
    if let Some((media_type, _)) = &encoded {
        lines.push(("Content-Type".to_owned(), media_type.clone(), false));
    }
    if request.method == "POST" || request.method == "PUT" {
        lines.push(("Origin".to_owned(), origin_text(request), false));
        let length = encoded.as_ref().map_or(0, |(_, b)| b.len());
        lines.push(("Content-Length".to_owned(), length.to_string(), false));
    }
    if let Some(source) = request.source.as_ref().filter(|s| s.origin() == origin) {
        lines.push(("Referer".to_owned(), source.to_string(), false));
    }
    lines.extend(OWN.map(|(n, v)| (n.to_owned(), v.to_owned(), false)));
    for (name, value) in secrets.headers(&request.url) {
        set(&mut lines, name, value, true);
    }
    for (name, value) in &request.headers {
        set(&mut lines, name.clone(), value.clone(), false);
    }
    let (cookies, secret) = cookies(request, jar, secrets, now);
    if !cookies.is_empty() {
        lines.push(("Cookie".to_owned(), cookies, secret));
    }
    Composed { authority, body: encoded.map(|(_, b)| b).unwrap_or_default(), lines }
}

fn origin_text(request: &SiteRequest) -> String {
    let origin = request.url.origin();
    origin.root().map(|r| r.as_str().trim_end_matches('/').to_owned()).unwrap_or_default()
}

fn set(lines: &mut Vec<(String, String, bool)>, name: String, value: String, secret: bool) {
    lines.retain(|(n, _, _)| !n.eq_ignore_ascii_case(&name));
    lines.push((name, value, secret));
}

/// The value of the `Cookie` header; what the request brings overrules the session's, and that the jar's.
fn cookies(request: &SiteRequest, jar: &Jar, secrets: &Secrets, now: Timestamp) -> (String, bool) {
    let (mut pairs, mut length): (Vec<(String, String)>, usize) = (Vec::new(), 0);
    let own = request.cookies.clone().into_iter();
    let fixed = secrets.cookies(&request.url);
    let stored = jar.of(&request.url, now);
    let secret = !fixed.is_empty() || !stored.is_empty();
    for (name, value) in own.chain(fixed).chain(stored) {
        let fits = length + name.len() + value.len() + 3 <= LONGEST_COOKIES;
        if fits && !pairs.iter().any(|(n, _)| *n == name) {
            length += name.len() + value.len() + 3;
            pairs.push((name, value));
        }
    }
    let pairs: Vec<String> = pairs.into_iter().map(|(n, v)| format!("{n}={v}")).collect();
    (pairs.join("; "), secret)
}

impl Composed {
    pub(super) fn headers(&self) -> Vec<(&str, &str)> {
        self.lines.iter().map(|(n, v, _)| (n.as_str(), v.as_str())).collect()
    }

    /// The request as a proof shows it: without the session's secrets.
    pub(super) fn shown(&self, wire: &Request<'_>) -> String {
        let hidden: Vec<(&str, &str)> =
            self.lines.iter().map(|(n, v, secret)| (n.as_str(), if *secret { "***" } else { v })).collect();
        let body = self.body.get(..LONGEST_SHOWN).unwrap_or(&self.body);
        let bytes = Request { headers: &hidden, body, ..*wire }.to_bytes(&self.authority);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
