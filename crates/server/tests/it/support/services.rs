//! Scripted services that count who calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// What a service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Redis without a password.
    Redis,
    /// FTP with anonymous sign-in.
    Ftp,
    /// Redis with a password: nothing is wrong with it.
    Clean,
}

/// A service on a port of its own.
pub(crate) struct Service {
    pub(crate) port: u16,
    fixed: Arc<AtomicBool>,
    gone: CancellationToken,
}

/// Services that share one count of connections.
#[derive(Clone, Default)]
pub(crate) struct Estate {
    connections: Arc<AtomicUsize>,
    delay: Duration,
}

impl Estate {
    /// Services that answer after a while.
    pub(crate) fn slow(delay: Duration) -> Self {
        Self { delay, ..Self::default() }
    }

    /// Connections so far.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// One more service on 127.0.0.1.
    pub(crate) async fn serve(&self, kind: Kind) -> Service {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
        let port = listener.local_addr().expect("bound").port();
        let (fixed, gone) = (Arc::new(AtomicBool::new(false)), CancellationToken::new());
        let service = Service { port, fixed: fixed.clone(), gone: gone.clone() };
        let estate = self.clone();
        tokio::spawn(gone.run_until_cancelled_owned(async move {
            while let Ok((socket, _)) = listener.accept().await {
                estate.connections.fetch_add(1, Ordering::SeqCst);
                let kind = if fixed.load(Ordering::SeqCst) { Kind::Clean } else { kind };
                tokio::spawn(converse(socket, kind, estate.delay));
            }
        }));
        service
    }
}

impl Service {
    /// The weakness is removed.
    pub(crate) fn fix(&self) {
        self.fixed.store(true, Ordering::SeqCst);
    }

    /// The service ends: its port refuses.
    pub(crate) fn end(&self) {
        self.gone.cancel();
    }
}

async fn converse(mut socket: TcpStream, kind: Kind, delay: Duration) {
    if kind == Kind::Ftp && socket.write_all(b"220 (vsFTPd 3.0.3)\r\n").await.is_err() {
        return;
    }
    let mut buf = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = socket.read(&mut buf).await {
        tokio::time::sleep(delay).await;
        let heard = String::from_utf8_lossy(&buf[..read]).into_owned();
        if socket.write_all(answer(kind, &heard).as_bytes()).await.is_err() {
            return;
        }
    }
}

fn answer(kind: Kind, heard: &str) -> &'static str {
    let word = heard.split_whitespace().next().unwrap_or_default();
    match (kind, word) {
        (Kind::Clean, _) => "-NOAUTH Authentication required.\r\n",
        (Kind::Redis, _) if heard.contains("INFO") => {
            "$48\r\n# Server\r\nredis_version:7.0.11\r\nredis_mode:standalone\r\n"
        }
        (Kind::Redis, "PING") => "+PONG\r\n",
        (Kind::Redis, _) => "-ERR unknown command\r\n",
        (Kind::Ftp, "USER") => "331 Please specify the password.\r\n",
        (Kind::Ftp, "PASS") => "230 Login successful.\r\n",
        (Kind::Ftp, "QUIT") => "221 Goodbye.\r\n",
        (Kind::Ftp, _) => "530 Please login with USER and PASS.\r\n",
    }
}

/// The ports of services as a port list.
pub(crate) fn ports<'a>(services: impl IntoIterator<Item = &'a Service>) -> String {
    services.into_iter().map(|s| s.port.to_string()).collect::<Vec<_>>().join(",")
}
