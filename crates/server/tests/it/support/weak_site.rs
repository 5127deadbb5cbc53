//! A web site of three pages that repeats what it is asked for, and says nothing about how browsers should treat it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How long an answer takes while the site is slow.
const SLOW: Duration = Duration::from_secs(2);

/// The site; it lives as long as the test's runtime.
pub(crate) struct WeakSite {
    pub(crate) url: String,
    slow: Arc<AtomicBool>,
}

impl WeakSite {
    /// Listens on a free port of 127.0.0.1.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        let slow = Arc::new(AtomicBool::new(false));
        let how = slow.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, how.clone()));
            }
        });
        Self { url, slow }
    }

    /// Whether answers take long.
    pub(crate) fn set_slow(&self, slow: bool) {
        self.slow.store(slow, Ordering::Relaxed);
    }
}

/// Answers one request and closes.
async fn serve(mut stream: TcpStream, slow: Arc<AtomicBool>) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") && request.len() < 65_536 {
        match stream.read(&mut buffer).await {
            Ok(read @ 1..) => request.extend(buffer.iter().take(read)),
            _ => return,
        }
    }
    if slow.load(Ordering::Relaxed) {
        tokio::time::sleep(SLOW).await;
    }
    let text = String::from_utf8_lossy(&request).into_owned();
    let path = text.split(' ').nth(1).unwrap_or("/");
    let (status, body) = page(path);
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Set-Cookie: session=abc123; Path=/\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.as_bytes()).await;
    let _ = stream.shutdown().await;
}

fn page(path: &str) -> (&'static str, String) {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    match path {
        "/" => ("200 OK", html("Shop", "<a href=\"/search?q=tea\">tea</a> <a href=\"/about\">about</a>")),
        "/about" => ("200 OK", html("About", "<p>We sell tea.</p>")),
        "/search" => {
            let asked = query.split('&').find_map(|pair| pair.strip_prefix("q=")).unwrap_or_default();
            ("200 OK", html("Search", &format!("<p>Nothing was found for {}.</p>", decoded(asked))))
        }
        _ => ("404 Not Found", html("Not found", "<p>There is no such page.</p>")),
    }
}

fn html(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    )
}

/// Percent and plus signs taken back.
fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let digits: Vec<u8> = bytes.by_ref().take(2).collect();
                let value =
                    std::str::from_utf8(&digits).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
                out.push(value.unwrap_or(b'%'));
            }
            byte => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
