//! One connection attempt of the scan, as cheap as the system allows.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

use crate::error::NetError;
use crate::governor::Permit;

/// What a port said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Open,
    Closed,
    /// A router or filter said no.
    Rejected,
    Silent,
}

/// A connection attempt right after its start.
pub(super) enum Started {
    /// The system knew at once, as it does on its own interfaces.
    Done(Answer),
    /// On its way.
    Pending(Socket),
    /// No socket or source port is free.
    Exhausted(io::Error),
}

/// Starts connections. A socket whose connection was refused is used again where the system permits it (Linux does): on
/// the own machine that halves the work for each closed port.
#[derive(Default)]
pub(super) struct Starter {
    spare: Option<Socket>,
}

impl Starter {
    pub(super) fn start(&mut self, to: SocketAddr) -> Started {
        // Where the system does not take a used socket back, go on with a fresh one.
        if let Some(socket) = self.spare.take()
            && let Ok(started) = self.dial(socket, to)
        {
            return started;
        }
        let fresh = Socket::new(Domain::for_address(to), Type::STREAM.nonblocking(), Some(Protocol::TCP));
        match fresh.and_then(|socket| self.dial(socket, to)) {
            Ok(started) => started,
            Err(error) if NetError::is_exhaustion(&error) => Started::Exhausted(error),
            Err(_) => Started::Done(Answer::Rejected),
        }
    }

    fn dial(&mut self, socket: Socket, to: SocketAddr) -> io::Result<Started> {
        let target = to.into();
        match socket.connect(&target) {
            Ok(()) => return Ok(Started::Done(connected(&socket))),
            Err(error) if in_progress(&error) => {}
            Err(error) => return self.failed(socket, error),
        }
        // The packets to an own address are handled within the call: the outcome is often there already, and asking for it
        // by connecting once more also makes the socket fit for another use.
        match socket.connect(&target) {
            Ok(()) => Ok(Started::Done(connected(&socket))),
            Err(error) if in_progress(&error) => Ok(Started::Pending(socket)),
            Err(error) => self.failed(socket, error),
        }
    }

    fn failed(&mut self, socket: Socket, error: io::Error) -> io::Result<Started> {
        let answer = verdict(&error).ok_or(error)?;
        if answer == Answer::Closed {
            self.spare = Some(socket);
        }
        Ok(Started::Done(answer))
    }
}

/// Waits for the outcome of a started connection.
pub(super) async fn wait(socket: Socket, bound: Duration, permit: Permit) -> (Answer, Duration) {
    let begin = Instant::now();
    let waited = timeout(bound, settle(socket)).await;
    drop(permit);
    (waited.unwrap_or(Answer::Silent), begin.elapsed())
}

async fn settle(socket: Socket) -> Answer {
    let Ok(stream) = TcpStream::from_std(socket.into()) else { return Answer::Silent };
    if stream.writable().await.is_err() {
        return Answer::Silent;
    }
    match stream.take_error() {
        Ok(None) => connected(&socket2::SockRef::from(&stream)),
        Ok(Some(error)) | Err(error) => verdict(&error).unwrap_or(Answer::Silent),
    }
}

/// A connection stands. It ends with a reset instead of an orderly close: no port stays in TIME_WAIT, here or there. A
/// socket that met itself (its source port is the port asked) proves that nobody listens.
fn connected(socket: &Socket) -> Answer {
    let itself = match (socket.local_addr(), socket.peer_addr()) {
        (Ok(local), Ok(peer)) => local.as_socket() == peer.as_socket(),
        // Ended between the handshake and the question: somebody had accepted it.
        _ => false,
    };
    // Only tidiness is lost if this fails.
    let _ = socket.set_linger(Some(Duration::ZERO));
    if itself { Answer::Closed } else { Answer::Open }
}

fn in_progress(error: &io::Error) -> bool {
    // EINPROGRESS and EALREADY of Linux.
    error.kind() == io::ErrorKind::WouldBlock && error.raw_os_error() != Some(11)
        || matches!(error.raw_os_error(), Some(115 | 114))
}

fn verdict(error: &io::Error) -> Option<Answer> {
    use io::ErrorKind as K;
    match error.kind() {
        K::ConnectionRefused | K::ConnectionReset | K::ConnectionAborted => Some(Answer::Closed),
        K::HostUnreachable | K::NetworkUnreachable | K::NetworkDown | K::PermissionDenied => {
            Some(Answer::Rejected)
        }
        K::TimedOut => Some(Answer::Silent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_that_meets_itself_is_no_open_port() {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
        let own = socket.local_addr().unwrap();
        socket.connect(&own).unwrap();
        assert_eq!(connected(&socket), Answer::Closed);
    }
}
