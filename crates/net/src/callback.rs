//! A listener for callbacks: proofs of weaknesses that make a target connect somewhere (server-side request forgery,
//! external entities, remote inclusion, commands).
//!
//! Whoever reaches it is hostile: it reads one short request line, gives one fixed answer and closes. Only tokens that were
//! handed out count, and each holds its first hit alone. It opens no connection.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::host::Host;
use model::{Env, Timestamp};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::error::NetError;
use crate::unit::Net;

/// The most tokens that are remembered; the oldest is forgotten first.
const MOST_TOKENS: usize = 4096;
/// The most connections at the same time; more wait in the kernel's queue.
const MOST_CONNECTIONS: usize = 64;
/// The most bytes of a request that are read.
const MOST_REQUEST: usize = 4096;
/// The longest life of a connection.
const CONNECTION_TIME: Duration = Duration::from_secs(5);
/// The most characters of a request line that are kept.
const MOST_LINE: usize = 500;

/// A client that reached the listener with a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Who connected.
    pub from: SocketAddr,
    /// The first line that was sent, printable, cut to 500 characters.
    pub request_line: String,
    /// When.
    pub at: Timestamp,
}

/// A listener for callbacks. It ends when it is dropped.
pub struct CallbackListener {
    shared: Arc<Shared>,
    address: SocketAddr,
    _stop: DropGuard,
}

struct Shared {
    env: Env,
    tokens: Mutex<Tokens>,
    news: Notify,
    marker: String,
    executed: String,
    answer: Vec<u8>,
}

#[derive(Default)]
struct Tokens {
    known: HashMap<String, Option<Hit>>,
    order: VecDeque<String>,
}

impl CallbackListener {
    /// Listens on a free port of `bind`, an address of this machine under which targets reach it.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub async fn start(bind: IpAddr, env: Env) -> io::Result<Arc<Self>> {
        let listener = TcpListener::bind(SocketAddr::new(bind, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::new(env));
        let stop = CancellationToken::new();
        let serving = serve(listener, shared.clone());
        tokio::spawn(stop.clone().run_until_cancelled_owned(serving));
        Ok(Arc::new(Self { shared, address, _stop: stop.drop_guard() }))
    }

    /// `address:port`, an IPv6 address in brackets.
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// The address of `token`, from now on waited for: `http://address:port/token`. A token is of ASCII letters and digits.
    pub fn url(&self, token: &str) -> String {
        self.expect(token);
        format!("http://{}/{token}", self.authority())
    }

    /// Hands `token` out without an address: whoever sends it in the first line hits it.
    pub fn expect(&self, token: &str) {
        let mut tokens = self.shared.tokens();
        if tokens.known.contains_key(token) {
            return;
        }
        if tokens.order.len() >= MOST_TOKENS
            && let Some(oldest) = tokens.order.pop_front()
        {
            tokens.known.remove(&oldest);
        }
        tokens.order.push_back(token.to_owned());
        tokens.known.insert(token.to_owned(), None);
    }

    /// A random text that stands in every answer of the listener and in no address of it: an answer of a target that holds
    /// it was fetched from here.
    pub fn marker(&self) -> &str {
        &self.shared.marker
    }

    /// A random text that stands in an answer only after PHP ran what the listener answered.
    pub fn executed_marker(&self) -> &str {
        &self.shared.executed
    }

    /// The first hit of a token that was handed out.
    pub fn seen(&self, token: &str) -> Option<Hit> {
        self.shared.tokens().known.get(token).cloned().flatten()
    }

    /// Waits for a hit, at most `patience`.
    pub async fn wait(&self, token: &str, patience: Duration) -> Option<Hit> {
        let end = Instant::now() + patience;
        loop {
            let news = self.shared.news.notified();
            tokio::pin!(news);
            // Registered before looking: a hit in between wakes it.
            news.as_mut().enable();
            if let Some(hit) = self.seen(token) {
                return Some(hit);
            }
            if timeout_at(end, news).await.is_err() {
                return self.seen(token);
            }
        }
    }
}

impl std::fmt::Debug for CallbackListener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallbackListener").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Net {
    /// The address of this machine from which `host` is reached, as the routing table has it. Nothing is sent.
    ///
    /// # Errors
    /// `OutOfScope`, `Unreachable`, `Io`.
    pub async fn source_address(&self, host: &Host) -> Result<IpAddr, NetError> {
        self.guard(host)?;
        let any: IpAddr = match host.address {
            IpAddr::V4(_) => std::net::Ipv4Addr::UNSPECIFIED.into(),
            IpAddr::V6(_) => std::net::Ipv6Addr::UNSPECIFIED.into(),
        };
        #[expect(clippy::disallowed_methods, reason = "connected to read its own address; it sends nothing")]
        let socket = tokio::net::UdpSocket::bind(SocketAddr::new(any, 0)).await?;
        // Any port does: a datagram socket is connected without a packet.
        socket.connect(SocketAddr::new(host.address, 9)).await?;
        Ok(socket.local_addr()?.ip())
    }
}

impl Shared {
    fn new(env: Env) -> Self {
        let word = || -> String { (0..16).map(|_| random_letter(&env)).collect() };
        let (marker, first, second) = (word(), word(), word());
        // Text and a processing instruction: well-formed as an external entity, and run where it is included as PHP.
        let body = format!("{marker}<?php echo '{first}'.'{second}'; ?>");
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        Self {
            env,
            tokens: Mutex::default(),
            news: Notify::new(),
            marker,
            executed: format!("{first}{second}"),
            answer: format!("{head}{body}").into_bytes(),
        }
    }

