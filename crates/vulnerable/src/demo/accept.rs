//! Takes connections and holds conversations, within bounds.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinSet;

use super::Repairs;
use crate::server::Server;

/// Most connections at a time. The next one waits in the queue of the system.
const CONNECTIONS: usize = 128;
/// How long a visitor may say nothing.
const IDLE: Duration = Duration::from_secs(20);
/// Most that is answered on one connection.
const TURNS: usize = 64;
/// Most bytes that are heard as one piece.
const PIECE: usize = 8 * 1024;
/// The wait after a connection could not be taken, for want of file descriptors most of all.
const BREATH: Duration = Duration::from_millis(200);

/// A service that runs until this is dropped.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    _stop: Stop,
}

/// What stops a service when it is dropped.
#[derive(Debug)]
enum Stop {
    Site(#[expect(dead_code, reason = "stops the server when it is dropped")] Server),
    Listener(#[expect(dead_code, reason = "the listener ends when it is dropped")] oneshot::Sender<()>),
}

impl From<Server> for Running {
    fn from(server: Server) -> Self {
        Self { addr: server.addr, _stop: Stop::Site(server) }
    }
}

/// What a service says of its own accord, and what it answers.
#[derive(Clone, Copy)]
pub(super) struct Script {
    /// What is said first.
    pub(super) hello: fn() -> Vec<u8>,
    /// Whether what is heard is answered line by line; otherwise as it comes.
    pub(super) lines: bool,
    pub(super) answer: fn(&Heard<'_>) -> Say,
}

/// One piece of what a visitor said.
pub(super) struct Heard<'a> {
    /// Without its line break where lines are heard.
    pub(super) bytes: &'a [u8],
    /// Pieces before it on this connection.
    pub(super) turn: usize,
    pub(super) repairs: &'a Repairs,
}

impl Heard<'_> {
    /// The first word, in capitals.
    pub(super) fn word(&self) -> String {
        let text = String::from_utf8_lossy(self.bytes);
        text.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
    }

    /// Whether it holds a text, whatever the case.
    pub(super) fn holds(&self, text: &str) -> bool {
        String::from_utf8_lossy(self.bytes).to_ascii_uppercase().contains(text)
    }
}

/// An answer.
pub(super) enum Say {
    /// Nothing: more is waited for.
    Nothing,
    /// This, and the conversation goes on.
    More(Vec<u8>),
    /// This, and the connection ends.
    Last(Vec<u8>),
}

impl Say {
    pub(super) fn text(text: &str) -> Self {
        Self::More(text.as_bytes().to_vec())
    }

    pub(super) fn bye(text: &str) -> Self {
        Self::Last(text.as_bytes().to_vec())
    }
}

/// Starts a service that follows a script.
pub(super) async fn script(addr: SocketAddr, script: Script, repairs: Repairs) -> io::Result<Running> {
    listen(addr, move |stream| converse(stream, script, repairs.clone())).await
}

/// Starts a listener that gives every connection to `handle`.
pub(super) async fn listen<F, H>(addr: SocketAddr, handle: H) -> io::Result<Running>
where
    H: Fn(TcpStream) -> F + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    if !addr.ip().is_loopback() {
        return Err(io::Error::other("listen beyond loopback: a weak server is nobody else's to reach"));
    }
    let listener = TcpListener::bind(addr).await?;
    let addr = listener.local_addr()?;
    let (stop, mut stopped) = oneshot::channel();
    tokio::spawn(async move {
        let (room, mut tasks) = (Arc::new(Semaphore::new(CONNECTIONS)), JoinSet::new());
        loop {
            tokio::select! {
                // Also when the sender is dropped: both mean the end.
                _ = &mut stopped => break,
                _ = tasks.join_next(), if !tasks.is_empty() => {}
                taken = take(&listener, &room) => if let Some((stream, permit)) = taken {
                    let talk = handle(stream);
                    tasks.spawn(async move {
                        talk.await;
                        drop(permit);
                    });
                }
            }
        }
    });
    Ok(Running { addr, _stop: Stop::Listener(stop) })
}

async fn take(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let permit = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, permit)),
        Err(_) => {
            tokio::time::sleep(BREATH).await;
            None
        }
    }
}

async fn converse(mut stream: TcpStream, script: Script, repairs: Repairs) {
    let _ = stream.set_nodelay(true);
    if stream.write_all(&(script.hello)()).await.is_err() {
        return;
    }
    let mut heard = Vec::new();
    for turn in 0..TURNS {
        let Some(bytes) = piece(&mut stream, &mut heard, script.lines).await else { break };
        let said = match (script.answer)(&Heard { bytes: &bytes, turn, repairs: &repairs }) {
            Say::Nothing => continue,
            Say::More(said) => said,
            Say::Last(said) => {
                let _ = stream.write_all(&said).await;
                break;
            }
        };
        if stream.write_all(&said).await.is_err() {
            break;
        }
    }
    let _ = stream.shutdown().await;
}

/// The next piece; `None` at the end, after a long silence, or where a line does not end.
async fn piece(stream: &mut TcpStream, heard: &mut Vec<u8>, lines: bool) -> Option<Vec<u8>> {
    loop {
        if lines && let Some(end) = heard.iter().position(|b| *b == b'\n') {
            let mut line: Vec<u8> = heard.drain(..=end).collect();
            line.truncate(line.trim_ascii_end().len());
            return Some(line);
        }
        if heard.len() >= PIECE {
            return None;
        }
        let mut buffer = [0; 2048];
        let read = tokio::time::timeout(IDLE, stream.read(&mut buffer)).await.ok()?.ok()?;
        heard.extend_from_slice(buffer.get(..read).filter(|read| !read.is_empty())?);
        if !lines {
            return Some(std::mem::take(heard));
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a client of the server under test, not of a target")]
mod tests {
    use super::*;

    const ECHO: Script = Script {
        hello: || b"hello\n".to_vec(),
        lines: true,
        answer: |heard| match heard.word().as_str() {
            "QUIT" => Say::bye("bye\n"),
            word => Say::More(format!("{} {word}\n", heard.turn).into_bytes()),
        },
    };

    async fn ask(sent: &[u8]) -> String {
        let running = script("127.0.0.1:0".parse().unwrap(), ECHO, Repairs::default()).await.unwrap();
        let mut stream = TcpStream::connect(running.addr).await.unwrap();
        // A server that hangs up may do so before everything is written.
        let _ = stream.write_all(sent).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }

    #[tokio::test]
    async fn lines_are_answered_one_by_one_and_bounded() {
        assert_eq!(ask(b"a b\r\nc\nquit\nd\n").await, "hello\n0 A\n1 C\nbye\n");
        let endless = vec![b'x'; 4 * PIECE];
        assert!(!ask(&endless).await.contains('X'));
        let many = b"a\n".repeat(2 * TURNS);
        assert!(ask(&many).await.lines().count() <= TURNS + 1);
    }

    #[tokio::test]
    async fn a_dropped_service_refuses() {
        let running = script("127.0.0.1:0".parse().unwrap(), ECHO, Repairs::default()).await.unwrap();
        let addr = running.addr;
        drop(running);
        while TcpStream::connect(addr).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }
}
