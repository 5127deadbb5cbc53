//! What is asked.

use model::host::Host;

/// A request. It is written as given: no header is added but `Host`, `User-Agent`, `Accept`, `Connection` and
/// `Content-Length`, each only where the caller gave none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'a> {
    /// Method.
    pub method: &'a str,
    /// Request target, usually a path with its query.
    pub path: &'a str,
    /// Header lines.
    pub headers: &'a [(&'a str, &'a str)],
    /// Body; empty for none.
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// A GET of `path`.
    pub const fn get(path: &'a str) -> Self {
        Self { method: "GET", path, headers: &[], body: &[] }
    }

    /// The bytes on the wire. Line breaks in method, path and headers are left out, so that a value that came from a
    /// target cannot add lines.
    pub fn to_bytes(&self, host_header: &str) -> Vec<u8> {
        let given = |name: &str| self.headers.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
        let mut text = format!("{} {} HTTP/1.1\r\n", one_line(self.method), one_line(self.path));
        let length = self.body.len().to_string();
        let own = [
            ("Host", host_header, true),
            ("User-Agent", "Mozilla/5.0 (compatible; Watchpost)", true),
            ("Accept", "*/*", true),
            ("Connection", "close", true),
            ("Content-Length", length.as_str(), !self.body.is_empty()),
        ];
        let own = own.into_iter().filter(|(name, _, wanted)| *wanted && !given(name)).map(|(n, v, _)| (n, v));
        for (name, value) in own.chain(self.headers.iter().copied()) {
            text.push_str(&format!("{}: {}\r\n", one_line(name), one_line(value)));
        }
        text.push_str("\r\n");
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(self.body);
        bytes
    }
}

/// The value of the `Host` header for a host and port.
pub fn host_header(host: &Host, port: u16, tls: bool) -> String {
    let name = match (&host.name, host.address) {
        (Some(name), _) => name.clone(),
        (None, std::net::IpAddr::V6(v6)) => format!("[{v6}]"),
        (None, v4) => v4.to_string(),
    };
    let default = if tls { 443 } else { 80 };
    if port == default { name } else { format!("{name}:{port}") }
}

fn one_line(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect()
}