    fn tokens(&self) -> MutexGuard<'_, Tokens> {
        // A holder never panics, so a poisoned lock is whole.
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, line: &str, from: SocketAddr) {
        let mut tokens = self.tokens();
        for word in line.split(|c: char| !c.is_ascii_alphanumeric()) {
            if let Some(hit @ None) = tokens.known.get_mut(word) {
                let request_line = model::evidence::printable(line, MOST_LINE);
                *hit = Some(Hit { from, request_line, at: self.env.now() });
                self.news.notify_waiters();
            }
        }
    }
}

fn random_letter(env: &Env) -> char {
    char::from(b'a' + u8::try_from(env.below(26)).unwrap_or(0))
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    while let Ok(permit) = room.clone().acquire_owned().await {
        match listener.accept().await {
            Ok((stream, from)) => {
                let shared = shared.clone();
                tokio::spawn(async move {
                    // What a client does wrong is its own affair.
                    let _ = timeout(CONNECTION_TIME, answer(stream, from, &shared)).await;
                    drop(permit);
                });
            }
            // No descriptor to spare, or the client is gone already: a pause heals both.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn answer(mut stream: TcpStream, from: SocketAddr, shared: &Shared) -> io::Result<()> {
    let mut request = Vec::with_capacity(1024);
    let mut told = false;
    while request.len() < MOST_REQUEST {
        let room = (MOST_REQUEST - request.len()) as u64;
        let read = (&mut stream).take(room).read_buf(&mut request).await?;
        let end = request.iter().position(|b| *b == b'\n');
        if !told && (end.is_some() || read == 0) {
            let line = request.get(..end.unwrap_or(request.len())).unwrap_or_default();
            shared.take(String::from_utf8_lossy(line).trim(), from);
            told = true;
        }
        if read == 0 || request.windows(4).any(|w| w == b"\r\n\r\n") {
            break;
        }
    }
    stream.write_all(&shared.answer).await?;
    stream.shutdown().await
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(10);

    async fn listener() -> Arc<CallbackListener> {
        let (env, _) = Env::fake(Timestamp::from_micros(7), 1);
        CallbackListener::start(IpAddr::from([127, 0, 0, 1]), env).await.unwrap()
    }

    /// Sends bytes to the listener and gives the answer.
    async fn send(listener: &CallbackListener, bytes: &[u8]) -> String {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        let mut stream = socket.connect(listener.address).await.unwrap();
        // The listener may have answered and closed before all was written.
        let _ = stream.write_all(bytes).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[tokio::test]
    async fn a_token_that_was_handed_out_is_seen() {
        let listener = listener().await;
        let url = listener.url("abc123");
        assert_eq!(url, format!("http://{}/abc123", listener.authority()));
        let (hit, answer) = tokio::join!(
            listener.wait("abc123", LONG),
            send(&listener, b"GET /abc123.png?x=1 HTTP/1.1\r\nHost: h\r\n\r\n"),
        );
        let hit = hit.unwrap();
        assert_eq!(
            (hit.request_line.as_str(), hit.at),
            ("GET /abc123.png?x=1 HTTP/1.1", Timestamp::from_micros(7))
        );
        assert!(
            answer.contains(listener.marker()) && !answer.contains(listener.executed_marker()),
            "{answer}"
        );
        assert_eq!(listener.seen("abc123"), Some(hit));
    }

    #[tokio::test]
    async fn other_tokens_do_not_count() {
        let listener = listener().await;
        listener.expect("known");
        for line in
            ["GET /unknown HTTP/1.1\r\n\r\n", "GET /knownplus HTTP/1.1\r\n\r\n", "", "\0\u{ff}\r\n\r\n"]
        {
            send(&listener, line.as_bytes()).await;
        }
        assert_eq!(listener.wait("known", SHORT).await, None);
        assert_eq!(listener.seen("unknown"), None);
    }

    #[tokio::test]
    async fn hostile_input_is_bounded() {
        let listener = listener().await;
        listener.expect("t1");
        send(&listener, &vec![b'a'; 1 << 20]).await;
        send(&listener, format!("GET /t1 {}\r\n\r\n", "x".repeat(3000)).as_bytes()).await;
        assert_eq!(listener.wait("t1", LONG).await.unwrap().request_line.len(), MOST_LINE);
        for i in 0..=MOST_TOKENS {
            listener.expect(&format!("n{i}"));
        }
        assert_eq!(listener.seen("t1"), None);
        let tokens = listener.shared.tokens();
        assert_eq!((tokens.known.len(), tokens.order.len()), (MOST_TOKENS, MOST_TOKENS));
    }

    #[tokio::test]
    async fn it_ends_when_it_is_dropped() {
        let listener = listener().await;
        let address = listener.address;
        drop(listener);
        // The task ends at its next turn; from then on nobody listens.
        let refused = async {
            while tokio::net::TcpSocket::new_v4().unwrap().connect(address).await.is_ok() {
                tokio::task::yield_now().await;
            }
        };
        timeout(LONG, refused).await.unwrap();
    }
}
