//! Fetches an address on behalf of a visitor, as a server does that can be made to. Loopback only, whatever is asked for.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Most bytes of an answer.
const MOST: u64 = 64 * 1024;
/// How long a fetch may take.
const LONGEST: Duration = Duration::from_secs(3);

/// The body at an address, or what a library says when there is none.
pub(crate) async fn fetch(url: &str) -> String {
    let Some((addr, host, path)) = place(url) else {
        return "curl: (6) Could not resolve host".to_owned();
    };
    match tokio::time::timeout(LONGEST, get(addr, &host, &path)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => "curl: (7) Failed to connect".to_owned(),
        Err(_) => "curl: (28) Operation timed out".to_owned(),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a weak server that fetches: it goes to loopback addresses and nowhere else"
)]
async fn get(addr: SocketAddr, host: &str, path: &str) -> std::io::Result<String> {
    let mut stream = tokio::net::TcpStream::connect(addr).await?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: harbour/1.0\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(MOST).read_to_end(&mut answer).await?;
    let text = String::from_utf8_lossy(&answer).into_owned();
    Ok(text.split_once("\r\n\r\n").map_or(text.clone(), |(_, body)| body.to_owned()))
}

/// Address, host and path of an address on loopback.
fn place(url: &str) -> Option<(SocketAddr, String, String)> {
    let lower = url.trim().to_ascii_lowercase();
    lower.strip_prefix("http://")?;
    let rest = url.trim().get("http://".len()..)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit('@').next()?;
    let (name, port) = match host.strip_prefix('[') {
        Some(inner) => {
            let (name, after) = inner.split_once(']')?;
            (name, after.strip_prefix(':').map_or(Some(80), |p| p.parse().ok())?)
        }
        None => host.split_once(':').map_or(Some((host, 80)), |(n, p)| Some((n, p.parse().ok()?)))?,
    };
    let ip = address(name)?;
    let path = match path.split('#').next().unwrap_or_default() {
        "" => "/".to_owned(),
        query if query.starts_with('?') => format!("/{query}"),
        path => path.to_owned(),
    };
    let clean = !path.contains(|c: char| c.is_control() || c == ' ') && !host.contains(char::is_control);
    clean.then(|| (SocketAddr::new(ip, port), host.to_owned(), path))
}

/// A loopback address in any of its spellings.
fn address(name: &str) -> Option<IpAddr> {
    let ip = match name {
        "localhost" => IpAddr::V4(Ipv4Addr::LOCALHOST),
        name => name
            .parse::<IpAddr>()
            .ok()
            .or_else(|| name.parse::<u32>().ok().map(|n| IpAddr::V4(n.into())))
            .or_else(|| Some(IpAddr::V4(u32::from_str_radix(name.strip_prefix("0x")?, 16).ok()?.into())))?,
    };
    ip.is_loopback().then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_reached() {
        for good in [
            "http://127.0.0.1:81/x",
            "HTTP://localhost/",
            "http://a@127.1.2.3?q",
            "http://[::1]:9/",
            "http://2130706433/",
        ] {
            assert!(place(good).is_some(), "{good}");
        }
        for bad in [
            "http://192.0.2.1/",
            "http://example.test/",
            "https://127.0.0.1/",
            "file:///etc/passwd",
            "",
            "http://[::1",
            "http://127.0.0.1/ x",
        ] {
            assert!(place(bad).is_none(), "{bad}");
        }
    }
}
