//! A site on loopback whose answers a test writes.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request as the site saw it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) cookie: String,
    pub(crate) body: String,
}

impl Asked {
    /// The path as sent.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// A parameter of query or form body, decoded; empty if there is none.
    pub(crate) fn param(&self, name: &str) -> String {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let mut pairs = query.split('&').chain(self.body.split('&'));
        decode(pairs.find_map(|p| p.strip_prefix(&format!("{name}="))).unwrap_or_default())
    }
}

/// An answer.
pub(crate) struct Reply {
    status: &'static str,
    headers: String,
    body: String,
}

impl Reply {
    /// An HTML page.
    pub(crate) fn page(body: &str) -> Self {
        let headers = "Content-Type: text/html; charset=utf-8\r\n".to_owned();
        Self { status: "200 OK", headers, body: body.to_owned() }
    }

    /// A JSON text.
    pub(crate) fn json(body: &str) -> Self {
        let headers = "Content-Type: application/json\r\n".to_owned();
        Self { status: "200 OK", headers, body: body.to_owned() }
    }

    /// A redirect.
    pub(crate) fn to(place: &str) -> Self {
        Self { status: "302 Found", headers: format!("Location: {place}\r\n"), body: String::new() }
    }

    pub(crate) fn status(self, status: &'static str) -> Self {
        Self { status, ..self }
    }

    pub(crate) fn cookie(mut self, cookie: &str) -> Self {
        self.headers.push_str(&format!("Set-Cookie: {cookie}; Path=/; HttpOnly\r\n"));
        self
    }
}

/// Every request that a site saw.
pub(crate) type Log = Arc<Mutex<Vec<Asked>>>;

/// Starts a site. Connections stay open.
pub(crate) async fn site(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> (u16, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let log = Log::default();
    let (seen, answer) = (log.clone(), Arc::new(answer));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (seen, answer) = (seen.clone(), answer.clone());
            tokio::spawn(async move { serve(stream, &seen, answer.as_ref()).await });
        }
    });
    (port, log)
}

async fn serve(mut stream: TcpStream, log: &Log, answer: &(impl Fn(&Asked) -> Reply + ?Sized)) {
    let mut bytes = Vec::new();
    while let Some(asked) = read(&mut stream, &mut bytes).await {
        log.lock().unwrap().push(asked.clone());
        let Reply { status, headers, body } = answer(&asked);
        let reply = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len());
        if stream.write_all(reply.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn read(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<Asked> {
    let mut piece = [0; 8192];
    loop {
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let header = |name: &str| {
                let mut pairs = head.lines().filter_map(|l| l.split_once(':'));
                pairs.find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim().to_owned())
            };
            let length = header("content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                let body = String::from_utf8_lossy(&bytes[end + 4..end + 4 + length]).into_owned();
                let cookie = header("cookie").unwrap_or_default();
                let mut words = head.split_whitespace().map(str::to_owned);
                bytes.drain(..end + 4 + length);
                return Some(Asked { method: words.next()?, target: words.next()?, cookie, body });
            }
        }
        match stream.read(&mut piece).await {
            Ok(n) if n > 0 => bytes.extend_from_slice(&piece[..n]),
            _ => return None,
        }
    }
}

/// Percent escapes and plus signs undone.
pub(crate) fn decode(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        out.push(match b {
            b'+' => b' ',
            b'%' => {
                let hex: Vec<u8> = bytes.by_ref().take(2).collect();
                u8::from_str_radix(std::str::from_utf8(&hex).unwrap_or("3f"), 16).unwrap_or(b'?')
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&out).into_owned()
}
