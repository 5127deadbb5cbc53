//! A scripted site on loopback.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crawl::{Client, CrawlOptions, Outcome, WebUrl, crawl};
use model::definition::Effect;
use model::scope::{Scope, private_ranges};
use model::{Env, Timestamp};
use net::{Limits, Net, NetOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request as the site saw it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|l| {
            let (key, value) = l.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// What was asked of a site.
pub(crate) type Log = Arc<Mutex<Vec<Seen>>>;

/// A site whose answers `answer` writes; each is the whole of an HTTP response. Connections stay open.
pub(crate) async fn site(answer: impl Fn(&Seen) -> Vec<u8> + Send + Sync + 'static) -> (u16, Log) {
    slow_site(move |seen| std::future::ready(answer(&seen))).await
}

/// The same, with answers that wait for something.
pub(crate) async fn slow_site<F>(answer: impl Fn(Seen) -> F + Send + Sync + 'static) -> (u16, Log)
where
    F: Future<Output = Vec<u8>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let log = Log::default();
    let (shared, answer) = (log.clone(), Arc::new(answer));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (log, answer) = (shared.clone(), answer.clone());
            tokio::spawn(async move { serve(stream, &log, answer.as_ref()).await });
        }
    });
    (port, log)
}

async fn serve<F: Future<Output = Vec<u8>>>(mut stream: TcpStream, log: &Log, answer: &impl Fn(Seen) -> F) {
    let mut bytes = Vec::new();
    while let Some(seen) = read_request(&mut stream, &mut bytes).await {
        log.lock().unwrap().push(seen.clone());
        if stream.write_all(&answer(seen).await).await.is_err() {
            return;
        }
    }
}

async fn read_request(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<Seen> {
    loop {
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let mut words = head.split_whitespace();
            let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
            let mut seen = Seen { method, target, head, body: String::new() };
            let length: usize = seen.header("content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                seen.body = String::from_utf8_lossy(&bytes[end + 4..end + 4 + length]).into_owned();
                bytes.drain(..end + 4 + length);
                return Some(seen);
            }
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece).await {
            Ok(count) if count > 0 => bytes.extend_from_slice(&piece[..count]),
            _ => return None,
        }
    }
}

/// A whole response with more header lines (each with its line end).
pub(crate) fn reply(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub(crate) fn page(body: &str) -> Vec<u8> {
    reply("200 OK", "Content-Type: text/html\r\n", body)
}

pub(crate) fn missing() -> Vec<u8> {
    reply("404 Not Found", "Content-Type: text/html\r\n", "nothing here")
}

pub(crate) fn redirect(to: &str) -> Vec<u8> {
    reply("302 Found", &format!("Location: {to}\r\n"), "")
}

pub(crate) fn url(port: u16, path: &str) -> WebUrl {
    WebUrl::parse(&format!("http://127.0.0.1:{port}{path}")).unwrap()
}

pub(crate) fn net() -> Net {
    let include = "127.0.0.0/24".parse().unwrap();
    let scope = Scope { include, exclude: "".to_owned().try_into().unwrap(), allowed: private_ranges() };
    let limits = Limits {
        read_timeout: Duration::from_millis(400),
        stream_time: Duration::from_secs(2),
        stream_bytes: 8 << 20,
        body_bytes: 2 << 20,
        ..Limits::default()
    };
    Net::new(NetOptions { limits, ..NetOptions::new(scope) })
}

pub(crate) fn client(ceiling: Effect) -> Client {
    let (env, _) = Env::fake(Timestamp::from_micros(1_709_557_481_000_000), 7);
    Client::new(net(), env, ceiling)
}

/// Options without robots and sitemap.
pub(crate) fn options(port: u16) -> CrawlOptions {
    CrawlOptions { well_known: false, ..CrawlOptions::new(vec![url(port, "/")]) }
}

pub(crate) async fn run(options: &CrawlOptions, ceiling: Effect) -> Outcome {
    crawl(&client(ceiling), options, None, &mut ()).await.unwrap()
}

/// What the site was asked, sorted.
pub(crate) fn lines(log: &Log) -> Vec<String> {
    let mut lines: Vec<String> = log.lock().unwrap().iter().map(Seen::line).collect();
    lines.sort();
    lines
}
