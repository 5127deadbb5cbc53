//! A scripted site on loopback, and checks that run against it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use active::{Outcome, Probe, SiteProbe, checks, site_checks};
use crawl::{Body, Client, Found, InsertionPoint, Place, Site, SiteRequest, WebUrl};
use model::definition::Effect;
use model::host::Host;
use model::profile::Payloads;
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
    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|l| {
            let (key, value) = l.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The path, as sent.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// A parameter of query or form body, decoded; empty if there is none.
    pub(crate) fn param(&self, name: &str) -> String {
        let query = self.target.split_once('?').map_or("", |(_, q)| q);
        let find = |text: &str| pairs(text).into_iter().find(|(n, _)| n == name).map(|(_, v)| v);
        find(query).or_else(|| find(&self.body)).unwrap_or_default()
    }
}

/// The decoded pairs of a form-urlencoded text.
fn pairs(text: &str) -> Vec<(String, String)> {
    // The address type knows how to take a query apart.
    WebUrl::parse(&format!("http://h.test/?{text}")).map(|u| u.params()).unwrap_or_default()
}

/// Percent escapes undone.
pub(crate) fn unescaped(text: &str) -> String {
    let pairs = pairs(&format!("v={}", text.replace('+', "%2B")));
    pairs.into_iter().next().map(|(_, v)| v).unwrap_or_default()
}

/// What was asked of a site.
pub(crate) type Log = Arc<Mutex<Vec<Seen>>>;

/// A site whose answers `answer` writes; each is the whole of an HTTP response. Connections stay open.
pub(crate) async fn site(answer: impl Fn(&Seen) -> Vec<u8> + Send + Sync + 'static) -> (u16, Log) {
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

async fn serve(mut stream: TcpStream, log: &Log, answer: &(impl Fn(&Seen) -> Vec<u8> + ?Sized)) {
    let mut bytes = Vec::new();
    while let Some(seen) = read_request(&mut stream, &mut bytes).await {
        log.lock().unwrap().push(seen.clone());
        if stream.write_all(&answer(&seen)).await.is_err() {
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

/// An HTML page.
pub(crate) fn page(body: &str) -> Vec<u8> {
    reply("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

/// A redirect.
pub(crate) fn redirect(to: &str) -> Vec<u8> {
    reply("302 Found", &format!("Location: {to}\r\n"), "")
}

/// The address of a path of the site.
pub(crate) fn url(port: u16, path: &str) -> WebUrl {
    WebUrl::parse(&format!("http://127.0.0.1:{port}{path}")).unwrap()
}

/// A client that reaches loopback only.
pub(crate) fn client(ceiling: Effect) -> Client {
    client_with(ceiling, Duration::from_secs(20))
}

/// The same with the time that it waits for an answer.
pub(crate) fn client_with(ceiling: Effect, read_timeout: Duration) -> Client {
    let include = "127.0.0.0/24".parse().unwrap();
    let scope = Scope { include, exclude: "".to_owned().try_into().unwrap(), allowed: private_ranges() };
    let limits = Limits { read_timeout, ..Limits::default() };
    let net = Net::new(NetOptions { limits, ..NetOptions::new(scope) });
    let (env, _) = Env::fake(Timestamp::from_micros(1_709_557_481_000_000), 7);
    Client::new(net, env, ceiling)
}

/// The host of the scripted site.
pub(crate) fn host() -> Host {
    Host::from_address([127, 0, 0, 1].into())
}

/// A GET of the path.
pub(crate) fn get(port: u16, path: &str) -> SiteRequest {
    SiteRequest::get(url(port, path), Found::Link)
}

/// A form sent to the path.
pub(crate) fn post(port: u16, path: &str, fields: &[(&str, &str)]) -> SiteRequest {
    let mut request = get(port, path);
    request.method = "POST".to_owned();
    request.found = Found::Form;
    request.body = Body::Form(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
    request
}

/// The point of that name in query or body; a header or cookie point where the request has none.
pub(crate) fn point(request: &SiteRequest, name: &str) -> InsertionPoint {
    let all = request.points().into_iter().chain(request.header_points(["session"]));
    let mut named = all.filter(|p| p.name == name);
    named.next().unwrap_or_else(|| panic!("no point {name}"))
}

/// Runs the check of that name at a point.
pub(crate) async fn run_at(name: &str, request: &SiteRequest, point: &InsertionPoint) -> Outcome {
    run_with(name, request, point, Payloads::Thorough).await
}

/// The same with a number of payloads.
pub(crate) async fn run_with(
    name: &str,
    request: &SiteRequest,
    point: &InsertionPoint,
    payloads: Payloads,
) -> Outcome {
    let client = client(Effect::Intrusive);
    let baseline = client.send(request).await.ok();
    let (host, stack) = (host(), Vec::new());
    let probe = Probe {
        client: &client,
        request,
        point,
        host: &host,
        is_parameter: false,
        also: &[],
        payloads,
        baseline: baseline.as_ref(),
        refresh: true,
        stack: &stack,
        callback: None,
        time_unit: Duration::from_millis(20),
        memo: active::Memo::default(),
    };
    let check = checks().iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no check {name}"));
    if (check.applies)(&probe) { (check.run)(&probe).await } else { Outcome::default() }
}

/// Runs the check of that name at the query parameter or form field `name` of `GET path`.
pub(crate) async fn run_check(check: &str, port: u16, path: &str, name: &str) -> Outcome {
    let request = get(port, path);
    let point = point(&request, name);
    run_at(check, &request, &point).await
}

/// Runs the site check of that name.
pub(crate) async fn run_site(name: &str, site: &Site) -> Outcome {
    let client = client(Effect::Intrusive);
    let (host, stack) = (host(), Vec::new());
    let probe = SiteProbe {
        client: &client,
        site,
        host: &host,
        payloads: Payloads::Thorough,
        stack: &stack,
        callback: None,
    };
    let check = site_checks().iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no check {name}"));
    (check.run)(&probe).await
}

/// The words that an outcome observed, sorted, each once.
pub(crate) fn words(outcome: &Outcome) -> Vec<&str> {
    let mut words: Vec<&str> = outcome.observed.iter().map(|o| o.check.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// A header point.
pub(crate) fn header_point(name: &str) -> InsertionPoint {
    InsertionPoint { place: Place::Header, name: name.to_owned(), index: 0, value: String::new() }
}
