//! A tap in front of a service: passes everything on and notes when the scanner connected and when it sent something.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::{Env, Timestamp};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// When something came from the scanner, over all taps that share it.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<Timestamp>>>);

impl Heard {
    fn note(&self) {
        let now = Env::system().now();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(now);
    }

    /// How often something came so far.
    pub(crate) fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// What came from one instant on up to another.
    pub(crate) fn between(&self, from: Timestamp, to: Timestamp) -> Vec<Timestamp> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().copied().filter(|at| from <= *at && *at < to).collect()
    }

    /// Milliseconds from an instant to the last that came before another.
    pub(crate) fn last_after(&self, from: Timestamp, to: Timestamp) -> i64 {
        let last = self.between(from, to).into_iter().max();
        last.map_or(0, |at| (at.micros() - from.micros()) / 1000)
    }

    /// A tap on a free port of loopback in front of another port, each piece held back for a while; gives its port.
    pub(crate) async fn tap(&self, behind: u16, delay: Duration) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
        let port = listener.local_addr().expect("bound").port();
        let heard = self.clone();
        tokio::spawn(async move {
            while let Ok((scanner, _)) = listener.accept().await {
                heard.note();
                tokio::spawn(pass_on(scanner, behind, heard.clone(), delay));
            }
        });
        port
    }
}

#[expect(clippy::disallowed_methods, reason = "a connection inside the test's own target")]
async fn pass_on(scanner: TcpStream, behind: u16, heard: Heard, delay: Duration) {
    let Ok(service) = TcpStream::connect(("127.0.0.1", behind)).await else { return };
    let (from_scanner, to_scanner) = scanner.into_split();
    let (from_service, to_service) = service.into_split();
    // Whichever side ends, both do: a half that lingers would hold a connection that the scanner gave up.
    tokio::select! {
        () = copy(from_scanner, to_service, Some(heard), Duration::ZERO) => {}
        () = copy(from_service, to_scanner, None, delay) => {}
    }
}

async fn copy(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    heard: Option<Heard>,
    delay: Duration,
) {
    let mut buf = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buf).await {
        if let Some(heard) = &heard {
            heard.note();
        }
        tokio::time::sleep(delay).await;
        if to.write_all(&buf[..read]).await.is_err() {
            return;
        }
    }
}
