//! A tap in front of a service: passes everything on and notes when the scanner connected and when it sent something.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::{Env, Timestamp};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// When something came from the scanner, over all taps that share it.
#[derive(Clone)]
pub(crate) struct Heard {
    all: Arc<Mutex<Vec<Timestamp>>>,
    /// How many times as slow as usual the taps are.
    drag: Arc<AtomicU32>,
}

impl Default for Heard {
    fn default() -> Self {
        Self { all: Arc::default(), drag: Arc::new(AtomicU32::new(1)) }
    }
}

impl Heard {
    fn note(&self) {
        let now = Env::system().now();
        self.all.lock().unwrap_or_else(PoisonError::into_inner).push(now);
    }

    /// Makes answers take so many times as long as usual from now on (0: no time at all): runs last until somebody makes them
    /// quick again.
    pub(crate) fn drag(&self, times: u32) {
        self.drag.store(times, Ordering::Relaxed);
    }

    /// How often something came so far.
    pub(crate) fn count(&self) -> usize {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// What came from one instant on up to another.
    pub(crate) fn between(&self, from: Timestamp, to: Timestamp) -> Vec<Timestamp> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
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
        () = copy(from_scanner, to_service, || { heard.note(); Duration::ZERO }) => {}
        () = copy(from_service, to_scanner, || delay * heard.drag.load(Ordering::Relaxed)) => {}
    }
}

/// Passes on each piece after the time that `noted` says.
async fn copy(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    noted: impl Fn() -> Duration,
) {
    let mut buf = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buf).await {
        tokio::time::sleep(noted()).await;
        if to.write_all(&buf[..read]).await.is_err() {
            return;
        }
    }
}
